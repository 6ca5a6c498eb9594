"""Replies, read by rs1090."""

from typing import Any

import pytest
import rs1090
from hypothesis import given
from hypothesis import strategies as st

from skywitness.demo.frames import replies
from skywitness.demo.frames.bits import Bytes

_ICAO24 = 0x1551E0
_SQUAWKS = st.text("01234567", min_size=4, max_size=4)


def _judged(frames: Bytes) -> dict[str, Any]:
    return dict(rs1090.decode(frames[0].tobytes().hex()))


def test_all_call() -> None:
    message = _judged(replies.all_call(_ICAO24, 5))
    assert (message["df"], message["icao24"], message["capability"]) == ("11", "1551e0", "airborne")


@given(st.integers(0, 2000))
def test_altitude_replies(step: int) -> None:
    altitude = 25 * step - 1000
    for downlink_format, frames in (
        ("4", replies.altitude_reply(_ICAO24, altitude)),
        ("20", replies.altitude_comm_b(_ICAO24, altitude, "RFF7101")),
    ):
        message = _judged(frames)
        assert (message["df"], message["icao24"]) == (downlink_format, "1551e0")
        assert message["altitude"] == altitude


@given(_SQUAWKS)
def test_identity_replies(squawk: str) -> None:
    for downlink_format, frames in (
        ("5", replies.identity_reply(_ICAO24, squawk, 1)),
        ("21", replies.identity_comm_b(_ICAO24, squawk, "RFF7101", 1)),
    ):
        message = _judged(frames)
        assert (message["df"], message["icao24"]) == (downlink_format, "1551e0")
        assert message["squawk"] == squawk


def test_comm_b_carries_the_callsign() -> None:
    assert _judged(replies.altitude_comm_b(_ICAO24, 35_000, "RFF7101"))["bds20"]["callsign"] == "RFF7101"


@pytest.mark.parametrize("squawk", ["778", "8000", "12345"])
def test_a_squawk_that_is_none_is_refused(squawk: str) -> None:
    with pytest.raises(ValueError, match="octal"):
        replies.identity_code(squawk)
