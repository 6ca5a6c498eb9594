"""Repeats: a column of codes that mostly repeats itself, as runs, so that parts of it are summed up quickly."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.model import Track


class Repeats(NamedTuple):
    """Runs of equal codes in a column.

    Attributes:
        starts: row at which each run begins, ascending from 0.
        codes: code of each run.
        words: what codes point to; -1 points to nothing.
    """

    starts: Sequence[int]
    codes: Sequence[int]
    words: Sequence[str]

    @classmethod
    def of(cls, codes: NDArray[np.int32], words: Sequence[str]) -> "Repeats":
        """Runs of a column of at least one row."""
        starts = np.concatenate(([0], np.flatnonzero(codes[1:] != codes[:-1]) + 1))
        return cls(starts.tolist(), codes[starts].tolist(), words)

    @classmethod
    def of_sources(cls, track: Track) -> "Repeats":
        """Runs of rows of one source."""
        return cls.of(track.source, track.sources)

    def counts(self, first: int, last: int) -> dict[str, int]:
        """Rows of each word among the rows ``first`` to ``last`` (inclusive), in order of first appearance."""
        found: dict[str, int] = {}
        for code, count in self._between(first, last):
            if code >= 0:
                word = self.words[code]
                found[word] = found.get(word, 0) + count
        return found

    def _between(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        run = bisect_right(self.starts, first) - 1
        while first <= last:
            end = self.starts[run + 1] if run + 1 < len(self.starts) else last + 1
            yield self.codes[run], min(end, last + 1) - first
            first, run = end, run + 1
