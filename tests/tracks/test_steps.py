"""Steps between neighbours: the cheap way of measuring against the sphere's."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from made_tracks import Fix, made_track
from skywitness.measure.geodesy import destination, distance_nm
from skywitness.tracks.steps import Steps


@given(st.floats(-89.9, 89.9), st.floats(-180, 179.9), st.floats(0, 359), st.floats(0.01, 3000))
def test_ways_are_the_spheres_within_a_hundredth(lat: float, lon: float, bearing: float, way: float) -> None:
    there = destination(lat, lon, bearing, way)
    track = made_track([Fix(0, lat, lon, 0, 1), Fix(10, float(there[0]), float(there[1]), 0, 1)])
    steps = Steps.of(track)
    true = float(distance_nm(lat, lon, *there))
    assert abs(steps.way_nm[0] - true) <= 0.01 * true + 1e-3
    assert steps.seconds.tolist() == [10.0]


def test_some_rows_only() -> None:
    track = made_track([Fix(10.0 * i, 50.0 + 0.1 * i, 8.0, 0, 1) for i in range(5)])
    steps = Steps.of(track, np.array([0, 2, 4]))
    assert steps.seconds.tolist() == [20.0, 20.0]
    assert np.allclose(steps.way_nm, 12.0)


def test_the_fastest_step_counts_what_is_beyond_the_tolerance() -> None:
    track = made_track([Fix(0, 50.0, 8.0, 0, 1), Fix(60, 50.2, 8.0, 0, 1), Fix(60, 50.2, 8.0, 0, 1)])
    assert round(Steps.of(track).fastest_kt(2.0)) == 600
    assert Steps.of(track).fastest_kt(20.0) == 0.0
