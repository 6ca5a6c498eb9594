"""The place index against a search through all places."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skywitness.measure.geodesy import distance_nm
from skywitness.reference.place_index import PlaceIndex

_RANDOM = np.random.default_rng(1)
LAT = np.concatenate((_RANDOM.uniform(-90, 90, 3000), [90.0, -90.0, 89.99, 0.0, 0.0, 51.0]))
LON = np.concatenate((_RANDOM.uniform(-180, 180, 3000), [0.0, 17.0, -180.0, 180.0, -180.0, 179.999]))
INDEX = PlaceIndex.of(LAT, LON)

latitudes = st.one_of(st.floats(-90, 90), st.sampled_from([-90.0, -89.9, 0.0, 89.9, 90.0]))
longitudes = st.one_of(st.floats(-180, 180), st.sampled_from([-180.0, -179.99, 0.0, 179.99, 180.0]))


@given(latitudes, longitudes, st.floats(0.5, 900))
def test_near_and_nearest_find_what_a_search_through_all_finds(lat: float, lon: float, radius_nm: float) -> None:
    distance = distance_nm(lat, lon, LAT, LON)
    rows, found_nm = INDEX.near(lat, lon, radius_nm)
    assert (
        set(np.flatnonzero(distance < radius_nm - 1e-6))
        <= set(rows)
        <= set(np.flatnonzero(distance < radius_nm + 1e-6))
    )
    assert found_nm == pytest.approx(distance[rows], abs=1e-6)
    assert (np.diff(found_nm) >= 0).all()
    nearest = int(INDEX.nearest(np.array([lat]), np.array([lon]), radius_nm)[0])
    if len(rows):
        assert distance[nearest] == pytest.approx(distance.min(), abs=1e-4)
    else:
        assert nearest == -1


def test_nearest_of_the_same_group_only() -> None:
    index = PlaceIndex.of(np.array([10.0, 10.1]), np.array([20.0, 20.0]))
    groups = (np.array([0, 1, 2]), np.array([0, 1]))
    here = np.full(3, 10.0), np.full(3, 20.0)
    assert index.nearest(*here, 60, groups).tolist() == [0, 1, -1]


def test_nowhere_is_near_nothing_and_an_empty_index_finds_nothing() -> None:
    nowhere = np.array([np.nan])
    assert INDEX.nearest(nowhere, nowhere, 100).tolist() == [-1]
    empty = PlaceIndex.of(np.empty(0), np.empty(0))
    assert len(empty.near(1.0, 2.0, 100)[0]) == 0
    assert empty.nearest(np.array([1.0]), np.array([2.0]), 100).tolist() == [-1]


def test_pairs_are_found_once_and_across_the_antimeridian() -> None:
    index = PlaceIndex.of(np.array([0.0, 0.0, 5.0]), np.array([179.995, -179.995, 0.0]))
    first, second = index.pairs(1.0)
    assert list(zip(first, second, strict=True)) == [(0, 1)]
