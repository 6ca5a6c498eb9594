"""Findings of detectors beside the planted tracks: none may turn a verdict, and only fitting ones are cited."""

from collections.abc import Iterator

from planted_claims import (
    BOTH,
    NO,
    OPEN,
    PART,
    YES,
    Row,
    cargo_legs,
    nobody,
    runs,
    seen,
)
from planted_words import by_registration, by_type, claim, hedge, on, over, place, some
from planted_world import AIRLINER, CARGO, SISTER, Journey, Leg, at, world
from skywitness.cases.checks.facts import Passage
from skywitness.model import Finding

CROSSING = "154073-20190323T072000Z"
"""The freighter's flight to Caracas."""


def found(kind: str, icao24s: list[str], airports: list[str], confidence: float = 0.9) -> Finding:
    """What a detector could have found."""
    moment = at("23T12:00")
    name = f"{kind}-{'-'.join(icao24s)}-{'-'.join(airports)}"
    sentence = f"{kind} of {' '.join(icao24s)} at {' '.join(airports)}."
    return Finding(
        name, kind, "regular", icao24s, airports, moment, moment, None, None, confidence, 0.1, sentence,
        [], [], [CROSSING], ["ab" * 32], f"{kind} 1", False,
    )  # fmt: skip


def findings() -> Iterator[Row]:
    """Claims with findings at hand."""
    yield from _company()
    yield from _ways()
    yield from _firsts()
    yield from _headings()
    yield from _loads()


def _company() -> Iterator[Row]:
    two = [by_registration(CARGO), by_registration(AIRLINER)]
    said = claim("together", two, [place("SVMI")], on("23", "24"))
    both, other = sorted(BOTH), [CARGO.icao24, SISTER.icao24]
    company = [found("companions", both, ["SVMI"])]
    yield Row("company found", said, seen()._replace(findings=company), YES)
    yield Row("company found, nobody seen there", said, nobody()._replace(findings=company), OPEN)
    yield Row("company of another", said, seen()._replace(findings=[found("companions", other, ["SVMI"])]), YES)
    alone = world(Journey(CARGO, cargo_legs()))._replace(findings=company)
    yield Row("company found, one seen there", said, alone, PART)


def _ways() -> Iterator[Row]:
    way = [place("UUMU", "from"), place("OSLK", "to")]
    said = claim("route_pattern", by_registration(CARGO), way, on("2018-10-01", "2019-03-21", zone="UTC"))
    own = frozenset({CARGO.icao24})
    route = [found("route", [CARGO.icao24], ["UUMU", "OSLK"])]
    few = world(Journey(CARGO, runs(2, 20)))._replace(findings=route)
    yield Row("a way found, flown twice", said, few, PART, None, own)
    none = world(Journey(CARGO, []))._replace(findings=route)
    yield Row("a way found, no flight of it gathered", said, none, OPEN)
    wrong = [found("route", [SISTER.icao24], ["UUMU", "OSLK"]), found("route", [CARGO.icao24], ["UUMU", "GOBD"])]
    regular = world(Journey(CARGO, runs(6, 14)))._replace(findings=wrong)
    yield Row("ways of another, and elsewhere", said, regular, YES, None, own)


def _firsts() -> Iterator[Row]:
    said = claim("first_time", by_registration(CARGO), [place("SVMI")], on("23"))
    first = [found("first_visit", [CARGO.icao24], ["SVMI"])]
    earlier = Leg("GOBD", "SVMI", at("2018-12-10T08:00"), at("2018-12-10T16:00"))
    before = world(Journey(CARGO, [earlier, *cargo_legs()]))
    yield Row("found to be the first", said, seen()._replace(findings=first), PART)
    yield Row("found to be the first, and seen before", said, before._replace(findings=first), NO)
    yield Row("found to be the first, not seen", said, nobody()._replace(findings=first), OPEN)


def _headings() -> Iterator[Row]:
    crossing = Passage(CARGO.icao24, "the Caribbean", at("23T11:00"), at("23T14:20"), CROSSING, False)
    way, soft = [over("the Caribbean"), place("SVMI", "to")], [hedge("distancing")]
    said = claim("route_heading", by_registration(CARGO), way, on("23"), hedges=soft)
    own = frozenset({CARGO.icao24})
    there, elsewhere = (found("heading", [CARGO.icao24], [code, "OSLK", "SVMI"]) for code in ("SVMI", "MUHA"))
    unsure = found("heading", [CARGO.icao24], ["SVMI"], confidence=0.4)
    for name, told in (("there", there), ("elsewhere", elsewhere), ("unsure", unsure)):
        facts = seen(passages=[crossing])._replace(findings=[told])
        yield Row(f"over and on, forecast {name}", said, facts, YES, None, own)
    lost = world(Journey(CARGO, [Leg("GOBD", "SVMI", at("23T07:20"), at("23T14:31"), ends=(True, False))]))
    over_it = lost._replace(passages=[crossing], findings=[there])
    yield Row("forecast there, landing unseen", said, over_it, PART, None, own)


def _loads() -> Iterator[Row]:
    there, when = [place("SVMI", "to")], on("23")
    own, other = (found("airlift", [one.icao24], ["SVMI"]) for one in (CARGO, SISTER))
    heavy = claim("payload", by_type("A124"), there, when, quantities=[some(31, 39, "tonne")])
    too_heavy = claim("payload", by_type("A124"), there, when, quantities=[some(160, 200, "tonne")])
    yield Row("capacity found", heavy, seen()._replace(findings=[own]), "plausible")
    yield Row("capacity of another", heavy, seen()._replace(findings=[other]), "plausible")
    yield Row("capacity found, beyond it", too_heavy, seen()._replace(findings=[own]), "implausible")


CITED = {
    "company found": ["companions"],
    "company of another": [],
    "a way found, flown twice": ["route"],
    "ways of another, and elsewhere": [],
    "found to be the first": ["first_visit"],
    "over and on, forecast there": ["heading"],
    "over and on, forecast elsewhere": [],
    "over and on, forecast unsure": [],
    "forecast there, landing unseen": ["heading"],
    "capacity found": ["airlift"],
    "capacity of another": [],
}
"""By row, kinds of findings that evidence for the claim cites."""
