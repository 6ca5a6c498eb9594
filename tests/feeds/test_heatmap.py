"""readsb's heatmap: slices, positions, names, and damaged files."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_flight import CALLSIGN, place
from made_frames import split
from made_samples import START, START_MS, heat_entry, heat_name, heat_stamp, heatmap_sample
from skywitness.feeds.heatmap import FORMAT
from skywitness.feeds.parser import Item, ParseOptions
from skywitness.model import Reject, StateVector

INDEX = heat_entry(1, 0, 0, 0, 0)


def parse(data: bytes) -> list[Item]:
    parser = FORMAT.parser(ParseOptions())
    return [*parser.push(data), *parser.finish()]


def one(*entries: bytes) -> Item:
    (item,) = parse(b"".join([INDEX, heat_stamp(START_MS), *entries]))
    return item


def test_sample_gives_its_positions() -> None:
    flying, standing, later, other = parse(heatmap_sample())
    assert flying == StateVector(
        "4ca8f1",
        START,
        place(0)[0],
        place(0)[1],
        baro_altitude_ft=30_000,
        ground_speed_kt=424.3,
        callsign=CALLSIGN,
        squawk="1200",
        position_source="adsb",
        source_row=5,
    )
    assert isinstance(standing, StateVector)
    assert (standing.on_ground, standing.baro_altitude_ft, standing.ground_speed_kt) == (True, None, None)
    assert (standing.position_source, standing.callsign, standing.squawk) == ("mode_s", None, None)
    assert isinstance(later, StateVector)
    assert (later.observed_at, later.callsign) == (START + timedelta(seconds=10), CALLSIGN)
    assert isinstance(other, StateVector)
    assert (other.icao24, other.position_source, other.baro_altitude_ft) == ("~2a8c01", "tisb", 1000)


def test_entry_as_readsb_writes_it() -> None:
    """The entry checked against readsb's own output: 36,000 ft, 493.6 kt, and the name before it."""
    item = one(heat_name(0x406B90, "EZY85MH", 0), heat_entry(0x406B90, 51_145_660, 7_244_300, 1440, 4936))
    assert isinstance(item, StateVector)
    assert (item.lat_deg, item.lon_deg, item.baro_altitude_ft) == (51.14566, 7.2443, 36_000)
    assert (item.ground_speed_kt, item.callsign, item.squawk) == (493.6, "EZY85MH", None)


def test_heights_below_sea_level_and_southern_and_western_places() -> None:
    item = one(heat_entry(0xE49406, -34_600_000, -58_400_000, -8, 0))
    assert isinstance(item, StateVector)
    assert (item.lat_deg, item.lon_deg, item.baro_altitude_ft, item.ground_speed_kt) == (-34.6, -58.4, -200, 0)


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (heat_entry(0x406B90, 91_000_000, 0, 0, 0), "latitude_out_of_range"),
        (heat_entry(0x406B90, 0, -181_000_000, 0, 0), "longitude_out_of_range"),
        (heat_entry(0, 1, 1, 0, 0), "bad_address"),
    ],
)
def test_impossible_entries_are_rejected_with_their_number(entry: bytes, reason: str) -> None:
    item = one(entry)
    assert isinstance(item, Reject)
    assert (item.reason, item.where) == (reason, "record 3")


def test_slice_without_a_plausible_time_is_not_used() -> None:
    items = parse(INDEX + heat_stamp(5) + heat_entry(0x406B90, 1, 1, 0, 0) + heat_stamp(START_MS))
    assert [item.reason for item in items if isinstance(item, Reject)] == ["time_implausible", "no_time"]


def test_cut_off_end_is_truncated() -> None:
    last = parse(heatmap_sample()[:-3])[-1]
    assert last == Reject("truncated", "record 9", "13 of 16 bytes")


def test_recognised_by_index_and_first_stamp() -> None:
    assert FORMAT.sniff(heatmap_sample())
    assert FORMAT.sniff(heatmap_sample()[:48])
    for other in (b"", bytes(64), heatmap_sample()[16:], heatmap_sample()[:47], b"text" * 40):
        assert not FORMAT.sniff(other)


@given(st.binary(max_size=200), st.lists(st.integers(0, 300), max_size=6))
def test_any_cut_of_any_bytes_gives_the_same_items(noise: bytes, cuts: list[int]) -> None:
    data = heatmap_sample()[:80] + noise
    parser = FORMAT.parser(ParseOptions())
    items = [item for piece in split(data, cuts) for item in parser.push(piece)]
    assert [*items, *parser.finish()] == parse(data)
    FORMAT.sniff(noise)
    assert isinstance(parse(noise), list)
