"""The decoder against other decoders on real recordings."""

import json
from collections import defaultdict
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from skywitness.decode.decoder import Decoder
from skywitness.feeds import beast, jet1090
from skywitness.feeds.parser import Format, ParseOptions
from skywitness.measure.geodesy import way_nm
from skywitness.model import Message, StateVector

ULSS7_AT = datetime(2018, 4, 3, 19, 2, 28, tzinfo=UTC)
LFPG = 49.0097, 2.5479
SBS_HEX, SBS_DATE, SBS_TIME, SBS_LAT, SBS_LON = 4, 6, 7, 14, 15


def decoded(
    path: Path, format_: Format, at: datetime | None = None, reference: tuple[float, float] | None = None
) -> tuple[list[StateVector], Decoder]:
    parser, decoder = format_.parser(ParseOptions(at=at)), Decoder(reference)
    items = [*parser.push(path.read_bytes()), *parser.finish()]
    states = decoder.push(item for item in items if isinstance(item, Message))
    return [*states, *decoder.finish()], decoder


@pytest.fixture(scope="module")
def ulss7(shared: Path) -> list[StateVector]:
    return decoded(shared / "data/raw/ulss7_beast.bin", beast.FORMAT, ULSS7_AT)[0]


@pytest.fixture(scope="module")
def judge(shared: Path) -> dict[str, set[tuple[datetime, float, float]]]:
    """Positions by address, in another decoder's SBS-1 output of the same minute."""
    positions: dict[str, set[tuple[datetime, float, float]]] = defaultdict(set)
    for line in (shared / "data/raw/ulss7_sbs.txt").read_text().splitlines():
        fields = line.split(",")
        if fields[0] == "MSG":
            known = positions[fields[SBS_HEX].lower()]
            if fields[SBS_LAT]:
                time = datetime.strptime(f"{fields[SBS_DATE]} {fields[SBS_TIME]}Z", "%Y/%m/%d %H:%M:%S.%f%z")
                known.add((time, float(fields[SBS_LAT]), float(fields[SBS_LON])))
    return positions


def test_ulss7_has_the_aircraft_that_the_other_decoder_has(
    ulss7: list[StateVector], judge: dict[str, set[tuple[datetime, float, float]]]
) -> None:
    assert {state.icao24 for state in ulss7} == set(judge)


def test_ulss7_positions_are_within_a_tenth_of_a_mile(
    ulss7: list[StateVector], judge: dict[str, set[tuple[datetime, float, float]]]
) -> None:
    rows = [state for state in ulss7 if state.lat_deg is not None and state.lon_deg is not None]
    assert len(rows) == sum(map(len, judge.values()))
    for row in rows:
        near = [
            way_nm(row.lat_deg or 0, row.lon_deg or 0, lat, lon)
            for time, lat, lon in judge[row.icao24]
            if abs((time - row.observed_at).total_seconds()) < 1
        ]
        assert min(near) < 0.001, row  # the judge rounds to 5 decimals


@pytest.fixture(scope="module")
def reference_rows(full_flight: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in full_flight.read_text().splitlines()]


@pytest.mark.parametrize("reference", [None, LFPG])
def test_full_flight_is_where_the_reference_decode_has_it(
    full_flight: Path, reference_rows: list[dict[str, Any]], reference: tuple[float, float] | None
) -> None:
    states, decoder = decoded(full_flight, jet1090.FORMAT, reference=reference)
    rows = [state for state in states if state.lat_deg is not None]
    wanted = {number: row for number, row in enumerate(reference_rows, 1) if row.get("latitude") is not None}
    assert len(rows) + decoder.rejects.total() >= len(wanted) - 15  # first ones, and edges of longitude zones
    for row in rows:
        judge = wanted[row.source_row]
        assert way_nm(row.lat_deg or 0, row.lon_deg or 0, judge["latitude"], judge["longitude"]) < 0.001
    # Without a reference the taxi comes with the first place in the air.
    assert set(decoder.rejects) == {"position_received_twice"}


def test_full_flight_moves_as_an_aircraft_does(full_flight: Path) -> None:
    """The measure of the published baseline: same place again, and steps of more than 900 kt."""
    rows = [state for state in decoded(full_flight, jet1090.FORMAT)[0] if state.lat_deg is not None]
    same = fast = 0
    for before, after in pairwise(sorted(rows, key=lambda state: state.observed_at)):
        way = way_nm(before.lat_deg or 0, before.lon_deg or 0, after.lat_deg or 0, after.lon_deg or 0)
        same += way == 0 and not after.on_ground  # at the stand it is the same place
        fast += way * 3600 > 900 * (after.observed_at - before.observed_at).total_seconds()
    assert len(rows) > 6_352
    assert same <= 0.001 * len(rows)
    assert fast <= 0.001 * len(rows)


def test_full_flight_values_are_those_of_the_reference_decode(
    full_flight: Path, reference_rows: list[dict[str, Any]]
) -> None:
    states, _ = decoded(full_flight, jet1090.FORMAT, reference=LFPG)
    rows = [state for state in states if state.lat_deg is not None]
    assert {state.callsign for state in rows if state.callsign} == {"AFR34ZG"}
    assert {state.squawk for state in rows if state.squawk} == {"1000"}
    altitudes = [(row.baro_altitude_ft, reference_rows[row.source_row - 1].get("altitude")) for row in rows]
    compared = [(ours, theirs) for ours, theirs in altitudes if theirs is not None]
    assert len(compared) > 5_000
    assert all(ours == theirs for ours, theirs in compared)
