"""SBS lines: what our own reader reads back, and readsb's own line as a judge of the columns."""

from datetime import UTC, datetime

from hypothesis import given

from feed_reading import read
from made_states import BASE, states
from skywitness.emit.sbs import sbs_lines
from skywitness.feeds.sbs import FORMAT
from skywitness.model import StateVector


@given(states())
def test_what_is_written_is_read_back(made: StateVector) -> None:
    found = read(FORMAT, "".join(sbs_lines(made)).encode()).states[-1]
    is_geometric = made.baro_altitude_ft is None
    expected = StateVector(
        made.icao24,
        made.observed_at,
        made.lat_deg,
        made.lon_deg,
        made.baro_altitude_ft,
        made.geo_altitude_ft if is_geometric else None,
        made.ground_speed_kt,
        made.track_deg,
        made.vertical_rate_fpm,
        made.on_ground,
        made.callsign,
        made.squawk,
        position_source="mlat" if made.position_source == "mlat" else None,
    )
    assert found._replace(source_row=0, emergency=None) == expected


def test_the_columns_are_those_of_readsb() -> None:
    # A line that readsb wrote, with the two fields that it gives for velocity and the flag on the ground.
    line = "MSG,4,1,1,406B90,1,2026/11/22,19:57:05.643,2026/11/22,19:57:05.643,,,494,285,,,0,,,,,"
    at = datetime(2026, 11, 22, 19, 57, 5, 643_000, UTC)
    state = StateVector("406b90", at, ground_speed_kt=494.0, track_deg=285.0, vertical_rate_fpm=0)
    assert list(sbs_lines(state)) == [line + "\r\n"]


def test_what_is_no_address_is_left_out() -> None:
    for icao24 in ("~2a8c01", "~flight_id:e5259c3"):
        assert list(sbs_lines(StateVector(icao24, BASE, 1.0, 2.0, 100))) == []


def test_nothing_known_is_no_line() -> None:
    assert list(sbs_lines(StateVector("406b90", BASE))) == []
