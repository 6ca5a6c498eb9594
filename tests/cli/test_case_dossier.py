"""``case dossier``: a page or a folder that checks itself, signed where asked, noted in the case."""

import hashlib
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from pypdf import PdfReader
from typer.testing import CliRunner, Result

from cli_archive import build
from made_case import made_case
from skywitness.cli import case_dossier
from skywitness.cli.app import app
from skywitness.links.page_picture import find_browser
from skywitness.store.cases.folder import CaseFolder
from skywitness.store.errors import ArchiveError
from skywitness.store.signing import Key


def dossier(data: Path, *arguments: str) -> Result:
    environment = {"SKYWITNESS_DATA": str(data), "SKYWITNESS_NAME": "Ana", "COLUMNS": ""}
    return CliRunner().invoke(app, ["case", "dossier", *arguments], env=environment, catch_exceptions=False)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory with an archive and a case."""
    build(tmp_path)
    made_case(tmp_path / "cases" / "caracas")
    return tmp_path


def test_a_folder_holds_what_its_manifest_lists(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    assert dossier(data, "--to", str(target)).exit_code == 0
    lines = (target / "manifest-sha256.txt").read_text().splitlines()
    listed = {line[66:]: line[:64] for line in lines}
    tags = {"manifest-sha256.txt", "tagmanifest-sha256.txt", "verify.py"}
    assert set(listed) | tags == {file.name for file in target.iterdir()}
    assert all(
        hashlib.sha256((target / name).read_bytes()).hexdigest() == sha256 for name, sha256 in listed.items()
    )
    again = dossier(data, "--to", str(target))
    assert (again.exit_code, "not empty" in again.stderr) == (1, True)


def test_every_changed_byte_of_a_folder_is_laid_to_its_file(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    dossier(data, "--to", str(target), "--sign")
    assert checked(target) == "out: whole\n"
    for path in sorted(file for file in target.iterdir() if file.name != "verify.py"):
        whole = path.read_bytes()
        path.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
        assert path.name in checked(target)
        path.write_bytes(whole)


def checked(folder: Path) -> str:
    """What the script in a folder says of it."""
    command = [sys.executable, "-I", "-S", "verify.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout


def test_a_signature_holds_and_one_changed_byte_breaks_it(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "signed"
    answer = dossier(data, "--to", str(target), "--sign")
    assert "signed with SHA256:" in answer.stderr
    public = load_pem_public_key((target / "public-key.pem").read_bytes())
    assert isinstance(public, Ed25519PublicKey)
    listed = (target / "manifest-sha256.txt").read_bytes()
    public.verify((target / "manifest-sha256.txt.sig").read_bytes(), listed)
    with pytest.raises(InvalidSignature):
        public.verify((target / "manifest-sha256.txt.sig").read_bytes(), listed.replace(b"a", b"b", 1))
    assert answer.stderr.split("signed with ")[1].strip() in (target / "index.html").read_text()


def test_a_page_alone_is_one_file(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "it.html"
    assert dossier(data, "--to", str(target), "--profile", "internal").exit_code == 0
    assert target.read_text().startswith("<!doctype html>")
    assert dossier(data, "--to", str(target), "--sign").exit_code == 1


def test_a_pdf_is_printed_where_there_is_a_browser(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "it.pdf"
    if find_browser() is not None:
        assert dossier(data, "--to", str(target)).exit_code == 0
        assert "Aircraft at Caracas" in "".join(one.extract_text() for one in PdfReader(target).pages)
    monkeypatch.setattr(case_dossier, "find_browser", lambda: None)
    answer = dossier(data, "--to", str(tmp_path / "other.pdf"))
    assert (answer.exit_code, "there is none here" in answer.stderr) == (1, True)
    assert not (tmp_path / "other.pdf").exists()


def test_what_went_out_is_noted_in_the_case(data: Path, tmp_path: Path) -> None:
    dossier(data, "--to", str(tmp_path / "out"))
    last = CaseFolder.open(data / "cases" / "caracas").log()[-1]
    assert (last.action, last.object_kind, last.object_id) == ("export", "dossier", "public")


def test_without_an_archive_there_is_no_map(tmp_path: Path) -> None:
    made_case(tmp_path / "cases" / "caracas")
    answer = dossier(tmp_path, "--to", str(tmp_path / "out"))
    assert "has no map" in answer.stderr
    assert '<svg viewBox="0 0 1000 ' not in (tmp_path / "out" / "index.html").read_text()


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "desk.pem"
    assert Key.at(path).fingerprint == Key.at(path).fingerprint
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    bad = tmp_path / "bad.pem"
    bad.write_text("nothing")
    with pytest.raises(ArchiveError, match="no key"):
        Key.at(bad)
