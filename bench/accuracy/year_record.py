"""What receivers leave of the made year: flights, visits and legs of trips in the archive's columns.

The rows are written as the derivation writes them, from what was received alone: an end is named where its field
was covered on that day, a leg between two places that do not meet is an ``unseen_leg``.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from year_lives import Airframe, Leg
from year_world import Rng, World

from skywitness.store.schema import TABLES

START = datetime(2024, 1, 1, tzinfo=UTC)
_ALGORITHM = "simulated"
_SOURCES = ["simulated"]
_EMPTY: list[Any] = []
Row = dict[str, Any]
_SHARED = (
    "icao24", "registration", "typecode", "flag_state", "operator", "military_probability",
    "source_sha256s", "algorithm", "reconstruction",
)  # fmt: skip


class Received(NamedTuple):
    """One leg that was received, and which of its ends are known."""

    leg: Leg
    origin_known: bool
    target_known: bool


def at(hour: float) -> datetime:
    """Instant of an hour of the year, to the second."""
    return START + timedelta(seconds=round(hour * 3600))


def received(rng: Rng, made: World, legs: Sequence[Leg], missing: float, deaf: float, sure: str) -> list[Received]:
    """The legs that were received.

    Args:
        rng: chance.
        made: the world.
        legs: of one airframe, in order.
        missing: share of legs of which nothing is received.
        deaf: share of the ends at covered fields that are not known all the same.
        sure: start of the name of what is received in any case.
    """
    kept = []
    draws = rng.random((len(legs), 3))
    days = made.covered.shape[1]
    for leg, (lost, off_lost, on_lost) in zip(legs, draws, strict=True):
        forced = bool(leg.planted) and leg.planted.startswith(sure)
        off = made.covered[leg.origin, min(int(leg.off_h / 24), days - 1)] and (forced or off_lost >= deaf)
        on = made.covered[leg.target, min(int(leg.on_h / 24), days - 1)] and (forced or on_lost >= deaf)
        if (forced or lost >= missing) and (off or on):
            kept.append(Received(leg, bool(off), bool(on)))
    return kept


def _who(one: Airframe, hour: float) -> Row:
    sold = hour >= one.sold_h
    return {
        "icao24": one.icao24,
        "registration": f"{one.registration}{'A' if sold else ''}",
        "typecode": one.typecode,
        "flag_state": one.operator.flag_state,
        "operator": f"{one.operator.name}{' (second owner)' if sold else ''}",
        "military_probability": 0.98 if one.operator.style.military else 0.01,
        "source_sha256s": _SOURCES,
        "algorithm": _ALGORITHM,
        "reconstruction": True,
    }


def flight_row(made: World, one: Airframe, number: int, heard: Received) -> Row:
    """A row of ``flights``; an unknown end is first heard a fifth of the way on."""
    leg = heard.leg
    lasts_h = leg.on_h - leg.off_h
    first_h = leg.off_h if heard.origin_known else leg.off_h + 0.2 * lasts_h
    last_h = leg.on_h if heard.target_known else leg.on_h - 0.2 * lasts_h
    origin, target = made.places[leg.origin], made.places[leg.target]
    share = (first_h - leg.off_h) / lasts_h, (last_h - leg.off_h) / lasts_h
    (lat1, lon1), (lat2, lon2) = (
        (
            round(origin.lat_deg + part * (target.lat_deg - origin.lat_deg), 6),
            round(origin.lon_deg + part * (target.lon_deg - origin.lon_deg), 6),
        )
        for part in share
    )
    callsign = f"{one.operator.style.callsign}{one.operator.name[-2:].strip():0>2}{number % 1000:03d}"
    return {
        **_who(one, leg.off_h),
        "flight_id": f"{one.icao24}-{at(first_h):%Y%m%dT%H%M%SZ}",
        "callsign": callsign,
        "callsigns": [callsign],
        **_end("adep", origin.icao, known=heard.origin_known),
        **_end("ades", target.icao, known=heard.target_known),
        "takeoff_at": at(leg.off_h) if heard.origin_known else None,
        "takeoff_uncertainty_s": 30.0 if heard.origin_known else None,
        "landing_at": at(leg.on_h) if heard.target_known else None,
        "landing_uncertainty_s": 30.0 if heard.target_known else None,
        "first_seen_at": at(first_h),
        "last_seen_at": at(last_h),
        "first_lat_deg": lat1,
        "first_lon_deg": lon1,
        "last_lat_deg": lat2,
        "last_lon_deg": lon2,
        "positions": int((last_h - first_h) * 60) + 2,
        "doubted": 0,
        "distance_nm": float(made.way_nm[leg.origin, leg.target]) * (share[1] - share[0]),
        "longest_silence_s": 60.0,
        "touch_and_goes": 0,
        "cut_before": "ground" if heard.origin_known else "landed_unseen",
    }


def _end(name: str, icao: str, *, known: bool) -> Row:
    return {
        name: icao if known else None,
        f"{name}_reason": None if known else "outside_coverage",
        f"{name}_evidence": "ground" if known else None,
        f"{name}_candidates": [icao] if known else _EMPTY,
        f"{name}_posteriors": [0.98] if known else _EMPTY,
    }


def visit_rows(flights: Sequence[Row]) -> Iterator[Row]:
    """Rows of ``visits`` from the flights of one airframe."""
    for before, after in pairwise([None, *flights, None]):
        came, left = before and before["ades"], after and after["adep"]
        if before and after and came and left and came != left:
            yield _visit(before, None)
            yield _visit(None, after)
        elif came or left or (before and after):
            yield _visit(before, after)


def _visit(before: Row | None, after: Row | None) -> Row:
    known: Row = before or after or {}
    airport = (before and before["ades"]) or (after and after["adep"])
    arrived, departed = before and before["landing_at"], after and after["takeoff_at"]
    earliest = arrived or (before and before["last_seen_at"])
    latest = departed or (after and after["first_seen_at"])
    day = arrived or departed or earliest or latest
    return {
        **{name: known[name] for name in _SHARED},
        "airport": airport,
        "airport_reason": None if airport else "outside_coverage",
        "airport_candidates": [airport] if airport else _EMPTY,
        "airport_posteriors": [0.98] if airport else _EMPTY,
        "arrived_at": arrived,
        "departed_at": departed,
        "arrived_not_before": earliest,
        "departed_not_after": latest,
        "arrival_seen": arrived is not None,
        "departure_seen": departed is not None,
        "stay_s": (departed - arrived).total_seconds() if arrived and departed else None,
        "longest_stay_s": (latest - earliest).total_seconds() if latest and earliest else None,
        "inferred": arrived is None and departed is None,
        "utc_day": f"{day:%Y-%m-%d}" if day else None,
        "arrival_flight_id": before and before["flight_id"],
        "departure_flight_id": after and after["flight_id"],
    }


def leg_rows(flights: Sequence[Row]) -> Iterator[Row]:
    """Rows of ``trip_legs``: one trip for a whole year, unseen legs between places that differ."""
    number = 0
    for before, after in pairwise([None, *flights]):
        if after is None:
            continue
        if before and before["ades"] and after["adep"] and before["ades"] != after["adep"]:
            number += 1
            yield _leg(
                before, number, None, before["ades"], after["adep"], before["last_seen_at"], after["takeoff_at"]
            )
        number += 1
        yield _leg(
            after,
            number,
            after["flight_id"],
            after["adep"],
            after["ades"],
            after["first_seen_at"],
            after["last_seen_at"],
        )


def _leg(
    row: Row,
    number: int,
    flight_id: str | None,
    adep: str | None,
    ades: str | None,
    not_before: datetime,
    not_after: datetime,
) -> Row:
    return {
        **{name: row[name] for name in ("icao24", "source_sha256s", "algorithm", "reconstruction")},
        "trip_id": f"{row['icao24']}-trip-year",
        "number": number,
        "kind": "flight" if flight_id else "unseen_leg",
        "flight_id": flight_id,
        "adep": adep,
        "ades": ades,
        "not_before": not_before,
        "not_after": not_after,
    }


def frame(name: str, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Rows of one of the archive's tables as readers get them; what a row does not name is null."""
    schema = TABLES[name].read_schema
    columns = {column: [row.get(column) for row in rows] for column in schema}
    return pl.DataFrame(columns, schema=schema)


def numbered(rng_seed: Sequence[int]) -> np.random.Generator:
    """Chance of its own for one airframe, so that what is planted on one changes no other."""
    return np.random.default_rng(list(rng_seed))
