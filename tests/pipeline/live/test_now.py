"""The live table: the latest of each field, and gone after five minutes."""

from datetime import UTC, datetime, timedelta

from skywitness.model import StateVector
from skywitness.pipeline.live.now import FORGET_MS, Now

AT = datetime(2026, 3, 1, tzinfo=UTC)


def row(after_s: float, **said: object) -> StateVector:
    return StateVector("4ca123", AT + timedelta(seconds=after_s), **said)  # type: ignore[arg-type]


def test_each_field_is_from_the_row_that_said_it_last() -> None:
    now = Now()
    now.hear(row(0, lat_deg=52.0, lon_deg=4.0, callsign="KLM1", position_source="adsb"), "roof", 1_000)
    now.hear(row(1, squawk="1200", position_source="mode_s"), "roof", 2_000)
    now.hear(row(2, lat_deg=52.1, lon_deg=4.1, callsign="KLM2", position_source="adsb"), "coast", 3_000)
    found = now.get("4ca123")
    assert found is not None
    state = found.state
    assert (state.lat_deg, state.callsign, state.squawk, state.position_source) == (52.1, "KLM2", "1200", "adsb")
    assert (found.feed, found.heard_ms, found.placed_ms, found.rows) == ("coast", 3_000, 3_000, 3)


def test_a_place_stays_until_there_is_another() -> None:
    now = Now()
    now.hear(row(0, lat_deg=52.0, lon_deg=4.0, position_source="adsb"), "roof", 1_000)
    now.hear(row(1, squawk="1200", position_source="mode_s"), "roof", 2_000)
    found = now.get("4ca123")
    assert found is not None
    assert (found.state.lat_deg, found.state.position_source, found.placed_ms) == (52.0, "adsb", 1_000)


def test_a_slower_feed_changes_nothing() -> None:
    now = Now()
    now.hear(row(5, lat_deg=52.0, lon_deg=4.0), "roof", 1_000)
    now.hear(row(1, lat_deg=51.0, lon_deg=4.0), "api", 2_000)
    found = now.get("4ca123")
    assert found is not None
    assert (found.state.lat_deg, found.feed, found.rows) == (52.0, "roof", 2)


def test_the_silent_are_forgotten() -> None:
    now = Now()
    now.hear(row(0), "roof", 1_000)
    now.forget(1_000 + FORGET_MS)
    assert [aircraft.state.icao24 for aircraft in now] == ["4ca123"]
    now.forget(1_001 + FORGET_MS)
    assert len(now) == 0
