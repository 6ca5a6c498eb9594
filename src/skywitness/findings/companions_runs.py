"""Companions' runs: unbroken spells in which two aircraft flew close together."""

from collections.abc import Sequence
from datetime import timedelta

import numpy as np
import polars as pl

from skywitness.findings.companions_pairs import close_pairs
from skywitness.findings.places_at import places_at
from skywitness.measure.geodesy import distance_nm

_STEP = timedelta(seconds=30)


def runs_together(
    positions: pl.DataFrame, within_nm: float, within_ft: float, shortest: timedelta, longest_silence: timedelta
) -> pl.DataFrame:
    """Spells of at least ``shortest`` in which two aircraft were close at every half minute.

    Exact, and fast because few instants are looked at first: a spell as long as two benchmark intervals holds two
    benchmark instants that follow one another, so that only pairs close at two such instants are looked at in full
    (the benchmark instants of convoy mining: Orakzai, Calders and Pedersen, k/2-hop, VLDB 2019).

    Args:
        positions: icao24, observed_at (UTC), lat_deg, lon_deg, baro_altitude_ft, all known; airborne.
        within_nm: greatest distance.
        within_ft: greatest difference of height.
        shortest: of a spell.
        longest_silence: of one aircraft within a spell.

    Returns:
        first, second (addresses, first < second), since, until, instants, apart_nm and apart_ft (medians),
        speed_kt (mean over ground of the first), lat_deg, lon_deg (where the first was when it began); by pair
        and time.
    """
    hop = shortest // (2 * _STEP)
    benchmarks = places_at(positions, hop * _STEP, longest_silence)
    windows = _windows(close_pairs(benchmarks, within_nm, within_ft), hop)
    if not windows.height:
        return _none()
    asked = pl.concat([windows["first"], windows["second"]]).unique()
    grid = places_at(positions.filter(pl.col("icao24").is_in(asked.to_list())), _STEP, longest_silence)
    return _runs(_together(windows, grid, within_nm, within_ft), shortest)


def joined_runs(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Spells found in overlapping pieces of the record, those of one pair that share an instant as one.

    Medians are those of the longest part.

    Args:
        parts: as ``runs_together`` gives them.
    """
    pair = ("first", "second")
    runs = pl.concat([_none(), *parts]).sort(*pair, "since", "until")
    begins = (pl.col("since") > pl.col("until").cum_max().shift().over(pair)).fill_null(value=True)
    longest = pl.col("instants").arg_max()
    medians = ("apart_nm", "apart_ft", "speed_kt")
    return (
        runs.with_columns(run=begins.cum_sum())
        .group_by(*pair, "run", maintain_order=True)
        .agg(
            pl.col("since").min(),
            pl.col("until").max(),
            pl.col("instants").max(),
            *(pl.col(name).get(longest) for name in medians),
            pl.col("lat_deg", "lon_deg").first(),
        )
        .select(_none().columns)
    )


def _windows(close: pl.DataFrame, hop: int) -> pl.DataFrame:
    """Half-minute instants around pairs of benchmark instants that follow one another."""
    pair = ("first", "second")
    following = close.sort(*pair, "instant").filter(
        (pl.col("instant").shift(-1).over(pair) - pl.col("instant")) == 1
    )
    start, end = (pl.col("instant") - 1) * hop, (pl.col("instant") + 2) * hop + 1
    return (
        following.select(*pair, instant=pl.int_ranges(start, end)).explode("instant", empty_as_null=False).unique()
    )


def _together(windows: pl.DataFrame, grid: pl.DataFrame, within_nm: float, within_ft: float) -> pl.DataFrame:
    both = windows.join(grid, left_on=("first", "instant"), right_on=("icao24", "instant")).join(
        grid, left_on=("second", "instant"), right_on=("icao24", "instant"), suffix="_b"
    )
    apart_nm = distance_nm(*(both[name].to_numpy() for name in ("lat_deg", "lon_deg", "lat_deg_b", "lon_deg_b")))
    apart_ft = (both["altitude_ft"] - both["altitude_ft_b"]).abs().alias("apart_ft")
    near = both.with_columns(pl.Series("apart_nm", apart_nm), apart_ft)
    return near.filter(pl.col("apart_nm") <= within_nm, pl.col("apart_ft") <= within_ft)


def _runs(near: pl.DataFrame, shortest: timedelta) -> pl.DataFrame:
    pair = ("first", "second")
    ordered = near.sort(*pair, "instant")
    lat, lon = ordered["lat_deg"].to_numpy(), ordered["lon_deg"].to_numpy()
    step_nm = np.concatenate([[0.0], distance_nm(lat[:-1], lon[:-1], lat[1:], lon[1:])])
    broken = (pl.col("instant").diff().over(pair) != 1).fill_null(value=True)
    runs = (
        ordered.with_columns(pl.Series("step_nm", step_nm), broken=broken)
        .with_columns(run=pl.col("broken").cum_sum(), step_nm=pl.when(~pl.col("broken")).then("step_nm"))
        .group_by(*pair, "run", maintain_order=True)
        .agg(
            since=_instant(pl.col("instant").first()),
            until=_instant(pl.col("instant").last()),
            instants=pl.len().cast(pl.Int64),
            apart_nm=pl.col("apart_nm").median(),
            apart_ft=pl.col("apart_ft").median(),
            way_nm=pl.col("step_nm").sum(),
            lat_deg=pl.col("lat_deg").first(),
            lon_deg=pl.col("lon_deg").first(),
        )
    )
    hours = (pl.col("until") - pl.col("since")).dt.total_seconds() / 3600
    lasting = runs.filter(pl.col("until") - pl.col("since") >= shortest)
    return lasting.with_columns(speed_kt=pl.col("way_nm") / hours).select(_none().columns)


def _instant(steps: pl.Expr) -> pl.Expr:
    return pl.from_epoch(steps * int(_STEP.total_seconds()), "s").dt.replace_time_zone("UTC").cast(_UTC)


_UTC = pl.Datetime("us", "UTC")


def _none() -> pl.DataFrame:
    numbers = dict.fromkeys(("apart_nm", "apart_ft", "speed_kt", "lat_deg", "lon_deg"), pl.Float64())
    return pl.DataFrame(
        schema={
            "first": pl.String(),
            "second": pl.String(),
            "since": _UTC,
            "until": _UTC,
            "instants": pl.Int64(),
            **numbers,
        }
    )
