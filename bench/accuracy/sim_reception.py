"""Reception: what a few receivers hear of a flight, and what their reports look like.

A receiver hears what stands above its horizon: 1.23 NM times the root of the height in feet, plus that of its own
mast of 50 ft, to 200 NM. It stands at or some way off a field, or along the way; so most flights are first heard
some way up, lost some way down, and lost between. Pressure altitude is off true altitude by the day's weather, up
to 600 ft at either end.
"""

from typing import NamedTuple

import numpy as np
import polars as pl
from fields import Field
from numpy.typing import NDArray
from sim_fleet import Leg, Rng
from sim_motion import Flown

from skywitness.measure.geodesy import bearing_deg, destination, distance_nm

Floats = NDArray[np.float64]


class Air(NamedTuple):
    """How well a made world is heard.

    Attributes:
        on_field: share of fields with a receiver on the field itself.
        off_nm: how far off the receiver of the other fields stands, shortest and longest.
        between_nm: how far apart receivers stand along the way, shortest and longest.
        alone: share of legs with no receiver along the way.
        stands_on: share of stays through which the transponder stays on.
        every_s: seconds between positions, shortest and longest; one rhythm a flight.
        lost: share of positions that are lost.
        blank: share of flights that never send a callsign.
        silent_ground: share of flights without reports from the ground.
        qnh_ft: half the width of what the weather puts the altimeter off by.
        unknown_type: share of airframes of which no type is known.
    """

    on_field: float = 0.4
    off_nm: tuple[float, float] = (3, 150)
    between_nm: tuple[float, float] = (100, 500)
    alone: float = 0.35
    stands_on: float = 0.2
    every_s: tuple[float, float] = (5, 60)
    lost: float = 0.15
    blank: float = 0.2
    silent_ground: float = 0.4
    qnh_ft: float = 600
    unknown_type: float = 0.3


WHOLE = Air(
    on_field=1,
    off_nm=(0, 0.5),
    between_nm=(100, 101),
    alone=0,
    every_s=(4, 12),
    lost=0.05,
    blank=0,
    silent_ground=0,
)
"""Everything is heard: what damage is done to."""


def heard(
    rng: Rng, air: Air, leg: Leg, flown: Flown, receivers: dict[str, tuple[float, float]]
) -> dict[str, NDArray[np.generic]]:
    """Reports of one flight as columns of the positions table; times count from lift-off."""
    every = float(np.exp(rng.uniform(*np.log(air.every_s))))
    first, last = flown.time_s[0], flown.time_s[-1]
    time = np.arange(first, last, every) + rng.uniform(0, every * 0.3, len(np.arange(first, last, every)))
    at = {
        name: np.interp(time, flown.time_s, getattr(flown, name))
        for name in ("lat_deg", "lon_deg", "height_ft", "speed_kt", "track_deg", "climb_fpm")
    }
    at["lon_deg"] = _lon(time, flown)
    ground = flown.on_ground(time)
    posts = [
        _post(rng, air, leg.origin.ident, leg.origin, receivers),
        _post(rng, air, leg.target.ident, leg.target, receivers),
    ]
    posts += _on_the_way(rng, air, leg) if rng.random() >= air.alone else []
    elevation = np.interp(time, (first, last), (leg.origin.elevation_ft, leg.target.elevation_ft))
    keep = _audible(at["lat_deg"], at["lon_deg"], at["height_ft"] - elevation, posts) & (
        rng.random(len(time)) > air.lost
    )
    if rng.random() < air.silent_ground:
        keep &= ~ground
    reports = _reports(rng, air, leg, at, ground)
    return {"time_s": time[keep]} | {name: column[keep] for name, column in reports.items()}


def standing(
    rng: Rng, air: Air, leg: Leg, flown: Flown, last: pl.DataFrame
) -> dict[str, NDArray[np.generic]] | None:
    """Reports from the stand after a flight that was heard to the end, for three hours at most; else None."""
    heard_last = bool(last["on_ground"][0]) and last["ground_speed_kt"][0] < 30
    if rng.random() > air.stands_on or not heard_last:
        return None
    time = flown.time_s[-1] + np.arange(30, min(leg.stay_s, 10_800.0), 45.0)
    count = len(time)
    return {
        "time_s": time,
        "icao24": np.full(count, leg.airframe.icao24),
        "lat_deg": np.round(np.full(count, flown.lat_deg[-1]), 6),
        "lon_deg": np.round(np.full(count, flown.lon_deg[-1]), 6),
        "ground_speed_kt": np.zeros(count),
        "on_ground": np.ones(count),
        "callsign": np.full(count, ""),
    }


def _lon(time: Floats, flown: Flown) -> Floats:
    whole = np.interp(time, flown.time_s, np.unwrap(flown.lon_deg, period=360))
    return np.asarray((whole + 180) % 360 - 180)


def _post(
    rng: Rng, air: Air, ident: str, field: Field, receivers: dict[str, tuple[float, float]]
) -> tuple[float, float]:
    if ident not in receivers:
        off = 0.4 if rng.random() < air.on_field else float(rng.uniform(*air.off_nm))
        lat, lon = destination(field.lat_deg, field.lon_deg, rng.uniform(0, 360), off)
        receivers[ident] = float(lat), float(lon)
    return receivers[ident]


def _on_the_way(rng: Rng, air: Air, leg: Leg) -> list[tuple[float, float]]:
    ends = leg.origin.lat_deg, leg.origin.lon_deg, leg.target.lat_deg, leg.target.lon_deg
    way, course = float(distance_nm(*ends)), float(bearing_deg(*ends))
    at, posts = float(rng.uniform(*air.between_nm)), []
    while at < way - 60:
        on_line = destination(*ends[:2], course, at)
        lat, lon = destination(*on_line, course + rng.choice([-90, 90]), rng.uniform(0, 60))
        posts.append((float(lat), float(lon)))
        at += float(rng.uniform(*air.between_nm))
    return posts


def _audible(lat: Floats, lon: Floats, height_ft: Floats, posts: list[tuple[float, float]]) -> NDArray[np.bool_]:
    reach = np.minimum(1.23 * (np.sqrt(np.maximum(height_ft, 0)) + np.sqrt(50)), 200)
    reach = np.where(height_ft < 30, 2.5, reach)  # on the ground, buildings end it
    return np.any([distance_nm(*post, lat, lon) < reach for post in posts], axis=0)


def _reports(
    rng: Rng, air: Air, leg: Leg, at: dict[str, Floats], ground: NDArray[np.bool_]
) -> dict[str, NDArray[np.generic]]:
    count = len(ground)
    noise = abs(rng.normal(0, rng.choice([0.005, 0.01, 0.03]), count))
    lat, lon = destination(at["lat_deg"], at["lon_deg"], rng.uniform(0, 360, count), noise)
    weather = np.interp(np.linspace(0, 1, count), (0, 1), rng.uniform(-air.qnh_ft, air.qnh_ft, 2))
    pressure = np.round((at["height_ft"] + weather) / 25) * 25
    style = rng.random()  # ground reports without altitude, with the word only, or as altitude 0
    baro = np.where(ground, np.nan if style < 0.7 else 0.0, pressure)
    rates = np.where(ground | (rng.random() < 0.2), np.nan, np.round(at["climb_fpm"] / 64) * 64)
    known_ground = np.where(ground, 1.0, 0.0) if style < 0.8 else np.full(count, np.nan)
    sign = None if rng.random() < air.blank else leg.callsign
    signs = np.where(rng.random(count) < rng.choice([0.0, 0.3]), "", sign or "")
    return {
        "icao24": np.full(count, leg.airframe.icao24),
        "lat_deg": np.round(lat, 6),
        "lon_deg": np.round(lon, 6),
        "baro_altitude_ft": baro,
        "geo_altitude_ft": np.where(ground | (rng.random() < 0.4), np.nan, np.round(at["height_ft"] / 25) * 25),
        "ground_speed_kt": np.round(np.maximum(at["speed_kt"] + rng.normal(0, 0.7, count), 0), 1),
        "track_deg": np.round(at["track_deg"] % 360, 1) % 360,
        "vertical_rate_fpm": rates,
        "on_ground": known_ground,
        "callsign": signs,
    }
