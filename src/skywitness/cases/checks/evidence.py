"""Evidence: rows of the record as observations that a check can cite."""

from collections.abc import Collection
from datetime import datetime

from skywitness.cases.checks.facts import Facts, Passage, Sighting
from skywitness.measure.clock import format_utc
from skywitness.model import Finding, Flight, Gap, IdentityStatement, Observation, Visit


def minute(at: datetime) -> str:
    """A time for a sentence; what is cited keeps its milliseconds."""
    return f"{at:%Y-%m-%d %H:%M}Z"


STRONG = frozenset({"runway", "ground", "approach"})
"""What an end of a flight rests on when it was seen there; ``projected`` and ``bracketed`` are inferences."""


def name_of(row: Flight | Visit) -> str:
    """What to call the airframe of a row."""
    return row.registration or row.icao24


def landing(flight: Flight) -> Observation:
    """The arrival of a flight."""
    at = flight.landing_at or flight.last_seen_at
    how = f"by {flight.ades_evidence}" if flight.ades_evidence else "place unknown"
    return _of_flight(flight, "landing", at, flight.ades, f"landed at {flight.ades} at {minute(at)} ({how})")


def takeoff(flight: Flight) -> Observation:
    """The departure of a flight."""
    at = flight.takeoff_at or flight.first_seen_at
    how = f"by {flight.adep_evidence}" if flight.adep_evidence else "place unknown"
    return _of_flight(flight, "takeoff", at, flight.adep, f"left {flight.adep} at {minute(at)} ({how})")


def leg(flight: Flight) -> Observation:
    """A flight from end to end."""
    ends = f"{flight.adep or '?'} to {flight.ades or '?'}"
    began = flight.takeoff_at or flight.first_seen_at
    ended = flight.landing_at or flight.last_seen_at
    sentence = f"{name_of(flight)} flew {ends}, {minute(began)} to {minute(ended)}."
    return Observation(
        f"route_leg-{flight.flight_id}",
        "route_leg",
        flight.icao24,
        began,
        ended,
        [code for code in (flight.adep, flight.ades) if code],
        flight.last_lat_deg,
        flight.last_lon_deg,
        sentence,
        [flight.flight_id],
        flight.source_sha256s,
        flight.algorithm,
        flight.reconstruction,
    )


def _of_flight(flight: Flight, kind: str, at: datetime, airport: str | None, words: str) -> Observation:
    last = kind == "landing"
    return Observation(
        f"{kind}-{flight.flight_id}",
        kind,
        flight.icao24,
        at,
        at,
        [airport] if airport else [],
        flight.last_lat_deg if last else flight.first_lat_deg,
        flight.last_lon_deg if last else flight.first_lon_deg,
        f"{name_of(flight)} {words}.",
        [flight.flight_id],
        flight.source_sha256s,
        flight.algorithm,
        flight.reconstruction,
    )


def stay(visit: Visit, facts: Facts) -> Observation:
    """A stay at an airport."""
    since = visit.arrived_at or visit.arrived_not_before
    until = visit.departed_at or visit.departed_not_after
    field = facts.fields.get(visit.airport or "")
    flights = [one for one in (visit.arrival_flight_id, visit.departure_flight_id) if one]
    how = "inferred, not seen" if visit.inferred else "seen"
    ends = " to ".join("?" if end is None else minute(end) for end in (since, until))
    key = "-".join("?" if end is None else format_utc(end) for end in (since, until))
    return Observation(
        f"ground_time-{visit.icao24}-{visit.airport}-{key}",
        "ground_time",
        visit.icao24,
        since,
        until,
        [visit.airport] if visit.airport else [],
        field.lat_deg if field else None,
        field.lon_deg if field else None,
        f"{name_of(visit)} was at {visit.airport or 'an unknown place'}, {ends} ({how}).",
        flights,
        visit.source_sha256s,
        visit.algorithm,
        visit.reconstruction,
    )


def silence(gap: Gap) -> Observation:
    """A silence of an airframe."""
    return Observation(
        gap.gap_id,
        "gap",
        gap.icao24,
        gap.from_at,
        gap.to_at,
        [],
        gap.from_lat_deg,
        gap.from_lon_deg,
        f"{gap.icao24} was not heard for {gap.duration_s / 3600:.1f} h from {minute(gap.from_at)}.",
        [gap.gap_id],
        gap.source_sha256s,
        gap.algorithm,
        gap.reconstruction,
    )


def passed(passage: Passage) -> Observation:
    """A stretch over an area."""
    ends = f"{minute(passage.since)} to {minute(passage.until)}"
    return Observation(
        f"overflight-{passage.flight_id}-{passage.area}",
        "overflight",
        passage.icao24,
        passage.since,
        passage.until,
        [],
        None,
        None,
        f"{passage.icao24} was over {passage.area}, {ends}.",
        [passage.flight_id],
        [],
        "passages 1",
        passage.reconstruction,
    )


def elsewhere(icao24: str, sighting: Sighting, away_nm: float, airport: str) -> Observation:
    """A position that is too far away."""
    where = "on the ground" if sighting.on_ground else "in the air"
    return Observation(
        f"position_run-{icao24}-{sighting.at:%Y%m%dT%H%M%SZ}",
        "position_run",
        icao24,
        sighting.at,
        sighting.at,
        [],
        sighting.lat_deg,
        sighting.lon_deg,
        f"{icao24} was seen {where} {away_nm:,.0f} NM from {airport} at {minute(sighting.at)}.",
        [f"{icao24} {format_utc(sighting.at)}/{format_utc(sighting.at)}"],
        [sighting.source_sha256],
        "alibi 1",
        sighting.reconstruction,
    )


def stated(statement: IdentityStatement) -> Observation:
    """A statement about who an airframe is."""
    dated = statement.source_date or statement.valid_from or statement.stated_since
    when = f", dated {dated}" if dated else ", undated"
    return Observation(
        f"registry_record-{statement.icao24}-{statement.source}-{statement.attribute}-{statement.value}",
        "registry_record",
        statement.icao24,
        None,
        None,
        [],
        None,
        None,
        f"{statement.source} has {statement.attribute} {statement.value} for {statement.icao24}{when}.",
        [f"{statement.source} row {statement.source_row}"],
        [],
        statement.method,
        reconstruction=False,
    )


def detected(finding: Finding) -> Observation:
    """A finding of a detector."""
    return Observation(
        f"finding-{finding.finding_id}",
        "finding",
        finding.icao24s[0] if finding.icao24s else None,
        finding.since,
        finding.until,
        finding.airports,
        finding.lat_deg,
        finding.lon_deg,
        finding.sentence,
        finding.basis,
        finding.source_sha256s,
        finding.algorithm,
        finding.reconstruction,
    )


def findings_about(facts: Facts, kind: str, icao24s: Collection[str], codes: Collection[str]) -> list[Observation]:
    """Findings of a kind that are about no other airframes and no other fields.

    Args:
        facts: gathered.
        kind: the detector.
        icao24s: airframes that it may be about.
        codes: fields that it may be about.
    """
    return [
        detected(one)
        for one in facts.findings
        if one.kind == kind and set(one.icao24s) <= set(icao24s) and set(one.airports) <= set(codes)
    ]


def record(kind: str, key: str, sentence: str, *, sources: list[str], simulated: bool = False) -> Observation:
    """A figure of a type, a document or a number about coverage, which is of no one instant.

    Args:
        kind: ``type_record``, ``document`` or ``coverage``.
        key: makes the id.
        sentence: what it says.
        sources: whose it is.
        simulated: whether simulated positions are in it.
    """
    return Observation(
        f"{kind}-{key}", kind, None, None, None, [], None, None, sentence, sources, [], "record 1", simulated
    )
