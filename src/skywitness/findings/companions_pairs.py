"""Companions' pairs: who was close to whom at one instant, exactly, anywhere on the globe."""

from itertools import product

import numpy as np
import polars as pl

from skywitness.measure.geodesy import RADIUS_NM, distance_nm

_CELLS = 1 << 13
"""More cells than the globe's diameter has at the smallest distance asked for, 1 NM."""


def close_pairs(places: pl.DataFrame, within_nm: float, within_ft: float) -> pl.DataFrame:
    """Pairs of aircraft within a distance and a difference of height at one instant.

    Places are sorted into cubes with an edge of the distance, on the sphere in space, so that poles and the
    antimeridian are as any other place; a chord is never longer than its arc, so that no pair is missed.

    Args:
        places: instant, icao24, lat_deg, lon_deg, altitude_ft.
        within_nm: greatest distance, at least 1.
        within_ft: greatest difference of height.

    Returns:
        instant, first, second (addresses, first < second), apart_nm, apart_ft.
    """
    cells = places.with_columns(_cells(places, within_nm))
    halves = [offset for offset in product((-1, 0, 1), repeat=3) if offset >= (0, 0, 0)]
    pairs = pl.concat(_neighbours(cells, offset) for offset in halves)
    apart_nm = distance_nm(*(pairs[name].to_numpy() for name in ("lat_deg", "lon_deg", "lat_deg_b", "lon_deg_b")))
    apart_ft = (pairs["altitude_ft"] - pairs["altitude_ft_b"]).abs().alias("apart_ft")
    first = pl.min_horizontal("icao24", "icao24_b").alias("first")
    second = pl.max_horizontal("icao24", "icao24_b").alias("second")
    return (
        pairs.with_columns(pl.Series("apart_nm", apart_nm), apart_ft)
        .filter(pl.col("apart_nm") <= within_nm)
        .select("instant", first, second, "apart_nm", "apart_ft")
        .filter(pl.col("apart_ft") <= within_ft)
    )


def _cells(places: pl.DataFrame, edge_nm: float) -> list[pl.Series]:
    lat, lon = (np.radians(places[name].to_numpy()) for name in ("lat_deg", "lon_deg"))
    axes = (np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat))
    return [
        pl.Series(name, np.floor(axis * RADIUS_NM / edge_nm).astype(np.int64))
        for name, axis in zip("xyz", axes, strict=True)
    ]


def _neighbours(cells: pl.DataFrame, offset: tuple[int, ...]) -> pl.DataFrame:
    """Each place with every other in its own cube, or in the cube at an offset."""
    there = [(pl.col(axis) + step).alias(axis) for axis, step in zip("xyz", offset, strict=True)]
    pairs = cells.lazy().with_columns(there).join(cells.lazy(), on=("instant", "x", "y", "z"), suffix="_b")
    other = pl.col("icao24") < pl.col("icao24_b") if not any(offset) else pl.col("icao24") != pl.col("icao24_b")
    return pairs.filter(other).collect()
