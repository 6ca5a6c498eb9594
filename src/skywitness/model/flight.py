"""Flight: one take-off to one landing, whose ends may be unseen."""

from datetime import datetime
from typing import NamedTuple


class Flight(NamedTuple):
    """One flight of one airframe as far as it was seen.

    Attributes:
        flight_id: ``<icao24>-<first_seen_at as YYYYMMDDThhmmssZ>``.
        icao24: as in StateVector.
        registration: as a source states it or as computed from the address; None when neither.
        typecode: ICAO document 8643 designator as a source states it; None when none does.
        flag_state: ISO 3166 alpha-2 code of the state that the address block is allocated to.
        callsign: the flight's most frequent callsign.
        adep: ICAO code of the airport of departure, None with a reason.
        ades: ICAO code of the airport of destination, None with a reason.
        adep_reason: why adep is None: ``undetermined`` or ``outside_coverage``; None when it is known.
        ades_reason: the same for ades.
        adep_evidence: what adep rests on: ``ground`` or ``approach``; None when it is unknown.
        ades_evidence: the same for ades.
        takeoff_at: UTC; None when the take-off was not seen.
        landing_at: UTC; None when the landing was not seen.
        first_seen_at: time of the flight's first position, UTC.
        last_seen_at: time of its last position, UTC.
        first_lat_deg: latitude of the first position, degrees.
        first_lon_deg: longitude of the first position, degrees.
        last_lat_deg: latitude of the last position, degrees.
        last_lon_deg: longitude of the last position, degrees.
        positions: number of positions in the flight.
        doubted: number of them that are flagged and were not used.
        distance_nm: sum over its undoubted positions, silences as great circles, nautical miles.
        longest_silence_s: longest time between two of its positions, seconds.
        cut_before: why the flight begins here: ``record`` (the record does), ``ground`` (a stop that was heard) or
            ``landed_unseen`` (a silence in which it must have landed).
        source_sha256s: sources of its positions.
        algorithm: name and version of the rules that made the row.
        reconstruction: True when any of its positions was simulated.
    """

    flight_id: str
    icao24: str
    registration: str | None
    typecode: str | None
    flag_state: str | None
    callsign: str | None
    adep: str | None
    ades: str | None
    adep_reason: str | None
    ades_reason: str | None
    adep_evidence: str | None
    ades_evidence: str | None
    takeoff_at: datetime | None
    landing_at: datetime | None
    first_seen_at: datetime
    last_seen_at: datetime
    first_lat_deg: float
    first_lon_deg: float
    last_lat_deg: float
    last_lon_deg: float
    positions: int
    doubted: int
    distance_nm: float
    longest_silence_s: float
    cut_before: str
    source_sha256s: list[str]
    algorithm: str
    reconstruction: bool
