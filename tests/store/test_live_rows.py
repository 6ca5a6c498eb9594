"""Live rows: whatever the tables' libraries raise becomes an error that a collector waits out."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from deltalake.exceptions import DeltaError

from skywitness.store import live_rows
from skywitness.store.archive import Archive
from skywitness.store.errors import ArchiveError, DiskFullError, disk_errors
from skywitness.store.live_rows import commit_live, held_of, listed_sources

# As Polars 1.x says it on a tmpfs that is full, seen when a collector filled one.
CUT_FOOTER = "parquet: File out of specification: Invalid thrift: transport error"


@pytest.mark.parametrize("error", [pl.exceptions.ComputeError("odd"), DeltaError("odd")])
def test_a_commit_that_fails_is_an_error_of_the_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(live_rows, "_positions", fail)
    with pytest.raises(ArchiveError, match=r"cannot be read or written \(odd\)"):
        commit_live(Archive.create(tmp_path), [])


def test_tables_whose_files_went_away_are_an_error_of_the_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Archive) -> pl.LazyFrame:
        raise pl.exceptions.ComputeError("gone")

    archive = Archive.create(tmp_path)
    monkeypatch.setattr(Archive, "sources", fail)
    monkeypatch.setattr(Archive, "statements", fail)
    with pytest.raises(ArchiveError, match="gone"):
        listed_sources(archive)
    with pytest.raises(ArchiveError, match="gone"):
        held_of(archive, "0" * 64, datetime(2026, 3, 1, tzinfo=UTC))


def test_a_footer_that_found_no_room_is_a_full_disk() -> None:
    with pytest.raises(DiskFullError, match="no room left"), disk_errors():
        raise pl.exceptions.ComputeError(CUT_FOOTER)
