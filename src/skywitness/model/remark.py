"""Remark: something about one airframe's record that a reader must know before trusting what is derived of it."""

from datetime import datetime
from typing import NamedTuple


class Remark(NamedTuple):
    """One thing that is odd about a stretch of an airframe's record.

    Attributes:
        icao24: as in StateVector.
        since: first position that it concerns, UTC.
        until: last position that it concerns, UTC.
        kind: ``one_position``, ``one_place``, ``no_altitude``, ``no_speed``, ``too_long_in_the_air``,
            ``callsign_changes_too_often`` or ``all_doubted``.
        sentence: what is odd, in plain words and numbers.
        source_sha256s: sources of the positions.
        algorithm: name and version of the rules that made the row.
        reconstruction: True when it rests on simulated positions.
    """

    icao24: str
    since: datetime
    until: datetime
    kind: str
    sentence: str
    source_sha256s: list[str]
    algorithm: str
    reconstruction: bool
