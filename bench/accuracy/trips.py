"""Trips of made airframes against their truth: continuity, unseen legs, home bases, kinds of stop.

    python bench/accuracy/trips.py

A year of 160 airframes (one base, a base that moves, two bases, none) with stops for fuel, for the crew and at a
destination; then legs, ends, stops and times are taken away, and what is told of the rest is held to the truth.
No other open tool chains legs into trips with a score, so there is no peer.

The size of the window for bases, the rule for two that share, and the longest silence that is bridged were settled
with seed 20240101; the tables are of another.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from sim_itineraries import DAYS, FIELDS, START, Airframe, Damage, Record, TrueLeg, fleet, recorded
from tables import Sheet, show

from skywitness.model import TripLeg
from skywitness.movements.trips import Chains, TripFinder
from skywitness.reference.airport import Airport

SEED = 11
EACH = 40
DAMAGES = {
    "none": Damage(),
    "5 % of legs missing": Damage(legs=0.05),
    "30 % of legs missing": Damage(legs=0.30),
    "20 % of ends unknown": Damage(ends=0.20),
    "10 % of stops unseen": Damage(stops=0.10),
    "20 % of times unseen": Damage(times=0.20),
    "all of it": Damage(legs=0.15, ends=0.10, stops=0.05, times=0.15),
}
TRUE_KINDS = ("technical", "crew_rest", "destination", "home")
TOLD_KINDS = ("technical", "crew_rest", "destination", "home", "inferred", "unknown", "end")


class Told(NamedTuple):
    """One airframe: as it flew, what was left of it, and what was told."""

    airframe: Airframe
    record: Record
    chains: Chains


def main() -> int:
    """Print the tables."""
    show(tables())
    return 0


def tables() -> list[Sheet]:
    """Legs, trips and bases by kind of damage, and the kinds of stop without damage and with all of it."""
    told = {name: told_of(damage) for name, damage in DAMAGES.items()}
    legs = [[name, *legs_row(results)] for name, results in told.items()]
    bases = [[name, way, *bases_row(results, way)] for name, results in told.items() for way in ways(results)]
    return [
        Sheet("Legs of made trips", ("damage", *LEGS), legs, words=1),
        Sheet("Home base by month", ("damage", "way of life", "right", "none", "wrong"), bases),
        *(
            Sheet(f"Kinds of stop, damage: {name}", ("flown", *TOLD_KINDS), stops_rows(told[name]), words=1)
            for name in ("none", "all of it")
        ),
    ]


def told_of(damage: Damage) -> list[Told]:
    """Every airframe under this damage."""
    fields = {code: Airport(code, "", code, "", "", 0.0, lat, lon, "") for code, (lat, lon) in FIELDS.items()}
    finder = TripFinder(fields, "bench")
    results = []
    for airframe in fleet(SEED, EACH):
        record = recorded(airframe, damage, SEED)
        results.append(Told(airframe, record, finder.find(record.flights, record.visits)))
    return results


LEGS = (
    "flown",
    "seen",
    "breaks in chains",
    "leg recall",
    "leg precision",
    "provable unseen legs found",
    "missing legs provable",
    "trips told whole",
)


def legs_row(results: Sequence[Told]) -> list[str]:
    """Numbers of one line of the table of legs."""
    flown = sum(len(told.airframe.legs) for told in results)
    seen = sum(len(told.record.flights) for told in results)
    breaks = sum(one.ades != other.adep for told in results for one, other in pairs(told.chains.legs))
    checks = [check for told in results for check in checked(told)]
    right, covered = sum(ok for ok, _ in checks), sum(count for ok, count in checks if ok)
    provable = [gap for told in results for gap in gaps(told)]
    found = sum(gap.found for gap in provable)
    missing = sum(gap.missing for gap in provable)
    whole, trips = map(sum, zip(*(whole_trips(told) for told in results), strict=True))
    return [
        f"{flown:,}",
        f"{seen:,}",
        str(breaks),
        share(covered, flown),
        share(right, len(checks)),
        share(found, len(provable)),
        share(missing, flown - seen),
        share(whole, trips),
    ]


def pairs(legs: Sequence[TripLeg]) -> Iterator[tuple[TripLeg, TripLeg]]:
    """Neighbouring legs whose ends between are both known."""
    return ((one, other) for one, other in pairwise(legs) if one.ades and other.adep)


def checked(told: Told) -> Iterator[tuple[bool, int]]:
    """For each leg told, whether it is true, and how many flown legs it tells.

    A flight is true when neither end says another place than it flew; an unseen leg when legs from its one end to
    its other are missing there, and it tells of one of them when it was only one.
    """
    true_of = dict(zip((f.flight_id for f in told.record.flights), told.record.kept, strict=True))
    legs = told.airframe.legs
    last = -1
    for number, leg in enumerate(told.chains.legs):
        if leg.flight_id:
            last = true_of[leg.flight_id]
            true = legs[last]
            yield leg.adep in {None, true.adep} and leg.ades in {None, true.ades}, 1
            continue
        after = next(other for other in told.chains.legs[number:] if other.flight_id)
        missing = legs[last + 1 : true_of[after.flight_id or ""]]
        holds = bool(missing) and (missing[0].adep, missing[-1].ades) == (leg.adep, leg.ades)
        yield holds and within(leg, missing), int(len(missing) == 1)


def within(leg: TripLeg, missing: Sequence[TrueLeg]) -> bool:
    """Whether the missing legs were flown within the bounds that the unseen leg gives."""
    if leg.not_before is None or leg.not_after is None:
        return False
    off_s, on_s = missing[0].off_h * 3600, missing[-1].on_h * 3600
    since, until = ((time - START).total_seconds() for time in (leg.not_before, leg.not_after))
    return since <= off_s + 1 and on_s <= until + 1


class Gap(NamedTuple):
    """A place where legs are missing and both neighbours' ends show it: whether it was told, and how many."""

    found: bool
    missing: int


def gaps(told: Told) -> Iterator[Gap]:
    """Every provable gap of one record."""
    unseen = {(leg.not_before, leg.adep, leg.ades) for leg in told.chains.legs if leg.kind == "unseen_leg"}
    for (before, after), (one, other) in zip(
        pairwise(told.record.flights), pairwise(told.record.kept), strict=True
    ):
        if before.ades and after.adep and before.ades != after.adep:
            since = before.landing_at or before.last_seen_at
            yield Gap((since, before.ades, after.adep) in unseen, other - one - 1)


def whole_trips(told: Told) -> tuple[int, int]:
    """How many true trips from base to base were told with all their places, and how many there were."""
    answers = Counter((tuple(trip.airports), trip.left_home, trip.returned_home) for trip in told.chains.trips)
    true: Counter[tuple[tuple[str, ...], bool, bool]] = Counter()
    places: list[str] = []
    for leg in told.airframe.legs if told.airframe.bases else ():
        places = [*places, leg.ades] if places else [leg.adep, leg.ades]
        if leg.stop.kind == "home":
            true[tuple(places), True, places[0] == places[-1]] += 1
            places = []
    return sum((answers & true).values()), sum(true.values())


def ways(results: Sequence[Told]) -> list[str]:
    """Ways of life in the order of the fleet."""
    return list(dict.fromkeys(told.airframe.way for told in results))


def bases_row(results: Sequence[Told], way: str) -> list[str]:
    """Months of airframes with this way of life for which the bases told are right, none, or another."""
    answers: Counter[str] = Counter()
    for told in results:
        if told.airframe.way == way:
            answers.update(month(told, hour) for hour in range(15 * 24, DAYS * 24, 30 * 24))
    return [share(answers[answer], answers.total()) for answer in ("right", "none", "wrong")]


def month(told: Told, hour: float) -> str:
    """``wrong`` when a base is told that was none; ``right`` also for one of two, and for none where none was."""
    true = {base for base, first, last in told.airframe.bases if first <= hour <= last}
    answers = {
        base.airport
        for base in told.chains.home_bases
        if (base.since - START).total_seconds() <= hour * 3600 <= (base.until - START).total_seconds()
    }
    if answers - true:
        return "wrong"
    return "right" if answers or not true else "none"


def stops_rows(results: Sequence[Told]) -> list[list[str]]:
    """Kinds told (columns) of the stops flown (rows), for stops after a flight that was seen."""
    counts: Counter[tuple[str, str]] = Counter()
    for told in results:
        if not told.airframe.bases:
            continue
        kinds = {leg.flight_id: leg.stop_kind or "end" for leg in told.chains.legs}
        for flight, index in zip(told.record.flights, told.record.kept, strict=True):
            counts[told.airframe.legs[index].stop.kind, kinds[flight.flight_id]] += 1
    return [[true, *(str(counts[true, answer]) for answer in TOLD_KINDS)] for true in TRUE_KINDS]


def share(part: int, whole: int) -> str:
    """A percentage."""
    return f"{part / whole:.1%}" if whole else "-"


if __name__ == "__main__":
    sys.exit(main())
