"""Recordings of frames taken as columns: the same stored rows and report as message by message."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from made_frames import beast
from made_samples import START_MS, avr_sample, beast_sample
from made_sky import T0, sky
from skywitness.measure.clock import ms_from_utc
from skywitness.pipeline import intake
from skywitness.pipeline.import_files import import_paths
from skywitness.pipeline.import_report import FileReport, ImportOptions
from skywitness.store import staging
from skywitness.store.archive import Archive

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
START = datetime.fromtimestamp(START_MS / 1000, UTC)
ULSS7_AT = datetime(2018, 4, 3, 19, 2, 28, tzinfo=UTC)
Imported = tuple[pl.DataFrame, pl.DataFrame, FileReport]
Import = Callable[[bytes, ImportOptions], Imported]


@pytest.fixture
def import_it(tmp_path: Path) -> Import:
    """Imports bytes into an archive of their own."""
    numbers = iter(range(100))

    def run(data: bytes, options: ImportOptions) -> Imported:
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        (folder / "recording").write_bytes(data)
        archive = Archive.create(folder / "data")
        report = import_paths(archive, [folder / "recording"], options, NOW)
        rows = archive.positions().sort("icao24", "observed_at", "source_row", "lat_deg").collect()
        return rows, archive.sources().collect(), report.files[0]

    return run


def same(import_it: Import, monkeypatch: pytest.MonkeyPatch, data: bytes, options: ImportOptions) -> pl.DataFrame:
    """The stored rows, after holding both ways to one another."""
    rows, sources, file = import_it(data, options)
    with monkeypatch.context() as patch:
        patch.setattr(intake, "COLUMN_PARSERS", {})
        patch.setattr(intake, "TABLE_PARSERS", {})
        wanted_rows, wanted_sources, wanted_file = import_it(data, options)
    assert rows.equals(wanted_rows)
    assert sources.equals(wanted_sources)
    for name in ("messages", "duplicates", "state_vectors", "positions", "icao24s", "notes", "status"):
        assert getattr(file, name) == getattr(wanted_file, name), name
    assert file.rejects.counts == wanted_file.rejects.counts
    assert file.rejects.examples == wanted_file.rejects.examples
    return rows


@pytest.mark.parametrize("block_bytes", [1, 500, 1 << 22])
def test_samples(import_it: Import, monkeypatch: pytest.MonkeyPatch, block_bytes: int) -> None:
    monkeypatch.setattr(intake, "BLOCK_BYTES", block_bytes)
    assert same(import_it, monkeypatch, beast_sample(), ImportOptions()).height == 24
    assert same(import_it, monkeypatch, avr_sample(), ImportOptions(at=START)).height == 24


@pytest.mark.parametrize("seed", range(8))
def test_skies(import_it: Import, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Frames at the sky's times, as far as a counter can tell them."""
    monkeypatch.setattr(staging, "CHUNK_ROWS", 40)
    start_ms = ms_from_utc(T0)
    timed = [(m, ms_from_utc(m.observed_at) - start_ms) for m in sky(seed).messages if m.observed_at]
    data = b"".join(
        beast(m.frame, 1 + 12_000 * max(ms + 50_000, 0)) for m, ms in timed if len(m.frame) in {2, 7, 14}
    )
    same(import_it, monkeypatch, data, ImportOptions(at=T0, receiver_deg=sky(seed).reference))


def test_repeated_recording_has_duplicates(import_it: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    same(import_it, monkeypatch, beast_sample() * 2, ImportOptions())


def test_frames_without_time(import_it: Import) -> None:
    data = b"".join(beast(bytes(range(14)), 1_000 * index) for index in range(1, 9))
    _, sources, file = import_it(data, ImportOptions())
    assert (sources.height, file.status) == (0, "failed")


def test_ulss7(import_it: Import, monkeypatch: pytest.MonkeyPatch, shared: Path) -> None:
    monkeypatch.setattr(intake, "BLOCK_BYTES", 60_000)
    monkeypatch.setattr(staging, "CHUNK_ROWS", 300)
    data = (shared / "data/raw/ulss7_beast.bin").read_bytes()
    assert same(import_it, monkeypatch, data, ImportOptions(at=ULSS7_AT)).height == 755


def test_full_flight(import_it: Import, monkeypatch: pytest.MonkeyPatch, full_flight: Path) -> None:
    """Recorded frames of eighty minutes, laid out as Beast with their own times."""
    monkeypatch.setattr(intake, "BLOCK_BYTES", 300_000)
    lines = [json.loads(line) for line in full_flight.read_text().splitlines()]
    begin_s = lines[0]["timestamp"] - 1
    data = b"".join(
        beast(bytes.fromhex(line["frame"]), round((line["timestamp"] - begin_s) * 12e6)) for line in lines
    )
    at = datetime.fromtimestamp(lines[0]["timestamp"], UTC)
    assert same(import_it, monkeypatch, data, ImportOptions(at=at)).height > 7_000


def test_recorded_traces(import_it: Import, monkeypatch: pytest.MonkeyPatch, shared: Path) -> None:
    """As columns and row by row: the same stored rows, statements and report."""
    monkeypatch.setattr(staging, "CHUNK_ROWS", 300)
    tracks = shared / "data/tracks"
    paths = [tracks / "trace_full_ac671b.json", *sorted((tracks / "readsb_globe_history").rglob("trace_*.json"))]
    held = [same(import_it, monkeypatch, path.read_bytes(), ImportOptions()).height for path in paths]
    assert held == [2_500, 464, 985, 282]


def test_a_trace_with_a_damaged_row(import_it: Import, monkeypatch: pytest.MonkeyPatch, shared: Path) -> None:
    """One row without a place sends the whole trace through the parser of single rows."""
    data = (shared / "data/tracks/trace_full_ac671b.json").read_bytes().replace(b"16.795675", b'"north"')
    assert same(import_it, monkeypatch, data, ImportOptions()).height == 2_499
