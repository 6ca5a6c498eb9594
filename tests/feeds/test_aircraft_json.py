"""Snapshots of readsb and dump1090: times, places, sources and statements."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feed_reading import Reading, read, sample
from skywitness.feeds.aircraft_json import FORMAT, AircraftJsonParser
from skywitness.feeds.parser import ParseOptions
from skywitness.model import Reject

NOW_S = 1_710_000_000.5
NOW = datetime(2024, 3, 9, 16, 0, 0, 500_000, tzinfo=UTC)
PLACED = {"hex": "4ca8f1", "lat": 51.5, "lon": -1.2, "seen_pos": 1.0, "seen": 0.5}


def snapshot(*aircraft: object, **envelope: object) -> Reading:
    return read(FORMAT, json.dumps({"now": NOW_S, **envelope, "aircraft": aircraft}).encode())


def test_the_sample() -> None:
    reading = read(FORMAT, sample(FORMAT))
    assert reading.rows == 6
    assert reading.rejects == [("bad_address", "record 5"), ("latitude_out_of_range", "record 6")]
    first = reading.states[0]
    assert first.observed_at == NOW - timedelta(seconds=1.25)
    assert (first.baro_altitude_ft, first.geo_altitude_ft, first.ground_speed_kt) == (24975, 25300, 412.3)
    assert (first.track_deg, first.vertical_rate_fpm, first.callsign, first.squawk) == (
        87.1,
        -640,
        "TST07",
        "7700",
    )
    assert (first.emergency, first.nic, first.nac_p, first.sil, first.adsb_version) == ("general", 8, 10, 3, 2)
    assert [s.position_source for s in reading.states] == ["adsb", "mlat", "mlat", "tisb", "mode_s"]
    assert reading.statements == [
        ("registration", "EI-TST"),
        ("typecode", "A320"),
        ("model", "AIRBUS A-320"),
        ("operator", "Test Air"),
        ("year", "2012"),
        ("flags", "1"),
    ]


def test_a_position_older_than_the_rest_stands_alone() -> None:
    aircraft = {**PLACED, "seen_pos": 10.6, "alt_baro": 3000, "gs": 120, "nic": 8, "flight": "TST07"}
    old, young = snapshot(aircraft).states
    assert old.observed_at == NOW - timedelta(seconds=10.6)
    assert (old.lat_deg, old.nic, old.callsign) == (51.5, 8, "TST07")
    assert (old.baro_altitude_ft, old.ground_speed_kt) == (None, None)
    assert young.observed_at == NOW - timedelta(seconds=0.5)
    assert (young.lat_deg, young.lon_deg, young.nic) == (None, None, None)
    assert (young.baro_altitude_ft, young.ground_speed_kt, young.callsign) == (3000, 120, "TST07")
    assert len(snapshot({**aircraft, "seen_pos": 10.5}).states) == 1


def test_ground_is_no_altitude() -> None:
    [state] = snapshot({**PLACED, "alt_baro": "ground", "alt_geom": 350}).states
    assert (state.on_ground, state.baro_altitude_ft, state.geo_altitude_ft) == (True, None, 350)
    [state] = snapshot({**PLACED, "alt_baro": 0}).states
    assert (state.on_ground, state.baro_altitude_ft) == (None, 0)


def test_the_dialect_of_dump1090_mutability() -> None:
    [state] = snapshot({**PLACED, "altitude": 37000, "speed": 450, "vert_rate": -64, "nucp": 7}).states
    assert (state.baro_altitude_ft, state.ground_speed_kt, state.vertical_rate_fpm, state.nic) == (
        37000,
        450,
        -64,
        None,
    )


def test_the_barometric_rate_comes_first() -> None:
    assert snapshot({**PLACED, "baro_rate": 0, "geom_rate": 64}).states[0].vertical_rate_fpm == 0
    assert snapshot({**PLACED, "geom_rate": 64}).states[0].vertical_rate_fpm == 64


def test_a_last_position_is_no_position() -> None:
    [state] = snapshot({"hex": "4ca8f1", "lastPosition": {"lat": 51, "lon": 1}, "rr_lat": 51, "rr_lon": 1}).states
    assert (state.lat_deg, state.lon_deg) == (None, None)


def test_milliseconds_of_the_v2_replies() -> None:
    data = json.dumps({"ac": [PLACED], "msg": "No error", "now": 1_710_000_000_500, "total": 1}).encode()
    [state] = read(FORMAT, data).states
    assert state.observed_at == NOW - timedelta(seconds=1)


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("adsb_icao_nt", "adsb"),
        ("adsr_other", "adsr"),
        ("tisb_trackfile", "tisb"),
        ("adsc", "adsc"),
        ("mlat", "mlat"),
        ("mode_s", "mode_s"),
        ("other", "other"),
        ("unknown", "other"),
        (None, None),
        (7, None),
    ],
)
def test_position_sources(kind: object, source: str | None) -> None:
    assert snapshot({**PLACED, "type": kind}).states[0].position_source == source


def test_statements_are_made_once_for_each_value() -> None:
    aircraft = [
        {**PLACED, "r": "EI-TST", "t": " "},
        {**PLACED, "r": "EI-TST"},
        {**PLACED, "r": "EI-NEW", "dbFlags": 0},
    ]
    assert snapshot(*aircraft).statements == [("registration", "EI-TST"), ("registration", "EI-NEW")]


def test_one_bad_field_costs_that_field_only() -> None:
    bad = {
        **PLACED,
        "squawk": "9999",
        "gs": [1],
        "track": {},
        "alt_baro": "high",
        "nic": 99,
        "flight": 7,
        "type": [],
    }
    [state] = snapshot(bad).states
    assert state[4:18] == (None,) * 14
    assert state.lat_deg == 51.5


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ({"aircraft": []}, "no_time"),
        ({"now": "soon", "aircraft": []}, "bad_time"),
        ({"now": 5, "aircraft": []}, "time_implausible"),
        ({"now": NOW_S, "aircraft": {}}, "not_a_snapshot"),
        ([1], "not_an_object"),
    ],
)
def test_documents_that_cannot_be_used(document: object, reason: str) -> None:
    data = json.dumps(document).encode()
    assert read(FORMAT, data).rejects == [(reason, f"byte {len(data)}")]


def test_snapshots_one_a_line() -> None:
    one = json.dumps({"now": NOW_S, "aircraft": [PLACED, {"hex": "x"}]}).encode()
    reading = read(FORMAT, one + b"\r\n" + one[:-5] + b"\n" + one)
    assert [s.source_row for s in reading.states] == [1, 3]
    assert reading.rejects == [("bad_address", "record 2"), ("truncated", "line 2"), ("bad_address", "record 4")]
    assert FORMAT.sniff(one + b"\n" + one)


def test_of_a_cut_document_nothing_is_kept() -> None:
    data = sample(FORMAT)
    for end in range(1, len(data), 7):
        reading = read(FORMAT, data[:end])
        assert reading.items == [Reject("truncated", f"byte {end}", f"the JSON text ends after {end} bytes")], end


def test_what_is_no_json_is_said_with_its_place() -> None:
    assert read(FORMAT, b'{"now": 1, "aircraft": [}, 1, 2, 3]').rejects == [("not_json", "byte 35")]
    assert read(FORMAT, b"[" * 100_000).rejects[0][0] == "not_json"
    assert read(FORMAT, b'{"now": ' + b"1" * 10_000 + b"}").rejects[0][0] == "not_json"


def test_a_document_over_the_limit_is_left_alone() -> None:
    data = b'{\n"now":' + b" " * 200 + b"}"
    for step in (1, 50, 500):
        parser = AircraftJsonParser(ParseOptions(), max_bytes=100)
        items = [item for start in range(0, len(data), step) for item in parser.push(data[start : start + step])]
        items += parser.finish()
        assert [(item.reason, item.where) for item in items if isinstance(item, Reject)] == [
            ("document_too_large", "byte 100")
        ]
        assert len(items) == 1


@pytest.mark.parametrize(("number", "aircraft", "placed"), [(1, 64, 63), (2, 69, 67), (3, 80, 77), (5, 120, 112)])
def test_real_snapshots(shared: Path, number: int, aircraft: int, placed: int) -> None:
    data = (shared / f"data/live/aircraft_{number}.json").read_bytes()
    judged = json.loads(data)
    reading = read(FORMAT, data)
    assert reading.rows == len(judged["aircraft"]) == aircraft
    assert len(reading.positions) == sum("lat" in one for one in judged["aircraft"]) == placed
    assert not reading.rejects
    old = sum(one.get("seen_pos", 0) - one["seen"] > 10 for one in judged["aircraft"])
    assert len(reading.states) == aircraft + old
    by_address = {one["hex"]: one for one in judged["aircraft"]}
    for state in reading.positions:
        one = by_address[state.icao24]
        assert abs(state.observed_at.timestamp() - (judged["now"] - one["seen_pos"])) < 0.002
        assert (state.lat_deg, state.lon_deg) == (one["lat"], one["lon"])
    stated = {(key, one[key]) for one in judged["aircraft"] for key in ("r", "t") if one.get(key)}
    assert {value for _, value in stated} <= {value for _, value in reading.statements}
