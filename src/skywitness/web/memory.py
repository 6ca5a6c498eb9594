"""Memory: answers that take long, kept while the tables stay; who asks the same meanwhile waits."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

import polars as pl

T = TypeVar("T")
_MOST = 64
_LARGEST_BYTES = 32_000_000
"""Tables that are larger are not kept: all of them together are at most 2 GB."""


class Memory:
    """The last answers by what was asked."""

    def __init__(self, most: int = _MOST) -> None:
        """Remember so many answers."""
        self._most = most
        self._answers: OrderedDict[Hashable, object] = OrderedDict()
        self._asking: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, ask: Callable[[], T]) -> T:
        """The answer, asked for once.

        Args:
            key: what is asked, and the version of what it is asked of.
            ask: finds the answer; one that raises, or is large, is not kept.
        """
        with self._lock:
            asking = self._asking.setdefault(key, threading.Lock())
        with asking:
            if key in self._answers:
                self._answers.move_to_end(key)
                return cast("T", self._answers[key])
            found = ask()
            if _size_bytes(found) > _LARGEST_BYTES:
                return found
            with self._lock:
                self._answers[key] = found
                while len(self._answers) > self._most:
                    old, _ = self._answers.popitem(last=False)
                    self._asking.pop(old, None)
            return found


def _size_bytes(answer: object) -> int:
    parts = answer if isinstance(answer, tuple) else (answer,)
    return sum(int(part.estimated_size()) for part in parts if isinstance(part, pl.DataFrame))
