"""Loitering flights made by hand for tests: circles, racetracks and lines whose shape is known."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

T0 = datetime(2025, 6, 1, 12, tzinfo=UTC)
Way = NDArray[np.complex128]
"""Places in NM north plus 1j times NM east."""


def circle(radius_nm: float, laps: float, step_nm: float = 0.1) -> Way:
    """Round the origin from its north, to the right for positive laps."""
    count = int(abs(laps) * 2 * np.pi * radius_nm / step_nm) + 1
    return np.asarray(radius_nm * np.exp(1j * np.linspace(0, laps * 2 * np.pi, count)))


def racetrack(radius_nm: float, leg_nm: float, laps: int, step_nm: float = 0.1) -> Way:
    """Right-hand laps of two straight legs, east and west of the origin, and two half circles."""
    leg = np.arange(-leg_nm / 2, leg_nm / 2, step_nm)
    half = np.linspace(0, np.pi, int(np.pi * radius_nm / step_nm), endpoint=False)
    north = leg - 1j * radius_nm
    over = leg_nm / 2 + radius_nm * (np.sin(half) - 1j * np.cos(half))
    lap = np.concatenate([north, over, -north, -over])
    return np.tile(lap, laps)


def rows_of_lines(length_nm: float, apart_nm: float, count: int, step_nm: float = 0.1) -> Way:
    """Straight lines north and south in turn, each further east than the last, joined by half circles."""
    parts, half = [], np.linspace(0, np.pi, max(int(np.pi * apart_nm / 2 / step_nm), 4), endpoint=False)
    line = np.arange(-length_nm / 2, length_nm / 2, step_nm)
    for number in range(count):
        heading = 1 if number % 2 == 0 else -1
        east = number * apart_nm
        turn = (
            heading * length_nm / 2
            + heading * apart_nm / 2 * np.sin(half)
            + 1j * (east + apart_nm / 2 * (1 - np.cos(half)))
        )
        parts += [heading * line + 1j * east, turn]
    return np.concatenate(parts)


def straight(length_nm: float, course_deg: float = 0.0, step_nm: float = 0.5) -> Way:
    """Straight from the origin."""
    return np.asarray(np.arange(0, length_nm, step_nm) * np.exp(1j * np.radians(course_deg)))


def joined(*ways: Way) -> Way:
    """One after the other, each begun where the last one ended."""
    whole = ways[0]
    for way in ways[1:]:
        whole = np.concatenate([whole, way[1:] - way[0] + whole[-1]])
    return whole


def flown(
    way: Way,
    speed_kt: float,
    *,
    around: tuple[float, float] = (52.0, 4.0),
    altitude_ft: Sequence[float] | float = 10_000.0,
    flight_id: str = "4ca123-20250601T120000Z",
) -> pl.DataFrame:
    """Positions every five seconds of a flight along a way at one speed.

    Args:
        way: places in NM from ``around``.
        speed_kt: knots.
        around: latitude and longitude of the origin, degrees.
        altitude_ft: one height, or those at the beginning and the end.
        flight_id: of all of it.
    """
    gone = np.concatenate([[0.0], np.cumsum(np.abs(np.diff(way)))])
    time_s = np.arange(0.0, gone[-1] / speed_kt * 3600, 5.0)
    place = np.interp(time_s * speed_kt / 3600, gone, way)
    lat = around[0] + place.real / 60
    lon = around[1] + place.imag / 60 / np.cos(np.radians(around[0]))
    heights = np.interp(time_s, [0.0, time_s[-1]], np.resize(altitude_ft, 2))
    return pl.DataFrame(
        {
            "flight_id": [flight_id] * len(time_s),
            "icao24": [flight_id.partition("-")[0]] * len(time_s),
            "observed_at": [T0 + timedelta(seconds=second) for second in time_s],
            "lat_deg": lat,
            "lon_deg": (lon + 180) % 360 - 180,
            "baro_altitude_ft": np.round(heights).astype(np.int32),
            "source_sha256": ["a" * 64] * len(time_s),
            "reconstruction": [False] * len(time_s),
        }
    )
