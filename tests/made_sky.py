"""A few aircraft and what a receiver hears of them, with all that can go wrong, made by dice."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from made_flight import VELOCITY, callsign_message
from made_frames import all_call, cpr, packed, q_code, reply, squitter, status
from skywitness.model import Message

T0 = datetime(2025, 3, 1, tzinfo=UTC)
CLOCKS: dict[str, tuple[tuple[float, ...], tuple[float, ...], float]] = {
    "smooth": ((0.05, 0.1, 0.2, 0.4), (), 0.0),
    "out of order": ((0.1, 0.3, -0.2, 0.5, 0.05), (), 0.0),
    "leaping": ((0.2,), (5, 20, -20, 61, -61, 700, -700, 2000, -2000), 0.1),
    "sparse": ((1, 3, 8, 12, 40), (), 0.0),
    "with silences": ((0.2,), (599, 601, 1000, 1801, 3000), 0.05),
}
"""Usual steps between messages in seconds, unusual ones, and how often they come."""
_HEIGHTS = (q_code(30_000), q_code(1_000), 0)
_NOBODY = (0x000000, 0xFFFFFF)


class Aircraft:
    """One aircraft: where it is, how it moves, and whether it is on the ground."""

    def __init__(self, dice: random.Random) -> None:
        self.address = dice.randrange(1, 0xFFFFFF)
        self.lat, self.lon = dice.uniform(-80, 80), dice.uniform(-180, 180)
        self.north, self.east = dice.uniform(-4e-4, 4e-4), dice.uniform(-4e-4, 4e-4)
        self.on_ground = dice.random() < 0.3

    def move(self, dice: random.Random) -> None:
        """Go on, now and then by a leap, now and then up or down."""
        if dice.random() < 0.01:
            self.lat += dice.choice((3, -3, 0.5, 0.05))
        if dice.random() < 0.02:
            self.on_ground = not self.on_ground
        self.lat = max(-89.0, min(89.0, self.lat + self.north))
        self.lon = (self.lon + self.east + 180) % 360 - 180


class Sky(NamedTuple):
    """What was heard, where blocks are cut, and where the receiver is said to be."""

    messages: list[Message]
    cuts: list[int]
    reference: tuple[float, float] | None


def sky(seed: int) -> Sky:
    """A sky by its number."""
    dice = random.Random(seed)  # noqa: S311  the same sky for the same number
    fleet = [Aircraft(dice) for _ in range(dice.choice((1, 2, 4)))]
    messages = list(_heard(dice, fleet, dice.choice((5, 40, 150, 400))))
    cuts = [dice.randrange(len(messages) + 1) for _ in range(dice.choice((0, 1, 3, 10)))]
    near = fleet[0].lat + dice.uniform(-1, 1), fleet[0].lon
    return Sky(messages, cuts, dice.choice((None, None, (52.0, 4.0), near)))


def _heard(dice: random.Random, fleet: list[Aircraft], count: int) -> Iterator[Message]:
    usual, unusual, often = CLOCKS[dice.choice(list(CLOCKS))]
    seconds, frames = 0.0, list[bytes]()
    for row in range(1, count + 1):
        seconds += dice.choice(unusual if dice.random() < often else usual)
        aircraft = dice.choice(fleet)
        aircraft.move(dice)
        frames.append(dice.choice(frames[-5:]) if frames and dice.random() < 0.03 else _frame(dice, aircraft))
        receiver = dice.choice((None, "aa", "bb")) if dice.random() < 0.1 else None
        time = None if dice.random() < 0.002 else _time(seconds)
        yield Message(time, frames[-1], row, receiver, mlat=dice.random() < 0.05)
        if dice.random() < 0.1:  # heard by another receiver as well
            yield Message(_time(seconds + dice.choice((0, 0.05, 0.1, 0.24, 0.26))), frames[-1], row)


def _time(seconds: float) -> datetime:
    return T0 + timedelta(milliseconds=round(seconds * 1000))


def _frame(dice: random.Random, aircraft: Aircraft) -> bytes:
    kinds = (_position, _squitter, _all_call, _reply, _noise)
    return dice.choices(kinds, (45, 23, 9, 18, 5))[0](dice, aircraft)


def _position(dice: random.Random, aircraft: Aircraft) -> bytes:
    odd = dice.random() < 0.5
    y, x = cpr(aircraft.lat, aircraft.lon, odd=odd, surface=aircraft.on_ground)
    place = ((0, 1), (int(odd), 1), (y, 17), (x, 17))
    if aircraft.on_ground:
        moves = (dice.choice((0, 1, 5, 30, 80, 124)), 7), (dice.random() < 0.8, 1), (dice.randrange(128), 7)
        return _sent(dice, aircraft, packed((dice.choice((5, 6, 7, 8)), 5), *moves, *place), capability=4)
    height = dice.choice((*_HEIGHTS, dice.randrange(4096)))
    type_code = dice.choice((9, 11, 11, 11, 15, 18, 20, 22))
    return _sent(dice, aircraft, packed((type_code, 5), (0, 2), (dice.randrange(2), 1), (height, 12), *place))


def _squitter(dice: random.Random, aircraft: Aircraft) -> bytes:
    squawk = dice.choice((0, 0x808, 0x40, dice.randrange(8192)))
    emergency = (28, 5), (dice.choice((1, 1, 2)), 3), (dice.randrange(8), 3), (squawk, 13), (0, 32)
    messages = (
        VELOCITY,
        bytes((19 << 3 | dice.randrange(8),)) + dice.randbytes(6),
        callsign_message(dice.choice(("EIN1", "BAW 22", "", " AB#"))),
        bytes((31 << 3 | dice.randrange(3),)) + dice.randbytes(6),
        packed(*emergency),
        dice.randbytes(7),
    )
    said = dice.choice((*messages, None))
    if said is None:
        return status(aircraft.address, dice.randrange(4), dice.randrange(2))
    return _sent(dice, aircraft, said)


def _sent(dice: random.Random, aircraft: Aircraft, message: bytes, capability: int = 5) -> bytes:
    if dice.random() < 0.08:
        return squitter(aircraft.address, message, 18, dice.choice((0, 1, 2, 3, 5, 6)))
    return squitter(aircraft.address, message, 17, capability)


def _all_call(dice: random.Random, aircraft: Aircraft) -> bytes:
    other = dice.choice((*_NOBODY, aircraft.address ^ 1))
    address = aircraft.address if dice.random() < 0.6 else other
    return all_call(address, dice.randrange(8), dice.choice((0, 0, 5, 5, 0x80)))


def _reply(dice: random.Random, aircraft: Aircraft) -> bytes:
    df = dice.choice((0, 4, 5, 16, 20, 21))
    height = (q_code(30_000) & 0xFC0) << 1 | q_code(30_000) & 0x3F
    code = dice.choice((0x808, height, dice.randrange(8192)))
    named = b"\x20" + callsign_message(dice.choice(("EIN1", "KLM7")))[1:]
    message = b"" if df < 16 else dice.choice((named, dice.randbytes(7)))
    address = aircraft.address if dice.random() < 0.9 else dice.choice((*_NOBODY, 77))
    frame = reply(df, address, code, dice.choice((0, 0, 1, 1, 4, 6, 3)), message)
    return frame + dice.randbytes(7) if len(frame) == 7 and dice.random() < 0.2 else frame


def _noise(dice: random.Random, _: Aircraft) -> bytes:
    return dice.choice((dice.randbytes(2), dice.randbytes(7), dice.randbytes(14), bytes(7), bytes(14)))
