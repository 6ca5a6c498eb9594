"""Heatmaps: what our own reader reads back: each aircraft's last position of a slice, at the slice's beginning."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from feed_reading import read
from made_states import BASE, states
from skywitness.emit.heatmap import SLICE_MS, heatmap
from skywitness.feeds.heatmap import FORMAT
from skywitness.model import StateVector


def as_stored(state: StateVector) -> StateVector:
    """What is left of a state in a heatmap."""
    into_ms = round((state.observed_at - BASE) / timedelta(milliseconds=1)) % SLICE_MS
    altitude_ft = state.geo_altitude_ft if state.baro_altitude_ft is None else state.baro_altitude_ft
    return StateVector(
        state.icao24,
        state.observed_at - timedelta(milliseconds=into_ms),
        state.lat_deg,
        state.lon_deg,
        None if state.on_ground else altitude_ft,
        ground_speed_kt=state.ground_speed_kt,
        on_ground=state.on_ground,
        callsign=state.callsign,
        squawk=state.squawk,
        position_source=state.position_source,
    )


@given(st.lists(states(), max_size=8, unique_by=lambda state: state.icao24))
def test_what_is_written_is_read_back(made: list[StateVector]) -> None:
    track = sorted((state for state in made if state.lat_deg is not None), key=lambda state: state.observed_at)
    found = read(FORMAT, heatmap(track, BASE)).states
    by_address = {state.icao24: state._replace(source_row=0) for state in found}
    assert by_address == {state.icao24: as_stored(state) for state in track}
    assert len(found) == len(track)


def test_one_position_an_aircraft_and_slice() -> None:
    rows = [StateVector("1551e0", BASE + timedelta(seconds=at), 1.0 + at, 2.0, 100) for at in (0, 10, 29, 31)]
    found = read(FORMAT, heatmap(rows, BASE)).states
    assert [(state.observed_at - BASE, state.lat_deg) for state in found] == [
        (timedelta(0), 30.0),
        (timedelta(seconds=30), 32.0),
    ]


def test_a_name_stands_before_the_first_position_and_where_it_changes() -> None:
    rows = [
        StateVector("1551e0", BASE + timedelta(seconds=30 * at), 1.0, 2.0, 100, callsign=callsign, squawk="7700")
        for at, callsign in enumerate(["RFF1", "RFF1", "RFF2"])
    ]
    data = heatmap(rows, BASE)
    assert len(data) == 16 * (60 + 60 + 3 + 2)
    assert [state.callsign for state in read(FORMAT, data).states] == ["RFF1", "RFF1", "RFF2"]


def test_other_half_hours_are_left_out() -> None:
    made = StateVector("1551e0", BASE, 1.0, 2.0, 100)
    others = [
        made._replace(observed_at=BASE - timedelta(seconds=1)),
        made._replace(observed_at=BASE + timedelta(minutes=30)),
        made._replace(lat_deg=None, lon_deg=None),
    ]
    assert read(FORMAT, heatmap(others, BASE)).states == []


def test_a_height_that_is_not_known_stays_so() -> None:
    [found] = read(FORMAT, heatmap([StateVector("1551e0", BASE, 1.0, 2.0)], BASE)).states
    assert (found.baro_altitude_ft, found.on_ground, found.lat_deg) == (None, None, 1.0)


def test_a_name_is_said_again_for_who_jumps_into_the_half_hour() -> None:
    rows = [StateVector("1551e0", BASE + timedelta(minutes=at), 1.0, 2.0, 100, callsign="RFF1") for at in range(7)]
    assert len(heatmap(rows, BASE)) == 16 * (60 + 60 + 7 + 2)
