"""Flightradar24's playback as JSON: the track, the address, and what it says about the flight."""

import json
from datetime import UTC, datetime

from feed_reading import Reading, read, sample
from skywitness.feeds.fr24_json import FORMAT
from skywitness.feeds.parser import ParseOptions


def flight(icao24: str | None = None, **changes: object) -> Reading:
    document = json.loads(sample(FORMAT))
    document["result"]["response"]["data"]["flight"].update(changes)
    return read(FORMAT, json.dumps(document).encode(), ParseOptions(icao24=icao24))


def test_the_sample() -> None:
    reading = read(FORMAT, sample(FORMAT))
    assert reading.rows == 3
    assert reading.rejects == [("latitude_out_of_range", "record 3")]
    start, climb = reading.states
    assert (start.icao24, start.callsign) == ("4ca8f1", "TST07")
    assert start.observed_at == datetime(2024, 3, 9, 16, tzinfo=UTC)
    assert (start.squawk, start.on_ground, start.baro_altitude_ft) == (None, None, 0)
    assert (climb.squawk, climb.baro_altitude_ft, climb.ground_speed_kt) == ("0421", 9000, 280)
    assert (climb.track_deg, climb.vertical_rate_fpm) == (275, 1800)
    assert reading.statements == [
        ("registration", "EI-TST"),
        ("typecode", "A320"),
        ("model", "Airbus A320-214"),
        ("operator", "Test Air"),
        ("adep", "EGLL"),
        ("ades", "EIDW"),
    ]


def test_a_diverted_flight_has_both_destinations() -> None:
    airport = {"destination": {"code": {"icao": "EIDW"}}, "real": {"code": {"icao": "EINN"}}}
    assert [value for name, value in flight(airport=airport).statements if name == "ades"] == ["EIDW", "EINN"]


def test_a_flight_without_address() -> None:
    assert {s.icao24 for s in flight(aircraft=None).states} == {"~flight_id:2f00aa11"}
    assert any("no address" in note for note in flight(aircraft=None).notes)
    assert {s.icao24 for s in flight("3C65AB", aircraft=None).states} == {"3c65ab"}
    assert flight(aircraft=None, identification=None).rejects[0][0] == "no_address"


def test_the_address_in_the_file_comes_first() -> None:
    assert {s.icao24 for s in flight("3C65AB").states} == {"4ca8f1"}


def test_a_reply_without_a_track() -> None:
    assert [reason for reason, _ in flight(track=None).rejects] == ["not_a_playback"]
