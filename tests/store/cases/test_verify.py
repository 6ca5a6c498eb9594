"""Verify: whatever is changed, taken out or added by whomever, the file is named."""

import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from made_case import AT, RECORDS, SOURCE, TEXT_SHA256, made_case
from skywitness.measure.canonical_json import canonical_json
from skywitness.model import Tombstone
from skywitness.store.cases.blobs import blob_path, delete_blob
from skywitness.store.cases.entry import parse_entry
from skywitness.store.cases.errors import CaseMissingError
from skywitness.store.cases.folder import CaseFolder
from skywitness.store.cases.verify import verify


@pytest.fixture
def case(tmp_path: Path) -> CaseFolder:
    return made_case(tmp_path / "caracas")


def named(case: CaseFolder) -> set[str]:
    return {found.file for found in verify(case.path).breaks if found.failed}


def rewritten(case: CaseFolder, *statements: str) -> None:
    """What somebody does who knows SQL and takes the triggers away."""
    with sqlite3.connect(case.path / "case.db") as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
    connection.close()


def details(case: CaseFolder) -> str:
    return "\n".join(found.detail for found in verify(case.path).breaks)


def test_a_whole_case_holds_and_is_not_touched(case: CaseFolder) -> None:
    before = {path: path.read_bytes() for path in case.path.rglob("*") if path.is_file() and path.name[0] != "."}
    found = verify(case.path)
    assert (found.breaks, found.failed, found.entries, found.blobs) == ([], False, len(RECORDS) + 2, 1)
    assert found.head == case.log()[-1].entry_sha256
    assert {path: path.read_bytes() for path in before} == before


def test_it_holds_wherever_it_is_moved_and_without_write_access(case: CaseFolder, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(case.path, tmp_path / "usb" / "x"))
    assert verify(copy).breaks == []


@pytest.mark.parametrize("file", ["case.db", "log.jsonl", "seal.json", "blob"])
def test_one_flipped_bit_anywhere_is_laid_to_its_file(case: CaseFolder, file: str) -> None:
    path = blob_path(case.path, TEXT_SHA256) if file == "blob" else case.path / file
    path.chmod(0o644)
    whole = path.read_bytes()
    chance = random.Random(8)  # noqa: S311  places to spoil, the same ones each time
    for _ in range(12):
        place = chance.randrange(len(whole))
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :])
        assert named(case) == {path.relative_to(case.path).as_posix()}, place
    path.write_bytes(whole)
    assert named(case) == set()


def test_a_row_changed_behind_the_triggers(case: CaseFolder) -> None:
    rewritten(case, "UPDATE claims SET proposition = 'Nobody arrived.' WHERE claim_id = 'claim-1'")
    assert named(case) == {"case.db"}
    assert "claim-1 of claims was changed since entry 6" in details(case)


def test_a_row_taken_out_and_one_slipped_in(case: CaseFolder) -> None:
    rewritten(
        case,
        "DELETE FROM checks",
        "INSERT INTO claim_links VALUES ('claim-2', 'claim-1', 'contradicts', 'because', 'Eve', 99)",
    )
    assert "check-1 of checks (entry 10) was taken out" in details(case)
    assert "a row of claim_links has no entry in the log" in details(case)


def test_an_entry_rewritten_with_a_fresh_hash_breaks_the_chain_after_it(case: CaseFolder) -> None:
    entry = case.log()[5]._replace(actor="Eve").sealed()
    rewritten(case, f"UPDATE log SET actor = 'Eve', entry_sha256 = '{entry.entry_sha256}' WHERE seq = 6")  # noqa: S608  ours
    assert "entry 7 of the log does not follow from the one before it" in details(case)
    assert "line 6 tells another entry than the database" in details(case)


def test_a_database_put_back_to_an_earlier_state(case: CaseFolder, tmp_path: Path) -> None:
    shutil.copyfile(case.path / "case.db", tmp_path / "earlier.db")
    shutil.copyfile(case.path / "seal.json", tmp_path / "earlier.json")
    case.append(SOURCE._replace(source_id=""), "Ana", AT)
    shutil.copyfile(tmp_path / "earlier.db", case.path / "case.db")
    shutil.copyfile(tmp_path / "earlier.json", case.path / "seal.json")
    assert "entry 13 is in log.jsonl but not in the database" in details(case)


def test_a_log_cut_short_is_said(case: CaseFolder) -> None:
    log = case.path / "log.jsonl"
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:-2]))
    assert named(case) == {"log.jsonl"}
    assert "lines 11 to 12 are missing" in details(case)


def test_a_line_written_otherwise_is_another_line(case: CaseFolder) -> None:
    line = case.log()[0].line()
    assert parse_entry(line) == case.log()[0]
    assert parse_entry(line.replace(b":", b": ", 1)) is None
    assert parse_entry(b"[]\n") is parse_entry(b"{}\n") is parse_entry(b"\xff\n") is None
    assert parse_entry(canonical_json({**case.log()[0]._asdict(), "more": 1}) + b"\n") is None


@pytest.mark.parametrize("file", ["case.db", "log.jsonl", "seal.json", "blobs"])
def test_a_folder_copied_half_says_what_is_missing(case: CaseFolder, file: str) -> None:
    path = case.path / file
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert any(name.startswith(file) for name in named(case))
    assert "copied half" in details(case)


def test_a_database_cut_off_is_named(case: CaseFolder) -> None:
    path = case.path / "case.db"
    path.write_bytes(path.read_bytes()[:5000])
    assert "case.db" in named(case)
    path.write_bytes(b"no database at all, but some text")
    assert named(case) == {"case.db"}


def test_a_missing_blob_that_was_deleted_with_a_tombstone_is_no_break(case: CaseFolder) -> None:
    stone = Tombstone("", "capture-1", TEXT_SHA256, 10, "names a child", "Ana", AT)
    case.append(stone, "Ana", AT)
    delete_blob(case.path, TEXT_SHA256)
    assert named(case) == set()


def test_what_does_not_belong_is_noted_and_does_not_fail(case: CaseFolder) -> None:
    (case.path / "notes.txt").write_text("mine")
    (case.path / "blobs" / "stray").write_text("x")
    found = verify(case.path)
    assert not found.failed
    assert [note.file for note in found.breaks] == ["notes.txt", "blobs/stray"]


def test_a_write_that_was_cut_off_is_noted_not_blamed(case: CaseFolder) -> None:
    seal = (case.path / "seal.json").read_bytes()
    case.append(SOURCE._replace(source_id=""), "Ana", AT)
    (case.path / "seal.json").write_bytes(seal)
    found = verify(case.path)
    assert not found.failed
    assert "its seal is of entry 12 of 13" in found.breaks[0].detail


def test_no_case_is_said(tmp_path: Path) -> None:
    with pytest.raises(CaseMissingError, match="no case at"):
        verify(tmp_path)
