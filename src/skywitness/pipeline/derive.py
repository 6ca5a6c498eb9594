"""Derive: stored positions in; flights and visits out, for every aircraft whose positions have changed."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import polars as pl

from skywitness.model import Flight, Visit
from skywitness.movements.flights import ALGORITHM, Identity
from skywitness.movements.movements import Movements
from skywitness.pipeline.identify import Identities
from skywitness.store.archive import Archive
from skywitness.store.packaged import airport_table
from skywitness.tracks.build import build_tracks
from skywitness.tracks.doubts import doubts

_BATCH_POSITIONS = 1_000_000  # positions held in memory at a time: about 300 MB

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
) -> DeriveReport:
    """Rebuild the flights and visits of the aircraft that sources not yet derived from have touched.

    The result depends on the stored positions and statements only, so that deriving in one go or after each import
    gives the same rows.

    Args:
        archive: open for writing.
        progress: called with aircraft done and in all.
        everything: rebuild every aircraft.
    """
    pending = archive.underived_sources(ALGORITHM)
    if not (pending or everything):
        return DeriveReport(0, 0, 0)
    counts = _counts(archive, None if everything else pending)
    movements, identities = Movements.over(airport_table()), Identities.of(archive)
    flights: list[Flight] = []
    visits: list[Visit] = []
    done = 0
    for batch in _batches(counts):
        for found in _of_batch(archive, batch, movements, identities):
            flights += found[0]
            visits += found[1]
        done += len(batch)
        progress(done, len(counts))
    archive.replace_derived([icao24 for icao24, _ in counts], flights, visits)
    archive.mark_derived(pending, ALGORITHM)
    return DeriveReport(len(counts), len(flights), len(visits))


def _counts(archive: Archive, sources: list[str] | None) -> list[tuple[str, int]]:
    """Aircraft to derive and their numbers of positions, in order of address."""
    positions = archive.positions()
    touched = positions.filter(pl.col("source_sha256").is_in(sources)) if sources is not None else positions
    icao24s = touched.select(pl.col("icao24").unique())
    counted = positions.join(icao24s, on="icao24", how="semi").group_by("icao24").len().sort("icao24")
    return [(str(icao24), int(count)) for icao24, count in counted.collect(engine="streaming").iter_rows()]


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


def _of_batch(
    archive: Archive, icao24s: list[str], movements: Movements, identities: Identities
) -> Iterator[tuple[list[Flight], list[Visit]]]:
    positions = archive.positions(icao24s=icao24s).collect(engine="streaming")
    for track in build_tracks(positions):
        identity: Identity = identities.get(track.icao24)
        yield movements.find(track, doubts(track), identity)
