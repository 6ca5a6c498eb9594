"""jet1090's JSON lines: frames, times, receivers, and what cannot be used."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_flight import flight
from made_samples import START, jet1090_sample
from skywitness.feeds.jet1090 import FORMAT
from skywitness.feeds.parser import Item, ParseOptions
from skywitness.model import Message, Reject

LONG = "8d40621d58c382d690c8ac2863a7"


def parse(data: bytes) -> list[Item]:
    parser = FORMAT.parser(ParseOptions())
    return [*parser.push(data), *parser.finish()]


def line(**fields: object) -> bytes:
    return json.dumps({"timestamp": 1720248189.5251, "frame": LONG} | fields).encode() + b"\n"


def test_frame_and_time() -> None:
    (message,) = parse(line())
    assert message == Message(datetime(2024, 7, 6, 6, 43, 9, 525_000, UTC), bytes.fromhex(LONG), 1)


def test_sample_is_the_flight_with_short_frames_cut_to_length() -> None:
    taken = [item for item in parse(jet1090_sample()) if isinstance(item, Message)]
    assert [message.frame for message in taken] == [frame for _, frame in flight()]
    assert [message.observed_at for message in taken] == [START + timedelta(seconds=s) for s, _ in flight()]
    assert {(message.receiver, message.signal_dbfs) for message in taken} == {("7", -12.5)}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{\n", "truncated"),
        (b"{]\n", "not_json"),
        (b"[" * 100_000 + b"\n", "not_json"),
        (b"3\n", "not_json"),
        (b'{"timestamp": 1720248189}\n', "no_frame"),
        (line(frame=None), "no_frame"),
        (line(frame="8d40"), "bad_frame"),
        (line(frame="zz" * 14), "bad_frame"),
        (line(timestamp=None), "no_time"),
        (line(timestamp="soon"), "bad_time"),
        (line(timestamp=12.5), "time_implausible"),
    ],
)
def test_what_cannot_be_used_is_rejected_with_its_line(data: bytes, reason: str) -> None:
    (_, reject) = parse(line() + data)
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.where) == (reason, "line 2")


def test_strange_receivers_are_left_out() -> None:
    for metadata in ([], [3], {"serial": 1}, [{"serial": [1], "rssi": "loud"}], [{"serial": True}]):
        (message,) = parse(line(metadata=metadata))
        assert isinstance(message, Message)
        assert (message.receiver, message.signal_dbfs) == (None, None)


def test_recognised_by_frame_and_time() -> None:
    assert FORMAT.sniff(line())
    for other in (b"", b"{}", b'{"now": 1, "aircraft": []}', line(frame="8d"), line(timestamp="x"), b"\xff\xfe"):
        assert not FORMAT.sniff(other)


@given(
    st.dictionaries(
        st.sampled_from(["timestamp", "frame", "metadata"]),
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=30),
            lambda inner: (
                st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["serial", "rssi"]), inner)
            ),
        ),
    )
)
def test_no_json_makes_it_raise(record: dict[str, object]) -> None:
    data = json.dumps(record).encode() + b"\n"
    FORMAT.sniff(data)
    assert len(parse(data)) == 1
