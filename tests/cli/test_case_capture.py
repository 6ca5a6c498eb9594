"""Capturing into a case, from a server on this machine and from files: what is kept, and what is said of it."""

import errno
import hashlib
import json
import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from made_files import ARTICLE, URL, mhtml, pdf, photograph, singlefile, wacz
from page_server import PageServer, page_server
from skywitness.cli.app import app
from skywitness.links.page_picture import find_browser
from skywitness.model import Capture, CaseMedia, CaseSource, TextZone, WarcRecord
from skywitness.store.cases.folder import CaseFolder
from skywitness.store.cases.verify import verify
from skywitness.store.cases.warc import block_sha256s


@pytest.fixture(scope="module")
def server() -> Iterator[PageServer]:
    with page_server() as running:
        yield running


class Desk:
    """A person at the command line with one case."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.settings = self.file("settings.toml", b'browser = "off"')
        assert self.run("new", "Caracas", "--slug", "caracas").exit_code == 0
        self.folder = CaseFolder.open(data / "cases" / "caracas")

    def run(self, *arguments: str, pasted: bytes = b"") -> Result:
        environment = {
            "SKYWITNESS_DATA": str(self.data),
            "SKYWITNESS_NAME": "Ana",
            "SKYWITNESS_SETTINGS": self.settings,
            "COLUMNS": "",
        }
        return CliRunner().invoke(app, ["case", *arguments], env=environment, catch_exceptions=False, input=pasted)

    def add(self, what: str, *options: str, pasted: bytes = b"") -> dict[str, Any]:
        """Adds something, checks the case, and gives what was said of it."""
        answer = self.run("add", what, "--json", *options, pasted=pasted)
        assert answer.exit_code == 0, answer.stderr
        assert verify(self.folder.path).breaks == []
        (said,) = json.loads(answer.stdout)
        return dict(said)

    def file(self, name: str, content: bytes) -> str:
        path = self.data / name
        path.write_bytes(content)
        return str(path)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_an_article_is_kept_as_it_came_with_what_it_says(desk: Desk, server: PageServer) -> None:
    said = desk.add(f"{server.url}/moved", "--allow-private")
    assert (said["title"], said["published"], said["authors"]) == (
        "Two military aircraft seen at coastal airport",
        "2019-03-24T18:05:00-04:00",
        ["Marta Quiroga", "Dan Ortiz"],
    )
    assert said["derives_from"][0] == "Reuters"
    assert (said["final_url"], said["http_status"]) == (f"{server.url}/article.html", 200)
    assert (said["has_url"], said["has_html"], said["has_full_page"]) == (True, True, False)
    assert said["blob_sha256"] == hashlib.sha256(ARTICLE).hexdigest()
    assert desk.folder.blob(said["blob_sha256"]) == ARTICLE
    text = desk.folder.text(said["text_sha256"])
    zones = desk.folder.where(TextZone, "capture_id", "capture-1")
    assert {zone.zone for zone in zones} == {
        "headline", "standfirst", "caption", "body", "embed", "credit_line", "boilerplate",
    }  # fmt: skip
    assert "up to 35 tons" in next(text[z.start : z.end] for z in zones if "35" in text[z.start : z.end])


def test_a_picture_of_the_page_completes_the_minimum(desk: Desk, server: PageServer) -> None:
    if find_browser() is None:
        pytest.skip("no Chromium on this machine")
    desk.settings = ""
    said = desk.add(f"{server.url}/article.html", "--allow-private")
    assert (said["has_url"], said["has_html"], said["has_full_page"]) == (True, True, True)
    assert desk.folder.blob(said["screenshot_sha256"]).startswith(b"\x89PNG")


def test_what_only_a_browser_can_read_is_a_capture_of_its_own(desk: Desk, server: PageServer) -> None:
    if find_browser() is None:
        pytest.skip("no Chromium on this machine")
    desk.settings = ""
    words = "Two aircraft are on the apron. "
    script = f'a.innerHTML = "<article><h1>A post</h1><p>" + "{words}".repeat(3) + "</p>"'
    shell = "<title>Chatter</title><noscript>JavaScript is not available.</noscript><div id=a></div>"
    server.extra["/scripted"] = f"{shell}<script>{script}</script>".encode()
    answer = desk.run("add", f"{server.url}/scripted", "--allow-private")
    assert answer.exit_code == 0, answer.stderr
    sent, shown = desk.folder.rows(Capture)
    assert (sent.method, sent.quality) == ("http", ["bot_shell"])
    assert (shown.method, shown.quality, shown.previous_capture_id) == ("browser", ["content_ok"], sent.capture_id)
    assert "Two aircraft are on the apron." in desk.folder.text(shown.text_sha256 or "")
    assert shown.has_full_page
    assert verify(desk.folder.path).breaks == []


def test_without_a_picture_it_is_said_why(desk: Desk, server: PageServer) -> None:
    off = desk.run("add", f"{server.url}/greek.html", "--allow-private")
    assert "no picture of the whole page: switched off" in off.stderr
    desk.settings = desk.file("other.toml", b'browser = "/no/such/browser"')
    missing = desk.run("add", f"{server.url}/greek.html", "--allow-private")
    assert missing.exit_code == 0
    assert "no picture of the whole page:" in missing.stderr
    assert [capture.has_full_page for capture in desk.folder.rows(Capture)] == [False, False]


def test_the_warc_has_every_hop_and_our_hashes_of_it(desk: Desk, server: PageServer) -> None:
    said = desk.add(f"{server.url}/moved", "--allow-private")
    warc = desk.folder.blob(said["warc_sha256"])
    records = desk.folder.rows(WarcRecord)
    assert [record.kind for record in records] == ["warcinfo"] + ["response", "request", "metadata"] * 2
    assert dict(block_sha256s(warc)) == {record.record_id: record.block_sha256 for record in records}
    assert records[4].payload_sha256 == said["blob_sha256"]


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("login_wall", "login_wall"),
        ("consent_wall", "consent_wall"),
        ("bot_shell", "bot_shell"),
        ("empty", "empty"),
    ],
)
def test_a_wall_is_kept_and_called_one(desk: Desk, server: PageServer, name: str, mark: str) -> None:
    answer = desk.run("add", f"{server.url}/{name}.html", "--allow-private")
    assert answer.exit_code == 0
    assert "WARNING: this capture is " in answer.stderr
    assert desk.folder.rows(Capture)[0].quality == [mark]
    assert "WARNING" in desk.run("show", "capture-1").stderr


def test_a_page_of_200_mb_is_cut_off_and_what_came_is_kept(desk: Desk, server: PageServer) -> None:
    said = desk.add(f"{server.url}/huge", "--allow-private", "--most-mb", "1")
    assert said["quality"] == ["truncated"]
    assert said["quality_evidence"] == ["stopped after 1,048,576 bytes"]
    assert said["size_bytes"] == 1 << 20


def test_what_cannot_be_fetched_is_said_and_stands_in_the_log(desk: Desk, server: PageServer) -> None:
    for path, words in (("circle", "redirects in a circle"), ("mute", "not HTTP")):
        answer = desk.run("add", f"{server.url}/{path}", "--allow-private")
        assert (answer.exit_code, words in answer.stderr) == (1, True)
    refused = desk.run("add", f"{server.url}/article.html")
    assert "not on the public Internet" in refused.stderr
    assert [entry.action for entry in desk.folder.log()][-3:] == ["fail"] * 3
    assert desk.folder.rows(Capture) == []


def test_other_alphabets_and_a_page_without_a_date(desk: Desk, server: PageServer) -> None:
    russian = desk.add(f"{server.url}/cyrillic.html", "--allow-private")
    assert (russian["title"], russian["language"], russian["published"]) == ("Два самолёта в Каракасе", "ru", None)
    greek = desk.add(f"{server.url}/greek.html", "--allow-private", "--published", "2019-03-24")
    assert (greek["title"], greek["published"]) == ("Δύο αεροσκάφη στο Καράκας", "2019-03-24")
    assert desk.folder.search_texts("МАЙКЕТИЯ")[0][0] == "capture-1"


def test_once_more_is_a_new_capture_and_what_changed_is_told(desk: Desk, server: PageServer) -> None:
    server.extra["/changing"] = ARTICLE
    desk.add(f"{server.url}/changing", "--allow-private")
    server.extra["/changing"] = ARTICLE.replace(b"About 100 soldiers", b"About 99 soldiers")
    again = desk.add(f"{server.url}/changing", "--allow-private")
    assert (again["source_id"], again["previous_capture_id"]) == ("source-1", "capture-1")
    shown = desk.run("diff", "capture-2").stdout
    assert "- About 100 soldiers left" in shown
    assert "+ About 99 soldiers left" in shown
    (change,) = json.loads(desk.run("diff", "capture-1", "capture-2", "--json").stdout)
    assert (change["kind"], change["zone"]) == ("changed", "body")
    first = desk.run("diff", "capture-1")
    assert (first.exit_code, "first capture" in first.stderr) == (1, True)
    (listed,) = json.loads(desk.run("sources", "--json").stdout)
    assert (listed["captures"], listed["last_capture_id"]) == (2, "capture-2")


def test_the_same_page_once_more_is_said_to_be_the_same(desk: Desk, server: PageServer) -> None:
    for _ in "ab":
        desk.add(f"{server.url}/greek.html", "--allow-private")
    answer = desk.run("diff", "capture-2")
    assert "the same bytes" in answer.stderr
    assert "no paragraph changed" in answer.stderr


@pytest.mark.parametrize(
    ("name", "content", "method"),
    [
        ("a.wacz", wacz(), "import_wacz"),
        ("a.mhtml", mhtml(), "import_mhtml"),
        ("a.html", singlefile(), "import_singlefile"),
    ],
)
def test_what_others_saved(desk: Desk, name: str, content: bytes, method: str) -> None:
    said = desk.add(desk.file(name, content))
    assert (said["method"], said["url"], said["title"]) == (
        method,
        URL,
        "Two military aircraft seen at coastal airport",
    )
    assert "2019" in said["notes"]
    assert said["quality"] == ["content_ok"]
    assert (said["has_url"], said["has_html"]) == (True, True)
    assert desk.folder.blob(said["blob_sha256"]) == content
    view = desk.run("show", "capture-1", "--as", "html").stdout
    assert "About 100 soldiers" in view
    assert "<script" not in view


def test_documents_with_and_without_text(desk: Desk) -> None:
    good = desk.add(desk.file("a.pdf", pdf("Two aircraft landed.", "They left on Monday.")))
    assert (good["kind"], good["quality"], good["title"]) == ("document", ["content_ok"], "Two aircraft landed.")
    scan = desk.run("add", desk.file("b.pdf", pdf("")))
    assert "WARNING: this capture is without the content (no text in it)" in scan.stderr


def test_a_photograph_with_what_its_file_says(desk: Desk) -> None:
    said = desk.add(desk.file("a.jpg", photograph()), "--url", "https://example.org/p", "--title", "Apron")
    assert (said["kind"], said["title"], said["has_html"]) == ("photo", "Apron", False)
    (media,) = desk.folder.rows(CaseMedia)
    assert (media.camera, media.lat_deg) == ("Nikon D850", 10.603194)
    assert "exif_time: 2019:03:23 14:05:09" in desk.run("show", "capture-1").stdout


def test_a_photograph_whose_credentials_fit_and_whose_signer_nobody_vouches_for(desk: Desk) -> None:
    pytest.importorskip("c2pa", reason="c2pa-python is not installed (extra `media`)")
    signed = import_module("signed_picture").with_credentials(photograph())
    desk.add(desk.file("a.jpg", signed), "--title", "Apron")
    (media,) = desk.folder.rows(CaseMedia)
    assert media.c2pa == "untrusted"


def test_a_screenshot_completes_the_minimum_of_its_source(desk: Desk, server: PageServer) -> None:
    desk.add(f"{server.url}/bot_shell.html", "--allow-private")
    said = desk.add(desk.file("a.png", photograph()), "--source", "source-1", "--screenshot")
    assert (said["source_id"], said["has_full_page"]) == ("source-1", True)
    (listed,) = json.loads(desk.run("sources", "--json").stdout)
    assert (listed["has_url"], listed["has_html"], listed["has_full_page"]) == (True, True, True)
    assert desk.run("add", "-", "--source", "source-9", pasted=b"x").exit_code == 1


def test_pasted_words(desk: Desk) -> None:
    said = desk.add("-", "--kind", "official_statement", pasted="Первая строка.\n\nReporting by X".encode())
    assert (said["method"], said["kind"], said["title"]) == ("paste", "official_statement", "Первая строка.")
    assert [zone.zone for zone in desk.folder.rows(TextZone)] == ["body", "credit_line"]


def test_words_that_were_expected_and_are_missing(desk: Desk, server: PageServer) -> None:
    said = desk.add(f"{server.url}/article.html", "--allow-private", "--expect", "three aircraft")
    assert (said["quality"], said["quality_evidence"]) == (["empty"], ["“three aircraft” is not in it"])


def test_bytes_come_back_as_they_were(desk: Desk, server: PageServer) -> None:
    desk.add(f"{server.url}/article.html", "--allow-private")
    environment = {"SKYWITNESS_DATA": str(desk.data)}
    original = CliRunner().invoke(app, ["case", "show", "capture-1", "--as", "original"], env=environment)
    assert original.stdout_bytes == ARTICLE
    assert desk.run("show", "capture-1", "--as", "picture").exit_code == 1
    assert desk.run("show", "capture-7").exit_code == 1


def test_what_is_neither_address_nor_file(desk: Desk) -> None:
    answer = desk.run("add", "ftp://example.org/x")
    assert (answer.exit_code, "neither an address" in answer.stderr) == (1, True)


def test_a_disk_that_fills_while_capturing_keeps_what_was_there(
    desk: Desk, server: PageServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.add(f"{server.url}/greek.html", "--allow-private")
    before = [path for path in desk.folder.path.rglob("*") if path.is_file()]
    calls: list[int] = []

    def filling(_descriptor: int) -> None:
        calls.append(1)
        if len(calls) > 3:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", filling)
    answer = desk.run("add", f"{server.url}/article.html", "--allow-private")
    monkeypatch.undo()
    assert (answer.exit_code, "nothing was stored" in answer.stderr) == (1, True)
    assert [path for path in desk.folder.path.rglob("*") if path.is_file()] == before
    assert verify(desk.folder.path).breaks == []
    assert len(desk.folder.rows(CaseSource)) == 1
