"""Companions: aircraft that travel together, in formation, in convoy, or standing side by side."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

import polars as pl

from skywitness.findings.companions_chance import false_discovery_rates, pairs_with, poisson_tail
from skywitness.findings.companions_convoys import coincidences
from skywitness.findings.companions_runs import joined_runs, runs_together
from skywitness.findings.companions_stays import shared_stays
from skywitness.measure.clock import format_utc
from skywitness.model import Finding

_ALGORITHM = "companions 1"


class Record(NamedTuple):
    """What companions are looked for in.

    Attributes:
        positions: pieces of icao24, observed_at (UTC), lat_deg, lon_deg, baro_altitude_ft, all known, of aircraft
            in the air; in order of time, each reaching into the next by more than the shortest spell. Aircraft
            that were near nobody may be left out.
        flying: number of aircraft that were in the air, for the base rate.
        flights: icao24, flight_id, adep, ades, at (departure, UTC); both ends named.
        visits: icao24, airport, arrived, departed (UTC); seen or bounded, not inferred.
        covered: airport, day: UTC days on which anyone was heard there.
        home_bases: icao24, airport.
        about: only pairs with any of these addresses; None for all. Fewer pairs are tested then, so that fewer
            coincidences are needed to stand out.
    """

    positions: Iterable[pl.DataFrame]
    flying: int
    flights: pl.DataFrame
    visits: pl.DataFrame
    covered: pl.DataFrame
    home_bases: pl.DataFrame
    about: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Companions:
    """Aircraft that travel together.

    What it finds, each by itself:

    - ``formation``: within ``within_nm`` and ``level_ft`` of each other for ``shortest`` and more, at speed. No
      control unit separates two aircraft by so little, so they meant it.
    - ``close``: as near, but up to ``within_ft`` apart in height. That is geometry only: separation by 1,000 ft is
      what airliners on one airway have, and one that overtakes another slowly stays near it for long.
    - ``convoy``: left on the same route within ``apart`` of each other, on more days than chance would have it.
    - ``stays``: stood at the same field at a time, away from home, at fields that are no hub, more often than
      chance would have it.

    Why it matters: two aircraft on one errand. Convoys and stays are what a delegation or an airlift leaves behind
    where formation is never flown.

    Chance: for convoys, the record itself with one aircraft's flights moved by whole days; for stays, presence
    spread over the days on which the field was covered. The excess is judged by Poisson's law and corrected for
    the number of pairs that could have met (Benjamini and Hochberg 1995); ``false_discoveries`` bounds the share
    of findings that is chance. ``confidence`` of convoys and stays is one less that pair's rate.

    Sources: convoys as mined in Jeung et al., Discovery of Convoys in Trajectory Databases, PVLDB 1 (2008),
    exactly, by benchmark instants (Orakzai et al., k/2-hop, VLDB 2019); separation minima of ICAO Doc 4444, 5.3.2
    (1,000 ft) and 8.7.3 (5 NM, 3 NM near an aerodrome).

    How it is fooled: one airframe that sends two addresses, or is sent again by a ground station, flies in perfect
    formation with itself; very small distances are said so. Aircraft that work one fire, one parachute drop or one
    race are together without belonging together. Aircraft of one operator on one seasonal charter leave together
    for months and then not at all, which shifts by days cannot tell from company. An aircraft that sends no
    position is nobody's companion.

    Attributes:
        within_nm: distance (co-travel rule of the project's measured notes).
        within_ft: difference of height, from the same.
        level_ft: half of the least vertical separation of ICAO Doc 4444, 5.3.2.
        shortest: of formation and close flight, from the same notes.
        slowest_kt: mean speed from which formation is spoken of: below it, gliders share thermals and light
            aircraft a circuit; judgement.
        longest_silence: of one aircraft during formation; judgement.
        apart: between two departures of a convoy; judgement: the time in which one field turns two aircraft round.
        overlap: least shared time on the ground; judgement.
        hub_aircraft_a_day: aircraft a covered day from which a field is a hub; judgement.
        false_discoveries: greatest rate of false findings among convoys, and among stays.
    """

    within_nm: float = 2.0
    within_ft: float = 2_000.0
    level_ft: float = 500.0
    shortest: timedelta = timedelta(minutes=10)
    slowest_kt: float = 100.0
    longest_silence: timedelta = timedelta(minutes=2)
    apart: timedelta = timedelta(hours=2)
    overlap: timedelta = timedelta(minutes=30)
    hub_aircraft_a_day: float = 20.0
    false_discoveries: float = 0.05

    def find(self, record: Record) -> list[Finding]:
        """Companions in the record, by kind, pair and time; their sources are left for the caller to name."""
        return [*self.in_the_air(record), *self.convoys(record), *self.stays(record)]

    def runs(self, positions: pl.DataFrame) -> pl.DataFrame:
        """Spells of two aircraft near each other at speed, as ``runs_together`` gives them."""
        near = runs_together(positions, self.within_nm, self.within_ft, self.shortest, self.longest_silence)
        return near.filter(pl.col("speed_kt") >= self.slowest_kt)

    def in_the_air(self, record: Record) -> Iterator[Finding]:
        """Formations and close flight."""
        runs = joined_runs([self.runs(piece) for piece in record.positions])
        for level in (True, False):
            of_kind = runs.filter((pl.col("apart_ft") < self.level_ft) == level)
            pairs = pl.concat([of_kind["first"], of_kind["second"]]).n_unique()
            usual = pairs / record.flying if record.flying else None
            for run in of_kind.iter_rows(named=True):
                yield _in_the_air(run, usual, level=level)

    def convoys(self, record: Record) -> Iterator[Finding]:
        """Pairs that leave together on one route."""
        pairs = coincidences(record.flights, record.covered, self.apart, record.about)
        for pair in self._beyond_chance(pairs, pairs_with(record.flights, ("adep", "ades"), record.about)):
            hours = self.apart.total_seconds() / 3600
            how = f"left on the same route within {hours:g} h of each other on {pair['together']} days"
            yield _beyond_chance("convoy", how, pair, pair["flight_ids"])

    def stays(self, record: Record) -> Iterator[Finding]:
        """Pairs that stand side by side."""
        days = record.covered.group_by("airport").agg(days=pl.col("day").n_unique().cast(pl.Int64))
        stays = record.visits.group_by("airport").agg(stays=pl.len()).join(days, on="airport")
        hubs = stays.filter(pl.col("stays") >= self.hub_aircraft_a_day * pl.col("days"))
        visits = record.visits.join(hubs, on="airport", how="anti")
        pairs = shared_stays(visits, days, record.home_bases, self.overlap, record.about)
        for pair in self._beyond_chance(pairs, pairs_with(visits, ("airport",), record.about)):
            where = f"at {pair['fields']} fields" if pair["fields"] > 1 else f"at {pair['airports'][0]}"
            times = "once" if pair["together"] == 1 else f"{pair['together']} times"
            how = f"stood {where} at the same time, away from home, {times}"
            basis = [f"{one} {format_utc(pair['since'])}/{format_utc(pair['until'])}" for one in _pair(pair)]
            yield _beyond_chance("stays", how, pair, basis)

    def _beyond_chance(self, pairs: pl.DataFrame, tested: int) -> Iterator[dict[str, Any]]:
        """Pairs with their p-value and false discovery rate, those within the rate asked for."""
        numbers = zip(pairs["together"], pairs["expected"], strict=True)
        p_values = [poisson_tail(together, expected) for together, expected in numbers]
        rates = false_discovery_rates(p_values, tested)
        for pair, p_value, rate in zip(pairs.iter_rows(named=True), p_values, rates, strict=True):
            if rate <= self.false_discoveries:
                yield pair | {"p_value": p_value, "rate": float(rate)}


def _pair(row: dict[str, Any]) -> list[str]:
    return [row["first"], row["second"]]


def _in_the_air(run: dict[str, Any], usual: float | None, *, level: bool) -> Finding:
    minutes = (run["until"] - run["since"]).total_seconds() / 60
    caution = "" if level else "; aircraft that control keeps 1,000 ft apart on one airway do so too"
    if run["apart_nm"] < 0.1 and run["apart_ft"] < 100:
        caution = "; so near that it may be one aircraft under two addresses"
    return _finding(
        "formation" if level else "close",
        run,
        airports=[],
        confidence=0.9 if level and not caution else 0.5,
        base_rate=usual,
        sentence=(
            f"{run['first']} and {run['second']} flew {run['apart_nm']:.1f} NM and {run['apart_ft']:.0f} ft apart "
            f"(medians) for {minutes:.0f} min from {format_utc(run['since'])}{caution}."
        ),
        numbers={
            "duration_min": minutes,
            "apart_nm": run["apart_nm"],
            "apart_ft": run["apart_ft"],
            "ground_speed_kt": run["speed_kt"],
        },
        basis=[f"{one} {format_utc(run['since'])}/{format_utc(run['until'])}" for one in _pair(run)],
    )


def _beyond_chance(verdict: str, how: str, pair: dict[str, Any], basis: list[str]) -> Finding:
    expected = f"{pair['expected']:.2g}"
    return _finding(
        verdict,
        pair,
        airports=pair["airports"],
        confidence=1 - pair["rate"],
        base_rate=min(1.0, pair["p_value"]),
        sentence=(
            f"{pair['first']} and {pair['second']} {how} from {pair['since']:%Y-%m-%d} to {pair['until']:%Y-%m-%d}"
            f"; {expected} expected by chance."
        ),
        numbers={
            "together": float(pair["together"]),
            "expected": pair["expected"],
            "lift": pair["together"] / pair["expected"],
            "p_value": pair["p_value"],
            "false_discovery_rate": pair["rate"],
        },
        basis=basis,
    )


def _finding(
    verdict: str,
    row: dict[str, Any],
    *,
    airports: list[str],
    confidence: float,
    base_rate: float | None,
    sentence: str,
    numbers: dict[str, float],
    basis: list[str],
) -> Finding:
    return Finding(
        finding_id=f"companions-{verdict}-{row['first']}-{row['second']}-{row['since']:%Y%m%dT%H%M%SZ}",
        kind="companions",
        verdict=verdict,
        icao24s=_pair(row),
        airports=airports,
        since=row["since"],
        until=row["until"],
        lat_deg=row.get("lat_deg"),
        lon_deg=row.get("lon_deg"),
        confidence=confidence,
        base_rate=base_rate,
        sentence=sentence,
        number_names=list(numbers),
        number_values=list(numbers.values()),
        basis=basis,
        source_sha256s=[],
        algorithm=_ALGORITHM,
        reconstruction=False,
    )
