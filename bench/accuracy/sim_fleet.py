"""Fleet: who flies where in the made world, class by class; chance from a seed, fields from OurAirports.

The figures of each class are round ones for its kind of aircraft (judgement, after EUROCONTROL's aircraft
performance database); they are not the product's own and were set before anything was scored.
"""

from typing import NamedTuple

import numpy as np
from fields import Field, Fields, Runway

from skywitness.measure.geodesy import distance_nm

Rng = np.random.Generator


class Class(NamedTuple):
    """One kind of flying.

    Attributes:
        name: as it is counted.
        typecodes: designators to choose from.
        cruise_ft: lowest and highest level.
        cruise_kt: true airspeed in cruise.
        climb_fpm: rate low down; half of it near the cruising level.
        takeoff_kt: speed at lift-off.
        approach_kt: speed on final.
        final_nm: length of the straight final.
        legs_nm: shortest and longest leg.
        stay_s: shortest and longest time on the ground.
        runway_ft: shortest runway that it uses, 0 for heliports.
    """

    name: str
    typecodes: tuple[str, ...]
    cruise_ft: tuple[int, int]
    cruise_kt: float
    climb_fpm: float
    takeoff_kt: float
    approach_kt: float
    final_nm: tuple[float, float]
    legs_nm: tuple[float, float]
    stay_s: tuple[float, float]
    runway_ft: float


CLASSES = (
    Class(
        "airliner",
        ("A320", "B738", "A21N", "E190"),
        (31000, 39000),
        445,
        2400,
        150,
        138,
        (5, 12),
        (180, 1400),
        (1800, 20000),
        5500,
    ),
    Class(
        "regional", ("AT76", "DH8D"), (17000, 24000), 275, 1500, 115, 112, (4, 10), (90, 350), (1500, 15000), 4000
    ),
    Class(
        "military",
        ("C130", "C17", "IL76", "A400"),
        (20000, 31000),
        330,
        1600,
        130,
        125,
        (4, 10),
        (150, 1500),
        (3600, 30000),
        5000,
    ),
    Class(
        "business",
        ("C56X", "GLF5", "PC12"),
        (25000, 43000),
        400,
        2500,
        120,
        115,
        (3, 9),
        (120, 1200),
        (2400, 40000),
        4500,
    ),
    Class(
        "light",
        ("C172", "PA28", "SR22"),
        (2000, 7500),
        115,
        650,
        60,
        65,
        (0.8, 2.5),
        (15, 130),
        (420, 15000),
        1400,
    ),
    Class(
        "helicopter", ("EC35", "H145", "B06"), (1000, 3000), 125, 800, 20, 20, (0.6, 1.5), (8, 60), (300, 9000), 0
    ),
)
BY_NAME = {kind.name: kind for kind in CLASSES}


class Leg(NamedTuple):
    """One flight to be flown."""

    kind: Class
    airframe: "Made"
    number: int
    origin: Field
    target: Field
    takeoff: Runway
    landing: Runway
    callsign: str
    cruise_ft: float
    stay_s: float


class Made(NamedTuple):
    """An invented airframe."""

    icao24: str
    typecode: str
    registration: str | None


_AIRLINES = ("DLH", "BAW", "THY", "RYR", "SWR", "UAE", "AAL", "JAL", "QFA", "KLM", "SAS", "LOT")
_FORCES = ("RCH", "GAF", "RRR", "CTM", "IAM", "RFF")
_FORCE_BLOCK = {
    "RCH": 0xAE0000,
    "GAF": 0x3F4000,
    "RRR": 0x43C000,
    "CTM": 0x3B7000,
    "IAM": 0x33FF00,
    "RFF": 0x14F000,
}
_CIVIL_BLOCKS = (
    0x3C4000,
    0x400A00,
    0x4B1000,
    0x4BA000,
    0x896000,
    0xA10000,
    0x840000,
    0x7C1000,
    0x484000,
    0x4AC000,
)


def airframe(rng: Rng, kind: Class, serial: int) -> tuple[Made, str]:
    """An airframe of a class and the stem of its callsigns."""
    typecode = str(rng.choice(kind.typecodes))
    if kind.name == "military":
        force = str(rng.choice(_FORCES))
        return Made(f"{_FORCE_BLOCK[force] + serial % 0x3FF:06x}", typecode, None), force
    block = int(rng.choice(_CIVIL_BLOCKS))
    letters = "".join(chr(65 + int(x)) for x in rng.integers(0, 26, 4))
    registration = f"D{letters}"
    stem = str(rng.choice(_AIRLINES)) if kind.name in {"airliner", "regional"} else registration
    return Made(f"{block + serial:06x}", typecode, registration), stem


def callsign(rng: Rng, kind: Class, stem: str, before: str | None) -> str:
    """Callsign of the next leg: airlines change it, others mostly keep it."""
    if kind.name in {"airliner", "regional"}:
        return f"{stem}{rng.integers(1, 999)}{rng.choice(['', '', 'A', 'K'])}"
    if kind.name == "military":
        return before if before and rng.random() < 0.6 else f"{stem}{rng.integers(100, 999)}"
    return stem


def suits(kind: Class, field: Field, rng: Rng) -> bool:  # noqa: PLR0911 - one line a class
    """Whether a class uses a field."""
    if kind.runway_ft == 0:
        return field.kind == "heliport" or (
            field.kind in {"small", "medium"} and bool(field.runways) and rng.random() < 0.1
        )
    long = [runway for runway in field.runways if runway.length_ft >= kind.runway_ft]
    if not long:
        return False
    if field.military and not field.scheduled:
        return kind.name == "military"
    if kind.name == "airliner":
        return field.scheduled and field.kind in {"large", "medium"} and any(r.hard for r in long)
    if kind.name == "regional":
        return field.scheduled and any(r.hard for r in long)
    if kind.name == "military":
        return field.military or (field.kind == "large" and rng.random() < 0.3)
    if kind.name == "business":
        return field.kind in {"medium", "small"} or (field.kind == "large" and rng.random() < 0.3)
    return field.kind == "small" or (field.kind == "medium" and rng.random() < 0.2)


def itinerary(rng: Rng, table: Fields, kind: Class, serial: int, legs: int) -> list[Leg]:
    """Legs of one airframe, each beginning where the last ended; fewer where no field is in reach."""
    made, stem = airframe(rng, kind, serial)
    at, found, sign = _first(rng, table, kind), [], None
    for number in range(legs):
        target = _next(rng, table, kind, at, None if not found else found[-1].origin)
        if target is None:
            break
        sign = callsign(rng, kind, stem, sign)
        found.append(leg(rng, kind, made, number, at, target, sign))
        at = target
    return found


def leg(rng: Rng, kind: Class, made: Made, number: int, origin: Field, target: Field, sign: str) -> Leg:
    """One leg between two fields, its runways, level and stay by chance."""
    way_nm = float(distance_nm(origin.lat_deg, origin.lon_deg, target.lat_deg, target.lon_deg))
    floor = max(origin.elevation_ft, target.elevation_ft) + 1000
    wish = rng.uniform(*kind.cruise_ft)
    cruise = min(wish, max(way_nm * 130, 1000) + floor) if kind.runway_ft else min(wish, 1500) + floor - 500
    cruise = round(max(cruise, floor) / 500) * 500.0
    stay = float(np.exp(rng.uniform(*np.log(kind.stay_s))))
    return Leg(
        kind,
        made,
        number,
        origin,
        target,
        _runway(rng, kind, origin),
        _runway(rng, kind, target),
        sign,
        cruise,
        stay,
    )


def _runway(rng: Rng, kind: Class, field: Field) -> Runway:
    usable = [runway for runway in field.runways if runway.length_ft >= max(kind.runway_ft, 1)]
    if kind.runway_ft == 0 or not usable:
        return Runway("", field.lat_deg, field.lon_deg, float(rng.uniform(0, 360)), 100.0, True)
    weights = np.array([runway.length_ft * (2 if runway.hard else 1) for runway in usable]) ** 2
    return usable[int(rng.choice(len(usable), p=weights / weights.sum()))]


def _first(rng: Rng, table: Fields, kind: Class) -> Field:
    while True:
        field = table.fields[int(rng.integers(len(table.fields)))]
        if suits(kind, field, rng):
            return field


def _next(rng: Rng, table: Fields, kind: Class, at: Field, before: Field | None) -> Field | None:
    if before is not None and rng.random() < 0.4 and before.ident != at.ident:
        return before
    rows, away = table.near(at.lat_deg, at.lon_deg, kind.legs_nm[1])
    rows = rows[away > kind.legs_nm[0]]
    for row in rng.permutation(rows)[:400]:
        if suits(kind, table.fields[row], rng):
            return table.fields[row]
    return None
