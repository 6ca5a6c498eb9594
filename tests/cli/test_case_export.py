"""A case as one zip that checks itself with sha256sum and with Python alone, in three profiles."""

import csv
import io
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from made_case import ASSESSMENT, AT, CLAIM, TEXT_SHA256, made_case
from made_files import pdf, photograph, singlefile, wacz
from page_server import page_server
from skywitness.cases.picture import picture_facts
from skywitness.cases.picture_stripped import picture_stripped
from skywitness.cli.app import app
from skywitness.links.page_get import PageLimits
from skywitness.model import Assessment, Capture, Claim
from skywitness.pipeline.capture.from_file import take_file
from skywitness.pipeline.capture.from_web import take_page
from skywitness.pipeline.capture.keep import Capturer, keep
from skywitness.pipeline.capture.taken import Asked
from skywitness.store.cases import verify_bag
from skywitness.store.cases.blobs import blob_path
from skywitness.store.cases.folder import CaseFolder
from skywitness.store.cases.verify import verify

BY = Capturer("Ana Operator", "skywitness test", AT)


@pytest.fixture
def folder(tmp_path: Path, built: Path) -> CaseFolder:
    return CaseFolder.open(Path(shutil.copytree(built, tmp_path / "cases" / "caracas")))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with a page by HTTP, files, an approved assessment, and a source that is confidential."""
    made = made_case(tmp_path_factory.mktemp("built") / "caracas")
    limits = PageLimits(most_bytes=1 << 20, allow_private=True)
    with page_server() as server:
        taken = take_page(f"{server.url}/article.html", limits, Asked(), None, BY.tool, lambda: AT)
    keep(made, taken, Asked(), BY)
    for content in (photograph(), wacz(), singlefile(), pdf("A word.")):
        keep(made, take_file(content, Asked(), None), Asked(), BY)
    secret = Asked(title="Whistle-blower", url="https://example.org/secret", confidential=True)
    hidden = keep(made, take_file(b"The pilot told me all of it.", secret, None), secret, BY).capture
    span = CLAIM.spans[0]._replace(capture_id=hidden.capture_id, exact="The pilot told me")
    made.append(
        CLAIM._replace(claim_id="claim-9", spans=[span], proposition="The pilot told."), "Ana Operator", AT
    )
    made.append(ASSESSMENT._replace(assessment_id="a-9", claim_id="claim-9"), "Ana Operator", AT)
    signed = ASSESSMENT._replace(
        assessment_id="a-2", approved_by="Ben Editor", approved_at=AT, supersedes="assessment-1"
    )
    made.append(signed, "Ben Editor", AT)
    return made.path


def run(folder: CaseFolder, *arguments: str) -> Result:
    environment = {
        "SKYWITNESS_DATA": str(folder.path.parents[1]),
        "SKYWITNESS_NAME": "Ana Operator",
        "COLUMNS": "",
    }
    return CliRunner().invoke(app, ["case", *arguments], env=environment, catch_exceptions=False)


def exported(folder: CaseFolder, profile: str) -> Path:
    """The bag, unpacked."""
    place = folder.path.parents[1] / profile
    target = place.with_suffix(".zip")
    answer = run(folder, "export", "--bagit", str(target), "--profile", profile)
    assert answer.exit_code == 0, answer.stderr
    with zipfile.ZipFile(target) as archive:
        archive.extractall(place)
    (bag,) = place.iterdir()
    return bag


def checked(bag: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", "-S", "verify.py"], cwd=bag, capture_output=True, text=True, check=False
    )


def everything(bag: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(bag.rglob("*")) if path.is_file())


def withheld(bag: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((bag / "data" / "withheld.csv").read_text().splitlines()))


@pytest.mark.parametrize("profile", ["internal", "legal", "public"])
def test_a_bag_checks_itself(folder: CaseFolder, profile: str) -> None:
    bag = exported(folder, profile)
    found = checked(bag)
    assert (found.returncode, found.stdout) == (0, f"{bag.name}: whole\n")
    if shutil.which("sha256sum"):
        for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
            subprocess.run(["sha256sum", "-c", "--strict", "--quiet", manifest], cwd=bag, check=True)  # noqa: S607  the system's
    assert (bag / "bagit.txt").read_text() == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    dossier = bag / "data" / "dossier"
    held = {file.name for file in dossier.iterdir()}
    assert {"index.html", "claim-reviews.jsonld", "follow-the-money.jsonl", "claims.csv"} < held
    assert {"ways.geojson", "ways.kml", "provenance.json", "timeline.ics"} < held
    inner = subprocess.run([sys.executable, "-I", "-S", "verify.py"], cwd=dossier, capture_output=True, check=True)
    assert inner.stdout == b"dossier: whole\n"
    size = sum(path.stat().st_size for path in (bag / "data").rglob("*") if path.is_file())
    count = sum(path.is_file() for path in (bag / "data").rglob("*"))
    assert f"Payload-Oxum: {size}.{count}\n" in (bag / "bag-info.txt").read_text()
    assert verify(folder.path).breaks == []
    assert folder.log()[-1][3:6] == ("export", "bag", profile)


def test_every_changed_missing_or_added_file_is_named(
    folder: CaseFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    bag = exported(folder, "internal")
    for path in sorted(path for path in bag.rglob("*") if path.is_file() and path.name != "verify.py"):
        whole, name = path.read_bytes(), path.relative_to(bag).as_posix()
        path.write_bytes(bytes([whole[0] ^ 1]) + whole[1:] if whole else b"x")
        assert verify_bag.main([str(bag)]) == 1, name
        assert name in capsys.readouterr().out, name
        path.unlink()
        assert verify_bag.main([str(bag)]) == 1, name
        assert f"{name}: missing" in capsys.readouterr().out, name
        path.write_bytes(whole)
    (bag / "data" / "more").write_text("x")
    assert "data/more: in no manifest" in checked(bag).stdout


def test_a_record_rewritten_with_its_manifest_is_found_by_the_log(folder: CaseFolder) -> None:
    bag = exported(folder, "legal")
    claims = bag / "data" / "records" / "claims.tsv"
    before = subprocess.run(["sha256sum", claims], capture_output=True, check=True).stdout[:64]  # noqa: S607  the system's
    claims.write_bytes(claims.read_bytes().replace(b"About 100 soldiers arrived", b"About 900 soldiers arrived"))
    after = subprocess.run(["sha256sum", claims], capture_output=True, check=True).stdout[:64]  # noqa: S607  the system's
    manifest = bag / "manifest-sha256.txt"
    manifest.write_bytes(manifest.read_bytes().replace(before, after))
    assert "data/records/claims.tsv: record 6 is not the one in the log" in checked(bag).stdout


def test_internal_is_everything(folder: CaseFolder) -> None:
    bag = exported(folder, "internal")
    assert withheld(bag) == []
    assert b"The pilot told me all of it." in everything(bag)
    records = (bag / "data" / "records" / "claims.tsv").read_text().splitlines()
    assert json.loads(records[0].partition("\t")[2])["proposition"] == CLAIM.proposition
    assert (bag / "data" / "log.jsonl").read_bytes().splitlines() == [
        entry.line().strip() for entry in folder.log()[:-1]
    ]


@pytest.mark.parametrize("profile", ["legal", "public"])
def test_a_confidential_source_takes_all_that_hangs_on_it_with_it(folder: CaseFolder, profile: str) -> None:
    bag = exported(folder, profile)
    text = everything(bag)
    for word in (b"pilot", b"Whistle-blower", b"example.org/secret"):
        assert word not in text
    gone = [row["what"] for row in withheld(bag) if row["why"].startswith("of a confidential source")]
    assert {"sources", "captures", "claims", "assessments", "text_zones", "blobs"} <= set(gone)
    assert (b"Ana Operator" in text) == (profile == "legal")


def test_public_names_no_operator_and_holds_no_addresses_and_places(folder: CaseFolder) -> None:
    bag = exported(folder, "public")
    text = everything(bag)
    for word in (b"Ana Operator", b"127.0.0.1\r\n", b"WARC-", b"Nikon", b"2019:03:23", b"Venezuela Time"):
        assert word not in text, word
    assert b"Ben Editor" in text  # who signed is named
    assert not (bag / "data" / "log.jsonl").exists()
    reasons = {row["why"] for row in withheld(bag)}
    assert "archives hold addresses, headers and cookies" in reasons
    assert "it came out of somebody's own browser" in reasons
    (stripped,) = bag.glob("data/blobs/*/*.stripped")
    facts = picture_facts(stripped.read_bytes())
    assert facts is not None
    assert (facts.lat_deg, facts.camera, facts.exif_time) == (None, None, None)
    assert (bag / "data" / "blobs" / TEXT_SHA256[:2] / TEXT_SHA256).is_file()


def test_what_was_deleted_is_listed_with_its_tombstone(folder: CaseFolder) -> None:
    run(folder, "forget", "capture-1", "--reason", "asked for")
    bag = exported(folder, "internal")
    assert [row["why"] for row in withheld(bag)] == ["deleted from the case"]
    assert checked(bag).returncode == 0


def test_a_case_that_does_not_hold_is_not_handed_on(folder: CaseFolder, tmp_path: Path) -> None:
    blob_path(folder.path, TEXT_SHA256).unlink()
    answer = run(folder, "export", "--bagit", str(tmp_path / "x.zip"))
    assert (answer.exit_code, "Nothing was exported" in answer.stderr) == (1, True)
    assert not [*tmp_path.glob("x.zip*")]
    (tmp_path / "y.zip").write_text("mine")
    assert "is there already" in run(folder, "export", "--bagit", str(tmp_path / "y.zip")).stderr


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_stripped_picture_has_the_same_pixels(form: str) -> None:
    with Image.open(io.BytesIO(photograph())) as image:
        out = io.BytesIO()
        image.save(out, form, exif=image.getexif())
    stripped = picture_stripped(out.getvalue())
    assert stripped is not None
    assert len(stripped) < len(out.getvalue())
    with Image.open(io.BytesIO(stripped)) as one, Image.open(io.BytesIO(out.getvalue())) as other:
        assert one.tobytes() == other.tobytes()
        assert not one.getexif()


@pytest.mark.parametrize("content", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe0\x00", b"\x89PNG\r\n\x1a\n\0", b"GIF89a"])
def test_what_cannot_be_stripped_is_left_out(content: bytes) -> None:
    assert picture_stripped(content) is None


def test_the_case_has_what_these_tests_are_about(folder: CaseFolder) -> None:
    assert {capture.method for capture in folder.rows(Capture)} >= {"http", "upload", "import_wacz", "paste"}
    assert "claim-9" in {claim.claim_id for claim in folder.rows(Claim)}
    assert "Ben Editor" in {one.approved_by for one in folder.rows(Assessment)}
