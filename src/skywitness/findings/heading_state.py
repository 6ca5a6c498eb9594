"""Heading's state: place, course, height and descent of a flight, from its last positions."""

from typing import Any

import numpy as np
import polars as pl

from skywitness.measure.geodesy import bearing_deg, distance_nm

_DESCENT_FT = 1_000.0
"""Lost in the minutes looked at; judgement: a step down to the next level is as much as this, and rare."""


def state(positions: pl.DataFrame, minutes: float = 5.0) -> dict[str, Any]:
    """What the last minutes of a flight say: place, course, height and whether it comes down.

    Args:
        positions: observed_at, lat_deg, lon_deg, baro_altitude_ft of trusted positions in the air, in order of
            time; at least one.
        minutes: that are looked at.

    Returns:
        at, lat_deg, lon_deg, course_deg, altitude_ft, descending, as in ``Flying`` and ``SoFar``.
    """
    last = positions.row(-1, named=True)
    recent = positions.filter(pl.col("observed_at") >= last["observed_at"] - pl.duration(minutes=minutes))
    first = recent.row(0, named=True)
    way = distance_nm(first["lat_deg"], first["lon_deg"], last["lat_deg"], last["lon_deg"])
    heights = recent["baro_altitude_ft"].drop_nulls()
    return {
        "at": last["observed_at"],
        "lat_deg": last["lat_deg"],
        "lon_deg": last["lon_deg"],
        "course_deg": _course(first, last) if float(way) > 1 else np.nan,
        "altitude_ft": float(heights[-1]) if len(heights) else np.nan,
        "descending": len(heights) > 1 and heights[0] - heights[-1] > _DESCENT_FT,
    }


def _course(first: dict[str, Any], last: dict[str, Any]) -> float:
    return float(bearing_deg(first["lat_deg"], first["lon_deg"], last["lat_deg"], last["lon_deg"]))
