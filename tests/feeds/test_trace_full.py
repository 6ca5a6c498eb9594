"""Traces of readsb: both lengths of row, both bases of time, flags, and details that hold."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feed_reading import Reading, read, sample
from skywitness.feeds.trace_full import FORMAT

MIDNIGHT = datetime(2024, 3, 9, tzinfo=UTC)
DETAILS = {"type": "adsb_icao", "flight": "TST07   ", "squawk": "0421", "nic": 8}


def row(
    after_s: float, flags: int = 0, details: object = None, altitude: object = 1000, *more: object
) -> list[object]:
    return [after_s, 51.5, -1.2, altitude, 150.0, 88.0, flags, 640, details, *more]


def trace(*rows: object, **header: object) -> Reading:
    head = {"icao": "4ca8f1", "timestamp": MIDNIGHT.timestamp(), **header}
    return read(FORMAT, json.dumps({**head, "trace": rows}).encode())


def test_the_sample() -> None:
    reading = read(FORMAT, sample(FORMAT))
    assert reading.rows == 6
    assert reading.rejects == [("not_a_trace_row", "record 6")]
    ground, climb, geometric, mlat, bare = reading.states
    assert ground.observed_at == MIDNIGHT + timedelta(seconds=40801.5)
    assert (ground.on_ground, ground.baro_altitude_ft, ground.geo_altitude_ft) == (True, None, 350)
    assert (ground.stale, ground.new_leg) == (True, True)
    assert (climb.baro_altitude_ft, climb.geo_altitude_ft, climb.vertical_rate_fpm) == (1200, 1525, 1920)
    assert (geometric.baro_altitude_ft, geometric.geo_altitude_ft) == (None, 1500)
    assert (mlat.position_source, mlat.stale, mlat.new_leg) == ("mlat", True, False)
    assert (bare.baro_altitude_ft, bare.ground_speed_kt, bare.on_ground) == (None, None, None)
    assert reading.statements == [
        ("registration", "EI-TST"),
        ("typecode", "A320"),
        ("model", "AIRBUS A-320"),
        ("operator", "Test Air"),
        ("year", "2012"),
        ("flags", "2"),
    ]


@pytest.mark.parametrize("start_s", [1_709_942_400.0, 1_709_983_201.5])
def test_rows_count_from_the_timestamp_whatever_it_is(start_s: float) -> None:
    reading = trace(row(0.0), row(61.25), timestamp=start_s)
    assert [s.observed_at.timestamp() for s in reading.states] == [start_s, start_s + 61.25]


def test_the_heading_of_an_aircraft_on_the_ground_is_no_track() -> None:
    assert trace(row(0, altitude="ground")).states[0].track_deg is None
    assert trace(row(0)).states[0].track_deg == 88.0


def test_details_hold_forward_and_never_back() -> None:
    states = trace(row(0), row(10, 0, DETAILS), row(20), row(30, 0, {"type": "mlat"}), row(40)).states
    assert [s.callsign for s in states] == [None, "TST07", "TST07", None, None]
    assert [s.squawk for s in states] == [None, "0421", "0421", None, None]
    assert [s.nic for s in states] == [None, 8, 8, None, None]
    assert [s.position_source for s in states] == [None, "adsb", "adsb", "mlat", "mlat"]


def test_details_do_not_outlive_a_silence_or_a_leg() -> None:
    states = trace(row(0, 0, DETAILS), row(300), row(300.001), row(301)).states
    assert [s.callsign for s in states] == ["TST07", "TST07", None, None]
    states = trace(row(0, 0, DETAILS), row(10, 2), row(20)).states
    assert [s.callsign for s in states] == ["TST07", None, None]


@pytest.mark.parametrize("flags", [0, 1, 2, 3, 4, 8, 13, 16 + 1, 255])
def test_flags_are_bits(flags: int) -> None:
    [state] = trace(row(0, flags, None, 1000, None, 1100, 64, None, None)).states
    assert (state.stale, state.new_leg) == (bool(flags & 1), bool(flags & 2))
    assert state.baro_altitude_ft == (None if flags & 8 else 1000)
    assert state.geo_altitude_ft == 1100


def test_the_geometric_rate_fills_in() -> None:
    long_row = [0, 51.5, -1.2, 1000, 150.0, 88.0, 0, None, None, "adsb_icao", 1100, 640, None, None]
    assert trace(long_row).states[0].vertical_rate_fpm == 640


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ([0, 91, 0, 0, 0, 0, 0, 0, None], "latitude_out_of_range"),
        ([None, 51, 0, 0, 0, 0, 0, 0, None], "bad_time"),
        ([1e300, 51, 0, 0, 0, 0, 0, 0, None], "bad_time"),
        ([0, "x", "y", 0, 0, 0, 0, 0, None], "bad_position"),
        ("row", "not_a_trace_row"),
    ],
)
def test_rows_that_cannot_be_used(bad: object, reason: str) -> None:
    reading = trace(row(0), bad, row(1))
    assert reading.rejects == [(reason, "record 2")]
    assert [s.source_row for s in reading.states] == [1, 3]


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ({"icao": "nobody"}, "bad_address"),
        ({"timestamp": 5}, "time_implausible"),
        ({"timestamp": None}, "no_time"),
    ],
)
def test_traces_that_cannot_be_used(header: dict[str, object], reason: str) -> None:
    reading = trace(row(0), **header)
    assert [found for found, _ in reading.rejects] == [reason]
    assert not reading.states


@pytest.mark.parametrize(
    ("path", "rows"),
    [
        ("trace_full_ac671b.json", 2500),
        ("readsb_globe_history/2023/08/20/traces/8c/trace_full_a3c78c.json", 464),
        ("readsb_globe_history/2023/08/20/traces/8d/trace_full_aa178d.json", 985),
        ("readsb_globe_history/2023/08/20/traces/8e/trace_full_a4068e.json", 282),
    ],
)
def test_real_traces(shared: Path, path: str, rows: int) -> None:
    data = (shared / "data/tracks" / path).read_bytes()
    data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    judged = json.loads(data)
    reading = read(FORMAT, data)
    assert reading.rows == len(judged["trace"]) == len(reading.positions) == rows
    assert not reading.rejects
    assert sum(s.new_leg for s in reading.states) == sum(r[6] & 2 > 0 for r in judged["trace"])
    assert sum(s.on_ground is True for s in reading.states) == sum(r[3] == "ground" for r in judged["trace"])
    assert ("registration", judged["r"]) in reading.statements
    for state, judge in zip(reading.states, judged["trace"], strict=True):
        assert abs(state.observed_at.timestamp() - judged["timestamp"] - judge[0]) < 0.001
        assert (state.lat_deg, state.lon_deg, state.ground_speed_kt) == (judge[1], judge[2], judge[4])
        if judge[8] and "flight" in judge[8]:
            assert state.callsign == judge[8]["flight"].strip()
