"""The made year's lives: what each airframe flew, trip by trip, with what was planted among it.

A life is a list of trips from base and back. Planted trips have fixed times. The airframe's own are drawn between
them from its operator's network, whose weights are the same for all its airframes: none has a habit of its own.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from year_world import Operator, Rng, World


class Airframe(NamedTuple):
    """An airframe as it is registered; ``sold_h`` is the hour from which it has a second name, inf for never."""

    icao24: str
    registration: str
    typecode: str
    operator: Operator
    base: int
    sold_h: float = np.inf


class Leg(NamedTuple):
    """One leg as it was flown.

    Attributes:
        origin: number of its field.
        target: as origin.
        off_h: take-off, hours since the year began.
        on_h: landing.
        planted: name of what it was planted for, empty for none.
    """

    origin: int
    target: int
    off_h: float
    on_h: float
    planted: str = ""


class Plan(NamedTuple):
    """A planted trip: leaves base at a given hour for these fields in order, staying so many hours at each."""

    off_h: float
    targets: tuple[int, ...]
    stays_h: tuple[float, ...]
    planted: str


def life(rng: Rng, made: World, airframe: Airframe, plans: Sequence[Plan], hours: float) -> list[Leg]:
    """Every leg of a year, in order; each begins where the last ended."""
    style = airframe.operator.style
    pause_h = 168 / style.trips_a_week
    legs: list[Leg] = []
    now = rng.exponential(pause_h)
    for plan in sorted(plans):
        now = _own(rng, made, airframe, now, plan.off_h - 3, legs)
        trip = flown(made, airframe, plan)
        if legs and legs[-1].on_h > plan.off_h - 0.5:
            continue
        legs += trip
        now = max(now, trip[-1].on_h + 2)
    _own(rng, made, airframe, now, hours, legs)
    return [leg for leg in legs if leg.on_h < hours]


def _own(rng: Rng, made: World, airframe: Airframe, now: float, end: float, legs: list[Leg]) -> float:
    """Trips of its own until ``end``, none of which lasts longer; when the next may begin."""
    style = airframe.operator.style
    while now < end:
        trip = flown(made, airframe, _wish(rng, airframe, now))
        if trip[-1].on_h > end:
            return end
        legs += trip
        flying = trip[-1].on_h - trip[0].off_h
        now = trip[-1].on_h + 1 + rng.exponential(max(168 / style.trips_a_week - flying, 2))
    return now


def _wish(rng: Rng, airframe: Airframe, now: float) -> Plan:
    operator = airframe.operator
    first = int(rng.choice(operator.network, p=operator.weights))
    targets = [first]
    while rng.random() < operator.style.onward and len(targets) < 4:
        after = int(rng.choice(operator.network, p=operator.weights))
        if after != targets[-1]:
            targets.append(after)
    low, high = operator.style.stay_h
    stays = tuple(float(np.exp(rng.uniform(np.log(low), np.log(high)))) for _ in targets)
    return Plan(now, tuple(targets), stays, "")


def flown(made: World, airframe: Airframe, plan: Plan) -> list[Leg]:
    """The legs of a trip, there and back."""
    way = [airframe.base, *plan.targets, airframe.base]
    legs, hour = [], plan.off_h
    for (origin, target), stay_h in zip(pairwise(way), (*plan.stays_h, 0.0), strict=True):
        lasts_h = 0.4 + float(made.way_nm[origin, target]) / airframe.operator.style.speed_kt
        legs.append(Leg(origin, target, hour, hour + lasts_h, plan.planted))
        hour += lasts_h + stay_h
    return legs


def fleet(rng: Rng, owners: Sequence[tuple[Operator, int]], hours: float, sold: float) -> list[Airframe]:
    """Airframes of these operators; of each a share ``sold`` gets another registration within the year."""
    found = []
    for operator, count in owners:
        typecode = str(rng.choice(operator.style.typecodes))
        for _ in range(count):
            serial = len(found)
            sold_h = float(rng.uniform(0.3, 0.7) * hours) if rng.random() < sold else np.inf
            base = int(rng.choice(operator.bases))
            found.append(
                Airframe(f"{0x2A0000 + 37 * serial:06x}", f"YY-{serial:04d}", typecode, operator, base, sold_h)
            )
    return found
