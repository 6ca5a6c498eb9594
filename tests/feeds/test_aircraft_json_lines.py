"""JSON lines of readsb: each line for itself, with its own time."""

import gzip
import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from feed_reading import read, sample
from skywitness.feeds.aircraft_json_lines import FORMAT


def test_the_sample() -> None:
    reading = read(FORMAT, sample(FORMAT))
    assert reading.rows == 5
    assert reading.rejects == [("no_address", "line 4")]
    assert [s.source_row for s in reading.positions] == [1, 2, 3, 5]
    compact = reading.states[-1]
    assert compact.observed_at == datetime(2024, 3, 9, 16, 0, 5, tzinfo=UTC)
    assert (compact.ground_speed_kt, compact.track_deg, compact.baro_altitude_ft) == (3, None, 0)
    assert compact.on_ground is None
    assert any("gscp" in note for note in reading.notes)
    assert ("registration", "EI-TST") in reading.statements


def test_a_callsign_that_is_none() -> None:
    [state] = read(FORMAT, b'{"now":1710000000,"hex":"4ca8f1","flight":"N/A","lat":1,"lon":2}').states
    assert state.callsign is None


def test_bad_lines_do_not_harm_others() -> None:
    good = b'{"now":1710000000,"hex":"4ca8f1","lat":1,"lon":2}\n'
    bad = [b"tru\n", b"[1]\n", b'{"hex":"4ca8f1"}\n', b'{"now":1710000000,"hex":"4ca8f1","lat":91,"lon":2}\n']
    reading = read(FORMAT, good + b"".join(bad) + good)
    assert [s.source_row for s in reading.states] == [1, 6]
    assert [where for _, where in reading.rejects] == ["line 2", "line 3", "line 4", "line 5"]
    assert [reason for reason, _ in reading.rejects] == [
        "not_json",
        "not_an_object",
        "no_time",
        "latitude_out_of_range",
    ]


def test_all_before_a_cut_is_kept() -> None:
    data = b'{"now":1710000000,"hex":"4ca8f1","lat":1,"lon":2}\n' * 3
    reading = read(FORMAT, data[:-10])
    assert len(reading.states) == 2
    assert reading.rejects == [("truncated", f"line 3, byte {len(data) - 10}")]


def test_an_hour_at_a_desert_airfield(shared: Path) -> None:
    data = gzip.decompress((shared / "data/tracks/readsb_stream_1h_2023-08-30.json.gz").read_bytes())
    judged = [json.loads(line) for line in data.splitlines()]
    reading = read(FORMAT, data)
    assert reading.rows == len(judged) == 5767
    assert Counter(reason for reason, _ in reading.rejects) == {"no_address": sum("hex" not in j for j in judged)}
    assert len(reading.positions) == sum("hex" in j for j in judged) == 4920
    for state in reading.states:
        line = judged[state.source_row - 1]
        assert (state.icao24, state.lat_deg, state.lon_deg) == (line["hex"], line["lat"], line["lon"])
        assert state.observed_at.timestamp() == line["now"]
        assert (state.baro_altitude_ft, state.ground_speed_kt) == (line["alt_baro"], line["gscp"])
