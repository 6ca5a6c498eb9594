"""Envelopes: bounds of what an aircraft of a type can do, by its class in ICAO document 8643.

The bounds are physical and generous: a report beyond one is wrong, or the aircraft is not of this type. Each has
its reason beside it. Where a record or a certificate is named, the bound is above it; the rest is judgement, from
what aircraft of the class are built for. Speeds over ground are a true airspeed no aircraft of the class exceeds,
and a tail wind: 250 kt for those that reach the jet stream, 150 kt below it.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from skywitness.reference.aircraft_types import AircraftType


class Envelope(NamedTuple):
    """What an aircraft of a type can do.

    Attributes:
        max_ground_speed_kt: knots over ground, wind included, that it never exceeds.
        cruise_kt: knots; a usual cruise, no bound.
        ceiling_ft: feet of pressure altitude that it never exceeds.
        max_climb_fpm: feet per minute that it never climbs faster, over more than a few seconds.
        endurance_s: seconds that it can stay in the air at most.
        min_runway_ft: feet; shorter runways it does not use. 0 for none needed.
        needs_paved: it uses paved runways only.
        rotor: it takes off and lands on the spot.
    """

    max_ground_speed_kt: float
    cruise_kt: float
    ceiling_ft: float
    max_climb_fpm: float
    endurance_s: float
    min_runway_ft: float
    needs_paved: bool
    rotor: bool


_H = 3600.0

WIDEST = Envelope(1000, 400, 100_000, 60_000, 47 * _H, 0, needs_paved=False, rotor=False)
"""For an unknown type.

1,000 kt as in the search for teleports; 100,000 ft is above every aeroplane and airship that sends positions (the
stratospheric gliders and balloons among them reach 76,000 ft); 60,000 ft/min is straight up at 590 kt; 47 h is
above the longest flights without a stop that are known of aircraft with crews (44 h, a refuelled B-2, 2001), so
that an aircraft heard in the air for two days on end is remarked upon.
"""

_HEAVY_JET = Envelope(850, 480, 60_000, 35_000, 24 * _H, 5000, needs_paved=True, rotor=False)
"""Mach 0.95 is 600 kt at most; bombers reach 60,000 ft; an airliner flew 22 h 42 min (777-200LR, 2005).

The climb is that of a parabolic flight, 47 degrees up at 400 kt.
"""
_JET = Envelope(1000, 440, 65_000, 60_000, 20 * _H, 2500, needs_paved=True, rotor=False)
"""Medium wake: business jets and fighters alike, as document 8643 does not tell them apart."""
_AIRLINER_JET = Envelope(800, 450, 46_000, 35_000, 15 * _H, 4000, needs_paved=True, rotor=False)
"""Certified to 45,000 ft at most and Mach 0.86; extra tanks give some of them 12 h; some fly parabolas."""
_LIGHT_JET = Envelope(1000, 380, 60_000, 40_000, 12 * _H, 2000, needs_paved=True, rotor=False)
"""Very light jets and military trainers, some of them supersonic in a dive; old fighters in private hands."""
_HEAVY_PROP = Envelope(750, 380, 48_000, 10_000, 24 * _H, 3000, needs_paved=False, rotor=False)
"""The Tu-95 reaches 500 kt."""
_PROP = Envelope(650, 270, 53_500, 10_000, 18 * _H, 1000, needs_paved=False, rotor=False)
"""The fastest cruise at 400 kt; the height record of a propeller-turbine aircraft is 53,574 ft (G 520, 1988)."""
_PISTON = Envelope(550, 120, 45_000, 8_000, 24 * _H, 300, needs_paved=False, rotor=False)
"""Racers have reached 460 kt (1989) and fighters of the 1940s 42,000 ft; ferry tanks last a day."""
_ELECTRIC = Envelope(500, 90, 40_000, 8_000, 12 * _H, 300, needs_paved=False, rotor=False)
"""The speed record is 300 kt (2021)."""
_HELICOPTER = Envelope(400, 125, 42_000, 10_000, 14 * _H, 0, needs_paved=False, rotor=True)
"""The speed record is 216 kt (1986), compounds reach 260 kt; the height record is 40,820 ft (1972)."""
_GYROCOPTER = Envelope(250, 75, 30_000, 4_000, 10 * _H, 100, needs_paved=False, rotor=False)
"""The height record is near 27,600 ft (2015)."""
_TILTROTOR = Envelope(560, 240, 30_000, 10_000, 18 * _H, 0, needs_paved=False, rotor=True)
"""Some 310 kt on the wing, refuelled in the air."""

_CLASSES: Mapping[tuple[str, str], Envelope] = {
    ("Jet", "H"): _HEAVY_JET,
    ("Jet", "J"): _HEAVY_JET,
    ("Jet", "M"): _JET,
    ("Jet", "L"): _LIGHT_JET,
    ("Turboprop/Turboshaft", "H"): _HEAVY_PROP,
    ("Turboprop/Turboshaft", "M"): _PROP,
    ("Turboprop/Turboshaft", "L"): _PROP,
    ("Turboprop/Turboshaft", "L/M"): _PROP,
    ("Piston", "M"): _PISTON._replace(cruise_kt=180, min_runway_ft=1500),
    ("Piston", "L"): _PISTON,
    ("Electric", "L"): _ELECTRIC,
}
"""Aeroplanes by kind of engine and wake turbulence category; others hold the widest."""

_ROTORS: Mapping[str, Envelope] = {
    "Helicopter": _HELICOPTER,
    "Gyrocopter": _GYROCOPTER,
    "Tiltrotor": _TILTROTOR,
    "Tilt-wing": _TILTROTOR,
}


def _codes(words: str) -> frozenset[str]:
    return frozenset(words.split())


_AIRLINERS = _codes(
    """
    A318 A319 A320 A321 A19N A20N A21N B712 B721 B722 B732 B733 B734 B735 B736 B737 B738 B739 B37M B38M B39M
    B3XM B752 B753 BA11 BCS1 BCS3 C919 CRJ1 CRJ2 CRJ7 CRJ9 CRJX DC91 DC92 DC93 DC94 DC95 E135 E145 E170 E75L
    E75S E190 E195 E290 E295 F28 F70 F100 MD81 MD82 MD83 MD87 MD88 MD90 RJ70 RJ85 RJ1H B461 B462 B463 SU95
    T134 T154 YK42
    """
)
"""Transport aircraft among the jets of medium wake category."""
_UNPAVED_JETS = _codes(
    """
    IL76 A124 C17 AN72 B461 B462 B463 B732 YK40 PC24 RJ70 RJ85 RJ1H
    """
)
"""Jets built or certified for gravel, grass or packed earth."""
_REFUELLED = _codes(
    """
    B52 B1 B2 E6 E3CF E3TF K35E K35R K35A R135 C135 C5M C5A C17 A400 C130 C30J P8 TU95 T160 T22M
    """
)
"""Large military aircraft that are refuelled in the air, or carry crews for it."""
_REFUELLED_S = 45 * _H

_TYPES: Mapping[str, Mapping[str, Any]] = {
    "C17": {"min_runway_ft": 3000},  # planned with 3,500 ft (AFPAM 10-1403)
    "C30J": {"min_runway_ft": 2500, "cruise_kt": 310},  # planned with 3,000 ft (AFPAM 10-1403)
    "C130": {"min_runway_ft": 2500, "cruise_kt": 290},
    "IL76": {"min_runway_ft": 4500, "cruise_kt": 420},
    "Q1": {"endurance_s": 42 * _H, "cruise_kt": 75},  # 40 h flown (2001)
    "Q4": {"endurance_s": 36 * _H, "cruise_kt": 310, "min_runway_ft": 5000},  # 34.3 h flown (2014)
    "Q9": {"endurance_s": 48.5 * _H, "cruise_kt": 170},  # 48.2 h flown by the longer-winged variant (2018)
    "HRON": {"endurance_s": 53 * _H, "cruise_kt": 80},  # 52 h flown by the Heron 1
    "HRM9": {"endurance_s": 37 * _H, "cruise_kt": 80},  # 36 h stated by the maker
    "U2": {"ceiling_ft": 80_000, "cruise_kt": 400},
    "M55": {"ceiling_ft": 75_000, "cruise_kt": 400},  # record of 70,665 ft (1993)
    "WB57": {"ceiling_ft": 68_000, "cruise_kt": 400},
    "SS2": {"ceiling_ft": 300_000, "max_ground_speed_kt": 2300},
}
"""Where one type goes beyond its class."""


def envelope_of(aircraft_type: AircraftType | None) -> Envelope:
    """Bounds of this type; the widest for one that is not known, or of a class without bounds of its own."""
    if aircraft_type is None:
        return WIDEST
    code = aircraft_type.typecode
    envelope = _ROTORS.get(aircraft_type.description) or _aeroplane(aircraft_type)
    if envelope is None:
        return WIDEST
    if code in _UNPAVED_JETS:
        envelope = envelope._replace(needs_paved=False)
    if code in _REFUELLED:
        envelope = envelope._replace(endurance_s=_REFUELLED_S)
    for name, value in _TYPES.get(code, {}).items():
        envelope = envelope._replace(**{name: value})
    return envelope


def _aeroplane(aircraft_type: AircraftType) -> Envelope | None:
    if aircraft_type.typecode in _AIRLINERS:
        return _AIRLINER_JET
    envelope = _CLASSES.get((aircraft_type.engine, aircraft_type.wake))
    if envelope is not None and aircraft_type.description in {"SeaPlane", "Amphibian"}:
        return envelope._replace(min_runway_ft=0, needs_paved=False)
    return envelope
