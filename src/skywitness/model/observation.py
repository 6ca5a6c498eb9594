"""Observation: something that the record or a registry shows, which a check rests on."""

from datetime import datetime
from typing import NamedTuple


class Observation(NamedTuple):
    """One thing that was seen, or is on record, whatever anyone claims.

    Attributes:
        observation_id: begins with the kind; the same facts give the same id.
        kind: ``position_run``, ``takeoff``, ``landing``, ``ground_time``, ``gap``, ``route_leg``, ``overflight``,
            ``finding``, ``registry_record``, ``type_record``, ``coverage`` or ``document``.
        icao24: the aircraft; None where it is about none.
        since: first instant, UTC; None for a record without dates.
        until: last instant, UTC.
        airports: ICAO codes of fields that it is about, in order.
        lat_deg: latitude of its place.
        lon_deg: longitude of it.
        sentence: what was seen, in plain words and numbers.
        basis: flight_id, visit_id, gap_id, finding_id, statement or span of rows that it rests on.
        source_sha256s: sources of those rows.
        algorithm: name and version of the rules that made them.
        reconstruction: True when any of it was simulated.
    """

    observation_id: str
    kind: str
    icao24: str | None
    since: datetime | None
    until: datetime | None
    airports: list[str]
    lat_deg: float | None
    lon_deg: float | None
    sentence: str
    basis: list[str]
    source_sha256s: list[str]
    algorithm: str
    reconstruction: bool
