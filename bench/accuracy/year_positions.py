"""Coarse positions of the made year, for chosen flights: along great circles, as receivers heard them.

Dark spells are planted here: silences in the middle of a leg, where a receiver listened. A silence outside the
range of every receiver that ran that day is a hole of coverage. Both follow from the year and a seed.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray
from year import Year
from year_record import START
from year_world import World

Floats = NDArray[np.float64]
_EARTH_NM = 3440.065
_STEP_S = 60.0


class Dark(NamedTuple):
    """One planted dark spell, UTC."""

    icao24: str
    since: datetime
    until: datetime


def choose_dark(year: Year, seed: int, count: int, minutes: tuple[float, float] = (25, 70)) -> list[Dark]:
    """Dark spells in the middle of received legs of two hours and more, where receivers heard the way on that day.

    Args:
        year: a made year.
        seed: of the choice.
        count: at most so many.
        minutes: shortest and longest.
    """
    rng = np.random.default_rng([seed, 9])
    long = year.truth.flown.drop_nulls("flight_id").filter(
        pl.col("on_at") - pl.col("off_at") > pl.duration(hours=2)
    )
    found: list[Dark] = []
    for row in long.sample(min(count * 20, long.height), seed=seed, shuffle=True).iter_rows(named=True):
        if len(found) == count:
            break
        lasts_s = (row["on_at"] - row["off_at"]).total_seconds()
        length_s = min(rng.uniform(*minutes) * 60, 0.5 * lasts_s)
        begin_s = rng.uniform(0.25, 0.7) * (lasts_s - length_s)
        track = _track(year.world, pl.DataFrame([row]), _STEP_S)
        since_s, until_s = (_seconds(row["off_at"]) + part for part in (begin_s, begin_s + length_s))
        inside = track.filter(pl.col("at_s").is_between(since_s - 300, until_s + 300))
        if inside.height and _heard(year.world, inside).all():
            found.append(Dark(row["icao24"], _time(since_s), _time(until_s)))
    return found


def positions(
    year: Year,
    flight_ids: Sequence[str],
    dark: Sequence[Dark] = (),
    step_s: float = _STEP_S,
) -> pl.DataFrame:
    """Positions of these flights as heard, with the flight and the number of a receiver that heard each.

    Args:
        year: a made year.
        flight_ids: of received flights.
        dark: spells in which nothing is sent.
        step_s: seconds between positions.
    """
    legs = year.truth.flown.filter(pl.col("flight_id").is_in(list(flight_ids)))
    track = _track(year.world, legs, step_s)
    receiver = _receiver(year.world, track)
    heard = track.with_columns(receiver=receiver).filter(pl.col("receiver") >= 0)
    for spell in dark:
        off = pl.col("icao24").eq(spell.icao24) & pl.col("at_s").is_between(
            _seconds(spell.since), _seconds(spell.until)
        )
        heard = heard.filter(~off)
    signs = dict(year.flights.select("flight_id", "callsign").iter_rows())
    return heard.select(
        "icao24",
        (pl.lit(START) + pl.duration(microseconds=(pl.col("at_s") * 1e6).cast(pl.Int64))).alias("observed_at"),
        pl.col("lat_deg").round(6),
        pl.col("lon_deg").round(6),
        pl.col("altitude_ft").cast(pl.Int32).alias("baro_altitude_ft"),
        "ground_speed_kt",
        "track_deg",
        pl.col("flight_id").replace_strict(signs, default=None).alias("callsign"),
        "flight_id",
        "receiver",
        source_sha256=pl.lit("simulated"),
        reconstruction=pl.lit(True),
    ).sort("icao24", "observed_at")


def _track(made: World, legs: pl.DataFrame, step_s: float) -> pl.DataFrame:
    """Every position of the legs, whether heard or not; ``at_s`` is seconds since the year began."""
    row_of = {place.icao: row for row, place in enumerate(made.places)}
    ends = _units(made)
    origin = ends[[row_of[code] for code in legs["adep"]]]
    target = ends[[row_of[code] for code in legs["ades"]]]
    off_s = np.array([_seconds(when) for when in legs["off_at"]])
    lasts_s = np.array([_seconds(when) for when in legs["on_at"]]) - off_s
    counts = (lasts_s // step_s).astype(int) + 1
    leg = np.repeat(np.arange(legs.height), counts)
    into_s = (np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)) * step_s
    share = into_s / lasts_s[leg]
    angle = np.arccos(np.clip((origin * target).sum(axis=1), -1, 1))
    place = _between(origin[leg], target[leg], angle[leg], share)
    ahead = _between(origin[leg], target[leg], angle[leg], np.minimum(share + 1e-3, 1.001))
    lat, lon = np.degrees(np.arcsin(place[:, 2])), np.degrees(np.arctan2(place[:, 1], place[:, 0]))
    climb_s = np.minimum(into_s, lasts_s[leg] - into_s)
    return pl.DataFrame(
        {
            "icao24": legs["icao24"].gather(leg),
            "flight_id": legs["flight_id"].gather(leg),
            "at_s": off_s[leg] + into_s,
            "lat_deg": lat,
            "lon_deg": lon,
            "altitude_ft": np.minimum(climb_s / 60 * 1800, 34000.0),
            "ground_speed_kt": angle[leg] * _EARTH_NM / (lasts_s[leg] / 3600),
            "track_deg": _course(place, ahead, lon),
        }
    )


def _between(origin: Floats, target: Floats, angle: Floats, share: Floats) -> Floats:
    one, other = np.sin((1 - share) * angle), np.sin(share * angle)
    return (one[:, None] * origin + other[:, None] * target) / np.sin(angle)[:, None]


def _course(place: Floats, ahead: Floats, lon: Floats) -> Floats:
    step = ahead - place
    east = np.column_stack([-np.sin(np.radians(lon)), np.cos(np.radians(lon)), np.zeros(len(lon))])
    north = np.cross(place, east)
    return np.degrees(np.arctan2((step * east).sum(axis=1), (step * north).sum(axis=1))) % 360


def _heard(made: World, track: pl.DataFrame) -> Floats:
    return _receiver(made, track) >= 0


def _receiver(made: World, track: pl.DataFrame) -> Floats:
    """Number of the nearest receiver that ran and reached each position, -1 for none; low down it reaches less."""
    lat, lon = np.radians(track["lat_deg"].to_numpy()), np.radians(track["lon_deg"].to_numpy())
    place = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)]).astype(np.float32)
    day = np.minimum((track["at_s"].to_numpy() / 86400).astype(int), made.covered.shape[1] - 1)
    low_nm = 15 + 1.06 * np.sqrt(np.maximum(track["altitude_ft"].to_numpy(), 0.0))
    best, found = np.full(len(lat), -1.0, np.float32), np.full(len(lat), -1)
    units = _units(made).astype(np.float32)
    for number, receiver in enumerate(made.receivers):
        cosine = place @ units[receiver.place]
        reach = np.cos(np.minimum(receiver.range_nm, low_nm) / _EARTH_NM)
        nearer = (cosine >= reach) & receiver.up[day] & (cosine > best)
        best[nearer], found[nearer] = cosine[nearer], number
    return found


def _units(made: World) -> Floats:
    lat = np.radians([place.lat_deg for place in made.places])
    lon = np.radians([place.lon_deg for place in made.places])
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _seconds(when: datetime) -> float:
    return (when - START).total_seconds()


def _time(seconds: float) -> datetime:
    return START + timedelta(seconds=round(seconds))
