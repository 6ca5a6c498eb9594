"""At sea and spoofed: tracks that end where there is no field, and reports of places where nobody was.

    python bench/accuracy/sea.py

An airport named for an end at sea is invented; so is a visit at a place that only spoofed positions show. Both
must be none. Recorded: a carrier flight, a spoofed flight over the Baltic (package ``traffic``). Made: landings
on a ship, flights lost while going down or level over the open sea, and spoofed stretches at real airports.
"""

import sys
from collections.abc import Iterator
from functools import cache

import numpy as np
import polars as pl
from damage import DAMAGES
from datasets import sample
from fields import Field, Runway, fields
from labelled import Labelled, Truth
from rules import Ours, ours
from sim_fleet import BY_NAME, Leg, Made, Rng, leg
from sim_reception import WHOLE
from simulate import SEEDS, flown_and_heard, whole
from tables import Sheet, show

from skywitness.measure.geodesy import distance_nm, way_nm
from skywitness.model import Flight

_SHIPS = (
    (31.5, -122.5),
    (36.0, 19.0),
    (34.0, 28.5),
    (15.0, 66.0),
    (19.0, 118.5),
    (57.0, 3.5),
    (40.0, 6.5),
    (24.0, -62.0),
)
_AT_SPOT_NM = 15.0  # a spoofed circle is two miles wide
_CLEAR_NM = 35.0  # no field is nearer to a ship
_ENDS = ("landing on a ship", "lost below 1,000 ft", "lost at 5,000 ft going down", "lost at cruise")


def main() -> int:
    """Print the tables and every invention."""
    show(tables())
    print(*inventions(), sep="\n")
    return 0


def tables() -> list[Sheet]:
    """Ends at sea; spoofed stretches."""
    rows = [[word, *_sea_cells(word)] for word in _ENDS]
    rows += [["recorded: a carrier flight", *_carrier_cells()]]
    spoofs = [
        ["recorded: over the Baltic", *_counts([_baltic()])],
        [f"made, seeds {SEEDS}", *_counts([_spoofed(seed) for seed in SEEDS])],
    ]
    return [
        Sheet("Ends at sea", ("ending", "flights", "airports invented", "visits invented"), rows, words=1),
        Sheet(
            "Spoofed stretches",
            (
                "set",
                "flights with one",
                "visits made by them",
                "airports made by them",
                "flights still in one piece",
            ),
            spoofs,
            words=1,
        ),
    ]


def inventions() -> Iterator[str]:
    """One line for each airport or visit that was invented."""
    for word in _ENDS:
        for flight, code in _invented(_at_sea(word)):
            choices = list(zip(flight.ades_candidates, flight.ades_posteriors, strict=True))[:3]
            said = f"to {code}, {flight.ades_evidence} {choices}"
            yield f"[at sea, {word}] {flight.flight_id} {flight.typecode}: {said}"
    for own in (_baltic(), *map(_spoofed, SEEDS)):
        yield from (f"[spoofed] {line}" for line in _made_by_spoof(own))


@cache
def _at_sea(word: str) -> Ours:
    rng = np.random.default_rng(30)
    legs = [one for serial, ship in enumerate(_SHIPS * 3) for one in _to_sea(rng, ship, serial)]
    labelled = flown_and_heard(rng, word, legs, WHOLE._replace(qnh_ft=300), held_out=False)
    return ours(_lost(labelled, word))


def _to_sea(rng: Rng, ship: tuple[float, float], serial: int) -> list[Leg]:
    """A flight from a base on land to a ship; nothing of it on the deck."""
    name = ("military", "business", "helicopter")[serial % 3]
    kind = BY_NAME[name]
    typecode = {"military": "C2", "business": "F18H", "helicopter": "H60"}[name]
    place = Field(
        "SEA",
        "a ship",
        "sea",
        "",
        *ship,
        60.0,
        False,
        False,
        (Runway("", *ship, float(rng.uniform(0, 360)), 700, True),),
    )
    rows, away = fields().near(*ship, 500)
    if away[0] < _CLEAR_NM:
        return []
    from_land = [
        fields().fields[row]
        for row, nm in zip(rows, away, strict=True)
        if nm > 40 and fields().fields[row].military and fields().fields[row].runways
    ]
    if not from_land:
        return []
    home = from_land[int(rng.integers(len(from_land)))]
    made = Made(f"{0xAE7000 + serial:06x}", typecode, None)
    near = kind._replace(
        runway_ft=1 if kind.runway_ft else 0, cruise_ft=(12000, 24000) if kind.runway_ft else kind.cruise_ft
    )
    return [leg(rng, near, made, 0, home, place, f"PSWRD{serial:02d}")]


def _lost(labelled: Labelled, word: str) -> Labelled:
    """The end cut off as the ending says; nothing is heard from the deck in any case."""
    frame = labelled.positions
    top = pl.col("baro_altitude_ft").max().over("truth")
    after_top = (pl.col("baro_altitude_ft") == top).cum_sum().over("truth") > 0
    floor = {
        "landing on a ship": -9999.0,
        "lost below 1,000 ft": 900.0,
        "lost at 5,000 ft going down": 5000.0,
    }.get(word)
    low = pl.col("baro_altitude_ft").fill_null(-9999) < (0.95 * top if floor is None else floor)
    on_deck = after_top & pl.col("on_ground").fill_null(value=False)
    return labelled._replace(positions=frame.filter(~(on_deck | (after_top & low))))


def _invented(own: Ours) -> list[tuple[Flight, str]]:
    """Destinations named, and departures of flights found to begin out there."""
    found = []
    for flights in own.flights.values():
        found += [(flight, flight.ades) for flight in flights if flight.ades is not None]
        found += [(flight, flight.adep) for flight in flights[1:] if flight.adep is not None]
    return found


def _sea_cells(word: str) -> list[str]:
    own = _at_sea(word)
    out = [
        visit
        for one in own.found
        for visit in one.visits
        if visit.airport is not None and visit.arrival_flight_id is not None
    ]
    return [str(len(own.labelled.truths)), str(len(_invented(own))), str(len(out))]


@cache
def _carrier() -> Ours:
    rows = sample("military/aircraft_carrier").with_columns(pl.lit(-1, pl.Int64).alias("truth"))
    return ours(Labelled("carrier", rows, (), {}))


def _carrier_cells() -> list[str]:
    """Every end over 25 NM off every field counts."""
    flights = [flight for own in _carrier().flights.values() for flight in own]
    ends = [(f.adep, f.first_lat_deg, f.first_lon_deg) for f in flights] + [
        (f.ades, f.last_lat_deg, f.last_lon_deg) for f in flights
    ]
    invented = sum(code is not None and _off(code, lat, lon) > 25 for code, lat, lon in ends)
    track = _carrier().labelled.positions.drop_nulls("lat_deg")
    visited = {visit.airport for one in _carrier().found for visit in one.visits if visit.airport is not None}
    visits = sum(_nearest_nm(code, track) > 10 for code in visited)
    return [str(len(flights)), str(invented), str(visits)]


def _nearest_nm(code: str, track: pl.DataFrame) -> float:
    """How near a track comes to a field."""
    field = fields().by_ident.get(fields().canonical(code) or "")
    if field is None:
        return 9999.0
    return float(
        distance_nm(field.lat_deg, field.lon_deg, track["lat_deg"].to_numpy(), track["lon_deg"].to_numpy()).min()
    )


def _off(code: str, lat: float, lon: float) -> float:
    field = fields().by_ident.get(fields().canonical(code) or "")
    return 9999.0 if field is None else way_nm(field.lat_deg, field.lon_deg, lat, lon)


@cache
def _baltic() -> Ours:
    rows = sample("noisy/noisy_spoofing").with_columns(pl.lit(0, pl.Int64).alias("truth"))
    return ours(Labelled("spoofed", rows, (Truth("THY9BP", "4baac6", "recorded", "LTFM", "ENGM"),), {}))


@cache
def _spoofed(seed: int) -> Ours:
    return ours(DAMAGES["spoofed jumps"](whole(seed)))


def _made_by_spoof(own: Ours) -> list[str]:
    """Visits and ends at fields that none of the airframe's true flights touched."""
    touched: dict[str, set[str | None]] = {}
    for truth in own.labelled.truths:
        touched.setdefault(truth.icao24, set()).update(
            (fields().canonical(truth.adep), fields().canonical(truth.ades))
        )
    spots = _spots(own.labelled)

    def false(icao24: str, code: str | None) -> bool:
        known = touched.get(icao24, set())
        return code is not None and fields().canonical(code) not in known and _at_spot(code, spots.get(icao24, []))

    visits = (visit for one in own.found for visit in one.visits)
    flights = [flight for one in own.found for flight in one.flights]
    ends = ((flight, code) for flight in flights for code in (flight.adep, flight.ades))
    lines = [
        f"visit of {v.icao24} at {v.airport}, inferred: {v.inferred}" for v in visits if false(v.icao24, v.airport)
    ]
    lines += [f"end of {f.flight_id} at {code}" for f, code in ends if false(f.icao24, code)]
    return lines


def _spots(labelled: Labelled) -> dict[str, list[tuple[float, float]]]:
    """Middles of each airframe's stretches of false positions; none where they are not known one by one."""
    marks = labelled.positions.with_columns((pl.col("truth") == -1).alias("false"))
    marks = marks.with_columns(
        (pl.col("false") != pl.col("false").shift()).cum_sum().over("icao24").alias("stretch")
    )
    middles = marks.filter("false").group_by("icao24", "stretch").agg(pl.col("lat_deg", "lon_deg").median())
    found: dict[str, list[tuple[float, float]]] = {}
    for icao24, _, lat, lon in middles.iter_rows():
        found.setdefault(icao24, []).append((lat, lon))
    return found


def _at_spot(code: str, spots: list[tuple[float, float]]) -> bool:
    return not spots or any(_off(code, *spot) < _AT_SPOT_NM for spot in spots)


def _counts(sets: list[Ours]) -> list[str]:
    lines = [line for own in sets for line in _made_by_spoof(own)]
    visits = sum(line.startswith("visit") for line in lines)
    spoofed = sum(_spoofed_flights(own) for own in sets)
    whole_ones = sum(own.segments.clean for own in sets)
    return [
        str(spoofed),
        str(visits),
        str(len(lines) - visits),
        f"{whole_ones} of {sum(sum(own.segments) for own in sets)}",
    ]


def _spoofed_flights(own: Ours) -> int:
    if own.labelled.name == "spoofed" and len(own.labelled.truths) == 1:
        return 1
    marks = own.labelled.positions.select("icao24", "truth", (pl.col("truth") == -1).alias("false"))
    return int(marks.select((pl.col("false") & ~pl.col("false").shift(1, fill_value=False)).sum()).item())


if __name__ == "__main__":
    sys.exit(main())
