"""Case folders: what goes in comes back, nothing is changed or deleted, no row goes in without its log entry."""

import errno
import itertools
import math
import os
import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from made_case import ASSESSMENT, AT, CASE, CLAIM, RECORDS, SOURCE, TEXT, TEXT_SHA256, made_case
from skywitness.model import (
    Assessment,
    CaseMedia,
    CaseSource,
    CaseStamp,
    Claim,
    ClaimLink,
    Tombstone,
    WarcRecord,
)
from skywitness.store.cases import blobs, case_lock
from skywitness.store.cases.database import reading
from skywitness.store.cases.errors import CaseBusyError, CaseConflictError, CaseError, CaseMissingError
from skywitness.store.cases.folder import CaseFolder
from skywitness.store.cases.log_file import read_lines
from skywitness.store.cases.tables import CASE_TABLES
from skywitness.store.cases.verify import verify
from skywitness.store.errors import DiskFullError


@pytest.fixture
def case(tmp_path: Path) -> CaseFolder:
    return made_case(tmp_path / "caracas")


OTHERS = (
    WarcRecord("urn:uuid:1", "capture-1", "ab" * 32, "response", "http://x/", 0, 10, "cd" * 32, None),
    CaseMedia("", "capture-1", "ab" * 32, "JPEG", 9, 9, None, None, "Nikon", 10.5, -66.5, "0" * 16, "absent"),
    Tombstone("", "capture-1", "ab" * 32, 10, "asked for", "Ana", AT),
    CaseStamp("", 1, "ab" * 32, "cd" * 32, None, "http://tsa/", AT),
)
"""Records that the small case does not have."""


def raw(case: CaseFolder) -> sqlite3.Connection:
    return sqlite3.connect(case.path / "case.db")


def write_all(case: CaseFolder, *records: CaseSource) -> None:
    with case.writing("Ben", AT) as write:
        write.add_blob(b"new bytes")
        for record in records:
            write.append(record)


def test_every_record_comes_back_as_it_went_in(case: CaseFolder) -> None:
    for record in RECORDS:
        assert record in case.rows(type(record))
    assert case.case() == CASE
    assert case.get(Claim, "claim-1").quantities[0].high_in_unit == math.inf
    assert case.text(TEXT_SHA256) == TEXT
    assert [blob.sha256 for blob in case.blobs()] == [TEXT_SHA256]


def test_records_of_captures_come_back_too(case: CaseFolder) -> None:
    for record in OTHERS:
        kept = case.append(record, "Ana", AT)
        assert case.rows(type(record)) == [kept]


def test_several_processes_write_at_once_and_lose_nothing(case: CaseFolder) -> None:
    code = (
        "import sys; from pathlib import Path; from made_case import AT, SOURCE, CaseFolder\n"
        "case = CaseFolder.open(Path(sys.argv[1]))\n"
        "for _ in range(8): case.append(SOURCE._replace(source_id=''), sys.argv[2], AT)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), *sys.path])}
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(case.path), name], env=environment)
        for name in ("Ana", "Ben")
    ]
    assert [writer.wait(120) for writer in writers] == [0, 0]
    assert len({source.source_id for source in case.rows(CaseSource)}) == 17
    assert verify(case.path).breaks == []


def test_a_case_that_is_opened_again_or_moved_is_the_same(case: CaseFolder, tmp_path: Path) -> None:
    moved = case.path.rename(tmp_path / "elsewhere")
    assert CaseFolder.open(moved).rows(Claim)[0] == CLAIM
    assert CaseFolder.open(moved).case().slug == "caracas"


def test_plain_columns_for_other_programs(case: CaseFolder) -> None:
    with reading(case.path) as connection:
        row = connection.execute("SELECT * FROM claims, json_each(quantities)").fetchone()
        assert row["proposition"] == CLAIM.proposition
        assert connection.execute("SELECT quantities ->> '$[0].unit' FROM claims").fetchone()[0] == "person"
        assert connection.execute("SELECT has_url, captured_at FROM captures").fetchone()[:] == (
            0,
            "2026-11-23T09:00:00Z",
        )


def test_ids_are_given_where_there_are_none(case: CaseFolder) -> None:
    assert case.append(SOURCE._replace(source_id=""), "Ben", AT).source_id == "source-2"
    assert case.append(CLAIM._replace(claim_id=""), "Ben", AT).claim_id == "claim-3"


@pytest.mark.parametrize("name", [table.name for table in CASE_TABLES] + ["log"])
def test_no_row_can_be_changed_or_deleted_by_any_program(case: CaseFolder, name: str) -> None:
    for record in OTHERS:
        case.append(record, "Ana", AT)
    with raw(case) as connection:
        assert connection.execute(f"SELECT 1 FROM {name}").fetchone()  # noqa: S608  names of ours
        column = connection.execute(f"SELECT name FROM pragma_table_info('{name}')").fetchone()[0]  # noqa: S608  ours
        for statement in (f"UPDATE {name} SET {column} = 7", f"DELETE FROM {name}"):  # noqa: S608  names of ours
            with pytest.raises(sqlite3.IntegrityError, match="added to, never changed"):
                connection.execute(statement)


def test_no_row_goes_in_without_its_entry_and_no_entry_beside_the_chain(case: CaseFolder) -> None:
    with raw(case) as connection:
        with pytest.raises(sqlite3.IntegrityError, match="needs its entry in the log"):
            connection.execute("INSERT INTO claim_links VALUES ('claim-1', 'claim-2', 'quotes', '', '', 99)")
        with pytest.raises(sqlite3.IntegrityError, match="follows the one before"):
            connection.execute("INSERT INTO log VALUES (99, '', '', '', '', '', '', '', '')")


def test_the_log_is_a_chain_and_its_file_is_the_same(case: CaseFolder) -> None:
    entries = case.log()
    assert len(entries) == len(RECORDS) + 2
    assert [entry.seq for entry in entries] == [*range(1, len(entries) + 1)]
    for before, entry in itertools.pairwise(entries):
        assert entry.previous_sha256 == before.entry_sha256
    assert all(entry.entry_sha256 == entry.expected_sha256() for entry in entries)
    assert read_lines(case.path / "log.jsonl") == [entry.line() for entry in entries]
    assert str(case.path) not in (case.path / "log.jsonl").read_text()


def test_what_is_no_row_is_logged_too(case: CaseFolder) -> None:
    with case.writing("Ben", AT) as write:
        write.note("export", "dossier", "public", {"files": 3})
    assert case.log()[-1][2:6] == ("Ben", "export", "dossier", "public")


def test_a_write_that_fails_leaves_nothing(case: CaseFolder) -> None:
    before = case.log(), [*blobs.blob_files(case.path)]
    with pytest.raises(CaseError, match="refuses this"):
        write_all(case, SOURCE._replace(source_id="source-9"), SOURCE._replace(source_id="source-9"))
    assert (case.log(), [*blobs.blob_files(case.path)]) == before
    assert [source.source_id for source in case.rows(CaseSource)] == ["source-1"]


def test_a_row_that_refers_to_nothing_is_refused(case: CaseFolder) -> None:
    with pytest.raises(CaseError, match="FOREIGN KEY"):
        case.append(ASSESSMENT._replace(assessment_id="x", claim_id="claim-7"), "Ben", AT)


def test_a_correction_supersedes_and_erases_nothing(case: CaseFolder) -> None:
    signed = ASSESSMENT._replace(assessment_id="", approved_by="Ben", approved_at=AT, supersedes="assessment-1")
    case.append(signed, "Ben", AT)
    assert [row.assessment_id for row in case.current(Assessment)] == ["assessment-2"]
    assert [row.assessment_id for row in case.rows(Assessment)] == ["assessment-1", "assessment-2"]


def test_two_people_cannot_correct_the_same_row_unseen(case: CaseFolder) -> None:
    case.append(CLAIM._replace(claim_id="claim-3", supersedes="claim-1"), "Ana", AT)
    with pytest.raises(CaseConflictError, match="claim-1 was corrected meanwhile by claim-3"):
        case.append(CLAIM._replace(claim_id="claim-4", supersedes="claim-1"), "Ben", AT)
    with pytest.raises(CaseError, match="there is no claim-8"):
        case.append(CLAIM._replace(claim_id="claim-9", supersedes="claim-8"), "Ben", AT)
    parts = [CLAIM._replace(claim_id="", supersedes="claim-2", split_from="claim-2") for _ in "ab"]
    assert [case.append(part, "Ben", AT).claim_id for part in parts] == ["claim-4", "claim-5"]


def test_two_people_at_once_take_turns_or_are_told_who(case: CaseFolder) -> None:
    with (
        case_lock.case_lock(case.path, "Ana"),
        pytest.raises(CaseBusyError, match=r"Ana \(process \d+\) is writing"),
        case_lock.case_lock(case.path, "Ben", 1),
    ):
        pytest.fail("two hold one lock")
    with case_lock.case_lock(case.path, "Ben", 1):
        assert (case.path / ".lock").read_text().startswith("Ben")


def test_a_program_that_locks_the_database_is_waited_for_and_named(
    case: CaseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skywitness.store.cases.database.BUSY_MS", 50)
    other = raw(case)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(CaseBusyError, match="somebody else is writing"):
        case.append(SOURCE._replace(source_id=""), "Ben", AT)
    other.close()
    assert case.append(SOURCE._replace(source_id=""), "Ben", AT).source_id == "source-2"


def test_blobs_are_read_only_and_kept_once(case: CaseFolder) -> None:
    with case.writing("Ben", AT) as write:
        assert write.add_blob(TEXT.encode(), "text/plain") == TEXT_SHA256
    (path,) = blobs.blob_files(case.path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert path.relative_to(case.path).as_posix() == f"blobs/{TEXT_SHA256[:2]}/{TEXT_SHA256}"
    assert len(case.blobs()) == 1


def test_a_blob_that_was_changed_or_is_missing_is_said(case: CaseFolder) -> None:
    path = blobs.blob_path(case.path, TEXT_SHA256)
    path.chmod(0o644)
    path.write_bytes(b"x")
    with pytest.raises(CaseError, match="other bytes than it was stored with"):
        case.blob(TEXT_SHA256)
    path.unlink()
    with pytest.raises(CaseMissingError, match=f"blobs/{TEXT_SHA256[:2]}/{TEXT_SHA256} is missing"):
        case.blob(TEXT_SHA256)
    with pytest.raises(CaseError, match="no SHA-256"):
        case.blob("../../etc/passwd")


def test_a_full_disk_leaves_nothing_half_stored(case: CaseFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    before = [*blobs.blob_files(case.path)], case.log()

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFullError, match="nothing was stored"):
        write_all(case, SOURCE._replace(source_id=""))
    monkeypatch.undo()
    assert ([*blobs.blob_files(case.path)], case.log()) == before
    assert not [*case.path.rglob(".part-*")]


def test_a_database_without_room_leaves_nothing_half_stored(case: CaseFolder) -> None:
    with case.writing("Ben", AT) as write:
        write._connection.execute("PRAGMA max_page_count = 1")
        text = "x" * 5_000_000
        with pytest.raises(sqlite3.OperationalError, match="full"):
            write.append(SOURCE._replace(source_id="", notes=text))
        write._connection.execute("ROLLBACK")
        write._connection.execute("BEGIN")
    assert [source.source_id for source in case.rows(CaseSource)] == ["source-1"]


def test_a_log_line_kept_back_by_a_crash_is_made_up_by_the_next_write(case: CaseFolder) -> None:
    log = case.path / "log.jsonl"
    whole = log.read_bytes()
    log.write_bytes(whole[:-20])
    case.append(SOURCE._replace(source_id=""), "Ben", AT)
    assert log.read_bytes().startswith(whole)
    assert read_lines(log) == [entry.line() for entry in case.log()]


def test_what_is_missing_is_named(tmp_path: Path, case: CaseFolder) -> None:
    with pytest.raises(CaseMissingError, match="no case at"):
        CaseFolder.open(tmp_path / "nowhere")
    (case.path / "log.jsonl").rename(tmp_path / "log.jsonl")
    with pytest.raises(CaseMissingError, match=r"not whole, was it copied half\? missing: log.jsonl"):
        CaseFolder.open(case.path)
    (tmp_path / "log.jsonl").rename(case.path / "log.jsonl")
    (case.path / "case.db").unlink()
    with pytest.raises(CaseMissingError, match=r"missing: case.db"):
        CaseFolder.open(case.path)


def test_no_case_is_made_over_something(case: CaseFolder) -> None:
    with pytest.raises(CaseError, match="not empty"):
        CaseFolder.create(case.path, CASE, "Ana", AT)


def test_another_version_and_another_file_are_refused(case: CaseFolder) -> None:
    with raw(case) as connection:
        connection.execute("PRAGMA user_version = 7")
    with pytest.raises(CaseError, match=r"another version of Skywitness \(schema 7"):
        CaseFolder.open(case.path)
    with raw(case) as connection:
        connection.execute("PRAGMA application_id = 7")
    with pytest.raises(CaseError, match="no case file"):
        CaseFolder.open(case.path)


def test_texts_and_claims_are_searched(case: CaseFolder) -> None:
    assert case.search_texts("приземлились каракасе")[0][0] == "capture-1"
    assert [key for key, _ in case.search_claims('soldiers "about')] == ["claim-1", "claim-2"]
    assert case.search_texts("nobody") == case.search_texts(" ") == []


def test_rows_by_a_column(case: CaseFolder) -> None:
    assert case.where(ClaimLink, "to_claim_id", "claim-2")[0].kind == "same_as"
    with pytest.raises(ValueError, match="ClaimLink has no x"):
        case.where(ClaimLink, "x", "y")
    with pytest.raises(CaseError, match="has no claim 'claim-9'"):
        case.get(Claim, "claim-9")


class Stranger(NamedTuple):
    x: int


def test_what_a_case_does_not_know_is_refused(case: CaseFolder) -> None:
    with pytest.raises(TypeError, match="no table of Stranger"):
        case.append(Stranger(1), "Ana", AT)
    late: Any = CLAIM._replace(claim_id="", reviewed_at=datetime(2026, 1, 1))  # noqa: DTZ001  a time without a zone is the point
    with pytest.raises(ValueError, match="no zone"):
        case.append(late, "Ana", AT.astimezone(UTC))
