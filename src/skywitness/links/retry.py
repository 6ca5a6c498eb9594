"""Retry: how long to wait before connecting again."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Retry:
    """Waits that double from failure to failure, with jitter, so that many clients do not come back at once.

    The jitter is "full jitter": uniform between nothing and the doubled wait (M. Brooker, "Exponential backoff and
    jitter", AWS Architecture Blog, 2015), here from half of it, so that a peer is never hammered.

    Attributes:
        chance: gives numbers in [0, 1).
        first_s: the first wait: a restarting receiver is back within seconds (judgement).
        most_s: the longest wait: a receiver that comes back is heard again within a minute (judgement).
        failures: in a row so far.
    """

    chance: Callable[[], float]
    first_s: float = 1.0
    most_s: float = 60.0
    failures: int = 0

    def worked(self) -> None:
        """The connection gave something useful: begin anew."""
        self.failures = 0

    def wait_s(self, asked_s: float | None = None) -> float:
        """Seconds to wait after one more failure; never less than the other side asked for."""
        longest = min(self.most_s, self.first_s * 2.0 ** min(self.failures, 30))
        self.failures += 1
        return max(longest * (0.5 + self.chance() / 2), asked_s or 0.0)
