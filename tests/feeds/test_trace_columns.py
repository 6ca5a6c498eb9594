"""Traces as columns: what the parser of single rows gives, for sound traces and damaged ones."""

import gzip
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feed_reading import sample
from made_columns import states_of
from made_frames import split
from skywitness.feeds.parser import ParseOptions
from skywitness.feeds.trace_columns import TraceColumns
from skywitness.feeds.trace_full import FORMAT
from skywitness.feeds.trace_layout import read_trace
from skywitness.model.state_columns import StateColumns

START_S = datetime(2024, 3, 9, tzinfo=UTC).timestamp()


def odd(*plain: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Values as readsb writes them, and now and then another."""
    others: list[object] = [
        "12",
        "",
        "ground",
        True,
        [],
        {},
        10**30,
        10**400,
        -1,
        0,
        255,
        256,
        1.5,
        -0.0,
        1e300,
        "é",
    ]
    return st.one_of(*plain, *plain, *plain, st.none(), st.sampled_from(others))


KINDS = st.sampled_from(["adsb_icao", "mlat", "tisb_other", "mode_s", "", "x"])
DETAILS = st.fixed_dictionaries(
    {},
    optional={
        "type": odd(KINDS),
        "flight": odd(st.sampled_from(["TST07   ", "tst8@", "        ", "A" * 70, "N1"])),
        "squawk": odd(st.sampled_from(["0421", "7700", "9999", "21"]), st.sampled_from([0, 1200])),
        "emergency": odd(st.sampled_from(["none", "general", "lifeguard"])),
        "nic": odd(st.integers(0, 12)),
        "nac_p": odd(st.integers(0, 12)),
        "sil": odd(st.integers(0, 4)),
        "version": odd(st.integers(0, 3)),
        "nav_modes": st.just(["autopilot", "vnav"]),
    },
)
ROW = st.tuples(
    odd(st.sampled_from([0, 0.5, 8.96, 299.999, 300.0, 300.001, 86399.999, -3.0, 2e7])),
    odd(st.floats(-91, 91), st.just(51.5)),
    odd(st.floats(-181, 181), st.sampled_from([180, -180.0])),
    odd(st.integers(-6_000, 201_000), st.floats(0, 40_000), st.just("ground")),
    odd(st.floats(-1, 4_200)),
    odd(st.floats(-1, 361), st.just(360)),
    odd(st.integers(0, 15)),
    odd(st.integers(-70_000, 70_000), st.floats(-10, 10)),
    st.one_of(st.none(), st.none(), DETAILS, st.sampled_from([[], "x", 5])),
    odd(KINDS),
    odd(st.integers(-6_000, 201_000), st.floats(0, 100)),
    odd(st.integers(-70_000, 70_000)),
    odd(st.integers(100, 400)),
    odd(st.floats(-30, 30)),
)
PLAIN_ROW = st.tuples(
    st.sampled_from([0.0, 8.96, 200.0, 299.999, 300.0, 300.001, 600.0]),
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.one_of(st.none(), st.just("ground"), st.integers(-1_000, 50_000)),
    st.one_of(st.none(), st.floats(0, 700)),
    st.one_of(st.none(), st.floats(0, 360)),
    st.integers(0, 15),
    st.one_of(st.none(), st.integers(-6_000, 6_000)),
    st.one_of(
        st.none(), st.none(), DETAILS.filter(lambda said: read_trace(trace_of([(0, 0, 0, 0, 0, 0, 0, 0, said)])))
    ),
    st.one_of(st.none(), KINDS),
    st.one_of(st.none(), st.integers(-1_000, 50_000)),
    st.one_of(st.none(), st.integers(-6_000, 6_000)),
)


def trace_of(rows: Sequence[object], **head: object) -> bytes:
    """A trace as one document."""
    start = {"icao": "4ca8f1", "r": "EI-TST", "t": "A320", "year": 2012, "dbFlags": 1, "timestamp": START_S}
    return json.dumps({**start, **head, "trace": rows}).encode()


def same(data: bytes, cuts: Sequence[int] = ()) -> int:
    """Tables that the columns gave, after holding their items to those of single rows."""
    single, columns = FORMAT.parser(ParseOptions()), TraceColumns(ParseOptions())
    wanted = [*single.push(data), *single.finish()]
    items = [item for piece in split(data, cuts) for item in columns.push(piece)] + [*columns.finish()]
    tables = [item for item in items if isinstance(item, StateColumns)]
    found = [state for item in items for state in (states_of(item) if isinstance(item, StateColumns) else [item])]
    assert found == wanted
    assert (columns.rows, columns.notes) == (single.rows, single.notes)
    return len(tables)


@settings(deadline=None)
@given(st.lists(PLAIN_ROW, min_size=1, max_size=12), st.sampled_from([9, 12]))
def test_rows_as_readsb_writes_them_are_taken_as_columns(rows: list[tuple[object, ...]], length: int) -> None:
    assert same(trace_of([row[:length] for row in rows])) == 1


@settings(deadline=None)
@given(st.lists(ROW, max_size=8), st.integers(5, 14), odd(st.just(START_S)), odd(st.just("4CA8F1")))
def test_rows_of_any_values(rows: list[tuple[object, ...]], length: int, start: object, icao24: object) -> None:
    same(trace_of([row[:length] for row in rows], timestamp=start, icao=icao24))


@settings(deadline=None)
@given(st.data(), st.lists(st.integers(0, 900), max_size=3))
def test_damaged_bytes(data: st.DataObject, cuts: list[int]) -> None:
    text = bytearray(sample(FORMAT))
    for _ in range(data.draw(st.integers(0, 3))):
        place = data.draw(st.integers(0, len(text) - 1))
        size = data.draw(st.integers(0, 3))
        text[place : place + size] = data.draw(
            st.one_of(
                st.binary(max_size=2),
                st.sampled_from([b"null", b",", b"]", b'"', b"\\u", b"1e999", b"NaN", b"{}"]),
            )
        )
    same(bytes(text[: data.draw(st.integers(len(text) - 40, len(text)) | st.just(len(text)))]), cuts)


@pytest.mark.parametrize("count", [1, 3])
def test_traces_of_one_line_each(count: int) -> None:
    row = [0.0, 51.5, -1.2, 1000, 150.0, 88.0, 0, 640, {"flight": "TST07"}, "adsb_icao", 1100, 640, 280, 0.0]
    lines = [trace_of([row] * number, icao=f"4ca8f{number}") for number in range(1, count + 1)]
    assert same(b"\n".join(lines)) == count


@pytest.mark.parametrize("digits", [300, 4_300, 4_301, 9_000])
def test_numbers_that_python_does_not_read(digits: int) -> None:
    same(trace_of([]).replace(b"2012", b"7" * digits))
    same(trace_of([]).replace(b"2012", b"0." + b"7" * digits))


def test_details_are_lost_for_good() -> None:
    said = [0, 51, 1, 900, None, None, 0, None, {"flight": "TST07", "type": "mlat"}]
    later = [
        [after_s, 51, 1, 900, None, None, flags, None, None]
        for after_s, flags in ((300, 0), (301, 0), (5, 0), (6, 2), (7, 0))
    ]
    assert same(trace_of([said, *later, said, later[3], later[4], said])) == 1


def test_recorded_traces(shared: Path) -> None:
    tracks = shared / "data/tracks"
    paths = [tracks / "trace_full_ac671b.json", *(tracks / "readsb_globe_history").rglob("trace_full_*.json")]
    texts = [path.read_bytes() for path in paths]
    plain = [gzip.decompress(text) if text.startswith(b"\x1f\x8b") else text for text in texts]
    assert [same(text, range(0, len(text), 70_000)) for text in plain] == [1, 1, 1, 1]
