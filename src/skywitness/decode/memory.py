"""Memory: what one aircraft said last, and how long that may be said of it still."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from skywitness.decode.cpr import Encoded
from skywitness.decode.position import PositionState
from skywitness.model import StateVector

MOVING_S = 10.0
"""How long height, speed, direction and climb are attached to positions: an aircraft sends each twice a second."""
NAMING_S = 60.0
"""How long callsign, squawk, emergency and quality are: sent every 5 s, or when asked by a radar."""
_MOVING = frozenset(
    {
        "baro_altitude_ft",
        "geo_altitude_ft",
        "ground_speed_kt",
        "track_deg",
        "vertical_rate_fpm",
        "on_ground",
        "geo_minus_baro_ft",
    }
)

_WAITING = 2000  # taxi messages kept: fifteen minutes at two a second


class Waiting(NamedTuple):
    """A surface position that cannot be placed yet, and the state vector that it will complete."""

    encoded: Encoded
    state: StateVector


@dataclass(slots=True)
class Memory:
    """One aircraft's last values with their times, its position state and when it was last written out.

    Attributes:
        position: for placing its next position message.
        written_s: time of its last state vector, Unix seconds.
        waiting: surface positions heard before anything told where on the globe it is.
    """

    position: PositionState = field(default_factory=PositionState)
    written_s: float = -1e18
    waiting: deque[Waiting] = field(default_factory=lambda: deque(maxlen=_WAITING))
    _values: dict[str, tuple[float, Any]] = field(default_factory=dict)

    def learn(self, values: dict[str, Any], time_s: float) -> None:
        """Keep these values; None says that the aircraft no longer has one (no emergency, no altitude)."""
        for name, value in values.items():
            self._values[name] = (time_s, value)

    def recall(self, time_s: float) -> dict[str, Any]:
        """Values that still hold at a time."""
        held = {
            name: value
            for name, (heard_s, value) in self._values.items()
            if abs(time_s - heard_s) <= (MOVING_S if name in _MOVING else NAMING_S)
        }
        difference = held.pop("geo_minus_baro_ft", None)
        if difference is not None and held.get("baro_altitude_ft") is not None:
            held.setdefault("geo_altitude_ft", held["baro_altitude_ft"] + difference)
        return held
