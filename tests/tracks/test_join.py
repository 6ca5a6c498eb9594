"""Joining sources: one clock, and each report once."""

from dataclasses import replace

import numpy as np
import pytest

from made_tracks import Fix, leg, made_track
from skywitness.measure.geodesy import destination
from skywitness.model import Doubt, Track
from skywitness.tracks.doubts import doubts
from skywitness.tracks.join import join, joined


def flight() -> Track:
    """A climb with a turn, a fix every 4 s."""
    out = leg(Fix(0, 50.0, 8.0, 5000, 300), 50.4, 8.0, 15_000, 300, 4)
    return made_track(out + leg(out[-1], 50.4, 8.8, 20_000, 300, 4))


def two_receivers(ahead_s: float, *, names: tuple[str, str] = ("a", "b"), share: float = 0.6) -> Track:
    """The flight, and a share of its reports again from a second receiver whose clock is ahead."""
    track = flight()
    heard = np.flatnonzero(np.random.default_rng(3).random(len(track)) < share)
    count, copies = len(track), len(heard)
    rows = np.concatenate([np.arange(count), heard])
    time_s = np.concatenate([track.time_s, track.time_s[heard] + ahead_s])
    own = names.index("a")
    source = np.concatenate([np.full(count, own, np.int32), np.full(copies, 1 - own, np.int32)])
    order = np.lexsort((source, time_s))
    both = track.take(rows[order])
    return replace(both, time_s=time_s[order], source=source[order], sources=tuple(sorted(names)))


@pytest.mark.parametrize("ahead_s", [1.7, -1.7, 25.0, -90.0])
def test_the_lesser_source_is_set_to_the_better_ones_clock(ahead_s: float) -> None:
    track = join(two_receivers(ahead_s))
    times = set(flight().time_s.round(2).tolist())
    assert all(np.min(np.abs(np.array(sorted(times)) - time)) < 0.1 for time in track.time_s)
    assert (np.diff(track.time_s) >= 0).all()


@pytest.mark.parametrize("ahead_s", [0.0, 1.7, -25.0])
def test_each_report_heard_again_is_a_repeat(ahead_s: float) -> None:
    track = join(two_receivers(ahead_s))
    repeats = np.flatnonzero(doubts(track) & Doubt.REPEAT)
    assert len(repeats) == len(track) - len(flight())
    kept = np.delete(np.arange(len(track)), repeats)
    assert np.unique(track.lat_deg[kept] * 1000 + track.lon_deg[kept]).size == len(flight())
    assert not (doubts(track) & ~np.uint16(Doubt.REPEAT)).any()


def test_equal_clocks_change_nothing() -> None:
    track = two_receivers(0.0)
    assert join(track) is track


def test_one_source_is_handed_back_as_it_is() -> None:
    track = flight()
    assert join(track) is track


def test_files_of_one_day_each_are_not_compared() -> None:
    track = flight()
    source = (np.arange(len(track)) * 4 // len(track)).astype(np.int32)
    days = replace(track, source=source, sources=("a", "b", "c", "d"))
    assert join(days) is days


def test_of_equal_sources_the_first_by_sha256_keeps_its_clock() -> None:
    """All reports heard by both: the one named a stands, whatever the order of the rows."""
    track = join(two_receivers(1.7, share=2.0))
    assert track.time_s[track.source == 0].tolist() == flight().time_s.tolist()


def test_two_airframes_are_not_set_to_one_clock() -> None:
    track = flight()
    lat, lon = destination(track.lat_deg, track.lon_deg, 90.0, 5.0)
    other = replace(track, lat_deg=lat, lon_deg=lon, source=np.ones(len(track), np.int32))
    rows = np.concatenate([np.arange(len(track)), np.arange(len(track))])
    both = replace(
        track.take(rows),
        lat_deg=np.concatenate([track.lat_deg, lat]),
        lon_deg=np.concatenate([track.lon_deg, lon]),
        source=np.concatenate([track.source, other.source]),
        sources=("a", "b"),
    )
    both = both.take(np.argsort(both.time_s, kind="stable"))
    assert join(both) is both


def test_parked_aircraft_tell_no_offset() -> None:
    fixes = [Fix(5.0 * i, 50.0, 8.0, None, 0) for i in range(200)]
    track = replace(made_track(fixes), source=(np.arange(200) % 2).astype(np.int32), sources=("a", "b"))
    assert join(track) is track


def test_each_row_is_traced_to_where_it_was() -> None:
    track = two_receivers(1.7)
    one, rows = joined(track)
    assert sorted(rows.tolist()) == list(range(len(track)))
    assert one.lat_deg.tolist() == track.lat_deg[rows].tolist()
    assert one.source.tolist() == track.source[rows].tolist()
