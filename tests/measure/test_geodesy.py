"""Geodesy against outside values."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skywitness.measure.geodesy import bearing_deg, destination, distance_nm, turn_deg, wrap_lon

LAT = st.floats(-89.9, 89.9)
LON = st.floats(-180, 179.999)


def test_distance_agrees_with_the_published_one() -> None:
    # E. Williams, Aviation Formulary: LAX (33-57 N 118-24 W) to JFK (40-38 N 73-47 W), 2144 NM, course 66 degrees.
    lax, jfk = (33.95, -118.4), (40.63333, -73.78333)
    assert float(distance_nm(*lax, *jfk)) == pytest.approx(2144, abs=1)
    assert float(bearing_deg(*lax, *jfk)) == pytest.approx(66, abs=0.5)


@given(LAT, LON, st.floats(0, 359.9), st.floats(0.01, 9000))
def test_destination_undoes_distance_and_bearing(lat: float, lon: float, bearing: float, distance: float) -> None:
    there = destination(lat, lon, bearing, distance)
    assert float(distance_nm(lat, lon, *there)) == pytest.approx(distance, rel=1e-6, abs=1e-6)
    assert -180 <= float(there[1]) < 180


def test_columns_and_antimeridian() -> None:
    assert distance_nm([0, 0], [179.5, 0], [0, 0], [-179.5, 1]).tolist() == pytest.approx([60, 60])
    assert wrap_lon([180, -180, 540, 179.5]).tolist() == [-180, -180, -180, 179.5]
    assert turn_deg([350, 10], [10, 350]).tolist() == [20, -20]
    assert np.isnan(distance_nm(np.nan, 0, 0, 0))
