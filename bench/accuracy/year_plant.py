"""What is planted in the made year: routes, firsts and companions, each with its airframes and trips."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from year_lives import Airframe, Plan
from year_world import Rng, World

Plans = dict[int, list[Plan]]
"""Planted trips by number of the airframe."""


class PlantedRoute(NamedTuple):
    """One airframe that keeps coming to a field from its base.

    Attributes:
        name: its mark on the legs.
        icao24: the airframe.
        base: code of its base.
        other: code of the field.
        period_days: mean time between trips.
        strict: True for a timetable with little scatter, False for trips at any time.
        trips: how many were planned.
    """

    name: str
    icao24: str
    base: str
    other: str
    period_days: float
    strict: bool
    trips: int


class PlantedFirst(NamedTuple):
    """One trip to a field where neither the airframe nor its operator has been, covered for long and received."""

    name: str
    icao24: str
    airport: str
    arrived_h: float


class PlantedCompanions(NamedTuple):
    """Two airframes that fly together.

    Attributes:
        name: mark on the legs of both.
        relation: ``formation`` (seconds apart), ``convoy`` (up to two hours apart) or ``meeting`` (from two bases
            to one small field, their stays overlap).
        icao24s: the two.
        airport: field that they go to.
        trips: how often.
    """

    name: str
    relation: str
    icao24s: tuple[str, str]
    airport: str
    trips: int


class Counts(NamedTuple):
    """How much is planted: routes, firsts, companions of each relation."""

    routes: int
    firsts: int
    companions: int


def plant(
    rng: Rng, made: World, fleet: Sequence[Airframe], days: int, counts: Counts, trips: tuple[int, int]
) -> tuple[Plans, list[PlantedRoute], list[PlantedFirst], list[PlantedCompanions]]:
    """Plans of everything planted, and its list.

    Args:
        rng: chance.
        made: the world.
        fleet: every airframe.
        days: of the record.
        counts: how much of each.
        trips: least and most trips of a planted route.
    """
    plans: Plans = defaultdict(list)
    free = [n for n, one in enumerate(fleet) if one.operator.style.name != "airline" and np.isinf(one.sold_h)]
    free = [n for n in free if made.covered[fleet[n].base].mean() > 0.7]
    order = [int(n) for n in rng.permutation(free)]
    companions = _companions(rng, made, fleet, order, days, counts.companions, plans)
    routes = _routes(rng, made, fleet, order[: counts.routes], days, trips, plans)
    del order[: counts.routes]
    firsts = _firsts(rng, made, fleet, order[: counts.firsts], days, plans)
    return plans, routes, firsts, companions


def _strange(rng: Rng, made: World, one: Airframe, days: int) -> list[int]:
    """Covered fields within reach that its operator does not fly to, in a random order."""
    known = {*one.operator.network, *one.operator.bases}
    way = made.way_nm[one.base]
    seen = made.covered.mean(axis=1) > 0.85
    seen &= made.covered[:, : days // 4].mean(axis=1) > 0.6
    reach = one.operator.style.reach_nm
    fit = [row for row in range(len(made.places)) if row not in known and seen[row] and 150 < way[row] < reach]
    return [int(row) for row in rng.permutation(fit)]


def _routes(
    rng: Rng,
    made: World,
    fleet: Sequence[Airframe],
    chosen: list[int],
    days: int,
    trips: tuple[int, int],
    plans: Plans,
) -> list[PlantedRoute]:
    found = []
    taken: set[tuple[str, int]] = set()
    for number in chosen:
        one = fleet[number]
        strange = [row for row in _strange(rng, made, one, days) if (one.operator.name, row) not in taken]
        if not strange:
            continue
        taken.add((one.operator.name, strange[0]))
        count = int(rng.integers(trips[0], trips[1] + 1))
        strict = rng.random() < 0.6
        span = rng.uniform(min(max(0.35, count * 5 / days), 0.9), 0.95) * days
        start = rng.uniform(2, days - span)
        even = start + (np.arange(count) + 0.5) * span / count
        when = even + rng.normal(0, 0.4, count) if strict else np.sort(rng.uniform(start, start + span, count))
        name = f"route {len(found)}"
        stay = rng.uniform(2, 30)
        plans[number] += [Plan(float(day) * 24, (strange[0],), (float(stay),), name) for day in when]
        codes = made.places[one.base].icao, made.places[strange[0]].icao
        found.append(PlantedRoute(name, one.icao24, *codes, span / count, strict, count))
    return found


def _firsts(
    rng: Rng, made: World, fleet: Sequence[Airframe], chosen: list[int], days: int, plans: Plans
) -> list[PlantedFirst]:
    found = []
    taken = {(fleet[n].operator.name, field) for n, own in plans.items() for plan in own for field in plan.targets}
    for number in chosen:
        one, day = fleet[number], int(rng.uniform(0.5, 0.95) * days)
        strange = [row for row in _strange(rng, made, one, days) if (one.operator.name, row) not in taken]
        fit = [row for row in strange if made.covered[row, day - 1 : day + 4].all()]
        if not fit or not made.covered[one.base, day - 1 : day + 4].all():
            continue
        name, hour = f"first {len(found)}", day * 24.0 + rng.uniform(0, 12)
        plans[number].append(Plan(hour, (fit[0],), (float(rng.uniform(2, 30)),), name))
        taken.add((one.operator.name, fit[0]))
        lasts_h = 0.4 + float(made.way_nm[one.base, fit[0]]) / one.operator.style.speed_kt
        found.append(PlantedFirst(name, one.icao24, made.places[fit[0]].icao, hour + lasts_h))
    return found


def _companions(
    rng: Rng, made: World, fleet: Sequence[Airframe], order: list[int], days: int, count: int, plans: Plans
) -> list[PlantedCompanions]:
    """Pairs of each relation; their airframes are taken from ``order``."""
    found: list[PlantedCompanions] = []
    for relation in ("formation", "convoy", "meeting"):
        for _ in range(count):
            pair = _pair(fleet, order, together=relation != "meeting")
            if pair is None:
                break
            for number in pair:
                order.remove(number)
            target = next(iter(_strange(rng, made, fleet[pair[0]], days)), None)
            if target is None or made.way_nm[fleet[pair[1]].base, target] > 4500:
                continue
            name, trips = f"{relation} {len(found)}", int(rng.integers(6, 15))
            for hour in np.sort(rng.uniform(4, days - 6, trips)) * 24:
                _together(rng, made, fleet, pair, target, float(hour), relation, name, plans)
            icao24s = fleet[pair[0]].icao24, fleet[pair[1]].icao24
            found.append(PlantedCompanions(name, relation, icao24s, made.places[target].icao, trips))
    return found


def _together(
    rng: Rng,
    made: World,
    fleet: Sequence[Airframe],
    pair: tuple[int, int],
    target: int,
    hour: float,
    relation: str,
    name: str,
    plans: Plans,
) -> None:
    """One shared trip; those who meet take off so that both arrive within an hour of one another."""
    apart_h = {"formation": rng.uniform(0.01, 0.03), "convoy": rng.uniform(0.3, 2)}.get(
        relation, rng.uniform(0, 1)
    )
    stay = float(rng.uniform(4, 30))
    first, second = (float(made.way_nm[fleet[n].base, target]) / fleet[n].operator.style.speed_kt for n in pair)
    other = hour + apart_h + (first - second if relation == "meeting" else 0)
    plans[pair[0]].append(Plan(hour, (target,), (stay,), name))
    plans[pair[1]].append(Plan(other, (target,), (stay,), name))


def _pair(fleet: Sequence[Airframe], order: list[int], *, together: bool) -> tuple[int, int] | None:
    """The first two with one operator and base, or with two operators and types of about the same speed."""
    for place, one in enumerate(order):
        for other in order[place + 1 :]:
            same = fleet[one].operator is fleet[other].operator and fleet[one].base == fleet[other].base
            if same if together else fleet[one].operator is not fleet[other].operator:
                return one, other
    return None
