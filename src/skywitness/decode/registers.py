"""Registers: what a frame says, in our words and units.

Names in quotes are rs1090's fields. Bits are numbered from 1 in the message field; clauses are those of RTCA
DO-260B and of ICAO Annex 10, volume IV.

On the ground or not: a surface position says so by its form, DF11 and DF17 by capability 4 or 5, DF0 and 16 by
vertical status 1, DF4, 5, 20 and 21 by flight status 1 or 3. They may disagree: a transponder without a
weight-on-wheels switch reports "airborne" in the flight status while it taxis, and 0 in the vertical status. So
those two are heard only when they say ground (readsb does the same), a capability of 0, 6 or 7 says nothing, and
an airborne position says "airborne" only through its capability.
"""

import math
from collections.abc import Callable
from typing import Any

from skywitness.decode.codes import ac12, ac13, squawk
from skywitness.decode.cpr import Encoded
from skywitness.decode.frames import Frame, bits, field_of
from skywitness.decode.quality import nic

Values = dict[str, Any]
"""Values by StateVector's names, and ``geo_minus_baro_ft``, ``nic_a``, ``nic_c`` and ``track_is_heading``."""
Known = Callable[[str], Any]
"""What the aircraft said before, by name; None for what it did not or what no longer holds."""
POSITIONS = frozenset((*range(5, 19), 20, 21, 22))
_ON_GROUND = {4: True, 5: False}
_EMERGENCIES = {
    "none": None,
    "general": "general",
    "medical": "lifeguard",
    "minimum_fuel": "minfuel",
    "no_communication": "nordo",
    "unlawful_interference": "unlawful",
    "downed_aircraft": "downed",
    "reserved": "reserved",
}
EMERGENCY_WORDS = tuple(_EMERGENCIES.values())
"""readsb's words by the three bits of the emergency state."""


def values_of(frame: Frame, known: Known) -> Values:
    """What the frame says.

    Args:
        frame: the frame.
        known: what the aircraft said before: its ADS-B version and NIC supplements give later messages their
        meaning.
    """
    if frame.df not in {17, 18}:
        return _reply(frame)
    ground = _ON_GROUND.get(frame.message.frame[0] & 7) if frame.df == 17 else None
    values: Values = {} if ground is None else {"on_ground": ground}
    read = _READERS.get(frame.type_code)
    return values | read(frame, known) if read else values


def position_of(frame: Frame) -> Encoded | None:
    """The encoded place in a position message (type codes 5 to 8, 9 to 18, 20 to 22; 2.2.3.2.3 and 2.2.3.2.4)."""
    if frame.df not in {17, 18} or frame.type_code not in POSITIONS:
        return None
    said = field_of(frame.message.frame)
    lat, lon = bits(said, 23, 39), bits(said, 40, 56)
    if frame.type_code == 15 and lon == 0 and lat & 0xFFF == 0 and bits(said, 9, 20) == 0:
        return None  # an empty message that some transponders send instead of type code 0 (readsb, mode_s.c)
    return Encoded(lat, lon, bool(bits(said, 22, 22)), frame.type_code < 9, frame.time_s)


def _reply(frame: Frame) -> Values:
    """DF0, 4, 5, 11, 16, 20 and 21 (3.1.2.5 to 3.1.2.8)."""
    raw = frame.message.frame
    status = raw[0] & 7
    if frame.df == 11:
        return {"on_ground": _ON_GROUND[status]} if status in _ON_GROUND else {}
    ground = status >> 2 == 1 if frame.df in {0, 16} else status in {1, 3}
    values: Values = {"on_ground": True} if ground else {}
    code = (raw[2] & 0x1F) << 8 | raw[3]
    if frame.df in {5, 21}:
        values |= _given(squawk=squawk(code))
    else:
        values |= _given(baro_altitude_ft=ac13(code))
    return values | _given(callsign=_callsign((frame.fields.get("bds20") or {}).get("callsign")))


def _airborne_position(frame: Frame, known: Known) -> Values:
    """Type codes 9 to 18 with pressure altitude, 20 to 22 with height above the ellipsoid (2.2.3.2.3)."""
    said = field_of(frame.message.frame)
    name = "geo_altitude_ft" if frame.type_code >= 20 else "baro_altitude_ft"
    # In rebroadcasts bit 8 is the IMF bit, not NIC supplement B.
    nic_b = bits(said, 8, 8) if frame.position_source == "adsb" else 0
    supplements = known("nic_a") or 0, nic_b, 0
    values = {"nic": nic(frame.type_code, known("adsb_version"), supplements)}
    return values | _given(**{name: ac12(bits(said, 9, 20))})


def _surface_position(frame: Frame, known: Known) -> Values:
    """Type codes 5 to 8: movement and track or heading (2.2.3.2.4)."""
    supplements = known("nic_a") or 0, 0, known("nic_c") or 0
    track = None if known("track_is_heading") else frame.fields.get("track")
    return {
        "on_ground": True,
        "nic": nic(frame.type_code, known("adsb_version"), supplements),
        "ground_speed_kt": frame.fields.get("groundspeed"),
        "track_deg": track,
        "vertical_rate_fpm": None,
    }


def _identification(frame: Frame, known: Known) -> Values:  # noqa: ARG001  one signature for all readers
    """Type codes 1 to 4 (2.2.3.2.5)."""
    return _given(callsign=_callsign(frame.fields.get("callsign")))


def _velocity(frame: Frame, known: Known) -> Values:  # noqa: ARG001  one signature for all readers
    """Type code 19: subtypes 1 and 2 over the ground; 3 and 4, through the air, give only the climb (2.2.3.2.6).

    Our own because rs1090 reads supersonic speeds (subtype 2) as a quarter of what they are, and a difference of
    0 ft between the altitudes as unknown.
    """
    said = field_of(frame.message.frame)
    subtype = bits(said, 6, 8)
    east, north = _signed(said, 14, 10), _signed(said, 25, 10)
    climb, difference = _signed(said, 37, 9), _signed(said, 49, 7)
    values = _given(
        vertical_rate_fpm=None if climb is None else climb * 64,
        geo_minus_baro_ft=None if difference is None else difference * 25,
    )
    if subtype not in {1, 2} or east is None or north is None:
        return values
    step_kt = 4 if subtype == 2 else 1
    track_deg = math.degrees(math.atan2(east, north)) % 360 if east or north else None
    return values | _given(ground_speed_kt=step_kt * math.sqrt(east * east + north * north), track_deg=track_deg)


def _signed(said: int, first: int, width: int) -> int | None:
    """A sign bit and a magnitude plus one; None for 0, "not known", and for all ones, "more than that"."""
    sign, code = bits(said, first, first), bits(said, first + 1, first + width)
    if code in {0, (1 << width) - 1}:
        return None
    return 1 - code if sign else code - 1


def _aircraft_status(frame: Frame, known: Known) -> Values:  # noqa: ARG001  one signature for all readers
    """Type code 28, subtype 1: emergency state and Mode A code (2.2.3.2.7.8.1)."""
    said = field_of(frame.message.frame)
    if bits(said, 6, 8) != 1:
        return {}
    values: Values = {"emergency": _EMERGENCIES.get(str(frame.fields.get("emergency_state")))}
    return values | _given(squawk=squawk(bits(said, 12, 24)))


def _operational_status(frame: Frame, known: Known) -> Values:  # noqa: ARG001  one signature for all readers
    """Type code 31, subtypes 0 (airborne) and 1 (surface): version, accuracy, integrity (2.2.3.2.7.2)."""
    said = field_of(frame.message.frame)
    subtype, version = bits(said, 6, 8), bits(said, 41, 43)
    if subtype > 1:
        return {}
    values: Values = {"adsb_version": version}
    if version == 0:  # what follows came with version 1
        return values
    values |= {"nic_a": bits(said, 44, 44), "nac_p": bits(said, 45, 48), "sil": bits(said, 51, 52)}
    if subtype == 1:
        values |= {"nic_c": bits(said, 20, 20), "track_is_heading": bits(said, 53, 53) == 1}
    return values


def _given(**values: object) -> Values:
    """Those values that are not None: a field left empty takes nothing back."""
    return {name: value for name, value in values.items() if value is not None}


def _callsign(text: object) -> str | None:
    """Letters and digits; None for a blank one and for one with codes outside the alphabet (``#``)."""
    callsign = str(text or "").strip(" _").upper()
    return callsign if callsign.isascii() and callsign.replace(" ", "").isalnum() else None


_Reader = Callable[[Frame, Known], Values]
_READERS: dict[int, _Reader] = {
    **dict.fromkeys(range(1, 5), _identification),
    **dict.fromkeys(range(5, 9), _surface_position),
    **dict.fromkeys((*range(9, 19), 20, 21, 22), _airborne_position),
    19: _velocity,
    28: _aircraft_status,
    31: _operational_status,
}
