"""Squitters: ADS-B extended squitters, downlink format 17, version 2 (RTCA DO-260B, 2.2.3.2; ICAO Doc 9871).

Every function takes single values or columns that broadcast, and gives frames of shape (n, 14).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from skywitness.demo.frames import cpr
from skywitness.demo.frames.altitude import ac12
from skywitness.demo.frames.bits import Bytes, Field, Words, pack, to_bytes
from skywitness.demo.frames.callsign import characters
from skywitness.demo.frames.parity import with_parity

Floats = NDArray[np.float64]
AIRBORNE, ON_GROUND = 5, 4  # capability CA (Annex 10, volume IV, 3.1.2.5.2.2.1)
_MAX_SPEED_CODE = 1022  # 1,021 kt or more (table 2-22)
_MAX_RATE_CODE = 510  # 32,576 ft/min (2.2.3.2.6.1.11)
_MAX_DIFFERENCE_CODE = 126  # 3,125 ft (2.2.3.2.6.1.15)
_TCAS_OPERATIONAL = 0x2000  # capability class, airborne (2.2.3.2.7.2.3.1)
_SYSTEM_DESIGN_ASSURANCE = 0x0200  # operational mode: SDA 2 (2.2.3.2.7.2.4.6)


class Quality(NamedTuple):
    """What a transponder says of its own position (2.2.3.2.7.2).

    Attributes:
        nac_p: navigation accuracy category for position, 0 to 11.
        sil: source integrity level, 0 to 3.
        nic_supplement_a: NIC supplement A, which splits some type codes.
        gva: geometric vertical accuracy, 0 to 3.
    """

    nac_p: ArrayLike
    sil: ArrayLike = 3
    nic_supplement_a: ArrayLike = 0
    gva: ArrayLike = 2


def identification(icao24: int, callsign: str, category: int, *, on_ground: ArrayLike = 0) -> Bytes:
    """Aircraft identification and category, type code 4: category set A (2.2.3.2.5)."""
    ground = np.atleast_1d(np.asarray(on_ground, np.int64))
    message = pack([(4, 5), (category, 3), (characters(callsign), 48)])
    return _frames(icao24, np.where(ground, ON_GROUND, AIRBORNE), np.broadcast_to(message, ground.shape))


def airborne_position(
    icao24: int,
    type_code: ArrayLike,
    altitude_ft: ArrayLike,
    lat_deg: ArrayLike,
    lon_deg: ArrayLike,
    odd: ArrayLike,
) -> Bytes:
    """Airborne position with pressure altitude in 25-foot steps (2.2.3.2.3).

    Args:
        icao24: address as a number.
        type_code: 9 to 18, which carries the NIC (table 2-14): 11 is NIC 8, 18 is NIC 0.
        altitude_ft: pressure altitude, -1,000 to 50,175 ft.
        lat_deg: degrees north.
        lon_deg: degrees east.
        odd: 0 for the even format, 1 for the odd one.
    """
    code = cpr.encode(lat_deg, lon_deg, odd, surface=False)
    # Surveillance status, single antenna flag and time synchronisation are all zero.
    fields = [(type_code, 5), (0, 3), (ac12(altitude_ft), 12), (0, 1), (odd, 1), (code.lat, 17), (code.lon, 17)]
    return _frames(icao24, AIRBORNE, pack(fields))


def surface_position(
    icao24: int,
    ground_speed_kt: ArrayLike,
    track_deg: ArrayLike,
    lat_deg: ArrayLike,
    lon_deg: ArrayLike,
    odd: ArrayLike,
) -> Bytes:
    """Surface position, type code 7 (NIC 8), with movement and ground track (2.2.3.2.4)."""
    code = cpr.encode(lat_deg, lon_deg, odd, surface=True)
    track = np.round(np.asarray(track_deg, np.float64) * 128 / 360).astype(np.int64) % 128
    fields: list[Field] = [
        *((7, 5), (movement(ground_speed_kt), 7), (1, 1), (track, 7)),
        *((0, 1), (odd, 1), (code.lat, 17), (code.lon, 17)),
    ]
    return _frames(icao24, ON_GROUND, pack(fields))


def movement(ground_speed_kt: ArrayLike) -> NDArray[np.int64]:
    """Seven-bit code of speed on the ground, finer when slower (table 2-18)."""
    speed = np.asarray(ground_speed_kt, np.float64)
    first_kt = np.array([0.125, 1, 2, 15, 70, 100, 175])
    first_code = np.array([2, 9, 13, 39, 94, 109, 124])
    step_kt = np.array([0.125, 0.25, 0.5, 1, 2, 5, np.inf])
    row = np.searchsorted(first_kt, speed, side="right") - 1
    codes = first_code[row] + np.floor((speed - first_kt[row]) / step_kt[row])
    return np.asarray(np.where(row < 0, 1, codes), np.int64)


def velocity(
    icao24: int,
    ground_speed_kt: ArrayLike,
    track_deg: ArrayLike,
    vertical_rate_fpm: ArrayLike,
    geo_minus_baro_ft: ArrayLike,
    nac_v: ArrayLike = 2,
) -> Bytes:
    """Velocity over ground, type code 19 subtype 1, barometric vertical rate (2.2.3.2.6.1)."""
    speed, track = np.asarray(ground_speed_kt, np.float64), np.radians(np.asarray(track_deg, np.float64))
    east, north = np.rint(speed * np.sin(track)), np.rint(speed * np.cos(track))
    rate = np.rint(np.asarray(vertical_rate_fpm, np.float64) / 64)
    difference = np.rint(np.asarray(geo_minus_baro_ft, np.float64) / 25)
    # Intent change flag and the reserved bit after it are zero; vertical rate source 1 is barometric.
    head = [(19, 5), (1, 3), (0, 2), (nac_v, 3)]
    ground = [*_signed(east, 10, _MAX_SPEED_CODE), *_signed(north, 10, _MAX_SPEED_CODE)]
    vertical = [(1, 1), *_signed(rate, 9, _MAX_RATE_CODE), (0, 2)]
    height = _signed(difference, 7, _MAX_DIFFERENCE_CODE)
    return _frames(icao24, AIRBORNE, pack([*head, *ground, *vertical, *height]))


def operational_status(icao24: int, quality: Quality, *, on_ground: ArrayLike = 0) -> Bytes:
    """Aircraft operational status, type code 31 (2.2.3.2.7.2), version 2."""
    ground = np.asarray(on_ground, np.int64)
    fields: list[Field] = [
        *((31, 5), (ground, 3), (np.where(ground, 0, _TCAS_OPERATIONAL), 16), (_SYSTEM_DESIGN_ASSURANCE, 16)),
        *((2, 3), (quality.nic_supplement_a, 1), (quality.nac_p, 4), (np.where(ground, 0, quality.gva), 2)),
        # Barometric altitude cross-checked (airborne); directions are true north; SIL is per hour.
        *((quality.sil, 2), (np.where(ground, 0, 1), 1), (0, 1), (0, 1), (0, 1)),
    ]
    return _frames(icao24, np.where(ground, ON_GROUND, AIRBORNE), pack(fields))


def _signed(value: Floats, width: int, largest: int) -> list[Field]:
    """Sign bit (1 for negative: west, south, down, below) and magnitude plus one, zero being "unknown"."""
    return [(value < 0, 1), (np.minimum(np.abs(value) + 1, largest), width)]


def _frames(icao24: int, capability: ArrayLike, message: Words) -> Bytes:
    head = pack([(17, 5), (np.broadcast_to(capability, message.shape), 3), (icao24, 24)])
    return with_parity(np.hstack((to_bytes(head, 4), to_bytes(message, 7))))
