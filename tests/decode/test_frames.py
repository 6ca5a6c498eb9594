"""Which frames are believed, and whose they are."""

from datetime import UTC, datetime, timedelta

import pytest

from made_flight import VELOCITY, callsign_message
from made_frames import airborne, all_call, cpr, framed, packed, q_code, remainder, reply, squitter
from skywitness.decode.frames import Frame, FrameReader
from skywitness.decode.parity import residue
from skywitness.model import Message, Reject

T0 = datetime(2025, 3, 1, tzinfo=UTC)
A, B = 0x4CA8F1, 0x3C6586
ALTITUDE = (q_code(30_000) & 0xFC0) << 1 | q_code(30_000) & 0x3F


def read(*frames: bytes | tuple[float, bytes]) -> list[str]:
    """For each frame its address, or the reason of its reject; a frame a second unless it has a time."""
    timed = [frame if isinstance(frame, tuple) else (index, frame) for index, frame in enumerate(frames)]
    messages = [Message(T0 + timedelta(seconds=s), frame, row + 1) for row, (s, frame) in enumerate(timed)]
    return [
        result.reason if isinstance(result, Reject) else result.icao24 for result in FrameReader().read(messages)
    ]


def sources(*frames: bytes, mlat: bool = False) -> list[str]:
    messages = [Message(T0, frame, 1, mlat=mlat) for frame in frames]
    return [frame.position_source for frame in FrameReader().read(messages) if isinstance(frame, Frame)]


def test_parity_of_the_literature() -> None:
    """The worked example of "The 1090 Megahertz Riddle", chapter on error control."""
    assert residue(bytes.fromhex("8D406B902015A678D4D220AA4BDA")) == 0
    assert remainder(bytes.fromhex("8D406B902015A678D4D220")) == 0xAA4BDA


def test_damaged_squitter_fails_parity() -> None:
    whole = airborne(A, 52, 4, odd=False)
    damaged = whole[:6] + bytes((whole[6] ^ 1,)) + whole[7:]
    assert read(whole, damaged) == ["4ca8f1", "parity"]
    assert read(squitter(A, VELOCITY, df=18, capability=0)[:-1] + b"\0") == ["parity"]


def test_shapes_that_are_no_frames_of_ours() -> None:
    assert read(b"\x0a\x02", b"", b"\x8d", bytes(7), bytes(14), all_call(A)[:6]) == [
        *("mode_ac", "all_zero", "wrong_length", "all_zero", "all_zero", "wrong_length")
    ]
    assert read(framed(packed((19, 5), (0, 3), (A, 24)) + bytes(7)), framed(packed((24, 5), (0, 83)))) == [
        "unsupported_df",
        "unsupported_df",
    ]


def test_short_frame_with_noise_behind_it_is_read() -> None:
    """As in the recording that comes with the ``traffic`` package: every frame has 14 bytes there."""
    assert read(all_call(A) + b"noise!!", reply(4, A, ALTITUDE) + b"noise!!") == ["4ca8f1", "4ca8f1"]


def test_reply_counts_only_after_its_address_was_confirmed() -> None:
    replied = reply(4, A, ALTITUDE)
    assert read(replied, all_call(A), replied, reply(4, B, ALTITUDE)) == [
        *("unconfirmed_address", "4ca8f1", "4ca8f1", "unconfirmed_address")
    ]
    assert read(airborne(A, 52, 4, odd=False), replied) == ["4ca8f1"] * 2


def test_confirmation_ends_after_a_minute() -> None:
    replied = reply(5, A, 0x0808)
    assert read((0, all_call(A)), (60, replied), (61, replied)) == ["4ca8f1", "4ca8f1", "unconfirmed_address"]


def test_non_transponder_confirms_nothing() -> None:
    assert read(squitter(A, VELOCITY, 18, 0), reply(4, A, ALTITUDE)) == ["4ca8f1", "unconfirmed_address"]


def test_all_call_to_an_interrogator_counts_for_a_known_address_or_twice() -> None:
    asked = all_call(A, interrogator=0x25)
    assert read(all_call(A), asked) == ["4ca8f1"] * 2
    assert read(asked, asked, reply(4, A, ALTITUDE)) == ["unconfirmed_address", "4ca8f1", "4ca8f1"]
    assert read((0, asked), (61, asked)) == ["unconfirmed_address"] * 2


def test_all_call_with_more_than_an_interrogator_s_code_fails_parity() -> None:
    assert read(all_call(A), all_call(A, interrogator=0x80)) == ["4ca8f1", "parity"]


def test_addresses_that_nobody_has() -> None:
    assert read(all_call(0), all_call(0xFFFFFF), airborne(0, 1, 1, odd=False)) == ["unassigned_address"] * 3


def test_message_without_time_is_not_used() -> None:
    (result,) = FrameReader().read([Message(None, all_call(A), 7)])
    assert isinstance(result, Reject)
    assert (result.reason, result.where) == ("no_time", "frame 7")


def position(imf: int) -> bytes:
    y, x = cpr(52, 4, odd=False)
    return packed((11, 5), (0, 2), (imf, 1), (q_code(3000), 12), (0, 2), (y, 17), (x, 17))


@pytest.mark.parametrize(
    ("control", "imf", "address", "source"),
    [
        (0, 0, "4ca8f1", "adsb"),
        (0, 1, "4ca8f1", "adsb"),  # NIC supplement B there
        (1, 0, "~4ca8f1", "adsb"),
        (2, 0, "4ca8f1", "tisb"),
        (2, 1, "~4ca8f1", "tisb"),
        (5, 0, "~4ca8f1", "tisb"),
        (6, 0, "4ca8f1", "adsr"),
        (6, 1, "~4ca8f1", "adsr"),
    ],
)
def test_df18_by_its_control_field(control: int, imf: int, address: str, source: str) -> None:
    frame = squitter(A, position(imf), 18, control)
    assert read(frame) == [address]
    assert sources(frame) == [source]


@pytest.mark.parametrize("control", [3, 4, 7])
def test_df18_in_other_layouts_is_not_read(control: int) -> None:
    assert read(squitter(A, position(0), 18, control)) == ["unsupported_df18"]


def test_imf_bit_of_velocity() -> None:
    velocity = VELOCITY[:1] + bytes((VELOCITY[1] | 0x80,)) + VELOCITY[2:]
    assert read(squitter(A, velocity, 18, 2), squitter(A, VELOCITY, 18, 2)) == ["~4ca8f1", "4ca8f1"]


def test_positions_that_receivers_computed() -> None:
    assert sources(airborne(A, 52, 4, odd=False), squitter(A, position(0), 18, 2), mlat=True) == ["mlat"] * 2


def test_results_stand_in_the_messages_order() -> None:
    frames = [squitter(A, callsign_message("EIN1")), b"\x01\x02", airborne(B, 1, 1, odd=True), all_call(A)]
    assert read(*frames) == ["4ca8f1", "mode_ac", "3c6586", "4ca8f1"]
