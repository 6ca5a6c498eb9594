"""First visits, part: one stay as a finding with its sentence."""

from typing import Any, NamedTuple

from skywitness.measure.clock import format_utc
from skywitness.model import Finding

_ALGORITHM = "first_visit 2"


class Facts(NamedTuple):
    """What is known of one stay.

    Attributes:
        row: the stay, with what came before it (``first_visit_history``).
        by: what the subject is.
        days: of the record, from the subject's first stay to this one.
        covered_days: of them, those on which the place could be seen; a mean by traffic over the fields of a
            country.
        surprise_bits: -log2 of the share of its stays expected there.
        unseen_visits: earlier visits to be expected that nobody saw.
        confidence: chance that there was none.
        verdict: ``first``, ``first_seen``, ``unusual``, or ``unknown`` where the field was closed by then.
    """

    row: dict[str, Any]
    by: str
    days: int
    covered_days: float
    surprise_bits: float
    unseen_visits: float
    confidence: float
    verdict: str


def finding(facts: Facts) -> Finding:
    """The finding; an unusual visit is as sure as the stay itself."""
    row, at = facts.row, facts.row["at"]
    stay = (facts.row["arrival_flight_id"], facts.row["departure_flight_id"])
    certain = {"unusual": 0.9, "unknown": 0.5}.get(facts.verdict, facts.confidence)
    if facts.verdict == "first_seen":
        certain = 0.9
    numbers = {
        "observed_days": facts.days,
        "covered_days": facts.covered_days,
        "surprise_bits": facts.surprise_bits,
        "earlier_stays": row["before"],
        "earlier_stays_here": row["here_before"],
        "unseen_visits": facts.unseen_visits,
        "first_probability": facts.confidence if not row["here_before"] else 0.0,
    }
    return Finding(
        finding_id=f"first_visit-{row['icao24']}-{at:%Y%m%dT%H%M%SZ}",
        kind="first_visit",
        verdict=facts.verdict,
        icao24s=[row["icao24"]],
        airports=[row["airport"]],
        since=at,
        until=max(at, row["departed_at"] or at),
        lat_deg=None,
        lon_deg=None,
        confidence=round(certain, 4),
        base_rate=min(row["share"], 1.0),
        sentence=_sentence(facts),
        number_names=list(numbers),
        number_values=[float(value) for value in numbers.values()],
        basis=[flight for flight in stay if flight],
        source_sha256s=row["source_sha256s"],
        algorithm=_ALGORITHM,
        reconstruction=row["reconstruction"],
    )


def _sentence(facts: Facts) -> str:
    row = facts.row
    name = (row["registration"] or row["icao24"]) if facts.by == "aircraft" else row["subject"]
    where = row["airport"] if row["place"] == row["airport"] else f"{row['place']} ({row['airport']})"
    watched = f"{facts.days} observed days, of which {where} was covered {facts.covered_days:.0f}"
    surprise = f"surprise {facts.surprise_bits:.1f} bits"
    on = f"on {format_utc(row['at'])}"
    if facts.verdict == "unknown":
        return f"{name} seems to have been at {where} {on}, a field that was closed by then: not to be relied on."
    if facts.verdict == "unusual":
        away = (row["at"] - row["previous_at"]).days
        return f"{name} at {where} {on}, not seen there for {away} days; {surprise}."
    if facts.verdict == "first":
        return f"{name} at {where} {on}: first in {watched}; {surprise}."
    chance = f"earlier visits may have been missed (chance {1 - facts.confidence:.2f})"
    if facts.by == "aircraft" and row["others_here"]:
        chance = f"others of its operator come there, {chance}"
    return f"{name} at {where} {on}: first seen in {watched}; {chance}; {surprise}."
