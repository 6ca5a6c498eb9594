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
        callsigns: every callsign it sent, in order of first appearance.
        adep: ICAO code (or the local code that stands for it) of the airport of departure, None with a reason.
        ades: the same for the airport of destination.
        adep_reason: why adep is None: ``undetermined`` or ``outside_coverage``; None when it is known.
        ades_reason: the same for ades.
        adep_evidence: what adep rests on: ``runway`` (lined up with one of its runways), ``ground`` (heard on it),
            ``approach`` (low and pointed at it), ``projected`` (its climb or descent leads there) or ``bracketed``
            (the flight before or after shows it); None when it is unknown.
        ades_evidence: the same for ades.
        adep_runway: designator of the runway it took off from, None when it could not be told.
        ades_runway: designator of the runway it landed on.
        adep_candidates: codes of the fields that it may have come from, the most probable first, also where adep
            is None.
        adep_posteriors: probability of each of adep_candidates, 0 to 1; what is missing to 1 is "none of these".
        ades_candidates: as adep_candidates, for the destination.
        ades_posteriors: as adep_posteriors, for the destination.
        takeoff_at: UTC; None when the take-off was not seen and cannot be extrapolated.
        takeoff_uncertainty_s: the take-off was within so many seconds of takeoff_at, nine times of ten.
        landing_at: UTC; None when the landing was not seen and cannot be extrapolated.
        landing_uncertainty_s: as takeoff_uncertainty_s.
        first_seen_at: time of the flight's first position, UTC.
        last_seen_at: time of its last position, UTC.
        first_lat_deg: latitude of the first position, degrees.
        first_lon_deg: longitude of the first position, degrees.
        last_lat_deg: latitude of the last position, degrees.
        last_lon_deg: longitude of the last position, degrees.
        first_altitude_ft: pressure altitude of its first position in the air; None when unknown.
        last_altitude_ft: pressure altitude of its last position in the air; None when unknown.
        positions: number of positions in the flight.
        doubted: number of them that are flagged and were not used.
        distance_nm: way over its undoubted positions, nautical miles; silences of five minutes and more add none.
        longest_silence_s: longest time between two of its positions, seconds.
        touch_and_goes: times it touched a runway and went on.
        cut_before: why the flight begins here: ``record`` (the record does), ``ground`` (a stop that was heard) or
            ``landed_unseen`` (a silence in which it must have landed).
        cut_before_log_odds: natural logarithm of the odds for that landing; None where the stop was heard.
        source_sha256s: sources of its positions.
        algorithm: name and version of the rules that made the row.
        reconstruction: True when any of its positions was simulated.
        operator: as the source that is shown writes it, on that day; None when no source names one.
        military_probability: that the aircraft flew for armed forces, by its identity on that day and its
            callsigns; None when nothing is known of it.
    """

    flight_id: str
    icao24: str
    registration: str | None
    typecode: str | None
    flag_state: str | None
    callsign: str | None
    callsigns: list[str]
    adep: str | None
    ades: str | None
    adep_reason: str | None
    ades_reason: str | None
    adep_evidence: str | None
    ades_evidence: str | None
    adep_runway: str | None
    ades_runway: str | None
    adep_candidates: list[str]
    adep_posteriors: list[float]
    ades_candidates: list[str]
    ades_posteriors: list[float]
    takeoff_at: datetime | None
    takeoff_uncertainty_s: float | None
    landing_at: datetime | None
    landing_uncertainty_s: float | None
    first_seen_at: datetime
    last_seen_at: datetime
    first_lat_deg: float
    first_lon_deg: float
    last_lat_deg: float
    last_lon_deg: float
    first_altitude_ft: int | None
    last_altitude_ft: int | None
    positions: int
    doubted: int
    distance_nm: float
    longest_silence_s: float
    touch_and_goes: int
    cut_before: str
    cut_before_log_odds: float | None
    source_sha256s: list[str]
    algorithm: str
    reconstruction: bool
    operator: str | None = None
    military_probability: float | None = None
