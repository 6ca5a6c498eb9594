"""Flightradar24's playback as CSV: a quoted position and no address."""

from datetime import UTC, datetime

from feed_reading import read, sample
from skywitness.feeds.fr24_csv import FORMAT
from skywitness.feeds.parser import ParseOptions


def test_the_sample() -> None:
    reading = read(FORMAT, sample(FORMAT))
    assert reading.rows == 3
    first, second = reading.states
    assert first.icao24 == "~callsign:DETST"
    assert first.observed_at == datetime(2024, 3, 9, 16, tzinfo=UTC)
    assert (first.lat_deg, first.lon_deg, first.baro_altitude_ft) == (48.865311, 9.221543, 0)
    assert (second.baro_altitude_ft, second.ground_speed_kt, second.track_deg) == (850, 96, 112)
    assert first.on_ground is None  # an altitude of 0 does not say so
    assert reading.rejects == [("no_address", "line 4")]
    assert any("no column holds an address" in note for note in reading.notes)


def test_an_address_that_the_user_gives() -> None:
    reading = read(FORMAT, sample(FORMAT), ParseOptions(icao24="3C65AB"))
    assert {s.icao24 for s in reading.states} == {"3c65ab"}
    assert len(reading.states) == 3
    assert not reading.rejects
    assert any("3c65ab" in note for note in reading.notes)


def test_a_position_that_is_none() -> None:
    head = b"Timestamp,UTC,Callsign,Position,Altitude,Speed,Direction\n"
    reading = read(FORMAT, head + b'1710000000,,DETST,"48.8",0,0,0\n1710000000,,DETST,"48.8,190",0,0,0\n')
    assert [reason for reason, _ in reading.rejects] == ["position_incomplete", "longitude_out_of_range"]
