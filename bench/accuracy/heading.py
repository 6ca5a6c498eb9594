"""Heading: where an aircraft is going, asked some time before it lands, and scored against where it landed.

    python bench/accuracy/heading.py [SEED]

Made fleets at real fields: airframes of a few operators, each with a home and some places that it prefers, fly
with a bend in the middle of the way that the detector does not know of; one flight in ten goes where the airframe
never was. The past of every airframe is given, of thirty flights on average. The tempering of the likelihood was
chosen on seeds below 100.
"""

import sys
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import numpy as np
import polars as pl
from tables import Sheet, show

from skywitness.findings.heading import Flying, Heading
from skywitness.findings.heading_evidence import SoFar
from skywitness.findings.heading_prior import HeadingPrior
from skywitness.measure.geodesy import bearing_deg, destination, distance_nm
from skywitness.reference.airports import Airports
from skywitness.store.packaged import airport_table

_SEED = 1_001
_CRUISE_KT = 450.0
_ROUTES = 8
_NOVEL = 0.1
_T0 = datetime(2024, 1, 1, tzinfo=UTC)


class Asked(NamedTuple):
    """One answer: what was true of it, and what the detector gave."""

    past: int
    novel: bool
    right: bool
    country: bool
    verdict: str
    top: float


def main(seed: int = _SEED) -> int:
    """Print the tables."""
    show(tables(seed))
    return 0


def tables(seed: int = _SEED) -> list[Sheet]:
    """By time before landing and by how much is known; calibration."""
    table = airport_table()
    asked = {minutes: answers(table, seed, minutes) for minutes in (120, 60, 30)}
    groups = {
        "20 past flights and more, a place it knows": lambda one: one.past >= 20 and not one.novel,
        "20 past flights and more": lambda one: one.past >= 20,
        "a place it never was": lambda one: one.novel,
        "all": lambda _: True,
    }
    rows = [
        [f"{minutes} min", name, *_scores([one for one in found if wanted(one)])]
        for minutes, found in asked.items()
        for name, wanted in groups.items()
    ]
    headings = [
        "before landing",
        "flights",
        "n",
        "top 1",
        "country",
        "said",
        "right when said",
        "calibration error",
    ]
    return [Sheet(f"Where it is headed, made fleets (seed {seed})", headings, rows)]


def _scores(found: list[Asked]) -> list[str]:
    said = [one for one in found if one.verdict == "airport"]
    return [
        f"{len(found)}",
        _share(sum(one.right for one in found), len(found)),
        _share(sum(one.country for one in found), len(found)),
        _share(len(said), len(found)),
        _share(sum(one.right for one in said), len(said)),
        f"{calibration_error(found):.3f}",
    ]


def _share(count: int, of: int) -> str:
    return f"{100 * count / of:.1f} %" if of else "-"


def calibration_error(found: list[Asked], bins: int = 10) -> float:
    """Expected calibration error of the first answer, in equal bins of probability."""
    place = np.minimum((np.array([one.top for one in found]) * bins).astype(int), bins - 1)
    right, top = np.array([one.right for one in found]), np.array([one.top for one in found])
    return sum(
        abs(right[place == one].mean() - top[place == one].mean()) * (place == one).mean()
        for one in np.unique(place)
    )


def answers(table: Airports, seed: int, minutes: float, airframes: int = 150) -> list[Asked]:
    """The detector's answer on the last flight of each airframe, so long before it lands."""
    random = np.random.default_rng(seed)
    usable = np.flatnonzero((table.kind_code <= 1) & (table.longest_ft > 6_000))
    flights = [_airframe(number, table, usable, random) for number in range(airframes)]
    history, places, codes = pl.concat([past for past, *_ in flights]), HeadingPrior.over(table), list(table.codes)
    found = []
    for past, last, novel in flights:
        flying = _flying(last, table, minutes, random)
        if flying is None:
            continue
        guess = Heading().guess(flying, history, places)
        finding = Heading().find(flying, history, places)
        row, best = codes.index(last[1]), guess.rows[0]
        right = row == best
        country = guess.country[0] == table.airports[row].country
        found.append(Asked(past.height, novel, right, country, finding.verdict, float(guess.posterior[best])))
    return found


_Leg = tuple[str, str, str, str]
"""icao24, ades, adep, operator."""


def _airframe(
    number: int, table: Airports, usable: np.ndarray, random: np.random.Generator
) -> tuple[pl.DataFrame, _Leg, bool]:
    """Its past flights, its flight now, and whether that goes to a new place."""
    codes = list(table.codes)
    icao24, operator = f"{0xE00000 + number:06x}", f"operator {number % 12}"
    shared = np.random.default_rng(number % 12).choice(usable, 25, replace=False)
    home = int(random.choice(shared[:3]))
    places = random.choice(shared[3:], _ROUTES, replace=False)
    weights = 1 / np.arange(1, _ROUTES + 1) ** 1.2
    legs: list[_Leg] = []
    at = home
    for _ in range(int(random.integers(5, 56))):
        there = (
            int(random.choice(places, p=weights / weights.sum())) if at == home or random.random() < 0.2 else home
        )
        if there == at:
            continue
        legs.append((icao24, codes[there], codes[at], operator))
        at = there
    novel = random.random() < _NOVEL
    known = {codes.index(leg[1]) for leg in legs}
    pool = [row for row in usable if row not in known] if novel else [home] if at != home else places.tolist()
    far = [row for row in pool if row != at]
    chance = None if novel or len(far) == 1 else [weights[places.tolist().index(row)] for row in far]
    there = int(random.choice(far, p=None if chance is None else np.array(chance) / sum(chance)))
    past = pl.DataFrame(legs, ["icao24", "ades", "adep", "operator"], orient="row").with_columns(
        typecode=pl.lit("B738")
    )
    return past, (icao24, codes[there], codes[at], operator), novel


def _flying(leg: _Leg, table: Airports, minutes: float, random: np.random.Generator) -> Flying | None:
    """The flight so long before it lands; None when it was not yet in the air."""
    icao24, ades, adep, operator = leg
    start, end = (table.by_icao[code] for code in (adep, ades))
    direct = float(distance_nm(start.lat_deg, start.lon_deg, end.lat_deg, end.lon_deg))
    course = float(bearing_deg(start.lat_deg, start.lon_deg, end.lat_deg, end.lon_deg))
    middle = destination(start.lat_deg, start.lon_deg, course, direct * random.uniform(0.3, 0.7))
    bend = destination(*middle, course + 90, direct * random.normal(0, 0.06))
    first = float(distance_nm(start.lat_deg, start.lon_deg, *bend))
    second = float(distance_nm(*bend, end.lat_deg, end.lon_deg))
    to_go = minutes / 60 * _CRUISE_KT
    if to_go > first + second - 40:
        return None
    flown = first + second - to_go
    before = flown < first
    origin, toward = ((start.lat_deg, start.lon_deg), bend) if before else (bend, (end.lat_deg, end.lon_deg))
    leg_course = float(bearing_deg(*origin, *toward))
    lat, lon = destination(*origin, leg_course, flown if before else flown - first)
    return Flying(
        icao24,
        operator,
        "B738",
        adep,
        _T0 + timedelta(days=200),
        SoFar(
            float(lat),
            float(lon),
            start.lat_deg,
            start.lon_deg,
            flown,
            float(bearing_deg(lat, lon, *toward)) + random.normal(0, 4),
            35_000.0 if to_go > 110 else 35_000.0 * to_go / 110,
            to_go <= 110,
            np.inf,
            4_000.0,
            rotor=False,
        ),
        "made",
        [],
        reconstruction=True,
    )


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
