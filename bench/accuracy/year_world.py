"""The made year's world: fields of the packaged reference, receivers with outages, operators and fleets.

Everything is drawn from one seeded generator. Nothing here uses the code under test but the table of fields.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import distance_nm
from skywitness.reference.field_kinds import CODES
from skywitness.store.packaged import airport_table

Rng = np.random.Generator
Flags = NDArray[np.bool_]


class Place(NamedTuple):
    """One field of the world: code, country, degrees, and whether it is an air base."""

    icao: str
    country: str
    lat_deg: float
    lon_deg: float
    military: bool


class Receiver(NamedTuple):
    """One receiver beside a field.

    Attributes:
        place: number of its field.
        range_nm: how far it hears an aircraft in cruise.
        up: for each day, whether it ran, shape (days,).
    """

    place: int
    range_nm: float
    up: Flags


class World(NamedTuple):
    """Fields, receivers, and for each field and day whether aircraft low near it were heard.

    Attributes:
        places: the fields.
        receivers: each beside one of them; not every field has one.
        covered: shape (fields, days).
        way_nm: great-circle distances between the fields, shape (fields, fields).
    """

    places: tuple[Place, ...]
    receivers: tuple[Receiver, ...]
    covered: Flags
    way_nm: NDArray[np.float64]


class Style(NamedTuple):
    """How a kind of operator flies; round figures of judgement, set before anything was scored.

    Attributes:
        name: of the kind.
        typecodes: designators to choose from.
        callsign: three letters' first.
        fleet: airframes of an operator, least and most.
        network: fields that it flies to, least and most.
        military: whether it lives on air bases.
        trips_a_week: mean of an airframe.
        stay_h: shortest and longest time at a destination.
        speed_kt: over ground.
        reach_nm: longest leg.
        onward: probability that a trip goes on to another field before it returns.
    """

    name: str
    typecodes: tuple[str, ...]
    callsign: str
    fleet: tuple[int, int]
    network: tuple[int, int]
    military: bool
    trips_a_week: float
    stay_h: tuple[float, float]
    speed_kt: float
    reach_nm: float
    onward: float


STYLES = (
    Style("airline", ("A320", "B738", "A21N"), "L", (8, 20), (30, 60), False, 6.0, (0.7, 2), 430, 2200, 0.05),
    Style("forces", ("IL76", "C130", "A400", "C17"), "F", (5, 14), (20, 45), True, 1.6, (2, 40), 390, 3000, 0.3),
    Style("business", ("GLF5", "C56X", "CL60"), "B", (4, 12), (30, 70), False, 2.2, (2, 60), 430, 3000, 0.45),
    Style("government", ("A319", "IL62", "F900"), "G", (1, 4), (25, 50), True, 0.9, (4, 70), 430, 4500, 0.2),
    Style("cargo", ("A124", "B744", "A306"), "C", (3, 10), (20, 40), False, 2.5, (3, 20), 440, 4500, 0.35),
)


class Operator(NamedTuple):
    """One operator: its bases and its network with the weight of each field, the same for all its airframes."""

    name: str
    style: Style
    flag_state: str
    bases: tuple[int, ...]
    network: tuple[int, ...]
    weights: tuple[float, ...]


_LARGE, _MEDIUM = CODES["large"], CODES["medium"]
_BOX = (10.0, 65.0, -20.0, 75.0)
"""South, north, west, east of the world: Europe, the Near East, North Africa and Central Asia."""


@cache
def _candidates() -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """Civil fields with a timetable, and air bases, of the packaged table."""
    table = airport_table()
    south, north, west, east = _BOX
    inside = (table.lat_deg > south) & (table.lat_deg < north) & (table.lon_deg > west) & (table.lon_deg < east)
    known = np.array([len(code) == 4 and code.isalpha() for code in table.codes])
    long = np.nan_to_num(table.longest_ft) >= 6500
    sized = np.isin(table.kind_code, [_LARGE, _MEDIUM])
    open_now = np.isinf(table.closed_s)
    usable = inside & known & long & sized & open_now
    return tuple(
        tuple(_place(int(row), military=military) for row in np.flatnonzero(usable & chosen))
        for military, chosen in ((False, table.scheduled & ~table.military), (True, table.military))
    )


def _place(row: int, *, military: bool) -> Place:
    airport = airport_table().airports[row]
    return Place(airport.icao, airport.country, airport.lat_deg, airport.lon_deg, military)


def world(rng: Rng, days: int, fields: int, covered_share: float) -> World:
    """Fields and receivers.

    Args:
        rng: chance.
        days: of the record.
        fields: how many; a fifth are air bases.
        covered_share: share of fields that have a receiver.
    """
    civil, bases = _candidates()
    chosen = [*_some(rng, civil, fields - fields // 5), *_some(rng, bases, fields // 5)]
    lat, lon = (np.array([getattr(place, name) for place in chosen]) for name in ("lat_deg", "lon_deg"))
    way_nm = distance_nm(lat[:, None], lon[:, None], lat[None, :], lon[None, :])
    placed = [place for place in range(fields) if rng.random() < covered_share]
    receivers = tuple(Receiver(place, rng.uniform(110, 220), _up(rng, days)) for place in placed)
    covered = np.zeros((fields, days), bool)
    for receiver in receivers:
        covered[receiver.place] |= receiver.up
    return World(tuple(chosen), receivers, covered, way_nm)


def _some(rng: Rng, places: tuple[Place, ...], count: int) -> list[Place]:
    return [places[row] for row in rng.choice(len(places), count, replace=False)]


def _up(rng: Rng, days: int) -> Flags:
    """Days on which a receiver ran: one in eight begins within the year, each fails now and then."""
    up = np.ones(days, bool)
    if rng.random() < 1 / 8:
        up[: int(rng.uniform(0.2, 0.8) * days)] = False
    day = rng.exponential(60)
    while day < days:
        length = 1 + rng.exponential(4)
        up[int(day) : int(day + length)] = False
        day += length + rng.exponential(60)
    return up


def operators(rng: Rng, made: World, airframes: int) -> list[tuple[Operator, int]]:
    """Operators and their numbers of airframes, until there are as many as asked for."""
    found: list[tuple[Operator, int]] = []
    left = airframes
    while left > 0:
        style = STYLES[len(found) % len(STYLES)]
        count = min(int(rng.integers(style.fleet[0], style.fleet[1] + 1)), left)
        found.append((_operator(rng, made, style, len(found)), count))
        left -= count
    return found


def _operator(rng: Rng, made: World, style: Style, number: int) -> Operator:
    heard = made.covered.mean(axis=1) > (0.7 if rng.random() < 0.9 else -1)
    homes = [row for row, place in enumerate(made.places) if place.military == style.military and heard[row]]
    base = int(rng.choice(homes))
    second = min(homes, key=lambda row: (row == base, made.way_nm[base, row]))
    near = [row for row in range(len(made.places)) if 120 < made.way_nm[base, row] < style.reach_nm]
    size = min(int(rng.integers(style.network[0], style.network[1] + 1)), len(near))
    network = tuple(int(row) for row in rng.choice(near, size, replace=False) if row not in {base, second})
    weights = 1 / (np.arange(len(network)) + 3.0) ** 0.7
    bases = (base, second) if style.name == "airline" else (base,)
    name = f"{style.name.title()} {number + 1}"
    weights /= weights.sum()
    return Operator(name, style, made.places[base].country, bases, network, tuple(weights.tolist()))
