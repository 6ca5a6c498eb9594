"""Recent: how old a value may be when it is put beside a position.

Sources give an aircraft's state in pieces. Kinematics (height, speed, track, climb) change within seconds: in 10 s
at 250 m/s an aircraft flies 2.5 km, and a standard turn goes through 30 degrees. Callsign and squawk are set by
hand and stay for a flight or a sector: the transponder sends them every 5 to 10 s, so that 60 s bridge a few lost
messages and no change of flight.
"""

from datetime import datetime, timedelta
from typing import Generic, TypeVar

from skywitness.model import StateVector

KINEMATICS_AGE = timedelta(seconds=10)
IDENTITY_AGE = timedelta(seconds=60)
QUIET_STEP = timedelta(seconds=5)
"""Shortest time between two rows without a position of one aircraft."""
_NO_TIME = timedelta(0)

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """The last value of one kind, and when it was heard."""

    __slots__ = ("_age", "_heard_at", "_value")

    def __init__(self, age: timedelta) -> None:
        self._age = age
        self._value: Value | None = None
        self._heard_at: datetime | None = None

    def hear(self, value: Value, at: datetime) -> None:
        """Remember a value."""
        self._value, self._heard_at = value, at

    def recall(self, at: datetime) -> Value | None:
        """The value, if it was heard no later than this time and no longer ago than its age."""
        if self._heard_at is None or not _NO_TIME <= at - self._heard_at <= self._age:
            return None
        return self._value


def apart(state: StateVector, heard_at: datetime) -> list[StateVector]:
    """A state whose position is older than its other values, as one row or as two.

    Args:
        state: everything that the source gives, at the time of its position.
        heard_at: when the aircraft was last heard at all; the other values may be as young as this.

    Returns:
        The state itself where both times are close; else the position without kinematics at its own time, and the
        other values without a position at theirs.
    """
    age = heard_at - state.observed_at
    if state.lat_deg is None or age <= KINEMATICS_AGE:
        return [state]
    position = state._replace(
        baro_altitude_ft=None,
        geo_altitude_ft=None,
        ground_speed_kt=None,
        track_deg=None,
        vertical_rate_fpm=None,
        on_ground=None,
    )
    if age > IDENTITY_AGE:
        position = position._replace(callsign=None, squawk=None, emergency=None)
    rest = state._replace(observed_at=heard_at, lat_deg=None, lon_deg=None, nic=None, nac_p=None, sil=None)
    return [position, rest]
