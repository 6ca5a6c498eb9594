"""Damage: what is taken from, or put into, complete flights before the rules see them.

Every kind is named for what is left. Chance comes from a seed.
"""

from collections.abc import Callable

import numpy as np
import polars as pl
from fields import fields
from labelled import Labelled
from numpy.typing import NDArray

Damage = Callable[[Labelled], Labelled]
_SEED = 20


def kept(labelled: Labelled, keep: NDArray[np.bool_], name: str) -> Labelled:
    """The rows that are kept; truths stay numbered as they were."""
    return labelled._replace(name=name, positions=labelled.positions.filter(pl.Series(keep)))


def above(height_ft: float) -> Damage:
    """Both ends cut off below a height over the nearer end's field; flights that never go so high are left out."""

    def damage(labelled: Labelled) -> Labelled:
        height = _height_ft(labelled)
        return kept(labelled, height >= height_ft, f"cut at {height_ft:,.0f} ft")

    return damage


def cruise_only(labelled: Labelled) -> Labelled:
    """Both ends cut off below nine tenths of the highest level of each flight."""
    top = pl.col("baro_altitude_ft").max().over("truth")
    high = labelled.positions.select(
        (pl.col("baro_altitude_ft") >= 0.9 * top) & (pl.col("truth") >= 0)
    ).to_series()
    return kept(labelled, high.fill_null(value=False).to_numpy(), "cut to cruise")


def silent(minutes: float) -> Damage:
    """Every flight loses this long out of its time in the air, in one piece at random; short ones lose nothing."""

    def damage(labelled: Labelled) -> Labelled:
        rng = np.random.default_rng([_SEED, round(minutes)])
        time = _time_s(labelled)
        truth = labelled.positions["truth"].to_numpy()
        keep = np.ones(len(time), np.bool_)
        for row, one in enumerate(labelled.truths):
            if one.takeoff_s is None or one.landing_s is None:
                continue
            spare = one.landing_s - one.takeoff_s - minutes * 60 - 300
            start = one.takeoff_s + 150 + rng.random() * max(spare, 0)
            if spare > 0:
                keep &= ~((truth == row) & (time > start) & (time < start + minutes * 60))
        return kept(labelled, keep, f"silent {minutes:.0f} min")

    return damage


def no_ground(labelled: Labelled) -> Labelled:
    """Nothing heard from the ground."""
    slow = pl.col("on_ground").fill_null(value=False) | (pl.col("ground_speed_kt").fill_null(999) < 40)
    return kept(labelled, ~labelled.positions.select(slow).to_series().to_numpy(), "no ground reports")


def no_callsign(labelled: Labelled) -> Labelled:
    """Every callsign blank."""
    blank = labelled.positions.with_columns(pl.lit(None, pl.String).alias("callsign"))
    return labelled._replace(name="no callsigns", positions=blank)


def spoofed(labelled: Labelled) -> Labelled:
    """Part of each flight reported from a far airport: 3 to 12 minutes in the air, standing or circling there."""
    rng = np.random.default_rng(_SEED)
    time, truth = _time_s(labelled), labelled.positions["truth"].to_numpy()
    lat, lon = (labelled.positions[name].to_numpy().copy() for name in ("lat_deg", "lon_deg"))
    marks = truth.copy()
    for row, one in enumerate(labelled.truths):
        if one.takeoff_s is None or one.landing_s is None:
            continue
        lasts = rng.uniform(180, 720)
        start = one.takeoff_s + (one.landing_s - one.takeoff_s - lasts) * rng.uniform(0.1, 0.9)
        rows = np.flatnonzero((truth == row) & (time > start) & (time < start + lasts))
        if len(rows) < 3 or one.landing_s - one.takeoff_s < 2 * lasts:
            continue
        at = attractor(float(lat[rows[0]]), float(lon[rows[0]]))
        circle = rng.random() < 0.5
        angle = np.radians((time[rows] - time[rows[0]]) * 3)
        lat[rows] = at[0] + circle * 0.03 * np.sin(angle) + rng.normal(0, 2e-4, len(rows))
        lon[rows] = at[1] + circle * 0.03 * np.cos(angle) + rng.normal(0, 2e-4, len(rows))
        marks[rows] = -1
    moved = {"lat_deg": lat.round(6), "lon_deg": lon.round(6), "truth": marks}
    return labelled._replace(
        name="spoofed jumps",
        positions=labelled.positions.with_columns(**{k: pl.Series(v) for k, v in moved.items()}),
    )


def attractor(lat: float, lon: float) -> tuple[float, float]:
    """The nearest large airport that is 150 to 800 NM away: where spoofers put aircraft."""
    table = fields()
    rows, away = table.near(lat, lon, 800)
    place = next(
        table.fields[row]
        for row, nm in zip(rows, away, strict=True)
        if nm > 150 and table.fields[row].kind in {"large", "medium"}
    )
    return place.lat_deg, place.lon_deg


def mixed(labelled: Labelled) -> Labelled:
    """Airframes in pairs send under one address, the second one's flights moved to the first one's time."""
    icao24s = labelled.positions["icao24"].unique(maintain_order=True).to_list()
    first = {one: icao24s[place - place % 2] for place, one in enumerate(icao24s)}
    begins = dict(labelled.positions.group_by("icao24").agg(pl.col("observed_at").min()).iter_rows())
    shift = {one: begins[first[one]] - begins[one] for one in icao24s}
    moved = labelled.positions.with_columns(
        (pl.col("observed_at") + pl.col("icao24").replace_strict(shift, return_dtype=pl.Duration("us"))).alias(
            "observed_at"
        ),
        pl.col("icao24").replace_strict(first).alias("icao24"),
    )
    moved = moved.with_columns(pl.col("observed_at").dt.date().alias("day")).sort(
        "icao24", "observed_at", maintain_order=True
    )
    truths = tuple(
        one._replace(
            icao24=first.get(one.icao24, one.icao24),
            takeoff_s=None,
            landing_s=None,
        )
        for one in labelled.truths
    )
    return labelled._replace(name="two airframes mixed", positions=moved, truths=truths)


def _time_s(labelled: Labelled) -> NDArray[np.float64]:
    return labelled.positions["observed_at"].dt.epoch("ms").to_numpy() / 1000


def _height_ft(labelled: Labelled) -> NDArray[np.float64]:
    """Pressure altitude over the field of the nearer end in time; minus infinity on the ground."""
    table, truth, time = fields(), labelled.positions["truth"].to_numpy(), _time_s(labelled)
    altitude = labelled.positions["baro_altitude_ft"].cast(pl.Float64).fill_null(-np.inf).to_numpy()
    elevation = np.zeros((2, len(labelled.truths) + 1))
    middle = np.zeros(len(labelled.truths) + 1)
    for row, one in enumerate(labelled.truths):
        elevation[:, row] = [
            table.by_ident[table.canonical(code) or ""].elevation_ft for code in (one.adep, one.ades)
        ]
        middle[row] = ((one.takeoff_s or 0) + (one.landing_s or 0)) / 2
    late = (time > middle[truth]).astype(int)
    height = altitude - elevation[late, truth]
    ground = labelled.positions["on_ground"].fill_null(value=False).to_numpy()
    return np.where(ground | (truth < 0) | (altitude == 0), -np.inf, height)


DAMAGES: dict[str, Damage] = {
    "none": lambda labelled: labelled,
    "cut at 1,000 ft": above(1000),
    "cut at 3,000 ft": above(3000),
    "cut at 10,000 ft": above(10_000),
    "cut at 20,000 ft": above(20_000),
    "cut to cruise": cruise_only,
    **{f"silent {minutes} min": silent(minutes) for minutes in (10, 20, 30, 60, 120, 240)},
    "no ground reports": no_ground,
    "no callsigns": no_callsign,
    "no ground reports, no callsigns": lambda labelled: no_callsign(no_ground(labelled)),
    "spoofed jumps": spoofed,
    "two airframes mixed": mixed,
}
