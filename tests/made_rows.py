"""State vectors, statements and sources made by hand for the store's tests."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

import polars as pl

from skywitness.model import Flight, Source, Statement, StateVector, Visit
from skywitness.store.archive import Archive
from skywitness.store.commit import Outcome, commit_batch
from skywitness.store.rows import frame_of
from skywitness.store.schema import FLIGHTS, VISITS
from skywitness.store.staging import Batch, StagedSource, clear_staging

T0 = datetime(2025, 2, 4, 23, 59, 50, tzinfo=UTC)


def vectors(count: int, icao24: str = "4ca123", step_s: float = 1.0, first: int = 0) -> list[StateVector]:
    """Rows one step apart that fly north-east; row numbers from 1."""
    return [
        StateVector(
            icao24,
            T0 + timedelta(seconds=step_s * index),
            lat_deg=round(52 + index * 0.001, 6),
            lon_deg=round(4 + index * 0.002, 6),
            baro_altitude_ft=35_000,
            ground_speed_kt=450.1,
            track_deg=51.3,
            callsign="EIN12",
            source_row=index + 1,
        )
        for index in range(first, first + count)
    ]


def source(sha256: str, outcome: Outcome) -> Source:
    """A row of the table of sources."""
    return Source(
        source_sha256=sha256,
        name=f"{sha256}.csv",
        format="sbs",
        size_bytes=1,
        messages=outcome.positions + outcome.duplicates,
        state_vectors=outcome.state_vectors,
        positions=outcome.positions,
        duplicates=outcome.duplicates,
        aircraft=outcome.aircraft,
        first_row=outcome.first_row,
        last_row=outcome.last_row,
        first_observed_at=outcome.first_observed_at,
        last_observed_at=outcome.last_observed_at,
        rejects={"time_implausible": 2},
        notes=["a note"],
        reconstruction=False,
        imported_at=T0,
    )


def staged(archive: Archive, files: dict[str, Iterable[StateVector | Statement]]) -> Batch:
    """A batch of files, each with these rows."""
    clear_staging(archive.staging)
    batch = Batch(archive.staging)
    for sha256, rows in files.items():
        file = batch.open_file(StagedSource(sha256, f"{sha256}.csv", reconstruction=False))
        for row in rows:
            file.add(row)
        batch.take(file)
    return batch


def add(archive: Archive, files: dict[str, Iterable[StateVector | Statement]]) -> dict[str, Outcome]:
    """Commit a batch of files; what became of each."""
    seen: dict[str, Outcome] = {}
    batch = staged(archive, files)

    def listed(outcomes: object) -> list[Source]:
        assert isinstance(outcomes, dict)
        seen.update(outcomes)
        return [source(sha256, outcome) for sha256, outcome in seen.items()]

    with archive.writing():
        commit_batch(archive, batch, listed)
    batch.drop()
    return seen


def derived(flights: Sequence[Flight] = (), visits: Sequence[Visit] = ()) -> dict[str, pl.DataFrame]:
    """Derived rows by table, as ``Archive.replace_derived`` takes them."""
    return {"flights": frame_of(FLIGHTS, flights), "visits": frame_of(VISITS, visits)}
