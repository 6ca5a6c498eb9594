"""Gaps: rows of silences, on made tracks and on gaps cut out of a recorded ocean crossing."""

import csv
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from made_tracks import Fix, leg, made_track
from skywitness.measure.geodesy import distance_nm
from skywitness.model import Track
from skywitness.model.gap import Gap
from skywitness.movements.gaps import IN_FLIGHT, LANDED_UNSEEN, ON_GROUND, GapFinder, Silent
from skywitness.movements.lens import Lens
from skywitness.reference.areas import Areas
from skywitness.reference.geojson_areas import areas_from_geojson
from skywitness.store.areas import countries

RULES = "movements test"
BOX = (
    '{"features": [{"properties": {"id": "BOXX"}, "geometry": {"type": "Polygon", '
    '"coordinates": [[[4, 40], [6, 40], [6, 60], [4, 60], [4, 40]]]}}]}'
)


@pytest.fixture(scope="module")
def finder() -> GapFinder:
    return GapFinder(countries(), areas_from_geojson(BOX), Lens())


def crossing(silence_s: float = 3600.0, height_ft: float | None = 35_000) -> tuple[Track, int]:
    """East along 50° N at 480 knots from 5° W to 0°, a silence, and on from where the speed leads to; its row."""
    start = Fix(0, 50, -5, height_ft, 480)
    before = [start, *leg(start, 50, 0, height_ft, 480)]
    lon = 480 * silence_s / 3600 / 60 / np.cos(np.radians(50))
    after = Fix(before[-1].time_s + silence_s, 50, lon, height_ft, 480)
    return made_track([*before, after, *leg(after, 50, lon + 5, height_ft, 480)]), len(before) - 1


def only(finder: GapFinder, track: Track, row: int, kind: str = IN_FLIGHT) -> Gap:
    (gap,) = finder.find(track, [Silent(row, kind, -2.345, "f")], RULES)
    return gap


def test_a_gap_says_when_where_and_how_fast(finder: GapFinder) -> None:
    track, row = crossing()
    gap = only(finder, track, row)
    assert gap.duration_s == pytest.approx(3600)
    assert (gap.to_at - gap.from_at).total_seconds() == pytest.approx(3600, abs=0.002)
    assert gap.gap_id == f"4ca2d1-gap-{gap.from_at:%Y%m%dT%H%M%SZ}"
    assert (gap.from_lat_deg, gap.from_lon_deg) == (50, 0)
    assert gap.required_speed_kt == pytest.approx(480, rel=0.002)
    assert (gap.from_altitude_ft, gap.to_altitude_ft) == (35_000, 35_000)
    assert (gap.kind, gap.flight_id, gap.landed_log_odds, gap.algorithm) == (IN_FLIGHT, "f", -2.35, RULES)
    assert gap.source_sha256s == ["sha"]


def test_the_path_joins_both_ends_and_the_lens_is_widest_between(finder: GapFinder) -> None:
    track, row = crossing()
    gap = only(finder, track, row)
    assert 9 <= len(gap.path_lat_deg) == len(gap.path_lon_deg) == len(gap.path_half_width_nm) <= 33
    assert (gap.path_lat_deg[0], gap.path_lon_deg[0]) == pytest.approx((gap.from_lat_deg, gap.from_lon_deg))
    assert (gap.path_lat_deg[-1], gap.path_lon_deg[-1]) == pytest.approx(
        (gap.to_lat_deg, gap.to_lon_deg), abs=1e-5
    )
    assert max(gap.path_half_width_nm) == gap.path_half_width_nm[len(gap.path_half_width_nm) // 2]


def test_countries_under_the_way_are_certain_and_those_beside_it_are_not(finder: GapFinder) -> None:
    """From over the Channel along 50° N over Belgium into Germany; the Netherlands lie 80 NM north of it."""
    track, row = crossing()
    gap = only(finder, track, row)
    share = dict(zip(gap.countries, gap.country_probabilities, strict=True))
    assert share["FR"] == share["BE"] == share["DE"] == 1
    assert all(0 < value <= 1 for value in share.values())
    assert gap.country_probabilities == sorted(gap.country_probabilities, reverse=True)
    assert not {"NL", "ES", "IT"} & share.keys()
    assert (gap.firs, gap.fir_probabilities) == (["BOXX"], [1.0])


def test_a_longer_silence_at_the_same_places_reaches_more_countries(finder: GapFinder) -> None:
    track, row = crossing()
    late = track.time_s.copy()
    late[row + 1 :] += 3600
    slow = only(finder, made_late(track, late), row)
    assert set(only(finder, track, row).countries) < set(slow.countries)
    assert {"NL", "CH"} <= set(slow.countries)


def made_late(track: Track, time_s: np.ndarray) -> Track:
    fields = {name: getattr(track, name) for name in Track.__dataclass_fields__}
    return Track(**(fields | {"time_s": time_s}))


@pytest.mark.parametrize("kind", [LANDED_UNSEEN, ON_GROUND])
def test_only_a_gap_in_flight_has_a_path(finder: GapFinder, kind: str) -> None:
    track, row = crossing()
    gap = only(finder, track, row, kind)
    assert [*gap.path_lat_deg, *gap.path_lon_deg, *gap.path_half_width_nm, *gap.countries, *gap.firs] == []


def test_nothing_installed_names_nothing() -> None:
    track, row = crossing()
    gap = only(GapFinder(None, None, Lens()), track, row)
    assert [*gap.countries, *gap.country_probabilities, *gap.firs, *gap.fir_probabilities] == []
    assert gap.path_lat_deg


def test_certain_odds_stay_numbers(finder: GapFinder) -> None:
    track, row = crossing()
    silences = [Silent(row, IN_FLIGHT, odds, None) for odds in (-np.inf, np.inf, None)]
    assert [gap.landed_log_odds for gap in finder.find(track, silences, RULES)] == [-99.0, 99.0, None]


@pytest.mark.parametrize("missing", ["ground_speed_kt", "track_deg", "baro_altitude_ft"])
def test_a_field_that_is_missing_is_told_from_the_neighbours_or_left_unknown(
    finder: GapFinder, missing: str
) -> None:
    track, row = crossing()
    fields = {name: getattr(track, name) for name in Track.__dataclass_fields__}
    blind = Track(**(fields | {missing: np.full(len(track), np.nan)}))
    told = only(finder, blind, row)
    assert float(distance_nm(told.path_lat_deg[8], told.path_lon_deg[8], 50, told.to_lon_deg / 2)) < 6
    assert (told.from_altitude_ft is None) == (missing == "baro_altitude_ft")


def test_two_lonely_positions_make_a_great_circle(finder: GapFinder) -> None:
    track = made_track([Fix(0, 50, -20, None, np.nan), Fix(7200, 50, 0, None, np.nan)])
    fields = {name: getattr(track, name) for name in Track.__dataclass_fields__}
    blind = Track(**(fields | {"track_deg": np.full(2, np.nan)}))
    gap = only(finder, blind, 0)
    middle_lat = np.degrees(np.arctan(np.tan(np.radians(50)) / np.cos(np.radians(10))))
    assert gap.path_lat_deg[len(gap.path_lat_deg) // 2] == pytest.approx(middle_lat, abs=1e-4)
    assert max(gap.path_half_width_nm) > 50


@pytest.mark.parametrize("lon", [0.0, 10.0])
def test_a_gap_of_a_year_or_of_no_time_is_still_a_row(finder: GapFinder, lon: float) -> None:
    for seconds in (0.0, 365 * 86_400.0):
        track = made_track([Fix(0, 50, 0, 30_000, 400), Fix(seconds, 50, lon, 30_000, 400)])
        gap = only(finder, track, 0)
        assert np.isfinite([gap.required_speed_kt, *gap.path_half_width_nm]).all()
        assert max(gap.path_half_width_nm, default=0) <= 5400


def test_gaps_of_one_track_do_not_touch_each_other(finder: GapFinder) -> None:
    fixes = [Fix(0, 50, -40, 35_000, 480)]
    rows = []
    for silence_s in (600, 4000, 1200, 400, 9000):
        fixes += leg(fixes[-1], 50, fixes[-1].lon_deg + 2, 35_000, 480)
        rows.append(len(fixes) - 1)
        fixes.append(Fix(fixes[-1].time_s + silence_s, 50, fixes[-1].lon_deg + silence_s / 300, 35_000, 480))
    track = made_track([*fixes, *leg(fixes[-1], 50, fixes[-1].lon_deg + 2, 35_000, 480)])
    silences = [Silent(row, IN_FLIGHT, -1.0, None) for row in rows]
    assert finder.find(track, silences, RULES) == [
        gap for silent in silences for gap in finder.find(track, [silent], RULES)
    ]


def test_the_lens_holds_most_of_what_was_flown_over_the_ocean(shared: Path) -> None:
    """Every hour of the recorded flights to and from Heathrow, its inside hidden."""
    inside = [share for track in recorded(shared) for share in hidden_hours(track)]
    assert len(inside) > 50
    assert np.mean(inside) > 0.85


def recorded(shared: Path) -> list[Track]:
    rows: dict[str, list[dict[str, str]]] = {}
    with (shared / "data/tracks/egll_positions_fr24_2017-08-02.csv").open() as lines:
        for row in csv.DictReader(lines):
            rows.setdefault(row["flight_id"], []).append(row)
    return [
        made_track([fix(row) for row in sorted(found, key=lambda row: row["event_time"])])
        for found in rows.values()
    ]


def fix(row: dict[str, str]) -> Fix:
    time_s = datetime.fromisoformat(row["event_time"]).timestamp()
    place = float(row["latitude"]), float(row["longitude"])
    return Fix(time_s, *place, float(row["altitude"]), float(row["speed"]))


def hidden_hours(track: Track) -> list[float]:
    """Share of the true positions inside the lens, for hours that begin every half hour above 20,000 ft."""
    finder, shares = GapFinder(None, None, Lens()), []
    for start_s in np.arange(track.time_s[0], track.time_s[-1] - 3600, 1800):
        row, end = (int(np.searchsorted(track.time_s, time_s)) for time_s in (start_s, start_s + 3600))
        if end - row < 6 or np.nanmin(track.baro_altitude_ft[row : end + 1]) < 20_000:
            continue
        (gap,) = finder.find(
            track.take(np.r_[: row + 1, end : len(track)]), [Silent(row, IN_FLIGHT, -1.0, None)], RULES
        )
        part = (track.time_s[row + 1 : end] - track.time_s[row]) / gap.duration_s
        points = np.linspace(0, 1, len(gap.path_lat_deg))
        lat, lon, width = (
            np.interp(part, points, column)
            for column in (gap.path_lat_deg, np.unwrap(gap.path_lon_deg, period=360), gap.path_half_width_nm)
        )
        away = distance_nm(lat, lon, track.lat_deg[row + 1 : end], track.lon_deg[row + 1 : end])
        shares.append(float((away <= width).mean()))
    return shares


def test_areas_are_only_looked_up_where_there_are_any() -> None:
    nowhere = Areas.of({}, countries().grid)
    track, row = crossing()
    assert only(GapFinder(nowhere, None, Lens()), track, row).countries == []
