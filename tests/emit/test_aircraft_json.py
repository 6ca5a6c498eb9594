"""Snapshots: what our own reader of readsb's files reads back, and what other readers look for."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feed_reading import read
from made_states import BASE, states
from skywitness.emit.aircraft_json import aircraft_json, aircraft_object, receiver_json, v2_json
from skywitness.emit.known_aircraft import AircraftName, KnownAircraft
from skywitness.feeds.aircraft_json import FORMAT
from skywitness.measure.clock import ms_from_utc
from skywitness.model import Statement, StateVector

NOW_MS = ms_from_utc(BASE) + 3_600_000
RUSSIAN = AircraftName("RA-86496", "IL62", "ILYUSHIN Il-62M", "Russian Air Force", military=True)


def known(state: StateVector, name: AircraftName = AircraftName()) -> KnownAircraft:  # noqa: B008  it is frozen
    at_ms = ms_from_utc(state.observed_at)
    return KnownAircraft(state, at_ms, None if state.lat_deg is None else at_ms, 7, name)


@given(st.lists(states(), max_size=5, unique_by=lambda state: state.icao24))
def test_what_is_written_is_read_back(made: list[StateVector]) -> None:
    read_back = read(FORMAT, aircraft_json(map(known, made), NOW_MS, 12)).states
    assert [state._replace(source_row=0) for state in read_back] == made


@given(states(placed=False))
def test_an_aircraft_without_a_place_keeps_its_time(made: StateVector) -> None:
    [state] = read(FORMAT, aircraft_json([known(made)], NOW_MS, 1)).states
    assert state._replace(source_row=0, position_source=made.position_source) == made


def test_the_v2_envelope_is_read_by_the_same_reader() -> None:
    made = StateVector("1551e0", BASE, 10.6, -66.99, 3_000, position_source="adsb")
    document = v2_json([aircraft_object(known(made, RUSSIAN), NOW_MS)], NOW_MS, 1.25)
    head = json.loads(document)
    assert {key: head[key] for key in ("msg", "total", "ptime", "now")} == {
        "msg": "No error",
        "total": 1,
        "ptime": 1.25,
        "now": NOW_MS,
    }
    found = read(FORMAT, document)
    assert found.states[0].observed_at == BASE
    assert {(one.attribute, one.value) for one in found.items if isinstance(one, Statement)} == {
        ("registration", "RA-86496"),
        ("typecode", "IL62"),
        ("model", "ILYUSHIN Il-62M"),
        ("operator", "Russian Air Force"),
        ("flags", "1"),
    }


def test_what_is_not_known_is_left_out() -> None:
    written = aircraft_object(known(StateVector("1551e0", BASE)), NOW_MS)
    assert written == {
        "hex": "1551e0",
        "type": "unknown",
        "mlat": [],
        "tisb": [],
        "messages": 7,
        "seen": 3600.0,
    }


def test_a_name_that_is_no_address_is_left_out() -> None:
    document = aircraft_json([known(StateVector("~flight_id:e5259c3", BASE, 1.0, 2.0))], NOW_MS, 1)
    assert json.loads(document)["aircraft"] == []


def test_ages_are_never_below_nought() -> None:
    late = StateVector("1551e0", BASE + timedelta(days=1), 1.0, 2.0, 100)
    written = aircraft_object(known(late), NOW_MS)
    assert (written["seen"], written["seen_pos"]) == (0, 0)


def test_the_receiver_is_plain_json_without_compression() -> None:
    told = json.loads(receiver_json("0.1.0", 1000, (59.97, 30.3)))
    assert (told["refresh"], told["lat"], told["lon"]) == (1000, 59.97, 30.3)
    assert "binCraft" not in told
    assert "zstd" not in told
    assert "lat" not in json.loads(receiver_json("0.1.0", 1000, None))


def test_its_keys_are_those_of_real_files(shared: Path) -> None:
    files = list((shared / "data" / "live").rglob("*aircraft*.json"))
    if not files:
        pytest.skip("no aircraft.json among the real recordings")
    real: set[str] = set()
    for path in files:
        document = json.loads(path.read_text())
        real |= {key for one in document.get("aircraft", document.get("ac", [])) for key in one}
    made = StateVector(
        "1551e0", BASE, 1.0, 2.0, 100, 200, 3.0, 4.0, 64, None, "RFF1", "1234", None, 8, 9, 3, 2, "adsb"
    )
    ours = set(aircraft_object(known(made, RUSSIAN), NOW_MS))
    assert ours - real <= {"ownOp", "dbFlags", "desc", "r", "t"}
