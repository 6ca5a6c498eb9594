"""OpenSky's table of state vectors: SI units, repeated positions, missing columns."""

from datetime import UTC, datetime

from feed_reading import read, sample
from skywitness.feeds.opensky_csv import FORMAT


def test_the_sample() -> None:
    reading = read(FORMAT, sample(FORMAT))
    assert reading.rows == 5
    assert reading.rejects == [("bad_address", "line 6")]
    first, repeated, old, young, heard = reading.states
    assert first.observed_at == datetime(2024, 3, 9, 15, 59, 59, 250_000, tzinfo=UTC)
    assert (first.lat_deg, first.lon_deg) == (51.50125, -1.2044)
    assert (first.baro_altitude_ft, first.geo_altitude_ft, first.vertical_rate_fpm) == (25000, 25300, -640)
    assert (first.ground_speed_kt, first.track_deg, first.on_ground) == (412.1, 87.1, False)
    assert (first.callsign, first.squawk) == ("TST07", "7700")
    assert repeated[:17] == first[:17]
    assert (old.lat_deg, old.observed_at, old.ground_speed_kt) == (51.50125, first.observed_at, None)
    assert (young.lat_deg, young.ground_speed_kt) == (None, 398.49)  # 205 m/s
    assert (heard.icao24, heard.lat_deg, heard.source_row) == ("a0b1c2", None, 5)


def test_the_four_columns_that_matter_are_enough() -> None:
    data = b"icao24,time,lon,lat,vertrate\n4ca8f1,1710000000,-1.2,51.5,\n"
    [state] = read(FORMAT, data).states
    assert (state.lat_deg, state.lon_deg) == (51.5, -1.2)
    assert state.observed_at == datetime(2024, 3, 9, 16, tzinfo=UTC)
    assert FORMAT.sniff(data)


def test_words_for_nothing() -> None:
    data = b"time,icao24,lat,lon,velocity,callsign,lastposupdate\n1710000000,4ca8f1,NULL,NULL,nan,NULL,NULL\n"
    [state] = read(FORMAT, data).states
    assert state[2:18] == (None,) * 16


def test_a_missing_column_is_named() -> None:
    reading = read(FORMAT, b"time,lat,lon\n1710000000,51.5,-1.2\n1710000001,51.5,-1.2\n")
    assert reading.rejects == [("columns_not_understood", "line 1")]
    assert reading.rows == 2


def test_rows_of_another_width() -> None:
    head = b"time,icao24,lat,lon,vertrate\n"
    assert read(FORMAT, head + b"1710000000,4ca8f1,51.5\n").rejects == [("wrong_column_count", "line 2")]
    assert read(FORMAT, head + b"1710000000,4ca8f1,51.5").rejects == [("truncated", "line 2, byte 51")]
