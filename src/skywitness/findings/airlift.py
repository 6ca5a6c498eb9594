"""Airlift: how much the flights into a place can have carried."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import polars as pl

from skywitness.findings.airlift_loads import Load, load_of, seats_of
from skywitness.model import Finding
from skywitness.reference.performance import Performance

_ALGORITHM = "airlift 1"


class Place(NamedTuple):
    """Where the load went.

    Attributes:
        name: in words, for the sentence.
        airports: its fields.
        days: UTC days of the span.
        covered_days: of these, days on which anyone was heard at any of the fields.
        unseen: arrivals that were inferred, and not counted.
    """

    name: str
    airports: Sequence[str]
    days: int
    covered_days: int
    unseen: int


@dataclass(frozen=True, slots=True)
class Airlift:
    """Tonnes and seats that flights into a place can have carried.

    What it finds: for the loaded legs that arrived from outside the place, each counted once, the tonnes of four
    cases, low, typical, planned for and the most, and the seats. Each type has the range over its sources
    (``reference/data/type_performance.csv``); a leg longer than the range with full load carries less. Flights
    between fields of the place, flights of types that nothing is known of, and arrivals that nobody saw are left
    out and counted apart.

    Why it matters: whether two aircraft can have brought what is said of them, and whether what is
    said of a deployment would take many more flights.

    Source: the factors of AFPAM 10-1403 and makers' and ministries' figures, each cited; held against
    airlifts whose tonnage is known (``reference/data/known_airlifts.csv``): more than 280 flights to Khmeimim in
    2015 brought 13,750 t (TASS), between the low and the most of any mixture of their two types.

    How it is fooled: nobody can see a load. An aircraft may have come empty, to fetch something. A designator
    stands for variants (IL76 for 28 to 60 t). A passenger aircraft with its seats taken carries little cargo:
    tonnes and seats are not both to be had. Days without a receiver hide flights: ``covered_days`` are those on
    which anyone was heard there, and ``flights_if_all_days_alike`` supposes that the others were like them.
    """

    def find(self, arrivals: pl.DataFrame, place: Place, performance: Callable[[str], Performance]) -> Finding:
        """What these flights can have carried.

        Args:
            arrivals: flight_id, icao24, typecode (null for unknown), leg_nm, last_seen_at, source_sha256s,
                reconstruction; flights from outside the place, one row each, at least one.
            place: where they arrived.
            performance: gives what is known of a type.
        """
        rows = arrivals.sort("last_seen_at", "flight_id").to_dicts()
        loads = [self._load(row, performance) for row in rows]
        known = [load for load in loads if load is not None]
        return _finding(rows, place, _total(known), len(loads) - len(known))

    def _load(self, row: dict[str, Any], performance: Callable[[str], Performance]) -> Load | None:
        if row["typecode"] is None:
            return None
        able = performance(row["typecode"])
        load, seats = load_of(able, row["leg_nm"]), seats_of(able)
        if load is None and seats:
            return Load(0, 0, 0, 0, seats, judged=True)
        return load


def _total(loads: Sequence[Load]) -> Load:
    return Load(
        low_t=sum(load.low_t for load in loads),
        typical_t=sum(load.typical_t for load in loads),
        planned_t=sum(load.planned_t for load in loads),
        most_t=sum(load.most_t for load in loads),
        seats=sum(load.seats for load in loads),
        judged=any(load.judged for load in loads),
    )


def _finding(rows: list[dict[str, Any]], place: Place, total: Load, unknown: int) -> Finding:
    alike = len(rows) * place.days / place.covered_days if place.covered_days else None
    first, last = rows[0]["last_seen_at"], rows[-1]["last_seen_at"]
    numbers = {
        "flights": float(len(rows)),
        "aircraft": float(len({row["icao24"] for row in rows})),
        "unknown_type_flights": float(unknown),
        "unseen_arrivals": float(place.unseen),
        "low_t": total.low_t,
        "typical_t": total.typical_t,
        "planned_t": total.planned_t,
        "most_t": total.most_t,
        "most_seats": total.seats,
        "days": float(place.days),
        "covered_days": float(place.covered_days),
        **({} if alike is None else {"flights_if_all_days_alike": alike}),
    }
    return Finding(
        finding_id=f"airlift-{'-'.join(place.airports[:3]) or 'place'}-{first:%Y%m%dT%H%M%SZ}",
        kind="airlift",
        verdict="capacity",
        icao24s=sorted({row["icao24"] for row in rows}),
        airports=list(place.airports),
        since=first,
        until=last,
        lat_deg=None,
        lon_deg=None,
        confidence=0.5 if total.judged else 0.8,
        base_rate=None,
        sentence=_sentence(rows, place, total, unknown),
        number_names=list(numbers),
        number_values=list(numbers.values()),
        basis=[row["flight_id"] for row in rows],
        source_sha256s=sorted({sha256 for row in rows for sha256 in row["source_sha256s"]}),
        algorithm=_ALGORITHM,
        reconstruction=any(row["reconstruction"] for row in rows),
    )


def _sentence(rows: list[dict[str, Any]], place: Place, total: Load, unknown: int) -> str:
    aircraft, types = len({row["icao24"] for row in rows}), sorted({row["typecode"] or "?" for row in rows})
    flown = f"{_count(len(rows), 'flight')} by {aircraft} aircraft ({', '.join(types)}) into {place.name}"
    said = [f"{flown} can have carried {_carried(total)}" if len(rows) > unknown else flown]
    if unknown:
        said.append(f"the capacity of {_count(unknown, 'flight')} is not known")
    if place.unseen:
        said.append(f"{_count(place.unseen, 'arrival')} that nobody saw not counted")
    said.append(f"somebody was heard there on {place.covered_days} of {_count(place.days, 'day')}")
    return "; ".join(said) + "; what was on board cannot be seen."


def _carried(total: Load) -> str:
    people = f"up to {total.seats:,.0f} people"
    if not total.most_t:
        return people
    return (
        f"{total.low_t:,.0f} t if lightly loaded, {total.typical_t:,.0f} t as is typical, "
        f"{total.planned_t:,.0f} t as a planner counts, {total.most_t:,.0f} t at the most, or {people}"
    )


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
