"""Now: the latest state of each aircraft that is being heard."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from skywitness.model import StateVector

FORGET_MS = 300_000
"""An aircraft that nothing was heard of for five minutes is gone from here, as from readsb's aircraft.json."""
_LATEST = (
    "baro_altitude_ft",
    "geo_altitude_ft",
    "ground_speed_kt",
    "track_deg",
    "vertical_rate_fpm",
    "on_ground",
    "callsign",
    "squawk",
    "nic",
    "nac_p",
    "sil",
    "adsb_version",
)
_INDICES = tuple((name, StateVector._fields.index(name)) for name in _LATEST)


@dataclass(slots=True)
class LiveAircraft:
    """One aircraft as it was last heard.

    Attributes:
        state: the latest of each field, each from the row that said it last; the place from the last that had one.
        feed: of the last row.
        heard_ms: arrival of the last row, Unix milliseconds.
        placed_ms: arrival of the last row with a place; None when there was none.
        rows: so far.
    """

    state: StateVector
    feed: str
    heard_ms: int
    placed_ms: int | None
    rows: int = 1


class Now:
    """The table of live aircraft, by icao24."""

    def __init__(self) -> None:
        self._aircraft: dict[str, LiveAircraft] = {}

    def hear(self, row: StateVector, feed: str, arrived_ms: int) -> None:
        """Take a row; one older than what is known, as of a slower feed, changes nothing but counts."""
        known = self._aircraft.get(row.icao24)
        if known is None:
            placed_ms = None if row.lat_deg is None else arrived_ms
            self._aircraft[row.icao24] = LiveAircraft(row, feed, arrived_ms, placed_ms)
            return
        known.rows += 1
        known.heard_ms = max(known.heard_ms, arrived_ms)
        if row.observed_at < known.state.observed_at:
            return
        known.state = _merged(known.state, row)
        known.feed = feed
        if row.lat_deg is not None:
            known.placed_ms = arrived_ms

    def forget(self, now_ms: int) -> None:
        """Let go of aircraft that have not been heard for five minutes."""
        before = now_ms - FORGET_MS
        gone = [icao24 for icao24, aircraft in self._aircraft.items() if aircraft.heard_ms < before]
        for icao24 in gone:
            del self._aircraft[icao24]

    def __len__(self) -> int:
        return len(self._aircraft)

    def __iter__(self) -> Iterator[LiveAircraft]:
        return iter(self._aircraft.values())

    def get(self, icao24: str) -> LiveAircraft | None:
        """One aircraft; None when it is not heard."""
        return self._aircraft.get(icao24)


def _merged(before: StateVector, row: StateVector) -> StateVector:
    """The newer row, with what it does not say from before."""
    missing: dict[str, Any] = {
        name: before[index] for name, index in _INDICES if row[index] is None and before[index] is not None
    }
    if row.lat_deg is None and before.lat_deg is not None:
        missing |= {
            "lat_deg": before.lat_deg,
            "lon_deg": before.lon_deg,
            "position_source": before.position_source,
        }
    return row._replace(**missing) if missing else row
