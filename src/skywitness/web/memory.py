"""Memory: answers that take long, kept while the tables stay; who asks the same meanwhile waits."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

T = TypeVar("T")
_MOST = 64


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
            ask: finds the answer; it is not kept when it raises.
        """
        with self._lock:
            asking = self._asking.setdefault(key, threading.Lock())
        with asking:
            if key in self._answers:
                self._answers.move_to_end(key)
                return cast("T", self._answers[key])
            found = ask()
            with self._lock:
                self._answers[key] = found
                while len(self._answers) > self._most:
                    old, _ = self._answers.popitem(last=False)
                    self._asking.pop(old, None)
            return found
