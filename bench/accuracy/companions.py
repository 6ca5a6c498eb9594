"""Companions: planted pairs in real and in made traffic, and what is found where nothing was planted.

    python bench/accuracy/companions.py [SEED]

In the air: recorded airliners are the crowd. A copy of a flight under another address is planted beside it, up to
1.5 NM and 300 ft off, with reports of its own times, a third of them lost. On routes and on the ground: a year of
made flights, airliners that take turns on daily services beside aircraft that fly when they please; planted pairs
leave within the hour of each other on six to fifteen days, and 30 % of all flights are lost. In the control each
planted flight keeps its route and leaves on a day of its own.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl
from datasets import heathrow, sample
from tables import Sheet, show

from skywitness.findings.companions import Companions, Record
from skywitness.measure.geodesy import destination
from skywitness.model import Finding

_SEED = 7
_AIRBORNE = ("icao24", "observed_at", "lat_deg", "lon_deg", "baro_altitude_ft")
_START = datetime(2024, 1, 1, tzinfo=UTC)
_DAYS = 365
_LOST = 0.3
_Row = tuple[str, str, str, float]
"""icao24, adep, ades, hours since the start of the year."""


def main(seed: int = _SEED) -> int:
    """Print the tables."""
    show(tables(seed))
    return 0


def tables(seed: int = _SEED) -> list[Sheet]:
    """In the air; on routes and on the ground."""
    crowds = {
        "Switzerland, 842 aircraft": sample("collections/switzerland"),
        "traffic's quickstart": sample("collections/quickstart"),
        "Heathrow 2017": heathrow().positions,
    }
    air = [_in_the_air(name, crowd, np.random.default_rng(seed)) for name, crowd in crowds.items()]
    years = [
        _on_routes(f"{'planted' if planted else 'control'}, {size:,} aircraft", seed + size, size, planted=planted)
        for size in (200, 600)
        for planted in (True, False)
    ]
    return [
        Sheet(
            f"Formation: copies planted beside recorded flights (seed {seed})",
            ["crowd", "aircraft", "planted", "found", "recall", "wrong", "close, no formation", "found unplanted"],
            air,
            words=1,
        ),
        Sheet(
            f"Convoys and shared stays: a made year, 30 % of the flights lost (seed {seed})",
            ["year", "flights", "planted", "pairs found", "right", "precision", "recall", "by convoy", "by stays"],
            years,
            words=1,
        ),
    ]


def _in_the_air(name: str, crowd: pl.DataFrame, random: np.random.Generator) -> list[str]:
    airborne = crowd.filter(~pl.col("on_ground").fill_null(value=False)).select(_AIRBORNE).drop_nulls()
    long = airborne.group_by("icao24").agg(
        span=pl.col("observed_at").max() - pl.col("observed_at").min(), n=pl.len()
    )
    usable = long.filter(pl.col("span") > timedelta(minutes=20), pl.col("n") > 100)["icao24"].sort().to_list()
    leads = sorted(random.choice(usable, min(40, len(usable)), replace=False).tolist())
    wings = [_wing(airborne.filter(pl.col("icao24") == lead), f"f{lead[1:]}", random) for lead in leads]
    truth = {tuple(sorted((lead, f"f{lead[1:]}"))) for lead in leads}
    found, unplanted = _formations(pl.concat([airborne, *wings])), _formations(airborne)
    formations = {tuple(one.icao24s) for one in found if one.verdict == "formation"}
    close = {tuple(one.icao24s) for one in found if one.verdict == "close"} - formations
    return [
        name,
        f"{airborne['icao24'].n_unique():,}",
        f"{len(truth)}",
        f"{len(formations & truth)}",
        f"{100 * len(formations & truth) / len(truth):.0f} %",
        f"{len(formations - truth)}",
        f"{len(close - truth)}",
        ", ".join(f"{one.verdict}" for one in unplanted) or "-",
    ]


def _wing(lead: pl.DataFrame, icao24: str, random: np.random.Generator) -> pl.DataFrame:
    """Another aircraft beside the lead: an offset that drifts slowly, other report times, a third of them lost."""
    at = lead.sort("observed_at")
    seconds = at["observed_at"].dt.epoch("ms").to_numpy() / 1000
    moved = np.sort(seconds + random.uniform(-2, 2, len(seconds)))
    lat, lon, altitude = (
        np.interp(moved, seconds, at[name].to_numpy()) for name in ("lat_deg", "lon_deg", "baro_altitude_ft")
    )
    drift = 0.8 + 0.7 * np.sin(moved / 900 + random.uniform(0, 6))
    lat, lon = destination(lat, lon, random.uniform(0, 360) + moved % 7, drift)
    kept = random.random(len(moved)) > 1 / 3
    return (
        pl.DataFrame(
            {
                "icao24": icao24,
                "observed_at": pl.Series(moved * 1000).round().cast(pl.Int64).cast(pl.Datetime("ms", "UTC")),
                "lat_deg": lat,
                "lon_deg": lon,
                "baro_altitude_ft": (altitude + random.uniform(-300, 300)).round(),
            }
        )
        .filter(pl.Series(kept))
        .cast({name: lead.schema[name] for name in _AIRBORNE})
    )


def _formations(positions: pl.DataFrame) -> list[Finding]:
    nothing = _record([])
    return list(
        Companions().in_the_air(nothing._replace(positions=[positions], flying=positions["icao24"].n_unique()))
    )


def _on_routes(name: str, seed: int, size: int, *, planted: bool) -> list[str]:
    random = np.random.default_rng(seed)
    pairs = {(f"{2 * number + 0xD00000:06x}", f"{2 * number + 0xD00001:06x}") for number in range(size // 20)}
    rows = [*_airliners(size // 2, random), *_irregular(size // 2, random)]
    rows += [row for pair in sorted(pairs) for row in _planted(pair, random, together=planted)]
    kept = [row for row in rows if random.random() > _LOST]
    record = _record(kept)
    found = [*Companions().convoys(record), *Companions().stays(record)]
    right = {tuple(one.icao24s) for one in found} & pairs if planted else set()
    every = {tuple(one.icao24s) for one in found}
    by = {
        verdict: {tuple(one.icao24s) for one in found if one.verdict == verdict} for verdict in ("convoy", "stays")
    }
    return [
        name,
        f"{record.flights.height:,}",
        f"{len(pairs) if planted else 0}",
        f"{len(every)}",
        f"{len(right)}",
        f"{100 * len(right) / len(every):.0f} %" if every and planted else "-",
        f"{100 * len(right) / len(pairs):.0f} %" if planted else "-",
        f"{len(by['convoy'])}",
        f"{len(by['stays'])}",
    ]


def _airliners(count: int, random: np.random.Generator) -> Iterator[_Row]:
    """Lines out of four hubs, each twice a day out and back at its hour, by whichever aircraft's turn it is."""
    hubs, lines = ["HUB1", "HUB2", "HUB3", "HUB4"], max(count // 2, 2)
    for line in range(lines):
        hub, field = hubs[line % 4], f"F{line % 60:03}"
        crew = random.choice(count, 4, replace=False)
        hour = random.uniform(5, 18)
        for day in range(_DAYS):
            icao24 = f"{0xA00000 + crew[random.integers(4)]:06x}"
            late = abs(random.normal(0, 0.4))
            yield icao24, hub, field, 24 * day + hour + late
            yield icao24, field, hub, 24 * day + hour + late + 3


def _irregular(count: int, random: np.random.Generator) -> Iterator[_Row]:
    """Aircraft that fly from home to a few places when they please, and back."""
    for number in range(count):
        yield from _journeys(f"{0xC00000 + number:06x}", int(random.integers(10, 80)), random)


def _journeys(icao24: str, count: int, random: np.random.Generator) -> Iterator[_Row]:
    home = f"B{random.integers(30):03}"
    places = [f"{'F' if random.random() < 0.5 else 'M'}{random.integers(60):03}" for _ in range(6)]
    for start in np.sort(random.uniform(0, 24 * _DAYS, count)):
        place = places[min(int(random.exponential(1.5)), 5)]
        yield icao24, home, place, float(start)
        yield icao24, place, home, float(start + random.uniform(5, 60))


def _planted(pair: tuple[str, str], random: np.random.Generator, *, together: bool) -> Iterator[_Row]:
    """Errands of two, within the hour of each other or, in the control, each on its own day; and others."""
    home, place = f"B{random.integers(30):03}", f"M{random.integers(60):03}"
    for start in random.uniform(0, 24 * _DAYS, int(random.integers(6, 16))):
        stay = random.uniform(10, 50)
        for icao24 in pair:
            own = start if together else random.uniform(0, 24 * _DAYS)
            yield icao24, home, place, float(own + random.uniform(0, 1))
            yield icao24, place, home, float(own + stay + random.uniform(0, 1))
    for icao24 in pair:
        yield from _journeys(icao24, int(random.integers(10, 40)), random)


def _record(rows: list[_Row]) -> Record:
    hours = pl.col("hours") * 3_600_000_000
    flights = (
        pl.DataFrame(rows, ["icao24", "adep", "ades", "hours"], orient="row")
        .cast({"icao24": pl.String, "adep": pl.String, "ades": pl.String, "hours": pl.Float64})
        .with_columns(at=pl.lit(_START) + hours.round().cast(pl.Int64).cast(pl.Duration("us")))
        .sort("icao24", "at")
        .with_columns(flight_id=pl.format("{}-{}", "icao24", "at"))
    )
    following = {name: pl.col(name).shift(-1).over("icao24") for name in ("adep", "at")}
    visits = flights.with_columns(next_adep=following["adep"], departed=following["at"]).filter(
        pl.col("next_adep") == pl.col("ades")
    )
    stays = visits.select(
        "icao24", airport="ades", arrived=pl.col("at") + timedelta(hours=2), departed="departed"
    ).filter(pl.col("departed") > pl.col("arrived"))
    homes = flights.filter(pl.col("adep").str.starts_with("B")).select("icao24", airport="adep").unique()
    ends = pl.concat([flights.select(airport="adep", at="at"), flights.select(airport="ades", at="at")])
    covered = ends.select("airport", day=pl.col("at").dt.date()).unique().sort("airport", "day")
    columns = ("icao24", "flight_id", "adep", "ades", "at")
    return Record([], flights["icao24"].n_unique(), flights.select(columns), stays, covered, homes)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
