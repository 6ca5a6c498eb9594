"""Losses: what is not taken of a recording, counted by reason, with the first example of each."""

from collections import Counter
from collections.abc import Callable

from skywitness.model import Reject


class Losses:
    """Rejects of all blocks.

    Attributes:
        counts: by reason.
        examples: the first of each reason, in the order of the recording.
    """

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.examples: dict[str, Reject] = {}
        self._firsts: dict[str, tuple[tuple[float, ...], Callable[[], Reject]]] = {}

    def add(self, reason: str, times: int, order: tuple[float, ...], example: Callable[[], Reject]) -> None:
        """Count something.

        Args:
            reason: what it is counted by.
            times: how many.
            order: where the first of them stands in the block.
            example: makes the first of them; asked at the end of the block, if it is the first of all.
        """
        if times <= 0:
            return
        self.counts[reason] += times
        if reason not in self.examples and (reason not in self._firsts or order < self._firsts[reason][0]):
            self._firsts[reason] = order, example

    def end_block(self) -> None:
        """What is counted from here on comes later than all before."""
        for reason, (_, example) in sorted(self._firsts.items(), key=lambda found: found[1][0]):
            self.examples[reason] = example()
        self._firsts.clear()
