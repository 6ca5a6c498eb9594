"""Transmit: the frames of one flight that somebody heard."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.demo.chance import integer, uniform
from skywitness.demo.flight.motion import Motion
from skywitness.demo.frames import replies, squitter
from skywitness.demo.frames.bits import Bytes
from skywitness.demo.frames.squitter import AIRBORNE, Quality
from skywitness.demo.legs import Leg
from skywitness.demo.world.coverage import Heard, heard
from skywitness.demo.world.jamming import Disturbed, disturbed
from skywitness.demo.world.performance import performance

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
_LOW_FT = 10_000.0
_EVERY = {"identification": 6, "status": 8}  # bursts; both are sent every few seconds in truth
_REPLIES = {"all_call": 0.12, "altitude": 0.06, "identity": 0.06, "altitude_b": 0.03, "identity_b": 0.03}
_JITTER_S = 1.5  # bursts keep no beat, so that no position falls on a round second
_EVEN_S, _VELOCITY_S, _ODD_S, _NAME_S, _STATUS_S, _REPLY_S = 0.0, 0.23, 0.51, 0.77, 0.91, 1.13
_FULL_SCALE_NM = 1.5  # nearer aircraft drive a receiver to its limit; amplitude falls with distance


class Frames(NamedTuple):
    """Frames as columns of the same length.

    Attributes:
        time_ms: Unix milliseconds of reception.
        frame: shape (n, 14); of a short one the first seven bytes count.
        short: which are short.
        signal: amplitude, 255 being full scale.
    """

    time_ms: NDArray[np.int64]
    frame: Bytes
    short: Mask
    signal: Bytes

    def take(self, rows: NDArray[np.int64] | Mask | slice) -> "Frames":
        """These frames only, in this order."""
        return Frames(self.time_ms[rows], self.frame[rows], self.short[rows], self.signal[rows])


class Bursts(NamedTuple):
    """Moments at which the aircraft sends, with what is true at each.

    Attributes:
        time_s: Unix seconds.
        on_ground: whether it is on the ground.
        heard: who hears it, and how well.
        jam: what jamming does to it.
    """

    time_s: Floats
    on_ground: Mask
    heard: Heard
    jam: Disturbed

    def of(self, rows: Mask) -> "Bursts":
        """These bursts only."""
        heard = Heard(self.heard.distance_nm[rows], self.heard.chance[rows])
        jam = Disturbed(self.jam.chance[rows], self.jam.type_code[rows], self.jam.nac_p[rows])
        return Bursts(self.time_s[rows], self.on_ground[rows], heard, jam)


def joined(parts: Iterable[Frames]) -> Frames:
    """Several sets of frames as one."""
    times, frames, short, signals = zip(*parts, strict=True)
    return Frames(np.concatenate(times), np.concatenate(frames), np.concatenate(short), np.concatenate(signals))


def transmit(seed: int, leg: Leg, motion: Motion) -> Frames:
    """Every frame of the flight that was heard, in no order."""
    bursts = _bursts(seed, leg, motion)
    bursts = bursts.of(bursts.heard.chance > 0)
    ground, air = bursts.of(bursts.on_ground), bursts.of(~bursts.on_ground)
    sender = _Sender(seed, leg, motion)
    return joined([*sender.positions(air, ground), *sender.names_and_status(bursts), *sender.replies(air)])


def _bursts(seed: int, leg: Leg, motion: Motion) -> Bursts:
    """Moments by the leg's rhythm: a fast beat of which only every so many strokes count high up."""
    rhythm = leg.rhythm
    beats = np.arange(motion.time_s[0] + 2, motion.time_s[-1] - 4, rhythm.low_s)
    low = motion.at("altitude_ft", beats) < _LOW_FT
    stroke = np.arange(len(beats))
    ground = motion.on_ground(beats)
    every = np.where(ground, rhythm.ground_s, np.where(low, rhythm.low_s, rhythm.high_s)) // rhythm.low_s
    times = beats[stroke % every == 0]
    times = times + _JITTER_S * uniform(seed, f"{leg.story}/beat", len(times))
    # A burst takes a second: none may begin before and end after leaving or touching the ground.
    clear = np.all([np.abs(times + 0.6 - edge) > 0.7 for edge in (motion.takeoff_s, motion.landing_s)], axis=0)
    times = times[clear]
    lat, lon = motion.at("lat_deg", times), motion.at("lon_deg", times)
    ground = motion.on_ground(times)
    near = heard(seed, times, lat, lon, motion.at("altitude_ft", times), ground)
    return Bursts(times, ground, near, disturbed(seed, times, lat, lon))


class _Sender:
    """What one aircraft sends on one flight."""

    def __init__(self, seed: int, leg: Leg, motion: Motion) -> None:
        self._seed, self._leg, self._motion = seed, leg, motion
        self._icao24 = int(leg.airframe.icao24, 16)
        self._squawk = "".join(str(integer(seed, f"{leg.story}/squawk/{place}", 7)) for place in range(4))
        # Temperature, pressure and geoid part the two altitudes by a share that differs from day to day.
        self._geo_share = 0.05 * uniform(seed, f"{leg.story}/geo", 1)[0] - 0.01

    def positions(self, air: Bursts, ground: Bursts) -> list[Frames]:
        """Even and odd positions, and velocities."""
        frames = []
        for odd, delay_s in ((0, _EVEN_S), (1, _ODD_S)):
            lat, lon, altitude = self._at(air, delay_s, "lat_deg", "lon_deg", "altitude_ft")
            sent = squitter.airborne_position(self._icao24, air.jam.type_code, altitude, lat, lon, odd)
            frames.append(self._heard(f"air{odd}", air, delay_s, sent, air.heard.chance * air.jam.chance))
            lat, lon, speed, track = self._at(
                ground, delay_s, "lat_deg", "lon_deg", "ground_speed_kt", "track_deg"
            )
            sent = squitter.surface_position(self._icao24, speed, track % 360, lat, lon, odd)
            frames.append(self._heard(f"ground{odd}", ground, delay_s, sent, ground.heard.chance))
        names = "ground_speed_kt", "track_deg", "vertical_rate_fpm", "altitude_ft"
        speed, track, rate, altitude = self._at(air, _VELOCITY_S, *names)
        sent = squitter.velocity(self._icao24, speed, track, rate, self._geo_share * altitude)
        return [*frames, self._heard("velocity", air, _VELOCITY_S, sent, air.heard.chance)]

    def names_and_status(self, bursts: Bursts) -> list[Frames]:
        """Identification and operational status, now and then."""
        stroke = np.arange(len(bursts.time_s))
        named = bursts.of(stroke % _EVERY["identification"] == 0)
        category = performance(self._leg.airframe.typecode).category
        name = squitter.identification(self._icao24, self._leg.callsign, category, on_ground=named.on_ground)
        stated = bursts.of(stroke % _EVERY["status"] == 1)
        status = squitter.operational_status(self._icao24, Quality(stated.jam.nac_p), on_ground=stated.on_ground)
        return [
            self._heard("name", named, _NAME_S, name, named.heard.chance),
            self._heard("status", stated, _STATUS_S, status, stated.heard.chance),
        ]

    def replies(self, air: Bursts) -> list[Frames]:
        """Replies to radars, sprinkled in; none on the ground, where most radars do not ask."""
        frames = []
        for name, share in _REPLIES.items():
            asked = air.of(uniform(self._seed, f"{self._leg.story}/asked/{name}", len(air.time_s)) < share)
            (altitude,) = self._at(asked, _REPLY_S, "altitude_ft")
            frames.append(self._heard(name, asked, _REPLY_S, self._reply(name, altitude), asked.heard.chance))
        return frames

    def _reply(self, name: str, altitude_ft: Floats) -> Bytes:
        icao24, count, callsign = self._icao24, len(altitude_ft), self._leg.callsign
        if name == "all_call":
            return replies.all_call(icao24, np.full(count, AIRBORNE))
        if name == "altitude":
            return replies.altitude_reply(icao24, altitude_ft)
        if name == "identity":
            return replies.identity_reply(icao24, self._squawk, count)
        if name == "altitude_b":
            return replies.altitude_comm_b(icao24, altitude_ft, callsign)
        return replies.identity_comm_b(icao24, self._squawk, callsign, count)

    def _at(self, bursts: Bursts, delay_s: float, *columns: str) -> tuple[Floats, ...]:
        times = _ms(bursts, delay_s) / 1000
        return tuple(self._motion.at(column, times) for column in columns)

    def _heard(self, kind: str, bursts: Bursts, delay_s: float, sent: Bytes, chance: Floats) -> Frames:
        """Those frames that chance lets through."""
        luck = uniform(self._seed, f"{self._leg.story}/heard/{kind}", len(sent)) < chance
        signal = np.clip(255 * _FULL_SCALE_NM / np.maximum(bursts.heard.distance_nm, _FULL_SCALE_NM), 2, 255)
        padded = np.zeros((len(sent), 14), np.uint8)
        padded[:, : sent.shape[1]] = sent
        short = np.full(len(sent), sent.shape[1] == 7)
        return Frames(_ms(bursts, delay_s)[luck], padded[luck], short[luck], signal.astype(np.uint8)[luck])


def _ms(bursts: Bursts, delay_s: float) -> NDArray[np.int64]:
    return np.asarray(np.rint((bursts.time_s + delay_s) * 1000), np.int64)
