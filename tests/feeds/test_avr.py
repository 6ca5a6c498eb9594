"""AVR: frames in hex with and without counters, noise, line ends and any cut of the stream."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_frames import split
from made_samples import avr_sample
from skywitness.feeds.avr import FORMAT
from skywitness.feeds.parser import Item, ParseOptions
from skywitness.model import Message, Reject

AT = datetime(2018, 4, 3, 19, 2, 28, tzinfo=UTC)
LONG = "8D40621D58C382D690C8AC2863A7"
SHORT = "5D4CA7F9A0B84B"


def parse(text: str) -> list[Item]:
    parser = FORMAT.parser(ParseOptions(at=AT))
    return [*parser.push(text.encode()), *parser.finish()]


def messages(text: str) -> list[Message]:
    items = parse(text)
    assert all(isinstance(item, Message) for item in items), items
    return [item for item in items if isinstance(item, Message)]


@pytest.mark.parametrize(
    "line", [f"*{LONG};", f":{LONG};", f"@03BA2A7C1DD1{LONG};", f"%03BA2A7C1DD1{LONG};", f"<03BA2A7C1DD180{LONG};"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_each_kind_of_line_gives_its_frame(line: str, end: str) -> None:
    (message,) = messages(line + end)
    assert message.frame.hex() == LONG.lower()
    assert message.observed_at == AT
    assert message.source_row == 1


def test_counters_give_times() -> None:
    counters = [f"{12 + 12_000_000 * second:012x}" for second in range(3)]
    lines = f"@{counters[0]}{SHORT};\n<{counters[1]}FF{LONG};\n@{counters[2]}{SHORT};\n"
    assert [message.observed_at for message in messages(lines)] == [AT + timedelta(seconds=s) for s in (0, 1, 2)]
    assert [message.signal_dbfs for message in messages(lines)] == [None, 0, None]


def test_frames_without_counters_stand_at_the_time_given_and_say_so() -> None:
    parser = FORMAT.parser(ParseOptions(at=AT))
    items = list(parser.push(f"*{LONG};\n*{SHORT};\n".encode()))
    assert {item.observed_at for item in items if isinstance(item, Message)} == {AT}
    assert len(parser.notes) == 1
    assert "speeds and flights cannot be derived" in parser.notes[0]


def test_mlat_frames_are_marked() -> None:
    assert [message.mlat for message in messages(f"@FF004D4C4154{LONG};\n@03BA2A7C1DD1{LONG};\n")] == [True, False]


def test_heartbeats_are_nothing() -> None:
    assert messages("*0000;\n*1234;\n")[0].frame == b"\x12\x34"


@pytest.mark.parametrize(
    "line", ["hello", "*8D4062;", "*;", "8D40621D58C382D690C8AC2863A7", f"*{LONG}", f"*{LONG[:-1]}G;", f"@{LONG};"]
)
def test_noise_is_rejected_with_its_line(line: str) -> None:
    rejects = [item for item in parse(f"*{LONG};\n{line}\n") if isinstance(item, Reject)]
    assert [(reject.reason, reject.where) for reject in rejects] == [("not_a_frame", "line 2")]


def test_last_line_cut_off_is_truncated() -> None:
    (_, reject) = parse(f"*{LONG};\n*{LONG[:9]}")
    assert isinstance(reject, Reject)
    assert reject.reason == "truncated"


def test_sample_has_the_flight() -> None:
    taken = messages(avr_sample().decode())
    assert len(taken) == 75
    assert taken[0].frame == taken[-1].frame
    assert taken[-2].observed_at == AT + timedelta(seconds=11.8)


@pytest.mark.parametrize("head", [b"", b"\n", b"MSG,3,1,1,4CA8F1,1,\n", b'{"frame":"8d"}\n', b"*\n*\n*\n"])
def test_other_content_is_not_recognised(head: bytes) -> None:
    assert not FORMAT.sniff(head)


def test_content_with_some_noise_is_recognised() -> None:
    assert FORMAT.sniff(b"noise\n" + f"*{LONG};\n".encode() * 9)


_PIECES = st.sampled_from([f"*{LONG};\r\n".encode(), f"@03BA2A7C1DD1{SHORT};\n".encode(), b"\n", b"*12", b";\n"])


@given(st.lists(_PIECES | st.binary(max_size=8), max_size=12), st.lists(st.integers(0, 300), max_size=8))
def test_any_cut_gives_the_same_items(pieces: list[bytes], cuts: list[int]) -> None:
    data = b"".join(pieces)
    whole, cut = (FORMAT.parser(ParseOptions(at=AT)) for _ in range(2))
    items = [item for piece in split(data, cuts) for item in cut.push(piece)]
    assert [*items, *cut.finish()] == [*whole.push(data), *whole.finish()]
    assert (cut.rows, cut.notes) == (whole.rows, whole.notes)
    FORMAT.sniff(data)
