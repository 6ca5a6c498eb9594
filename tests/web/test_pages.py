"""A page's URL is a page for a browser and its data for a program."""

from pathlib import Path

import httpx
import pytest

from cli_archive import CARGO
from skywitness.web.site import SiteOptions
from web_site import served

HTML = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
PAGES = ["/status", f"/aircraft/{CARGO}"]


@pytest.mark.parametrize("path", PAGES)
def test_a_browser_gets_the_page_and_a_program_the_data(web: httpx.Client, path: str) -> None:
    page, data, named = web.get(path, headers=HTML), web.get(path), web.get(f"{path}.json", headers=HTML)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert data.headers["content-type"] == "application/json"
    assert named.json() == data.json()


@pytest.mark.parametrize("path", ["/flights", "/airports", f"/aircraft/{CARGO}"])
def test_what_the_browser_has_is_not_sent_again(web: httpx.Client, path: str) -> None:
    etag = web.get(f"{path}.json").headers["etag"]
    again = web.get(f"{path}.json", headers={"If-None-Match": etag})
    assert again.status_code == 304
    assert again.content == b""
    assert web.get(f"{path}.json?x=1", headers={"If-None-Match": etag}).status_code == 200


def test_without_a_build_the_page_says_so_and_names_the_data(data: Path, tmp_path: Path) -> None:
    with served(data, SiteOptions(static=tmp_path)) as web:
        page = web.get("/", headers=HTML).text
    assert "not built" in page
    assert "/status.json" in page


def test_ranges_of_the_basemap_are_given(data: Path, tmp_path: Path) -> None:
    (tmp_path / "tiles").mkdir()
    (tmp_path / "assets").mkdir()
    (tmp_path / "tiles" / "world.pmtiles").write_bytes(bytes(range(100)))
    (tmp_path / "assets" / "app-1a2b.js").write_text("export {}")
    (tmp_path / "index.html").write_text("<!doctype html><title>built</title>")
    with served(data, SiteOptions(static=tmp_path)) as web:
        part = web.get("/tiles/world.pmtiles", headers={"Range": "bytes=10-19"})
        script = web.get("/assets/app-1a2b.js")
        assert "built" in web.get("/flights-of-a-stale-bookmark", headers=HTML).text
        assert web.get("/tiles/%2e%2e/index.html").status_code == 404
    assert part.status_code == 206
    assert part.content == bytes(range(10, 20))
    assert part.headers["content-range"] == "bytes 10-19/100"
    assert "immutable" in script.headers["cache-control"]
    assert script.headers["content-type"].startswith("text/javascript")


def test_scripts_are_packed_for_who_accepts_it(data: Path, tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "app-1a2b.js").write_text("export {}" * 1000)
    (tmp_path / "assets" / "font-3c4d.woff2").write_bytes(bytes(1000))
    path = "/assets/app-1a2b.js"
    with served(data, SiteOptions(static=tmp_path)) as web:
        plain = web.get(path, headers={"Accept-Encoding": "identity"})
        packed = web.get(path, headers={"Accept-Encoding": "gzip, br"})
        font = web.get("/assets/font-3c4d.woff2", headers={"Accept-Encoding": "gzip"})
        known = web.get(path, headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["etag"]})
    assert plain.text == packed.text == "export {}" * 1000
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < 200
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
    assert "immutable" in packed.headers["cache-control"]
    assert "content-encoding" not in {*plain.headers, *font.headers}
    assert known.status_code == 304


def test_a_problem_says_what_and_where(web: httpx.Client) -> None:
    answer = web.get("/aircraft/nobody.json")
    body = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, body["status"], body["instance"]) == (404, 404, "/aircraft/nobody.json")
    assert "no aircraft 'nobody'" in body["detail"]


def test_an_empty_archive_says_what_to_do(tmp_path: Path) -> None:
    with served(tmp_path / "nothing") as web:
        answer = web.get("/status.json")
    assert answer.status_code == 200
    assert "skywitness import" in answer.json()["notes"][0]
