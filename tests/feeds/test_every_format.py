"""What holds for every feed format: a sample, recognition, any cut of the bytes, and nothing makes it raise."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feed_reading import read, sample
from skywitness.feeds.formats import FORMATS, by_name, recognise
from skywitness.feeds.parser import Format
from skywitness.model import Reject

every_format = pytest.mark.parametrize("format_", FORMATS, ids=[format_.name for format_ in FORMATS])
JUNK = (
    "NaN",
    "Infinity",
    "-1e999",
    "9" * 400,
    "9" * 5000,
    "-0.0",
    "null",
    "true",
    '"x"',
    '""',
    "[]",
    "{}",
    "[[[[1]]]]",
    "[" * 2000,
    '"\\ud800"',
    "\x00",
    "1e308",
    "0000-00-00",
    "9999-12-31T23:59:59.999+00:00",
    "0001-01-01T00:00:00+14:00",
)
"""Values that no field expects: not finite, too long, too deep, not Unicode, outside the calendar."""


@every_format
def test_there_is_a_sample_and_it_gives_something(format_: Format) -> None:
    reading = read(format_, sample(format_))
    assert reading.rows > 0
    assert any(not isinstance(item, Reject) for item in reading.items)


@every_format
def test_its_sample_is_recognised(format_: Format) -> None:
    assert recognise(sample(format_)) is format_


@pytest.mark.parametrize(
    "name", ["sbs", "generic_csv", "fr24_csv", "opensky_csv", "aircraft_json", "opensky_json"]
)
def test_a_byte_order_mark_changes_nothing(name: str) -> None:
    format_ = by_name(name)
    assert format_
    data = sample(format_)
    assert recognise(b"\xef\xbb\xbf" + data) is format_
    assert read(format_, b"\xef\xbb\xbf" + data).items == read(format_, data).items


@every_format
def test_nothing_is_in_an_empty_source(format_: Format) -> None:
    assert (read(format_, b"").items, read(format_, b"").rows) == ([], 0)
    assert not format_.sniff(b"")


@every_format
@given(cuts=st.lists(st.integers(0, 1 << 16), max_size=8))
def test_any_cut_gives_the_same(format_: Format, cuts: list[int]) -> None:
    assert read(format_, sample(format_), cuts=cuts) == read(format_, sample(format_))


@every_format
def test_a_cut_at_every_byte_gives_the_same(format_: Format) -> None:
    data = sample(format_)
    assert read(format_, data, cuts=range(len(data))) == read(format_, data)


@every_format
@given(data=st.binary(max_size=300))
def test_arbitrary_bytes_never_raise(format_: Format, data: bytes) -> None:
    read(format_, data)
    format_.sniff(data)


@every_format
@given(
    change=st.binary(max_size=20),
    at=st.integers(0, 1 << 16),
    length=st.integers(0, 200),
    cut=st.integers(0, 1 << 16),
)
def test_a_damaged_sample_never_raises_and_is_the_same_for_any_cut(
    format_: Format, change: bytes, at: int, length: int, cut: int
) -> None:
    data = sample(format_)
    at %= len(data)
    damaged = data[:at] + change + data[at + length :]
    assert read(format_, damaged, cuts=[cut]) == read(format_, damaged)


@every_format
@given(at=st.integers(0, 1 << 16))
def test_the_sample_cut_short_never_raises(format_: Format, at: int) -> None:
    data = sample(format_)
    read(format_, data[: at % len(data)])


@every_format
@given(junk=st.sampled_from(JUNK), which=st.integers(0, 1 << 16), cut=st.integers(0, 1 << 16))
def test_a_field_full_of_junk_never_raises(format_: Format, junk: str, which: int, cut: int) -> None:
    data = sample(format_)
    fields = list(re.finditer(rb'"[^"]*"(?!\s*:)|[^\s",;:\[\]{}]+', data))
    field = fields[which % len(fields)]
    damaged = data[: field.start()] + junk.encode() + data[field.end() :]
    assert read(format_, damaged, cuts=[cut]) == read(format_, damaged)


def test_names_are_unique_and_found() -> None:
    assert len({format_.name for format_ in FORMATS}) == len(FORMATS)
    assert all(by_name(format_.name) is format_ for format_ in FORMATS)
    assert by_name("nothing") is None


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"{}", b"[]", b"a,b,c\n1,2,3\n", b"<html></html>", b"\x00" * 1000]
)
def test_what_is_no_feed_is_not_recognised(data: bytes) -> None:
    assert recognise(data) is None
