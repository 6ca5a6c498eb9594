"""AirframeDay: what one data file holds of one aircraft, so that questions know which files to open."""

from datetime import date, datetime
from typing import NamedTuple


class AirframeDay(NamedTuple):
    """Positions of one aircraft in one compacted file of the archive.

    Attributes:
        icao24: as in StateVector.
        day: UTC day of the file.
        file: name of the file of positions, without its ending.
        state_vectors: rows of the aircraft in it.
        positions: those of them that have a place.
        first_observed_at: earliest row, UTC.
        last_observed_at: latest row, UTC.
        last_placed_at: latest row with a place, UTC; None when no row has one.
        last_lat_deg: latitude at last_placed_at, as reported.
        last_lon_deg: longitude at last_placed_at, as reported.
        reconstruction: whether any row is simulated.
    """

    icao24: str
    day: date
    file: str
    state_vectors: int
    positions: int
    first_observed_at: datetime
    last_observed_at: datetime
    last_placed_at: datetime | None
    last_lat_deg: float | None
    last_lon_deg: float | None
    reconstruction: bool
