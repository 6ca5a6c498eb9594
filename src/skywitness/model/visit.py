"""Visit: one stay of one airframe at one airport."""

from datetime import datetime
from typing import NamedTuple


class Visit(NamedTuple):
    """One stay on the ground, between two flights or at an end of the record.

    Attributes:
        icao24: as in StateVector.
        registration: as in Flight.
        typecode: as in Flight.
        flag_state: as in Flight.
        airport: ICAO code; None with a reason when the place is not known.
        airport_reason: why airport is None: ``undetermined`` or ``outside_coverage``; None when it is known.
        airport_candidates: fields that it may have been, the most probable first, also where airport is None.
        airport_posteriors: probability of each of airport_candidates.
        arrived_at: landing time, UTC; None when the landing was not seen.
        departed_at: take-off time, UTC; None when the take-off was not seen.
        arrived_not_before: arrived_at, or else when the flight before was last seen, UTC; None at the start.
        departed_not_after: departed_at, or else when the flight after was first seen, UTC; None at the end.
        arrival_seen: True when arrived_at is known.
        departure_seen: True when departed_at is known.
        stay_s: departed_at - arrived_at; None unless both are known.
        longest_stay_s: departed_not_after - arrived_not_before; None when either is unknown.
        inferred: True when neither its landing nor its take-off nor its time on the ground was seen.
        utc_day: UTC day of the arrival as YYYY-MM-DD; of the departure when no arrival is known, and when not even
            that is, of arrived_not_before, then departed_not_after; None when there is none of them.
        local_day: the same day by the airport's clock; None where the airport is unknown.
        arrival_flight_id: the flight that brought it, None when unseen.
        departure_flight_id: the flight that took it away, None when unseen.
        source_sha256s: sources of the positions that show it: those of the flights, and of the time on the ground.
        algorithm: name and version of the rules that made the row.
        reconstruction: True when it rests on simulated positions.
        operator: as the source that is shown writes it, on that day; None when no source names one.
        military_probability: that the aircraft flew for armed forces, by its identity on that day and its
            callsigns; None when nothing is known of it.
    """

    icao24: str
    registration: str | None
    typecode: str | None
    flag_state: str | None
    airport: str | None
    airport_reason: str | None
    airport_candidates: list[str]
    airport_posteriors: list[float]
    arrived_at: datetime | None
    departed_at: datetime | None
    arrived_not_before: datetime | None
    departed_not_after: datetime | None
    arrival_seen: bool
    departure_seen: bool
    stay_s: float | None
    longest_stay_s: float | None
    inferred: bool
    utc_day: str | None
    local_day: str | None
    arrival_flight_id: str | None
    departure_flight_id: str | None
    source_sha256s: list[str]
    algorithm: str
    reconstruction: bool
    operator: str | None = None
    military_probability: float | None = None
