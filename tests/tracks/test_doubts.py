"""All detectors together: honest tracks, odd input, and one place for every flag."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_tracks import Fix, leg, made_track
from skywitness.measure.geodesy import wrap_lon
from skywitness.model import Doubt, Track
from skywitness.tracks.doubts import DETECTORS, doubts
from skywitness.tracks.join import join

YEAR_S = 365 * 86_400.0


def straight() -> list[Fix]:
    return leg(Fix(0, 50.0, 8.0, 35_000, 450), 52.0, 8.0, 35_000, 450)


def over_the_pole() -> Track:
    """Steps of 0.1 degree, or 6 NM in 45 s at 480 kt, up the meridian of 20 east and down that of 160 west."""
    lat = np.concatenate([np.arange(85, 90, 0.1), np.arange(90, 85, -0.1)])
    lon = np.where(np.arange(len(lat)) < 50, 20.0, -160.0)
    fixes = [
        Fix(45.0 * i, *place, 35_000, 480) for i, place in enumerate(zip(lat.tolist(), lon.tolist(), strict=True))
    ]
    return made_track(fixes)


def around_the_clock() -> Track:
    """48 h at 480 kt and 8 NM a minute, to and fro between 40 and 48 degrees north."""
    minutes = np.arange(48 * 60)
    way = np.abs((minutes * 8 + 480) % 960 - 480) / 60
    return made_track([Fix(60.0 * m, 40 + float(w), 8.0, 35_000, 480) for m, w in zip(minutes, way, strict=True)])


def across_the_date_line() -> Track:
    lon = wrap_lon(178 + np.arange(60) * 0.1)
    return made_track([Fix(45.0 * i, 0.0, float(east), 35_000, 480) for i, east in enumerate(lon)])


HONEST = {
    "one fix": made_track([Fix(0, 50.0, 8.0, 35_000, 450)]),
    "two fixes a year apart": made_track([Fix(0, 50.0, 8.0, 35_000, 450), Fix(YEAR_S, -33.0, 151.0, 0, 0)]),
    "all fixes identical": made_track([Fix(0, 50.0, 8.0, 35_000, 450)] * 50),
    "standing in one place": made_track([Fix(i * 60.0, 50.0, 8.0, None, 0) for i in range(50)]),
    "over the pole": over_the_pole(),
    "across the date line": across_the_date_line(),
    "speeds of zero": made_track([fix._replace(ground_speed_kt=0) for fix in straight()]),
    "no heights": replace(made_track(straight()), baro_altitude_ft=np.full(len(straight()), np.nan)),
    "no speeds": replace(made_track(straight()), ground_speed_kt=np.full(len(straight()), np.nan)),
    "48 hours": around_the_clock(),
    "straight": made_track(straight()),
}


@pytest.mark.parametrize("name", HONEST)
def test_honest_tracks_are_not_doubted(name: str) -> None:
    track = HONEST[name]
    flags = doubts(join(track))
    assert flags.shape == (len(track),)
    assert flags.dtype == np.uint16
    assert not flags.any()


def test_every_flag_has_a_detector() -> None:
    assert {doubt for doubt, _ in DETECTORS} == set(Doubt)


def test_flags_do_not_change_the_track() -> None:
    fixes = straight()
    fixes[20] = fixes[20]._replace(lat_deg=33.82, lon_deg=35.49)
    track, again = made_track(fixes), made_track(fixes)
    doubts(track)
    assert track.lat_deg.tolist() == again.lat_deg.tolist()
    assert track.baro_altitude_ft.tolist() == again.baro_altitude_ft.tolist()


def test_a_day_of_readsb_positions_raises_no_doubt(shared: Path) -> None:
    trace = json.loads((shared / "data/tracks/trace_full_ac671b.json").read_text())
    fixes = [
        Fix(
            row[0],
            row[1],
            row[2],
            None if row[3] == "ground" else row[3],
            row[4] if row[4] is not None else np.nan,
        )
        for row in trace["trace"]
    ]
    assert not doubts(made_track(fixes)).any()


number = st.floats(allow_nan=True, allow_infinity=False, width=32)
fix = st.builds(
    Fix,
    st.floats(0, 1e6),
    st.floats(-90, 90),
    st.floats(-180, 179.999),
    st.one_of(st.none(), st.floats(-2000, 130_000), st.just(float("nan"))),
    st.one_of(st.floats(0, 2000), st.just(float("nan"))),
)


@given(st.lists(fix, min_size=1, max_size=40), st.lists(st.integers(-1, 11), min_size=40, max_size=40))
def test_nothing_raises_and_something_is_always_believed(fixes: list[Fix], quality: list[int]) -> None:
    track = made_track(sorted(fixes, key=lambda one: one.time_s))
    sent = np.array(quality[: len(track)], np.int8)
    source = (sent % 3).astype(np.int32)
    track = replace(track, nic=sent, nac_p=sent[::-1], sil=sent % 4, source=source, sources=("a", "b", "c"))
    flags = doubts(join(track))
    assert flags.shape == (len(track),)
    assert not (flags & Doubt.TELEPORT).all()
    assert not (flags & Doubt.ALTITUDE_SPIKE).all() or (track.baro_altitude_ft > 100_000).all()
