"""Memory: what one aircraft said last, and how long that may be said of it still."""

from collections.abc import Iterable
from typing import Any

MOVING_S = 10.0
"""How long height, speed, direction and climb are attached to positions: an aircraft sends each twice a second."""
NAMING_S = 60.0
"""How long callsign, squawk, emergency and quality are: sent every 0.8 to 5 s, or when a radar asks."""
_HELD_S = dict.fromkeys(
    (
        "baro_altitude_ft",
        "geo_altitude_ft",
        "ground_speed_kt",
        "track_deg",
        "vertical_rate_fpm",
        "on_ground",
        "geo_minus_baro_ft",
        "nic",
    ),
    MOVING_S,
)
_LONG_AGO_S = -1e18
SAME_ALTITUDE_FT = 1_000  # no airliner changes height by more in 10 s


def held_s(name: str) -> float:
    """How long a value by this name holds, in seconds."""
    return _HELD_S.get(name, NAMING_S)


class Memory:
    """One aircraft's last values with their times."""

    def __init__(self) -> None:
        self._values: dict[str, tuple[float, Any]] = {}
        self._overheard: dict[str, tuple[float, Any]] = {}
        self._checked_s: dict[str, float] = {}

    def learn(self, values: dict[str, Any], time_s: float) -> None:
        """Keep what a frame with its own parity said; None says that there is none (no emergency)."""
        for name, value in values.items():
            self._values[name] = (time_s, value)
            self._checked_s[name] = time_s

    def overhear(self, values: dict[str, Any], time_s: float) -> None:
        """Keep what replies said, whose bits nothing checks but an address that noise may hit.

        A value counts when two replies in a row give it. Except altitude it does not replace what a checked frame
        said and what still holds.
        """
        for name, value in values.items():
            before = self._overheard.get(name)
            self._overheard[name] = (time_s, value)
            if before is None or not _holds(name, before[0], time_s) or not _agree(name, before[1], value):
                continue
            checked_s = self._checked_s.get(name)
            if name == "baro_altitude_ft" or checked_s is None or not _holds(name, checked_s, time_s):
                self._values[name] = (time_s, value)

    def value(self, name: str, time_s: float) -> Any:  # noqa: ANN401  values are of many types
        """One value if it holds at a time, else None."""
        heard_s, value = self._values.get(name, (_LONG_AGO_S, None))
        return value if _holds(name, heard_s, time_s) else None

    def recall(self, time_s: float) -> dict[str, Any]:
        """Values that hold at a time."""
        held = {}
        for name, (heard_s, value) in self._values.items():
            if -MOVING_S <= time_s - heard_s <= MOVING_S or _holds(name, heard_s, time_s):
                held[name] = value
        return held


def described(held: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Those of the values that a state vector has, with the geometric altitude from the barometric one.

    The difference between the two is sent with velocity (DO-260B, 2.2.3.2.6.1.15); it changes by some feet a
    minute.
    """
    values = {name: held[name] for name in names if name in held}
    baro, difference = held.get("baro_altitude_ft"), held.get("geo_minus_baro_ft")
    if values.get("geo_altitude_ft") is None and baro is not None and difference is not None:
        values["geo_altitude_ft"] = baro + difference
    return values


def _holds(name: str, heard_s: float, time_s: float) -> bool:
    return abs(time_s - heard_s) <= held_s(name)


def _agree(name: str, before: object, value: object) -> bool:
    if isinstance(before, int) and isinstance(value, int) and name == "baro_altitude_ft":
        return abs(value - before) <= SAME_ALTITUDE_FT
    return before == value
