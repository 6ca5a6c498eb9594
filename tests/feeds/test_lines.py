"""Lines: numbers, ends, lengths and any cut."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skywitness.feeds.lines import MAX_LINE_BYTES, LineSplitter


def lines(data: bytes, cuts: list[int], max_bytes: int = MAX_LINE_BYTES) -> list[tuple[int, bytes | None]]:
    splitter = LineSplitter(max_bytes)
    found = []
    edges = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    for start, end in pairwise(edges):
        found += list(splitter.push(data[start:end]))
    return found + list(splitter.finish())


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", []),
        (b"a", [(1, b"a")]),
        (b"a\nb\r\nc", [(1, b"a"), (2, b"b"), (3, b"c")]),
        (b"a\n\n\nb\n", [(1, b"a"), (2, b""), (3, b""), (4, b"b")]),
        (b"\xef\xbb\xbfa\n\xef\xbb\xbfb\n", [(1, b"a"), (2, b"\xef\xbb\xbfb")]),
    ],
)
def test_lines_are_numbered_and_bare(data: bytes, expected: list[tuple[int, bytes]]) -> None:
    assert lines(data, []) == expected


def test_a_line_over_the_limit_is_skipped_and_counted() -> None:
    data = b"one\n" + b"x" * (MAX_LINE_BYTES + 1) + b"\n" + b"y" * MAX_LINE_BYTES + b"\nlast"
    found = lines(data, list(range(0, len(data), 65_536)))
    assert [(number, line and len(line)) for number, line in found] == [
        (1, 3),
        (2, None),
        (3, MAX_LINE_BYTES),
        (4, 4),
    ]


@given(
    data=st.lists(st.sampled_from([b"\n", b"\r", b"\r\n", b"abcd", b"e", b"\xef\xbb\xbf"])).map(b"".join),
    cuts=st.lists(st.integers(0, 200)),
)
def test_any_cut_gives_the_same_lines(data: bytes, cuts: list[int]) -> None:
    assert lines(data, cuts, 9) == lines(data, [], 9)
    kept = [line for _, line in lines(data, [], 1000)]
    assert (
        kept == [line.removesuffix(b"\r") for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n")][: len(kept)]
    )
