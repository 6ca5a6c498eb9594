"""Downloading from a server on this machine: whole or not at all, and only when it has changed."""

import gzip
import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from file_server import Server, serving
from skywitness.store.download import fetch
from skywitness.store.reference_sources import SOURCES, last_attempt, noted, update
from skywitness.store.registers.ourairports import reader
from skywitness.store.registers.source import Source
from skywitness.store.transfer import DownloadError, Validators

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CSV = b"id,name\n1,Alpha\n2,Beta\n"
SOURCE = Source(
    name="made",
    url="http://127.0.0.1:1/",
    licence="made up",
    file="made.csv",
    least_rows=2,
    most_bytes=1000,
    what="a table for tests",
    read=reader("made", ("id", "name")),
    unpacked=True,
    tables=(),
)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving("made.csv", CSV) as said:
        yield said


def _only(folder: Path, *names: str) -> bool:
    return sorted(path.name for path in folder.iterdir()) == sorted(names)


def test_a_table_is_fetched_checked_and_noted(server: Server, tmp_path: Path) -> None:
    server.headers = {"ETag": '"one"', "Last-Modified": "Sun, 22 Nov 2026 00:00:00 GMT"}
    note = update(SOURCE, tmp_path, NOW, origin=server.url)
    assert (tmp_path / "made.csv").read_bytes() == CSV
    assert note is not None
    expected = {
        "source": "made",
        "url": server.url,
        "retrieved_at": "2026-11-23T12:00:00Z",
        "as_of": "2026-11-22",
        "rows": 2,
        "rejected": [],
        "bytes": len(CSV),
        "sha256": hashlib.sha256(CSV).hexdigest(),
        "etag": '"one"',
        "last_modified": "Sun, 22 Nov 2026 00:00:00 GMT",
        "licence": "made up",
    }
    assert {key: note[key] for key in expected} == expected
    written = json.loads((tmp_path / "made.csv.json").read_text())
    assert written.pop("last_attempt") == {"at": "2026-11-23T12:00:00Z", "state": "fetched", "url": server.url}
    assert noted(SOURCE, tmp_path) == note == written
    assert _only(tmp_path, "made.csv", "made.csv.json")


def test_what_has_not_changed_is_not_fetched_again(server: Server, tmp_path: Path) -> None:
    server.headers = {"ETag": '"one"'}
    first = update(SOURCE, tmp_path, NOW, origin=server.url)
    assert update(SOURCE, tmp_path, NOW, origin=server.url) is None
    assert server.asked[1]["If-None-Match"] == '"one"'
    assert noted(SOURCE, tmp_path) == first
    assert last_attempt(SOURCE, tmp_path)["state"] == "unchanged"
    server.headers, server.body = {"ETag": '"two"'}, CSV + b"3,Gamma\n"
    again = update(SOURCE, tmp_path, NOW, origin=server.url)
    assert again is not None
    assert again["rows"] == 3


def test_what_was_fetched_elsewhere_or_deleted_is_fetched_whole(server: Server, tmp_path: Path) -> None:
    server.headers = {"ETag": '"one"'}
    update(SOURCE, tmp_path, NOW, origin=server.url)
    update(SOURCE, tmp_path, NOW, origin=server.url + "?other")
    (tmp_path / "made.csv").unlink()
    update(SOURCE, tmp_path, NOW, origin=server.url + "?other")
    assert all("If-None-Match" not in asked for asked in server.asked)


@pytest.mark.parametrize("encoding", [{}, {"Content-Encoding": "gzip"}])
def test_gzip_is_undone(server: Server, tmp_path: Path, encoding: dict[str, str]) -> None:
    server.body, server.headers = gzip.compress(CSV), encoding
    update(SOURCE, tmp_path, NOW, origin=server.url)
    assert (tmp_path / "made.csv").read_bytes() == CSV


def test_a_file_on_disk_will_do(tmp_path: Path) -> None:
    (tmp_path / "mine.csv.gz").write_bytes(gzip.compress(CSV))
    folder = tmp_path / "deep" / "reference"
    note = update(SOURCE, folder, NOW, origin=str(tmp_path / "mine.csv.gz"))
    assert note is not None
    assert (note["rows"], note["etag"]) == (2, None)
    assert (folder / "made.csv").read_bytes() == CSV


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"status": 404}, "404"),
        ({"status": 500}, "500"),
        ({"announced_bytes": 99}, "cut off|broke off"),
        ({"body": gzip.compress(CSV)[:-6]}, "cut off"),
        ({"body": b""}, "empty"),
        ({"body": b"<html><body>Not here</body></html>"}, "a web page, not a table"),
        ({"body": b"id,place\n1,x\n2,y\n"}, "no column 'name'"),
        ({"body": b"id,name\n1,Alpha\n2,Beta,Gamma\n"}, "line 3: too many cells"),
        ({"body": b"id,name\n1,Alpha\n"}, "too few"),
        ({"body": CSV + b"x" * 1000}, "more than 1,000 bytes"),
        ({"body": gzip.compress(CSV + b"9,x\n" * 1000)}, "more than 1,000 bytes"),
    ],
)
def test_what_goes_wrong_leaves_what_was_there(
    server: Server, tmp_path: Path, said: dict[str, object], words: str
) -> None:
    before = update(SOURCE, tmp_path, NOW, origin=server.url)
    for name, value in said.items():
        setattr(server, name, value)
    with pytest.raises(DownloadError, match=words):
        update(SOURCE, tmp_path, NOW, origin=server.url)
    assert (tmp_path / "made.csv").read_bytes() == CSV
    assert noted(SOURCE, tmp_path) == before
    attempt = last_attempt(SOURCE, tmp_path)
    assert (attempt["state"], attempt["failed_since"]) == ("failed", "2026-11-23T12:00:00Z")
    assert server.url in attempt["error"]
    assert _only(tmp_path, "made.csv", "made.csv.json")


def test_no_server_and_no_file_are_said(server: Server, tmp_path: Path) -> None:
    host, _, _ = server.url.rpartition(":")
    with pytest.raises(DownloadError, match="cannot be reached"):
        update(SOURCE, tmp_path, NOW, origin=f"{host}:1/")  # port 1: nobody listens there
    with pytest.raises(DownloadError, match="No such file"):
        update(SOURCE, tmp_path, NOW, origin=str(tmp_path / "nothing.csv"))
    with pytest.raises(DownloadError, match="No such file"):
        update(SOURCE, tmp_path, NOW, origin="ftp://127.0.0.1/made.csv")
    with pytest.raises(DownloadError, match="not an address"):
        update(SOURCE, tmp_path, NOW, origin="http://127.0.0.1:port/")
    assert noted(SOURCE, tmp_path) is None
    assert _only(tmp_path, "made.csv.json")  # that it failed, and why


def test_progress_tells_what_has_arrived(server: Server, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    fetch(
        server.url,
        tmp_path / "x",
        lambda _part: None,
        most_bytes=1000,
        known=Validators(),
        progress=lambda done, total: told.append((done, total)),
    )
    assert told[-1] == (len(CSV), len(CSV))


def test_a_note_that_does_not_fit_its_file_counts_for_nothing(server: Server, tmp_path: Path) -> None:
    update(SOURCE, tmp_path, NOW, origin=server.url)
    (tmp_path / "made.csv").write_bytes(CSV + b"3,mine\n")
    assert noted(SOURCE, tmp_path) is None
    (tmp_path / "made.csv").write_bytes(CSV)
    (tmp_path / "made.csv.json").write_text("{")
    assert noted(SOURCE, tmp_path) is None


def test_the_published_sources_are_named_once() -> None:
    assert len({source.name for source in SOURCES}) == len({source.file for source in SOURCES}) == len(SOURCES)
    assert all(source.url.startswith("https://") and source.licence for source in SOURCES)
