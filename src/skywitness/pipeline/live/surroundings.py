"""Surroundings: what a collection was told by the user, and what it is handed of the world."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from skywitness.measure.clock import ms_from_utc
from skywitness.store.raw_log.retention import Keep


@dataclass(frozen=True, slots=True)
class CollectOptions:
    """What the user said about a collection.

    Attributes:
        receiver_deg: latitude and longitude of the receivers, for aircraft on the ground; None when not said.
        reconstruction: whether the feeds are simulated.
        keys: key by service, for those that want one.
        silence_s: seconds without a usable message after which a feed's alarm is raised.
        commit_s: seconds between two commits.
        keep: how much of the raw log is kept once the archive has it.
        program: version of Skywitness.
    """

    receiver_deg: tuple[float, float] | None
    reconstruction: bool
    keys: dict[str, str]
    silence_s: float
    commit_s: float
    keep: Keep
    program: str


@dataclass(frozen=True, slots=True)
class World:
    """What a collection is handed of the world.

    Attributes:
        now: the time, UTC.
        chance: numbers in [0, 1), for the jitter of waits.
        say: takes lines for the log: the feed, empty for all of them, and what happened.
    """

    now: Callable[[], datetime]
    chance: Callable[[], float]
    say: Callable[[str, str], None]

    def now_ms(self) -> int:
        """The time in Unix milliseconds."""
        return ms_from_utc(self.now())


class Log:
    """Says what happens, and nothing twice in a row about the same thing."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._said: dict[str, str] = {}

    def say(self, about: str, words: str) -> None:
        """Say it."""
        self._world.say(about, words)

    def trouble(self, about: str, words: str, more: str = "") -> None:
        """Say it unless it was the last trouble with this: a peer that is away for a night is one line."""
        if self._said.get(about) != words:
            self._said[about] = words
            self._world.say(about, f"{words}{more}")

    def over(self, about: str, words: str) -> None:
        """Say that a trouble is over, if there was one."""
        if self._said.pop(about, None):
            self._world.say(about, words)
