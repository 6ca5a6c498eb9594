"""A third party's word on when a case existed, and deletions that leave their mark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from local_tsa import Authority, local_tsa
from made_case import AT, CAPTURE, TEXT, TEXT_SHA256, made_case
from skywitness.cli.app import app
from skywitness.model import CaseBlob, CaseStamp, Tombstone
from skywitness.store.cases import forget as forgetting
from skywitness.store.cases.blobs import blob_files, blob_path, write_blob
from skywitness.store.cases.folder import CaseFolder
from skywitness.store.cases.verify import verify


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    with local_tsa(tmp_path_factory.mktemp("tsa")) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> CaseFolder:
    return made_case(tmp_path / "cases" / "caracas")


def run(folder: CaseFolder, *arguments: str) -> Result:
    environment = {"SKYWITNESS_DATA": str(folder.path.parents[1]), "SKYWITNESS_NAME": "Ana", "COLUMNS": ""}
    return CliRunner().invoke(app, ["case", *arguments], env=environment, catch_exceptions=False)


def test_a_stamp_is_kept_and_checked_offline_ever_after(folder: CaseFolder, authority: Authority) -> None:
    head = folder.log()[-1]
    answer = run(folder, "stamp", "--tsa", authority.url, "--roots", str(authority.roots), "--allow-private")
    assert answer.exit_code == 0, answer.stderr
    assert f"entry {head.seq} existed at " in answer.stderr
    (stamp,) = folder.rows(CaseStamp)
    assert (stamp.entry_seq, stamp.entry_sha256) == (head.seq, head.entry_sha256)
    assert verify(folder.path).breaks == []


def test_a_stamp_without_the_chain_is_kept_and_said_to_be_unchecked(
    folder: CaseFolder, authority: Authority
) -> None:
    answer = run(folder, "stamp", "--tsa", authority.url, "--allow-private")
    assert "its signature was not checked" in answer.stderr
    assert verify(folder.path).breaks == []


def test_a_stamp_of_another_root_is_refused(folder: CaseFolder, authority: Authority, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    with local_tsa(other) as second:
        answer = run(folder, "stamp", "--tsa", authority.url, "--roots", str(second.roots), "--allow-private")
    assert (answer.exit_code, "signature of the time stamp does not hold" in answer.stderr) == (1, True)
    assert folder.rows(CaseStamp) == []


@pytest.mark.parametrize(("path", "words"), [("/refuse", "HTTP 503"), ("/nonsense", "cannot be read")])
def test_an_authority_that_refuses_is_said(
    folder: CaseFolder, authority: Authority, path: str, words: str
) -> None:
    answer = run(folder, "stamp", "--tsa", f"{authority.url}{path}", "--allow-private")
    assert (answer.exit_code, words in answer.stderr) == (1, True)
    assert folder.rows(CaseStamp) == []


def test_an_authority_on_this_machine_must_be_allowed(folder: CaseFolder, authority: Authority) -> None:
    answer = run(folder, "stamp", "--tsa", authority.url)
    assert (answer.exit_code, "not on the public Internet" in answer.stderr) == (1, True)


def test_a_stamp_moved_to_another_entry_does_not_hold(folder: CaseFolder, authority: Authority) -> None:
    run(folder, "stamp", "--tsa", authority.url, "--roots", str(authority.roots), "--allow-private")
    (stamp,) = folder.rows(CaseStamp)
    later = folder.log()[-1]
    moved = stamp._replace(stamp_id="", entry_seq=later.seq, entry_sha256=later.entry_sha256)
    folder.append(moved, "Eve", AT)
    folder.append(stamp._replace(stamp_id="", entry_sha256="0" * 64), "Eve", AT)
    details = [found.detail for found in verify(folder.path).breaks]
    assert details == [
        "stamp-2: the time stamp is about something else",
        f"stamp-3 was made over another entry {stamp.entry_seq}",
    ]


def test_roots_that_are_none_are_said(folder: CaseFolder, authority: Authority) -> None:
    answer = run(
        folder,
        "stamp",
        "--tsa",
        authority.url,
        "--roots",
        str(authority.roots.with_name("serial")),
        "--allow-private",
    )
    assert (answer.exit_code, "no certificate" in answer.stderr) == (1, True)


def test_a_deletion_takes_the_bytes_and_leaves_its_mark(folder: CaseFolder) -> None:
    answer = run(folder, "forget", "capture-1", "--reason", "names a child")
    assert "deleted 1 files of capture-1" in answer.stderr
    assert "still quoted in claim-1, claim-2" in answer.stderr
    assert [*blob_files(folder.path)] == []
    (stone,) = folder.rows(Tombstone)
    assert (stone.sha256, stone.size_bytes, stone.reason) == (TEXT_SHA256, len(TEXT.encode()), "names a child")
    assert verify(folder.path).breaks == []
    assert folder.search_texts("Каракасе") == []


def test_no_word_of_a_deleted_text_is_left_in_any_file(folder: CaseFolder) -> None:
    with folder.writing("Ana", AT) as write:
        text = write.add_blob(b"Their name is Quetzalcoatlus Hieronymus.", "text/plain")
        write.append(CAPTURE._replace(capture_id="capture-2", blob_sha256=text, text_sha256=text))
    forgetting.forget(folder, "capture-2", "why", "Ana", AT)
    for path in folder.path.rglob("*"):
        assert not path.is_file() or b"quetzal" not in path.read_bytes().lower(), path


def test_bytes_that_another_capture_has_too_stay_until_that_is_forgotten(folder: CaseFolder) -> None:
    folder.append(CAPTURE._replace(capture_id="capture-2", previous_capture_id="capture-1"), "Ana", AT)
    assert forgetting.forget(folder, "capture-1", "why", "Ana", AT) == []
    assert folder.text(TEXT_SHA256) == TEXT
    assert folder.search_texts("Каракасе")[0][0] == "capture-2"
    assert len(forgetting.forget(folder, "capture-2", "why", "Ana", AT)) == 1
    assert verify(folder.path).breaks == []


def test_what_was_made_from_the_bytes_goes_with_them(folder: CaseFolder) -> None:
    with folder.writing("Ana", AT) as write:
        page = write.add_blob(b"<p>inner", "text/html", TEXT_SHA256)
    assert {stone.sha256 for stone in forgetting.forget(folder, "capture-1", "why", "Ana", AT)} == {
        TEXT_SHA256,
        page,
    }
    assert {blob.sha256 for blob in folder.rows(CaseBlob)} == {TEXT_SHA256, page}


def test_a_deletion_that_was_cut_off_is_noted_and_finished(folder: CaseFolder) -> None:
    forgetting.forget(folder, "capture-1", "why", "Ana", AT)
    write_blob(folder.path, TEXT.encode())
    (found,) = verify(folder.path).breaks
    assert (found.fault, "says that it was deleted" in found.detail) == ("note", True)
    assert forgetting.forget(folder, "capture-1", "why", "Ana", AT) == []
    assert not blob_path(folder.path, TEXT_SHA256).exists()


def test_a_deletion_needs_a_reason_and_a_capture(folder: CaseFolder) -> None:
    assert "needs a reason" in run(folder, "forget", "capture-1", "--reason", " ").stderr
    assert run(folder, "forget", "capture-9", "--reason", "x").exit_code == 1
    assert run(folder, "forget", "capture-1").exit_code == 2
