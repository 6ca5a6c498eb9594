"""How fast every kind of finding is found, over positions and over flights.

    python bench/speed/findings_speed.py [--positions 20000000] [--flights 1000000] [--folder FOLDER]

First an archive of recordings, replicated under other addresses and on other days (``replicate``) and derived:
every kind is asked of all of it, as ``skywitness findings KIND`` does, reading and doubting included. It is
done for a quarter of the positions too; a cost that grows with the positions gives the same figure twice. Then
flights of a made year (``bench/accuracy/year.py``), repeated under other addresses until they are as many as
asked for: what works on flights and stays alone, reading not counted. CPU seconds are of all threads.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
from replicate import RECORDINGS, build, fleet, recordings

sys.path.append(str(Path(__file__).parents[1] / "accuracy"))
from tables import Sheet, show
from year import Year, make

from skywitness.findings.companions import Companions, Record
from skywitness.findings.exposure import Exposure, Observable
from skywitness.findings.first_visit import FirstVisit
from skywitness.findings.meeting import Meeting
from skywitness.findings.routes import Routes
from skywitness.pipeline.covered import covered, record_days
from skywitness.pipeline.derive import derive
from skywitness.pipeline.find import KINDS
from skywitness.pipeline.question import Question
from skywitness.store.archive import Archive

_UTC = pl.Datetime("us", "UTC")
_DAYS = 10
_AIRPORTS = ["LSZH", "LFPG", "EGLL"]
"""Airlift answers for places only: here three that the recordings have many arrivals at."""


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--positions", type=int, default=20_000_000)
    parser.add_argument("--flights", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="where the archives go and stay")
    asked = parser.parse_args()
    if asked.flights:
        year = make(1, airframes=200)
        show([over_flights(year, -(-asked.flights // year.flights.height))])
    if asked.positions:
        with tempfile.TemporaryDirectory(prefix="skywitness-bench-") as own:
            show([over_positions(asked.folder or Path(own), asked.positions)])
    return 0


def over_positions(folder: Path, wanted: int) -> Sheet:
    """Every kind over an archive and over one of a quarter of its size."""
    small, large = (_every_kind(_archive(folder / f"{size}", size)) for size in (wanted // 4, wanted))
    rows = [
        [name, f"{found:,}", f"{spent:.1f}", f"{count / spent:,.0f}", f"{quarter[1] / quarter[2]:,.0f}"]
        for (name, count, spent, found), quarter in zip(large, small, strict=True)
    ]
    title = f"Every kind, {large[0][1]:,} positions and a quarter of them"
    head = ("kind", "findings", "CPU s", "positions a CPU-second", "at a quarter")
    return Sheet(title, head, rows, words=1)


def _archive(folder: Path, wanted: int) -> Archive:
    """A derived archive, made unless it is there."""
    if not folder.is_dir():
        recorded = recordings(RECORDINGS)
        build(folder, fleet(recorded, wanted, _DAYS), recorded, _DAYS)
        derive(Archive(folder), everything=True)
    return Archive(folder)


def _every_kind(archive: Archive) -> list[tuple[str, int, float, int]]:
    """Kind, positions, CPU seconds and findings."""
    count = sum(file.rows for file in archive.files("positions").files())
    found = []
    for name, find in KINDS.items():
        question = Question(airports=_AIRPORTS) if name == "airlift" else Question()
        began = time.process_time()
        number = len(find(archive, question))
        found.append((name, count, max(time.process_time() - began, 0.01), number))
        print(*found[-1], file=sys.stderr, flush=True)
    return found


def over_flights(year: Year, times: int) -> Sheet:
    """What works on flights and stays.

    Args:
        year: a made year.
        times: how often its rows are repeated.
    """
    flights, visits = repeated(year.flights, times), repeated(year.visits, times)
    works = _on_flights(year, flights, visits, repeated(year.trip_legs.filter(kind="unseen_leg"), times))
    rows = [_timed(name, flights.height, work) for name, work in works]
    title = f"{flights.height:,} flights and {visits.height:,} visits of {flights['icao24'].n_unique():,} aircraft"
    return Sheet(title, ("detector", "CPU s", "flights a CPU-second"), rows, words=1)


def _on_flights(
    year: Year, flights: pl.DataFrame, visits: pl.DataFrame, unseen: pl.DataFrame
) -> Iterator[tuple[str, Callable[[], object]]]:
    fields = pl.DataFrame({"airport": [place.icao for place in year.world.places]})
    places = fields.with_columns(place="airport", closed_at=pl.lit(None, _UTC))

    def exposure() -> Observable:
        return Exposure().observable(record_days(flights.lazy()), covered(flights.lazy(), visits.lazy()))

    observable = exposure()
    record = _record(flights, visits)
    homes = (
        flights.select("icao24", airport="adep")
        .drop_nulls()
        .group_by("icao24")
        .agg(pl.col("airport").mode().first())
    )
    stays = record.visits.join(visits.unique("icao24"), on="icao24", suffix="_of").with_columns(
        state_probability="military_probability"
    )
    yield "days on which fields could be seen", exposure
    yield "route, by aircraft", lambda: Routes().find(flights, unseen, observable, "aircraft")
    yield "route, by operator", lambda: Routes().find(flights, unseen, observable, "operator")
    yield "first_visit", lambda: FirstVisit().find(visits, observable, places)
    yield "companions, convoys", lambda: list(Companions().convoys(record))
    yield "companions, stays", lambda: list(Companions().stays(record))
    yield "meeting", lambda: Meeting().find(stays, homes)


def _record(flights: pl.DataFrame, visits: pl.DataFrame) -> Record:
    """What companions are looked for in, without positions."""
    named = flights.drop_nulls(["adep", "ades"])
    both = visits.drop_nulls(["airport", "arrived_at", "departed_at"])
    return Record(
        [],
        flights["icao24"].n_unique(),
        named.select("icao24", "flight_id", "adep", "ades", at=pl.coalesce("takeoff_at", "first_seen_at")),
        both.select("icao24", "airport", arrived="arrived_at", departed="departed_at"),
        covered(flights.lazy(), visits.lazy()),
        flights.select("icao24", airport="adep").drop_nulls().unique().clear(),
    )


def repeated(rows: pl.DataFrame, times: int) -> pl.DataFrame:
    """The rows as often under other addresses, flights and operators."""
    named = [name for name in ("icao24", "flight_id", "operator", "registration") if name in rows.columns]
    return pl.concat(
        rows.with_columns(pl.col(name) + (f"-{time}" if time else "") for name in named) for time in range(times)
    )


def _timed(name: str, count: int, work: Callable[[], object]) -> list[str]:
    began = time.process_time()
    work()
    spent = time.process_time() - began
    print(name, round(spent, 1), file=sys.stderr, flush=True)
    return [name, f"{spent:.1f}", f"{count / spent:,.0f}"]


if __name__ == "__main__":
    sys.exit(main())
