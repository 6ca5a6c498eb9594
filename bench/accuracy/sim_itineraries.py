"""Made itineraries: airframes whose bases, legs and stops are known, and the record that is left after damage.

Nothing here uses the code under test. Everything is drawn from one seeded generator: where an airframe lives,
which trips it flies, how long it stays; then which legs, ends and stops nobody received.
"""

import math
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from skywitness.model import Flight, Visit

START = datetime(2024, 1, 1, tzinfo=UTC)
DAYS = 365
FIELDS = {
    "KDOV": (39.13, -75.47), "KCHS": (32.90, -80.04), "KSUU": (38.26, -121.93), "PHIK": (21.32, -157.92),
    "PGUA": (13.58, 144.93), "RJTY": (35.75, 139.35), "LERT": (36.65, -6.35), "ETAR": (49.44, 7.60),
    "LPLA": (38.76, -27.09), "OTBH": (25.12, 51.31), "HDAM": (11.55, 43.16), "EGUN": (52.36, 0.49),
    "UUMU": (55.88, 38.06), "OSLK": (35.40, 35.95), "GMME": (34.05, -6.75), "GOBD": (14.67, -17.07),
    "SVMI": (10.60, -66.99), "UWLW": (54.27, 48.23), "MHSC": (14.38, -87.62), "EDDK": (50.87, 7.14),
    "OMAM": (24.25, 54.55), "VTBU": (12.68, 101.01), "FACT": (-33.97, 18.60), "SBGL": (-22.81, -43.25),
}  # fmt: skip
"""Places by code, degrees, rounded to a hundredth."""

CODES = tuple(FIELDS)


class TrueStop(NamedTuple):
    """What a stop was for, and how long it was."""

    kind: str
    hours: float


class TrueLeg(NamedTuple):
    """One leg as it was flown, with the stop after it; ``home`` where it ended at base."""

    adep: str
    ades: str
    off_h: float
    on_h: float
    stop: TrueStop


class Airframe(NamedTuple):
    """An airframe's year.

    Attributes:
        icao24: address.
        way: of life: ``one base``, ``moves``, ``two bases`` or ``tramp``.
        legs: in order of time.
        bases: airport, first and last hour of living there.
    """

    icao24: str
    way: str
    legs: list[TrueLeg]
    bases: list[tuple[str, float, float]]


class Damage(NamedTuple):
    """Shares of what nobody received.

    Attributes:
        legs: legs that are missing altogether.
        ends: ends of flights whose airport and time are unknown.
        stops: stops of which neither the landing nor the take-off was received, nor the place known.
        times: ends of flights whose airport is known, and whose time is not.
    """

    legs: float = 0.0
    ends: float = 0.0
    stops: float = 0.0
    times: float = 0.0


class Record(NamedTuple):
    """What is left: flights and visits, and for each kept flight the index of its true leg."""

    flights: list[Flight]
    visits: list[Visit]
    kept: list[int]


def fleet(seed: int, each: int) -> list[Airframe]:
    """So many airframes of every way of life."""
    chance = np.random.default_rng(seed)
    ways = [way for way in ("one base", "moves", "two bases", "tramp") for _ in range(each)]
    return [_airframe(chance, f"{0xAE0000 + number:06x}", way) for number, way in enumerate(ways)]


def _airframe(chance: np.random.Generator, icao24: str, way: str) -> Airframe:
    first, second = (CODES[index] for index in chance.choice(len(CODES), 2, replace=False))
    end = DAYS * 24.0
    if way == "tramp":
        return Airframe(icao24, way, list(_wander(chance, first, end)), [])
    if way == "one base":
        return Airframe(icao24, way, list(_live(chance, [first], 0.0, end)), [(first, 0.0, end)])
    if way == "two bases":
        legs = list(_live(chance, [first, second], 0.0, end))
        return Airframe(icao24, way, legs, [(first, 0.0, end), (second, 0.0, end)])
    move = end * chance.uniform(0.35, 0.65)
    legs = list(_live(chance, [first], 0.0, move))
    transfer = _leg(first, second, max(move, legs[-1].on_h + 20), TrueStop("home", 40.0))
    legs += [transfer, *_live(chance, [second], transfer.on_h + 40, end)]
    return Airframe(icao24, way, legs, [(first, 0.0, transfer.off_h), (second, transfer.on_h, end)])


def _live(chance: np.random.Generator, bases: Sequence[str], hour: float, end: float) -> Iterator[TrueLeg]:
    """Trips from base and back, with days at home between; now and then to the other base."""
    home = bases[0]
    hour += chance.uniform(0, 72)
    while hour < end:
        other = [base for base in bases if base != home]
        if other and chance.random() < 0.5:
            legs, home = [_leg(home, other[0], hour, TrueStop("home", 0.0))], other[0]
        else:
            legs = _round_trip(chance, home, [code for code in CODES if code not in other], hour)
        yield from legs
        hour = legs[-1].on_h + chance.choice([14, 20, 40, 70, 130]) * chance.uniform(0.8, 1.2)


def _round_trip(chance: np.random.Generator, home: str, places: Sequence[str], hour: float) -> list[TrueLeg]:
    goal = places[chance.integers(len(places))]
    if goal == home:
        return [TrueLeg(home, home, hour, hour + chance.uniform(1, 4), TrueStop("home", 0.0))]
    out, back = _way(chance, home, goal, places), _way(chance, goal, home, places)
    way = [home, *(code for code, _ in out), goal, *(code for code, _ in back), home]
    stay = chance.choice([2.0, 5.0, 20.0, 50.0, 110.0]) * chance.uniform(0.7, 1.3)
    stops = [*(s for _, s in out), TrueStop("destination", stay), *(s for _, s in back), TrueStop("home", 0.0)]
    return _flown(way, stops, hour)


def _way(chance: np.random.Generator, start: str, goal: str, places: Sequence[str]) -> list[tuple[str, TrueStop]]:
    """Stops on a long way: fields that lengthen it by less than a tenth, at most two."""
    direct = way_nm(start, goal)
    detours = {c: way_nm(start, c) + way_nm(c, goal) for c in places if c not in {start, goal}}
    near = [c for c, way in detours.items() if way < 1.1 * direct and way_nm(start, c) > 300 < way_nm(c, goal)]
    wanted = min(int(direct > 2000) + int(direct > 5000 and chance.random() < 0.5), len(near))
    chosen = chance.choice(near, wanted, replace=False) if wanted else []
    ordered = sorted(map(str, chosen), key=lambda code: way_nm(start, code))
    if any(way_nm(start, a) + way_nm(a, b) > 1.05 * way_nm(start, b) for a, b in pairwise(ordered)):
        ordered = ordered[:1]
    return [(code, _pause(chance)) for code in ordered]


def _pause(chance: np.random.Generator) -> TrueStop:
    if chance.random() < 0.65:
        return TrueStop("technical", chance.uniform(0.8, 3.5))
    return TrueStop("crew_rest", chance.uniform(10, 22))


def _wander(chance: np.random.Generator, place: str, end: float) -> Iterator[TrueLeg]:
    hour = chance.uniform(0, 48)
    while hour < end:
        goal = CODES[chance.integers(len(CODES))]
        if goal != place:
            stop = TrueStop("destination", chance.choice([3.0, 18.0, 40.0, 90.0]) * chance.uniform(0.7, 1.3))
            leg = _leg(place, goal, hour, stop)
            yield leg
            place, hour = goal, leg.on_h + stop.hours


def _flown(places: Sequence[str], stops: Sequence[TrueStop], hour: float) -> list[TrueLeg]:
    legs = []
    for (adep, ades), stop in zip(pairwise(places), stops, strict=True):
        legs.append(_leg(adep, ades, hour, stop))
        hour = legs[-1].on_h + stop.hours
    return legs


def _leg(adep: str, ades: str, off_h: float, stop: TrueStop) -> TrueLeg:
    return TrueLeg(adep, ades, off_h, off_h + 0.4 + way_nm(adep, ades) / 440, stop)


def way_nm(one: str, other: str) -> float:
    """Great-circle distance by the law of cosines, nautical miles."""
    (lat1, lon1), (lat2, lon2) = (map(math.radians, FIELDS[code]) for code in (one, other))
    cosine = math.sin(lat1) * math.sin(lat2) + math.cos(lat1) * math.cos(lat2) * math.cos(lon2 - lon1)
    return math.degrees(math.acos(min(1.0, max(-1.0, cosine)))) * 60


def recorded(airframe: Airframe, damage: Damage, seed: int) -> Record:
    """What receivers with these holes leave of an airframe's year."""
    chance = np.random.default_rng([seed, int(airframe.icao24, 16)])
    legs = airframe.legs
    kept = [index for index in range(len(legs)) if chance.random() >= damage.legs]
    deaf = {index for index in range(len(legs)) if chance.random() < damage.stops}
    flights = [_flight(airframe.icao24, index, legs[index], deaf, damage, chance) for index in kept]
    return Record(flights, list(_visits(flights)), kept)


def _flight(
    icao24: str, index: int, leg: TrueLeg, deaf: set[int], damage: Damage, chance: np.random.Generator
) -> Flight:
    """A leg as it was received; a stop has the number of the leg before it, that of departure ``index - 1``."""
    known = [stop not in deaf and chance.random() >= damage.ends for stop in (index - 1, index)]
    timed = [is_known and chance.random() >= damage.times for is_known in known]
    late = [0.0 if is_timed else chance.uniform(0.1, 0.3) * (leg.on_h - leg.off_h) for is_timed in timed]
    first, last = _time(leg.off_h + late[0]), _time(leg.on_h - late[1])
    (lat1, lon1), (lat2, lon2) = _along(leg, late[0]), _along(leg, leg.on_h - leg.off_h - late[1])
    fields: dict[str, object] = {
        "flight_id": f"{icao24}-{first:%Y%m%dT%H%M%SZ}",
        "icao24": icao24,
        "callsigns": [],
        "adep": leg.adep if known[0] else None,
        "ades": leg.ades if known[1] else None,
        "adep_evidence": "ground" if timed[0] else "projected" if known[0] else None,
        "ades_evidence": "ground" if timed[1] else "projected" if known[1] else None,
        "takeoff_at": first if timed[0] else None,
        "landing_at": last if timed[1] else None,
        "first_seen_at": first,
        "last_seen_at": last,
        "first_lat_deg": lat1,
        "first_lon_deg": lon1,
        "last_lat_deg": lat2,
        "last_lon_deg": lon2,
        "distance_nm": way_nm(leg.adep, leg.ades),
        "source_sha256s": ["simulated"],
        "algorithm": "simulated",
        "reconstruction": True,
    }
    return Flight(*(fields.get(name) for name in Flight._fields))


def _along(leg: TrueLeg, hours: float) -> tuple[float, float]:
    """About where it was after so many hours: the share of the way, by degrees, which is enough for a course."""
    share = hours / (leg.on_h - leg.off_h)
    (lat1, lon1), (lat2, lon2) = FIELDS[leg.adep], FIELDS[leg.ades]
    east = (lon2 - lon1 + 180) % 360 - 180
    return lat1 + (lat2 - lat1) * share, (lon1 + east * share + 180) % 360 - 180


def _visits(flights: Sequence[Flight]) -> Iterator[Visit]:
    for before, after in pairwise([None, *flights, None]):
        if before and after and before.ades and after.adep and before.ades != after.adep:
            yield _visit(before, None)
            yield _visit(None, after)
        elif (before and before.ades) or (after and after.adep) or (before and after):
            yield _visit(before, after)


def _visit(before: Flight | None, after: Flight | None) -> Visit:
    arrived, departed = before and before.landing_at, after and after.takeoff_at
    fields: dict[str, object] = {
        "icao24": (before or after).icao24,  # type: ignore[union-attr]  # one of them is a flight
        "airport": (before and before.ades) or (after and after.adep),
        "arrived_at": arrived,
        "departed_at": departed,
        "arrived_not_before": arrived or (before and before.last_seen_at),
        "departed_not_after": departed or (after and after.first_seen_at),
        "inferred": not arrived and not departed,
        "arrival_flight_id": before and before.flight_id,
        "departure_flight_id": after and after.flight_id,
        "source_sha256s": ["simulated"],
        "algorithm": "simulated",
        "reconstruction": True,
    }
    return Visit(*(fields.get(name) for name in Visit._fields))


def _time(hour: float) -> datetime:
    return START + timedelta(seconds=round(hour * 3600))
