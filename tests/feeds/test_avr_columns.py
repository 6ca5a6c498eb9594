"""AVR as columns: what the parser of single lines gives, for any bytes cut anywhere."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_columns import parsed
from made_frames import split
from made_samples import avr_sample
from skywitness.feeds.avr import FORMAT
from skywitness.feeds.avr_columns import AvrColumns
from skywitness.feeds.lines import MAX_LINE_BYTES
from skywitness.feeds.parser import ParseOptions
from skywitness.model import Message, Reject

AT = datetime(2018, 4, 3, 19, 2, 28, tzinfo=UTC)
LINES = st.sampled_from(
    [
        "*8D4840D6202CC371C32CE0576098;",
        "@{ticks:012x}8d4840d6202cc371c32ce0576098;",
        "@{ticks:012X}8D4840D6202CC371C32CE0576098;",
        "@{ticks:012x}2000171806a983;",
        "<{ticks:012X}7f2000171806A983;",
        ":2000171806A983;",
        "%{ticks:012X}2000171806A983;",
        "*0102;",
        "*0000;",
        ":0000;",
        " *0000; ",
        " @{ticks:012x}2000171806a983;  ",
        "@FF004D4C41542000171806A983;",
        "@0000000000002000171806A983;",
        "@{ticks:012x}2000171806a98g;",
        "@{ticks:012x}2000171806a9;",
        "",
        "  ",
        "junk",
        "é\xff",
        "*;",
        ";",
        "\x00",
    ]
)
MINUTES = 12_000_000 * 60
STEPS = st.sampled_from([0, 100, 12_000, -5_000, 12_000_000, 11 * MINUTES, -11 * MINUTES, 1_500 * MINUTES])
ENDS = st.sampled_from(["\n", "\r\n", "\r\r\n"])


def recording(lines: Sequence[tuple[str, int, str]]) -> bytes:
    """Lines with a counter that goes on by steps, and their ends."""
    text, ticks = [], 1 << 40
    for line, step, end in lines:
        ticks += step
        text.append(line.format(ticks=ticks) + end)
    return "".join(text).encode("latin-1")


def same(data: bytes, at: datetime | None, cuts: Sequence[int] = ()) -> int:
    """Messages of both parsers, after holding one to the other."""
    single, columns = FORMAT.parser(ParseOptions(at=at)), AvrColumns(ParseOptions(at=at))
    items = [*single.push(data), *single.finish()]
    wanted = [item._replace(signal_dbfs=None) for item in items if isinstance(item, Message)]
    assert parsed(columns, split(data, cuts)) == (wanted, [item for item in items if isinstance(item, Reject)])
    assert (columns.rows, columns.notes) == (single.rows, single.notes)
    return len(wanted)


@settings(deadline=None)
@given(
    st.lists(st.tuples(LINES, STEPS, ENDS), max_size=20),
    st.sampled_from([AT, None]),
    st.lists(st.integers(0, 600), max_size=5),
    st.integers(0, 600) | st.none(),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
)
def test_any_lines_in_any_pieces(
    lines: list[tuple[str, int, str]], at: datetime | None, cuts: list[int], length: int | None, mark: bytes
) -> None:
    same((mark + recording(lines))[:length], at, cuts)


@settings(deadline=None)
@given(st.binary(max_size=100), st.lists(st.integers(0, 100), max_size=4))
def test_noise(data: bytes, cuts: list[int]) -> None:
    same(data, AT, cuts)


@settings(deadline=None)
@given(st.lists(st.integers(0, 3_500), max_size=8))
def test_sample_in_any_pieces(cuts: list[int]) -> None:
    assert same(avr_sample(), AT, cuts) == 75


@pytest.mark.parametrize("end", [b"", b"\n", b"\n*2000171806A983;\n"])
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_lines_about_the_longest(more: int, end: bytes) -> None:
    data = b"*2000171806A983;\n" + b"x" * (MAX_LINE_BYTES + more) + end
    for cuts in ((), (17 + MAX_LINE_BYTES,), (10, 500_000, 17 + MAX_LINE_BYTES + more)):
        same(data, AT, cuts)
