"""Statement: what a source says about who an aircraft is."""

from datetime import datetime
from typing import NamedTuple


class Statement(NamedTuple):
    """One attribute of one address, as one source gives it; statements are kept side by side, never merged.

    Attributes:
        icao24: the address it is about, as in StateVector.
        attribute: ``registration``, ``typecode``, ``model``, ``operator``, ``year``, ``flags``,
            ``adep``, ``ades`` (a source's own words for a flight's airports, never taken as ours).
        value: as the source writes it, stripped.
        observed_at: the source's own time for it, UTC; None where it gives none.
        source_row: line, record or frame number in the source, from 1.
    """

    icao24: str
    attribute: str
    value: str
    observed_at: datetime | None
    source_row: int = 0
