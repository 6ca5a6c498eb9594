"""Once: rows of a live feed that say again what an earlier row said."""

from datetime import datetime, timedelta
from typing import Any

from skywitness.model import StateVector

POLL_STEP = timedelta(milliseconds=300)
"""readsb rounds a position's age to tenths of a second: one position in two polls has two times this far apart."""
QUIET_STEP = timedelta(seconds=5)
"""Shortest time between two rows without a position of one aircraft, where each poll would give one."""
_REMEMBERED = 8
_NO_TIME = timedelta(0)


class Once:
    """Tells which rows are new, by the last eight places of each aircraft and what was said without one.

    Two rows are the same when aircraft, place, receiver and time agree; in polled documents the times of one
    position may differ by the rounding of its age. A row without a place must agree in all that it says.
    """

    def __init__(self, *, polled: bool) -> None:
        """Start a feed; ``polled`` says that documents repeat what they said before."""
        self._polled = polled
        self._placed: dict[str, dict[tuple[Any, ...], datetime]] = {}
        self._said: dict[str, tuple[datetime, StateVector]] = {}

    def is_new(self, row: StateVector) -> bool:
        """Whether a row is none that was there before."""
        if row.lat_deg is None:
            return self._is_new_saying(row)
        places = self._placed.setdefault(row.icao24, {})
        key = (row.lat_deg, row.lon_deg, row.receiver, row.position_source)
        before = places.pop(key, None)
        places[key] = row.observed_at
        if len(places) > _REMEMBERED:
            del places[next(iter(places))]
        if before is None:
            return True
        apart = abs(row.observed_at - before)
        if self._polled and apart <= POLL_STEP:
            places[key] = before
            return False
        return apart != _NO_TIME

    def _is_new_saying(self, row: StateVector) -> bool:
        before = self._said.get(row.icao24)
        if before and self._polled and abs(row.observed_at - before[0]) < QUIET_STEP:
            return False
        plain = row._replace(source_row=0)
        if before and before == (row.observed_at, plain):
            return False
        self._said[row.icao24] = (row.observed_at, plain)
        return True

    def forget(self, before: datetime) -> None:
        """Forget aircraft whose last row is from before this time."""
        self._placed = {a: places for a, places in self._placed.items() if max(places.values()) >= before}
        self._said = {a: said for a, said in self._said.items() if said[0] >= before}
