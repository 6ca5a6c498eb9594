"""Derive: stored positions in; flights and all that follows out, for every aircraft with new positions."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import polars as pl

from skywitness.pipeline.identify import Identities, identity_rules, labelled
from skywitness.pipeline.reconstruct import Airframe, Reconstructor
from skywitness.pipeline.rules import rules_name, rules_of
from skywitness.store.archive import Archive
from skywitness.store.rows import frame_of
from skywitness.store.schema import DERIVED
from skywitness.tracks.attractors import Attractors
from skywitness.tracks.build import NEEDED

_BATCH_POSITIONS = 1_000_000  # positions held in memory at a time: about 300 MB
_CELL_DEG = 0.1

_DAYS = {
    "flights": pl.col("first_seen_at").dt.date(),
    "visits": pl.coalesce("arrived_at", "arrived_not_before", "departed_at", "departed_not_after").dt.date(),
}
"""The day on whose identity a row's labels rest."""

Progress = Callable[[int, int], None]
"""Takes aircraft done and in all."""


class DeriveReport(NamedTuple):
    """What a derivation did."""

    aircraft: int
    flights: int
    visits: int


def _silent(_done: int, _total: int) -> None:
    return


def derive(
    archive: Archive,
    progress: Progress = _silent,
    *,
    everything: bool = False,
    reconstructor: Reconstructor | None = None,
) -> DeriveReport:
    """Rebuild what is derived of the aircraft that sources not yet derived from have touched.

    The result depends on the stored positions and statements only, so that deriving in one go or after each import
    gives the same rows. An aircraft that was at a place to which others now turn out to have been spoofed, or no
    longer do, is derived again too.

    Args:
        archive: open for writing.
        progress: called with aircraft done and in all.
        everything: rebuild every aircraft.
        reconstructor: the rules; those over the archive's reference tables when None.
    """
    name = rules_name(archive)
    pending = archive.underived_sources(name)
    relabelled = _relabelled(archive)
    if not (pending or everything or relabelled is not None):
        return DeriveReport(0, 0, 0)
    rules = reconstructor or rules_of(archive)
    before = Attractors.of(archive.derived("false_places").collect())
    of_pending = None if everything else _of_sources(pending)
    touched = _counts(archive, of_pending, of_pending, relabelled[0] if relabelled else [])
    _rebuild(archive, rules, touched, before, progress)
    after = Attractors.of(archive.derived("false_places").collect())
    there = before.differing(after)
    again = _counts(archive, _at_places(there)) if there.height else []
    if again:
        _rebuild(archive, rules, again, after, _silent)
    if relabelled:
        archive.replace_table("identities", relabelled[1])
    archive.mark_derived(pending, name)
    return _report(archive, sorted({icao24 for icao24, _ in (*touched, *again)}))


def _relabelled(archive: Archive) -> tuple[list[str], pl.DataFrame] | None:
    """Aircraft that are not who they were, and who all are; None when no reference source has changed."""
    stored = archive.derived("identities").collect()
    rules = identity_rules(archive)
    if stored.height and (stored["algorithm"] == rules).all():
        return None
    heard = archive.positions().select(pl.col("icao24").unique()).collect(engine="streaming")["icao24"].to_list()
    if not heard:
        return None
    identities = Identities.of(archive, heard)
    return identities.differing(stored), identities.rows()


def _report(archive: Archive, icao24s: list[str]) -> DeriveReport:
    rows = [archive.derived(name).filter(pl.col("icao24").is_in(icao24s)) for name in ("flights", "visits")]
    flights, visits = (int(row.select(pl.len()).collect().item()) for row in rows)
    return DeriveReport(len(icao24s), flights, visits)


def _of_sources(source_sha256s: list[str]) -> pl.Expr:
    return pl.col("source_sha256").is_in(source_sha256s)


def _at_places(places: pl.DataFrame) -> pl.Expr:
    """Positions in any of these cells within its hour.

    Args:
        places: cell_lat_deg, cell_lon_deg, hour.
    """
    here = [
        pl.col("observed_at").dt.truncate("1h").eq(hour)
        & pl.col("lat_deg").is_between(lat, lat + _CELL_DEG)
        & pl.col("lon_deg").is_between(lon, lon + _CELL_DEG)
        for lat, lon, hour in places.select("cell_lat_deg", "cell_lon_deg", "hour").iter_rows()
    ]
    return pl.any_horizontal(here)


def _counts(
    archive: Archive, touched: pl.Expr | None, said: pl.Expr | None = None, named: Sequence[str] = ()
) -> list[tuple[str, int]]:
    """Aircraft and their numbers of positions in all, in order of address.

    Args:
        archive: open for reading.
        touched: only those with any position that fits; None for all.
        said: and those with any statement that fits: a type changes what an aircraft can do.
        named: and these.
    """
    positions = archive.positions()
    counted = positions.group_by("icao24").len()
    if touched is not None:
        icao24s = positions.filter(touched).select(pl.col("icao24").unique())
        if said is not None:
            icao24s = pl.concat([icao24s, archive.statements().filter(said).select(pl.col("icao24").unique())])
        if named:
            icao24s = pl.concat([icao24s, pl.LazyFrame({"icao24": named})]).unique()
        counted = positions.join(icao24s, on="icao24", how="semi").group_by("icao24").len()
    rows = counted.sort("icao24").collect(engine="streaming")
    return [(str(icao24), int(count)) for icao24, count in rows.iter_rows()]


def _rebuild(
    archive: Archive,
    rules: Reconstructor,
    counts: list[tuple[str, int]],
    attractors: Attractors,
    progress: Progress,
) -> None:
    """Derive these aircraft and put the result in the place of what was derived of them before."""
    identities = Identities.of(archive, [icao24 for icao24, _ in counts])
    parts: dict[str, list[pl.DataFrame]] = {table.name: [] for table in DERIVED}
    done = 0
    for batch in _batches(counts):
        positions = archive.positions(icao24s=batch).select(NEEDED).collect(engine="streaming")
        for name, frame in _frames(rules.airframes(positions, identities.get, attractors)).items():
            parts[name].append(frame)
        done += len(batch)
        progress(done, len(counts))
    rows = {name: pl.concat(frames) for name, frames in parts.items() if frames}
    rows |= {name: labelled(rows[name], identities, day) for name, day in _DAYS.items() if name in rows}
    rows["identities"] = identities.rows()
    archive.replace_derived([icao24 for icao24, _ in counts], rows)


def _frames(airframes: Iterator[Airframe]) -> dict[str, pl.DataFrame]:
    """Rows of a batch by table, in stored types."""
    rows: dict[str, list[Any]] = {table.name: [] for table in DERIVED}
    for airframe in airframes:
        for name, records in airframe.found._asdict().items():
            rows[name] += records
        rows["false_places"] += airframe.false_places
    return {table.name: frame_of(table, rows[table.name]) for table in DERIVED}


def _batches(counts: list[tuple[str, int]]) -> Iterator[list[str]]:
    batch: list[str] = []
    held = 0
    for icao24, count in counts:
        if batch and held + count > _BATCH_POSITIONS:
            yield batch
            batch, held = [], 0
        batch.append(icao24)
        held += count
    if batch:
        yield batch
