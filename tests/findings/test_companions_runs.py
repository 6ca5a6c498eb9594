"""Spells of two aircraft near each other, against looking at every pair at every half minute."""

from datetime import UTC, datetime, timedelta
from itertools import combinations, groupby

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from made_pairs import T0, reports, straight
from skywitness.findings.companions_pairs import close_pairs
from skywitness.findings.companions_runs import joined_runs, runs_together
from skywitness.findings.places_at import places_at
from skywitness.measure.geodesy import way_nm

HALF = timedelta(seconds=30)
TEN, SILENCE = timedelta(minutes=10), timedelta(minutes=2)


def together(*tracks: pl.DataFrame) -> pl.DataFrame:
    return runs_together(pl.concat(tracks), 2, 2_000, TEN, SILENCE)


def test_a_place_lies_between_two_reports() -> None:
    places = places_at(reports("a", [0, 40, 100], [50, 50.4, 50], [10, 10, 10.6], 3_000), HALF, SILENCE)
    assert places["lat_deg"].round(6).to_list() == [50, 50.3, 50.266667, 50.066667]
    assert places["lon_deg"].round(6).to_list() == [10, 10, 10.2, 10.5]


def test_a_silence_has_no_places_and_the_antimeridian_is_no_seam() -> None:
    places = places_at(reports("a", [0, 60, 300], [0, 0, 0], [179.99, -179.99, -179.9], 3_000), HALF, SILENCE)
    assert places["lon_deg"].round(6).to_list() == [179.99, -180.0]


def test_two_side_by_side_are_one_spell_over_midnight() -> None:
    (run,) = together(straight("b", 45, 50, 10), straight("a", 45, 50.01, 10)).iter_rows(named=True)
    assert (run["first"], run["second"]) == ("a", "b")
    assert (run["since"], run["until"]) == (T0, T0 + timedelta(minutes=44, seconds=30))
    assert abs(run["apart_nm"] - 0.6) < 0.01
    assert abs(run["speed_kt"] - 360) < 1


def test_too_short_too_far_or_too_high_is_no_spell() -> None:
    other = straight("b", 60, 50, 10)
    assert together(straight("a", 9, 50, 10), other).is_empty()
    assert together(straight("a", 60, 50.04, 10), other).is_empty()
    assert together(straight("a", 60, 50, 10, 22_100), other).is_empty()
    assert together(other).is_empty()


def test_pieces_of_the_record_give_the_same_as_the_whole() -> None:
    whole = pl.concat([straight("a", 180, 50, 10), straight("b", 180, 50.01, 10)])
    at = pl.col("observed_at") - T0
    pieces = [
        whole.filter(at.is_between(timedelta(minutes=start), timedelta(minutes=start + 90)))
        for start in (0, 60, 120)
    ]
    joined = joined_runs([runs_together(piece, 2, 2_000, TEN, SILENCE) for piece in pieces])
    assert joined.select("first", "second", "since", "until").equals(
        runs_together(whole, 2, 2_000, TEN, SILENCE).select("first", "second", "since", "until")
    )


places = st.tuples(
    st.sampled_from([0.0, 60.0, 89.97, -89.98]),
    st.floats(-0.1, 0.1),
    st.sampled_from([0.0, 179.98]),
    st.floats(-0.1, 0.1),
)


@given(st.lists(st.tuples(places, st.sampled_from([10_000.0, 11_000.0, 12_500.0])), min_size=2, max_size=12))
def test_close_pairs_are_those_of_looking_at_every_pair(found: list[tuple[tuple[float, ...], float]]) -> None:
    rows = pl.DataFrame(
        {
            "instant": [0] * len(found),
            "icao24": [f"{index:06x}" for index in range(len(found))],
            "lat_deg": [min(90.0, max(-90.0, lat + dlat)) for (lat, dlat, _, _), _ in found],
            "lon_deg": [(lon + dlon + 180) % 360 - 180 for (_, _, lon, dlon), _ in found],
            "altitude_ft": [altitude for _, altitude in found],
        }
    )
    expected = {
        (one["icao24"], other["icao24"])
        for one, other in combinations(rows.iter_rows(named=True), 2)
        if way_nm(one["lat_deg"], one["lon_deg"], other["lat_deg"], other["lon_deg"]) <= 2
        and abs(one["altitude_ft"] - other["altitude_ft"]) <= 2_000
    }
    pairs = close_pairs(rows, 2, 2_000)
    assert set(pairs.select("first", "second").iter_rows()) == expected
    assert pairs.height == len(expected)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32 - 1))
def test_spells_are_those_of_looking_at_every_half_minute(seed: int) -> None:
    wander = np.random.default_rng(seed)
    tracks = []
    for icao24 in "abc":
        seconds = np.cumsum(wander.integers(5, 140, 60)).astype(float)
        lat = 50 + np.cumsum(wander.normal(0, 0.006, 60))
        tracks.append(reports(icao24, seconds.tolist(), lat.tolist(), [10.0] * 60, 9_000))
    positions = pl.concat(tracks)
    found = runs_together(positions, 2, 2_000, TEN, SILENCE).select("first", "second", "since", "until")
    assert set(found.iter_rows()) == _every_half_minute(places_at(positions, HALF, SILENCE))


def _every_half_minute(grid: pl.DataFrame) -> set[tuple[object, ...]]:
    at = {(row["icao24"], row["instant"]): row["lat_deg"] for row in grid.iter_rows(named=True)}
    spells = set()
    for first, second in combinations("abc", 2):
        near = sorted(
            instant
            for icao24, instant in at
            if icao24 == first
            and (second, instant) in at
            and way_nm(at[first, instant], 10, at[second, instant], 10) <= 2
        )
        for _, run in groupby(enumerate(near), lambda numbered: numbered[1] - numbered[0]):
            instants = [instant for _, instant in run]
            if (instants[-1] - instants[0]) * HALF >= TEN:
                times = (datetime.fromtimestamp(30 * instant, UTC) for instant in (instants[0], instants[-1]))
                spells.add((first, second, *times))
    return spells
