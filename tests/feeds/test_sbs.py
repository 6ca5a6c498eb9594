"""SBS-1: what a line says, what earlier lines add, and what is not a position."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feed_reading import Reading, read, sample
from skywitness.feeds.sbs import FORMAT

T0 = datetime(2024, 3, 9, 11, 20, tzinfo=UTC)


def line(kind: int, after_s: float, address: str = "4CA8F1", **columns: object) -> bytes:
    """One MSG line; columns c11 to c22 as numbered in the format's description."""
    at = f"{T0 + timedelta(seconds=after_s):%Y/%m/%d,%H:%M:%S.%f}"[:-3]
    rest = ",".join(str(columns.get(f"c{number}", "")) for number in range(11, 23))
    return f"MSG,{kind},1,1,{address},1,{at},{at},{rest}\r\n".encode()


def lines(*parts: bytes) -> Reading:
    return read(FORMAT, b"".join(parts))


def place(after_s: float, **columns: object) -> bytes:
    return line(3, after_s, "4CA8F1", **{"c12": 10_000, "c15": 51.5, "c16": -1.2, **columns})


def test_the_sample() -> None:
    reading = read(FORMAT, sample(FORMAT))
    assert reading.rows == 11
    assert reading.rejects == [("record_without_position", "line 9"), ("latitude_out_of_range", "line 11")]
    assert [(s.icao24, s.source_row) for s in reading.states] == [
        ("4ca8f1", 1),
        ("4ca8f1", 3),
        ("4ca8f1", 5),
        ("a0b1c2", 6),
        ("3c65ab", 8),
        ("4ca8f1", 10),
    ]
    first = reading.positions[0]
    assert first.observed_at == T0 + timedelta(milliseconds=2250)
    assert (first.lat_deg, first.lon_deg, first.baro_altitude_ft) == (51.50125, -1.2044, 24975)
    assert (first.callsign, first.ground_speed_kt, first.track_deg, first.vertical_rate_fpm) == (
        "TST07",
        412,
        87,
        -640,
    )
    assert first.on_ground is False
    emergency = reading.positions[1]
    assert (emergency.squawk, emergency.emergency) == ("7700", "general")
    assert any("UTC" in note for note in reading.notes)


def test_a_surface_position_is_on_the_ground() -> None:
    [state] = lines(line(2, 0, c13=14, c14=271.4, c15=50.0, c16=8.5)).states
    assert (state.on_ground, state.ground_speed_kt, state.track_deg) == (True, 14, 271.4)
    [state] = lines(line(3, 0, c15=50.0, c16=8.5)).states
    assert state.on_ground is None


def test_a_geometric_altitude_is_not_a_pressure_altitude() -> None:
    [state] = lines(place(0, c12="24800H")).states
    assert (state.baro_altitude_ft, state.geo_altitude_ft) == (None, 24800)


@pytest.mark.parametrize(("age_s", "known"), [(0, True), (10, True), (10.001, False), (-0.001, False)])
def test_velocity_is_put_beside_a_position_for_ten_seconds(age_s: float, *, known: bool) -> None:
    reading = lines(line(4, 100, c13=412, c14=87, c17=-640), place(100 + age_s))
    state = reading.positions[0]
    expected = (412, 87, -640) if known else (None, None, None)
    assert (state.ground_speed_kt, state.track_deg, state.vertical_rate_fpm) == expected


@pytest.mark.parametrize(("age_s", "known"), [(60, True), (60.001, False)])
def test_callsign_and_squawk_are_put_beside_a_position_for_a_minute(age_s: float, *, known: bool) -> None:
    reading = lines(line(1, 0, c11="TST07   "), line(6, 0, c18="0421"), place(age_s))
    state = reading.positions[0]
    assert (state.callsign, state.squawk) == (("TST07", "0421") if known else (None, None))


def test_nothing_passes_from_one_aircraft_to_another() -> None:
    reading = lines(line(1, 0, c11="TST07"), line(4, 0, "3C65AB", c13=300), place(1))
    assert reading.positions[0].ground_speed_kt is None
    assert reading.positions[0].callsign == "TST07"


def test_altitude_comes_from_the_same_line_only() -> None:
    reading = lines(line(5, 0, c12=9000), place(0.5, c12=""))
    assert reading.positions[0].baro_altitude_ft is None


def test_an_aircraft_without_position_gives_a_row_every_five_seconds() -> None:
    reading = lines(*(line(8, tenth / 10) for tenth in range(121)))
    assert [(s.observed_at - T0).total_seconds() for s in reading.states] == [0, 5, 10]
    assert not reading.positions


def test_a_clock_that_goes_back_hides_nothing() -> None:
    reading = lines(line(8, 100), line(8, 0), place(1))
    assert [(s.observed_at - T0).total_seconds() for s in reading.states] == [100, 0, 1]


def test_a_bad_squawk_costs_the_squawk_only() -> None:
    [state] = lines(place(0, c18="9999")).states
    assert (state.squawk, state.lat_deg) == (None, 51.5)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"MSG,3,1,1,4CA8F,1,2024/03/09,11:20:00.000,,,,,,,51.5,-1.2,,,,,,\r\n", "bad_address"),
        (b"MSG,3,1,1,,1,2024/03/09,11:20:00.000,,,,,,,51.5,-1.2,,,,,,\r\n", "no_address"),
        (b"MSG,3,1,1,4CA8F1,1,1970/01/01,00:00:05.000,,,,,,,51.5,-1.2,,,,,,\r\n", "time_implausible"),
        (b"MSG,3,1,1,4CA8F1,1,2024/13/09,11:20:00.000,,,,,,,51.5,-1.2,,,,,,\r\n", "bad_time"),
        (b"MSG,3,1,1,4CA8F1,1,,,,,,,,,51.5,-1.2,,,,,,\r\n", "no_time"),
        (b"MSG,3,1,1,4CA8F1,1,2024/03/09,11:20:00.000,,,,,,,51.5,,,,,,,\r\n", "position_incomplete"),
        (b"MSG,9,1,1,4CA8F1,1,2024/03/09,11:20:00.000\r\n", "not_sbs"),
        (b"ID,,1,1,4CA8F1,1,2024/03/09,11:20:00.000,,,TST07\r\n", "record_without_position"),
        (b"*8D4CA8F1;\r\n", "not_sbs"),
    ],
)
def test_lines_that_cannot_be_used(text: bytes, reason: str) -> None:
    reading = lines(line(8, 0), text, place(9))
    assert reading.rejects == [(reason, "line 2")]
    assert len(reading.states) == 2


def test_short_lines_are_taken() -> None:
    [state] = lines(b"MSG,3,1,1,4CA8F1,1,2024/03/09,11:20:00,2024/03/09,11:20:00,,1000,,,51.5,-1.2\n").states
    assert (state.lat_deg, state.lon_deg, state.baro_altitude_ft) == (51.5, -1.2, 1000)


def test_a_last_line_without_end_is_taken_if_it_is_whole() -> None:
    whole = lines(place(0), place(1).rstrip())
    assert len(whole.positions) == 2
    cut = lines(place(0), place(1)[:-12])
    assert len(cut.positions) == 1
    assert [reason for reason, _ in cut.rejects] == ["truncated"]


def test_a_line_logged_but_not_stamped_takes_the_time_of_the_log() -> None:
    reading = lines(b"MSG,3,1,1,4CA8F1,1,,,2024/03/09,11:20:00.000,,1000,,,51.5,-1.2,,,,,,\n")
    assert reading.states[0].observed_at == T0
    assert any("logged" in note for note in reading.notes)


def test_computed_positions_are_known_as_such() -> None:
    [state] = lines(place(0).replace(b"MSG", b"MLAT")).states
    assert state.position_source == "mlat"


def test_a_real_minute(shared: Path) -> None:
    data = (shared / "data/raw/ulss7_sbs.txt").read_bytes()
    judged = [text.split(",") for text in data.decode().splitlines()]
    placed = [cells for cells in judged if len(cells) == 22 and cells[14] and cells[15]]
    reading = read(FORMAT, data)
    assert reading.rows == sum(len(cells[0]) > 0 for cells in judged) == 8624
    assert len(reading.positions) == len(placed) == 1456
    assert [reason for reason, _ in reading.rejects] == ["not_sbs", "not_sbs"]
    assert {s.icao24.upper() for s in reading.states} == {cells[4] for cells in judged if len(cells) == 22}
    for state, cells in zip(reading.positions, placed, strict=True):
        assert f"{state.observed_at:%Y/%m/%d,%H:%M:%S.%f}"[:-3] == f"{cells[6]},{cells[7]}"
        assert (state.lat_deg, state.lon_deg) == (float(cells[14]), float(cells[15]))
        assert state.baro_altitude_ft == (int(cells[11]) if cells[11] else None)
