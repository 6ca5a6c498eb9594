"""FalsePlace: a place that an airframe's reports jumped to, kept so that places many jumped to can be found."""

from datetime import datetime
from typing import NamedTuple


class FalsePlace(NamedTuple):
    """One cell and hour that doubted reports of one airframe lie in.

    Attributes:
        icao24: as in StateVector.
        cell_lat_deg: southern edge of the cell, degrees.
        cell_lon_deg: western edge of the cell, degrees.
        hour: beginning of the hour, UTC.
    """

    icao24: str
    cell_lat_deg: float
    cell_lon_deg: float
    hour: datetime
