"""Reports of aircraft in the air, to be near one another or not."""

from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl

from skywitness.measure.geodesy import destination

T0 = datetime(2025, 6, 1, 23, 30, tzinfo=UTC)
_FLOAT = pl.Float64()
_KINDS = {
    "observed_at": pl.Datetime("us", "UTC"),
    "lat_deg": _FLOAT,
    "lon_deg": _FLOAT,
    "baro_altitude_ft": _FLOAT,
}


def reports(
    icao24: str, seconds: list[float], lat: list[float], lon: list[float], altitude_ft: float
) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "icao24": [icao24] * len(seconds),
            "observed_at": [T0 + timedelta(seconds=second) for second in seconds],
            "lat_deg": lat,
            "lon_deg": lon,
            "baro_altitude_ft": [altitude_ft] * len(seconds),
        },
        schema_overrides=_KINDS,
    )


def straight(icao24: str, minutes: int, lat: float, lon: float, altitude_ft: float = 20_000) -> pl.DataFrame:
    """North-east at 360 kt, a report each 20 s."""
    seconds = [20.0 * index for index in range(3 * minutes + 1)]
    lats, lons = destination(lat, lon, 45.0, np.array(seconds) * 0.1)
    return reports(icao24, seconds, lats.tolist(), lons.tolist(), altitude_ft)
