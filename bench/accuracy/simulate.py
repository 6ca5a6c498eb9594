"""Simulate: a made world of flights between the real fields of the table, the same for the same seed.

Seeds with an even number are for looking at; those with an odd number are held out and only counted.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
import polars as pl
from fields import fields
from kept import on_disk
from labelled import Labelled, Truth, positions
from sim_fleet import CLASSES, Leg, itinerary
from sim_motion import Flown, fly
from sim_reception import WHOLE, Air, heard, standing

from skywitness.movements.identity import Identity

SEEDS = (2, 9)
"""One to look at and one held out."""
EPOCH_S = 1_717_200_000.0  # 2024-06-01T00:00Z
AIRFRAMES, LEGS = 24, 4
"""Airframes of each class, and legs of each airframe at most."""


@cache
def world(seed: int, name: str = "made world", air: Air | None = None, airframes: int = AIRFRAMES) -> Labelled:
    """Airframes of every class that fly a few legs each."""
    return on_disk(f"world {seed} {name} {air} {airframes}", lambda: _world(seed, name, air, airframes))


def _world(seed: int, name: str, air: Air | None, airframes: int) -> Labelled:
    rng = np.random.default_rng(seed)
    table = fields()
    legs = [
        leg
        for place, kind in enumerate(CLASSES)
        for serial in range(airframes)
        for leg in itinerary(rng, table, kind, seed * 40 % 0x180 + serial + 31 * place, LEGS)
    ]
    return flown_and_heard(rng, name, legs, air or Air(), held_out=seed % 2 == 1)


@cache
def whole(seed: int) -> Labelled:
    """As world, heard from stand to stand: what damage is done to. Every airframe flies two legs."""
    return on_disk(f"whole {seed}", lambda: _whole(seed))


def _whole(seed: int) -> Labelled:
    rng = np.random.default_rng(1000 + seed)
    legs = [
        leg
        for place, kind in enumerate(CLASSES)
        for serial in range(14)
        for leg in itinerary(rng, fields(), kind, seed * 40 % 0x180 + serial + 31 * place, 2)
    ]
    return flown_and_heard(rng, "whole flights", legs, WHOLE, held_out=seed % 2 == 1)


def flown_and_heard(
    rng: np.random.Generator, name: str, legs: Sequence[Leg], air: Air, *, held_out: bool
) -> Labelled:
    """Fly legs, one after the other for each airframe, and hear them."""
    receivers: dict[str, tuple[float, float]] = {}
    frames: list[pl.DataFrame] = []
    truths: list[Truth] = []
    identities: dict[str, Identity] = {}
    free_at: dict[str, float] = {}
    for leg, flown in zip(legs, fly(rng, legs), strict=True):
        made = leg.airframe
        known = rng.random() > air.unknown_type
        identities.setdefault(made.icao24, Identity(made.registration, made.typecode if known else None))
        if flown is None:
            continue
        takeoff_s = free_at.get(made.icao24, EPOCH_S + rng.uniform(0, 86_400)) - flown.time_s[0]
        free_at[made.icao24] = takeoff_s + flown.time_s[-1] + leg.stay_s
        columns = heard(rng, air, leg, flown, receivers)
        if not len(columns["time_s"]):
            continue
        frames.append(_frame(columns, takeoff_s, len(truths)))
        stood = standing(rng, air, leg, flown, frames[-1].tail(1))
        frames += [_frame(stood, takeoff_s, -1)] if stood and len(stood["time_s"]) else []
        truths.append(_truth(leg, flown, takeoff_s, held_out=held_out))
    return Labelled(
        name, pl.concat(frames).sort("icao24", "observed_at", maintain_order=True), tuple(truths), identities
    )


def _frame(columns: dict[str, np.ndarray], takeoff_s: float, truth: int) -> pl.DataFrame:
    signs = [sign or None for sign in columns["callsign"].tolist()]
    ground = [None if flag != flag else bool(flag) for flag in columns["on_ground"].tolist()]  # noqa: PLR0124 NaN
    shifted = columns | {"time_s": columns["time_s"] + takeoff_s, "callsign": signs, "on_ground": ground}
    return positions(shifted, np.full(len(signs), truth))


def _truth(leg: Leg, flown: Flown, takeoff_s: float, *, held_out: bool) -> Truth:
    name = f"{leg.kind.name} {leg.airframe.icao24} {leg.airframe.typecode} leg {leg.number + 1}"
    ends = leg.origin.ident, leg.target.ident
    return Truth(name, leg.airframe.icao24, leg.kind.name, *ends, takeoff_s, takeoff_s + flown.landing_s, held_out)
