"""Traces: what our own reader reads back, row by row."""

import gzip
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feed_reading import read
from made_states import BASE, states
from skywitness.emit.known_aircraft import NOBODY, AircraftName
from skywitness.emit.trace_json import RECENT_ROWS, recent, trace_json
from skywitness.feeds.trace_full import FORMAT
from skywitness.model import StateVector

MIDNIGHT = BASE.replace(hour=0)


def of_one(made: list[StateVector]) -> list[StateVector]:
    return sorted((state._replace(icao24="1551e0") for state in made), key=lambda state: state.observed_at)


@given(st.lists(states(), max_size=8), st.sampled_from([MIDNIGHT, None]))
def test_what_is_written_is_read_back(made: list[StateVector], start: datetime | None) -> None:
    track = of_one(made)
    document = trace_json("1551e0", track, NOBODY, start)
    read_back = read(FORMAT, document).states if track else []
    assert [state._replace(source_row=0) for state in read_back] == track


def test_legs_and_silences_are_marked() -> None:
    first = StateVector("1551e0", BASE, 1.0, 2.0, 100, callsign="RFF1", squawk="1234", position_source="adsb")
    later = first._replace(observed_at=BASE + timedelta(hours=1), new_leg=True, stale=True)
    document = trace_json("1551e0", [first, later], NOBODY)
    assert [row[6] for row in json.loads(document)["trace"]] == [0, 3]
    assert [state._replace(source_row=0) for state in read(FORMAT, document).states] == [first, later]


def test_details_come_with_a_change_and_once_a_minute() -> None:
    rows = [
        StateVector("1551e0", BASE + timedelta(seconds=10 * at), 1.0, 2.0, callsign="A" if at < 3 else "B")
        for at in range(14)
    ]
    trace = json.loads(trace_json("1551e0", rows, NOBODY))["trace"]
    assert [at for at, row in enumerate(trace) if row[8]] == [0, 3, 9]


def test_who_it_is_stands_in_the_head() -> None:
    head = json.loads(trace_json("1551e0", [], AircraftName("RA-86496", "IL62", military=True)))
    assert head == {"icao": "1551e0", "r": "RA-86496", "t": "IL62", "dbFlags": 1, "timestamp": 0, "trace": []}
    assert json.loads(trace_json("1551e0", [], NOBODY))["noRegData"] is True


def test_the_recent_part_is_the_end() -> None:
    rows = [StateVector("1551e0", BASE + timedelta(seconds=at), 1.0, 2.0) for at in range(RECENT_ROWS + 3)]
    assert recent(rows)[0] is rows[3]


def test_a_real_trace_written_again_is_read_the_same(shared: Path) -> None:
    path = shared / "data" / "tracks" / "trace_full_ac671b.json"
    if not path.is_file():
        pytest.skip(f"no {path}")
    data = path.read_bytes()
    real = read(FORMAT, gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).states
    again = read(FORMAT, trace_json("ac671b", real, NOBODY)).states
    assert len(again) == len(real) > 1_000
    assert [_bare(one) for one in again] == [_bare(one) for one in real]


def _bare(state: StateVector) -> StateVector:
    """Without the row's number, and the source of the position, which old traces do not give."""
    return state._replace(source_row=0, position_source=None)
