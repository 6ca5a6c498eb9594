"""Any CSV: headings understood or named, units, times, names for aircraft, and rows that cannot be used."""

import csv
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feed_reading import Reading, read, sample
from skywitness.feeds.generic_csv import FORMAT
from skywitness.feeds.parser import ParseOptions

AT = datetime(2024, 3, 9, 16, tzinfo=UTC)


def table(headings: str, *rows: str, columns: dict[str, str] | None = None, icao24: str | None = None) -> Reading:
    data = "\n".join([headings, *rows, ""]).encode()
    return read(FORMAT, data, ParseOptions(columns=columns or {}, icao24=icao24))


def test_the_sample() -> None:
    reading = read(FORMAT, sample(FORMAT))
    assert reading.rows == 6
    first, second, third = reading.states
    assert (first.icao24, first.callsign, first.lat_deg, first.lon_deg) == ("4ca8f1", "TST07", 51.47, -0.45)
    assert first.observed_at == datetime(2024, 3, 9, 16, 0, 0, 500_000, tzinfo=UTC)
    assert (second.baro_altitude_ft, second.ground_speed_kt) == (1200, 140.0)
    assert (third.baro_altitude_ft, third.source_row) == (None, 5)
    assert reading.rejects == [
        ("latitude_out_of_range", "line 4"),
        ("time_implausible", "line 6"),
        ("wrong_column_count", "line 7"),
    ]
    assert reading.statements == [("registration", "EI-TST")]
    assert "altitude as pressure altitude in feet" in reading.notes[0]
    assert "not used: remark" in reading.notes[0]
    assert "times without a zone are taken as UTC" in reading.notes


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter: str) -> None:
    rows = ("time,icao24,lat,lon", "2024-03-09T16:00:00Z,4ca8f1,51.5,-1.2")
    [state] = table(*(row.replace(",", delimiter) for row in rows)).states
    assert (state.icao24, state.lat_deg, state.lon_deg, state.observed_at) == ("4ca8f1", 51.5, -1.2, AT)


@pytest.mark.parametrize(
    "time", ["1710000000", "1710000000000", "1710000000.0", "2024-03-09 16:00:00", "2024-03-09T17:00:00+01:00"]
)
def test_times(time: str) -> None:
    assert table("time,icao24,lat,lon", f"{time},4ca8f1,51.5,-1.2").states[0].observed_at == AT


def test_units_that_a_heading_names() -> None:
    headings = "time,icao24,lat,lon,altitude_m,speed_kmh,vertical_rate_mps,geo_altitude_m"
    [state] = table(headings, "1710000000,4ca8f1,51.5,-1.2,304.8,185.2,5.08,609.6").states
    assert (state.baro_altitude_ft, state.ground_speed_kt, state.vertical_rate_fpm) == (1000, 100, 1000)
    assert state.geo_altitude_ft == 2000


def test_columns_that_the_user_names() -> None:
    columns = {
        "time": "When",
        "lat": "Y",
        "lon": "X",
        "icao24": "who",
        "ground_speed_mps": "V",
        "baro_altitude_m": "H",
    }
    reading = table("When,Y,X,Who,V,H,squawk", "1710000000,51.5,-1.2,4CA8F1,100,304.8,0421", columns=columns)
    [state] = reading.states
    assert (state.icao24, state.lat_deg, state.lon_deg, state.observed_at) == ("4ca8f1", 51.5, -1.2, AT)
    assert (state.ground_speed_kt, state.baro_altitude_ft, state.squawk) == (194.38, 1000, "0421")
    assert "V as ground speed in metres per second" in reading.notes[0]


def test_what_the_user_names_wins_over_what_it_looks_like() -> None:
    headings, row = "time,icao24,lat,lon,altitude", "1710000000,4ca8f1,51.5,-1.2,304.8"
    [state] = table(headings, row, columns={"geo_altitude_m": "altitude"}).states
    assert (state.baro_altitude_ft, state.geo_altitude_ft) == (None, 1000)


def test_two_numbers_in_one_position_column() -> None:
    [state] = table("time,icao24,position", '1710000000,4ca8f1,"51.5, -1.2"').states
    assert (state.lat_deg, state.lon_deg) == (51.5, -1.2)
    [state] = table("time,icao24,position,lat,lon", "1710000000,4ca8f1,overhead,51.5,-1.2").states
    assert (state.lat_deg, state.lon_deg) == (51.5, -1.2)


def test_names_for_aircraft_without_address() -> None:
    row = "1710000000,51.5,-1.2,e5259c3,tst07 "
    assert table("time,lat,lon,flight_id,callsign", row).states[0].icao24 == "~flight_id:e5259c3"
    assert table("time,lat,lon,number,callsign", row).states[0].icao24 == "~callsign:TST07"
    assert table("time,lat,lon,flight_id,callsign", row, icao24="4CA8F1").states[0].icao24 == "4ca8f1"
    assert table("time,lat,lon,number,name", row).rejects == [("columns_not_understood", "line 1")]
    assert table("time,lat,lon,callsign", "1710000000,51.5,-1.2,").rejects == [("no_address", "line 2")]


def test_an_address_column_wins_over_the_users_address() -> None:
    assert table("time,icao24,lat,lon", "1710000000,4ca8f1,1,2", icao24="3c65ab").states[0].icao24 == "4ca8f1"


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        ("a,b,c", {}),
        ("time,icao24,lat", {}),
        ("time,icao24,lat,lon", {"speed": "lat"}),
        ("time,icao24,lat,lon", {"lat_deg": "north"}),
    ],
)
def test_columns_not_understood_name_the_headings_and_are_said_once(
    headings: str, columns: dict[str, str]
) -> None:
    reading = table(headings, "1,2,3", "1,2,3", columns=columns)
    assert reading.rejects == [("columns_not_understood", "line 1")]
    assert reading.rows == 2
    assert not reading.states


def test_only_headings_that_say_when_and_where_are_recognised() -> None:
    assert FORMAT.sniff(b"Timestamp;Latitude;Longitude;Flight\n")
    assert not FORMAT.sniff(b"Timestamp;Latitude;Flight\n")
    assert not FORMAT.sniff(b"ident,type,name,latitude_deg,longitude_deg\n")


def test_a_quote_that_never_ends_costs_one_line() -> None:
    reading = table("time,icao24,lat,lon,x", '1710000000,4ca8f1,51.5,-1.2,"', "1710000000,4ca8f1,51.5,-1.2,ok")
    assert reading.states[-1].source_row == 3


def test_a_c130(shared: Path) -> None:
    path = shared / "data/tracks/ae4af6_rch431_rch587_20250204_06.csv"
    with path.open(newline="") as file:
        judged = list(csv.DictReader(file))
    reading = read(FORMAT, path.read_bytes())
    assert reading.rows == len(reading.positions) == len(judged) == 3473
    assert not reading.rejects
    for state, row in zip(reading.states, judged, strict=True):
        assert state.observed_at == datetime.fromisoformat(row["point_time"]).replace(tzinfo=UTC)
        assert (state.icao24, state.lat_deg, state.lon_deg) == ("ae4af6", float(row["lat"]), float(row["lon"]))
        assert state.callsign == row["call_sign"]
        assert state.baro_altitude_ft == (int(row["altitude"]) if row["altitude"] else None)
        assert state.ground_speed_kt == (float(row["ground_spe"]) if row["ground_spe"] else None)
        assert state.track_deg == (float(row["heading"]) if row["heading"] else None)


def test_flights_of_heathrow(shared: Path) -> None:
    path = shared / "data/tracks/egll_positions_fr24_2017-08-02.csv"
    with path.open(newline="") as file:
        judged = list(csv.DictReader(file))
    reading = read(FORMAT, path.read_bytes())
    assert reading.rows == len(reading.positions) == len(judged) == 12483
    assert not reading.rejects
    assert Counter(s.icao24 for s in reading.states) == Counter(f"~flight_id:{row['flight_id']}" for row in judged)
    assert (
        sum(s.on_ground is True for s in reading.states) == sum(row["on_ground"] == "1" for row in judged) == 850
    )
    for state, row in zip(reading.states, judged, strict=True):
        assert (state.lat_deg, state.lon_deg) == (float(row["latitude"]), float(row["longitude"]))
        assert (state.ground_speed_kt, state.vertical_rate_fpm) == (float(row["speed"]), int(row["vert_speed"]))
