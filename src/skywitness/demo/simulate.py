"""Simulate: the whole reconstruction, as one Beast recording for each day with traffic.

The same seed gives the same bytes: chance is integer arithmetic, times are whole milliseconds, and positions are
rounded to the transponder's steps of metres. Between machines, mathematical functions may differ in the last bit;
that moves a place by nanometres, so that the odds of any one rounded step differing in a whole year are well under
one in a hundred.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from skywitness.demo.background import background_legs
from skywitness.demo.flight.motion import Motion, fly
from skywitness.demo.frames.beast import beast
from skywitness.demo.legs import Airframe, Leg
from skywitness.demo.scenario import CASE, case_legs
from skywitness.demo.transmit import Frames, joined, transmit
from skywitness.measure.clock import utc_from_ms

SEED = 2019
_ORDINARY_DAYS_APART = 12  # days without a flight of the case are recorded too, if fewer
_MS_PER_DAY = 86_400_000


class Simulated(NamedTuple):
    """One flight with what was heard of it."""

    leg: Leg
    motion: Motion
    frames: Frames


def recordings(seed: int = SEED) -> Iterator[tuple[str, bytes]]:
    """The recordings of the reconstruction, in order of days.

    Args:
        seed: the same seed gives the same bytes.

    Returns:
        File name, such as ``reconstruction_2019-03-22.beast``, and bytes in Beast binary with absolute stamps.
    """
    return by_day(simulate(seed))


def by_day(flights: Iterable[Simulated]) -> Iterator[tuple[str, bytes]]:
    """What was heard of these flights, as named recordings of a day each, in order of days."""
    heard = joined(flight.frames for flight in flights)
    heard = heard.take(np.argsort(heard.time_ms, kind="stable"))
    days, firsts = np.unique(heard.time_ms // _MS_PER_DAY, return_index=True)
    for day, first, end in zip(days, firsts, [*firsts[1:], len(heard.time_ms)], strict=True):
        part = heard.take(slice(first, end))
        name = f"reconstruction_{utc_from_ms(int(day) * _MS_PER_DAY):%Y-%m-%d}.beast"
        yield name, beast(part.frame, part.short, part.time_ms, part.signal)


def simulate(seed: int = SEED) -> Iterator[Simulated]:
    """Every flight of the reconstruction in no particular order, the case's first."""
    for leg in legs(seed):
        motion = fly(leg)
        yield Simulated(leg, motion, transmit(seed, leg, motion))


def legs(seed: int = SEED) -> list[Leg]:
    """Every flight that is simulated: the case's, then the background's."""
    case = case_legs()
    return [*case, *background_legs(seed, _recorded_days(case))]


def airframes(seed: int = SEED) -> list[Airframe]:
    """Every aircraft that is simulated, the two of the case first."""
    return list(dict.fromkeys([*CASE, *(leg.airframe for leg in legs(seed))]))


def _recorded_days(case: list[Leg]) -> list[date]:
    """Days of take-off of the case's flights, and ordinary days between them."""
    days = {leg.takeoff_at.date() for leg in case}
    first, last = min(days), max(days)
    ordinary = {first + timedelta(days=step) for step in range(0, (last - first).days, _ORDINARY_DAYS_APART)}
    return sorted(days | ordinary)
