"""A base map of the owner's: what it may be, and that the page may fetch it and nothing else."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from skywitness.web.base_map import OwnMapError, map_at, map_of
from skywitness.web.site import SiteOptions
from web_site import served

TILES = "https://tiles.example.org:8443/topo/{z}/{x}/{y}.png"
STYLE = {
    "version": 8,
    "sources": {
        "a": {"type": "vector", "url": "pmtiles://https://one.example.org/a.pmtiles"},
        "b": {"type": "raster", "tiles": ["http://127.0.0.1:9000/{z}/{x}/{y}.png"]},
    },
    "layers": [],
}


def test_tiles_a_style_and_an_address_of_one_are_told_apart() -> None:
    tiles = map_at(TILES)
    assert (tiles.tiles, tiles.origins) == (TILES, ("https://tiles.example.org:8443",))
    elsewhere = map_at("https://maps.example.org/style.json", ["https://tiles.example.org"])
    assert elsewhere.style_url == "https://maps.example.org/style.json"
    assert elsewhere.origins == ("https://maps.example.org", "https://tiles.example.org")
    assert map_of(json.dumps(STYLE)).origins == ("https://one.example.org", "http://127.0.0.1:9000")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/style.json",
        "https://example.org;script-src/style.json",
        "https://example.org /{z}/{x}/{y}.png",
        "https://example.org/{z}/{x}.png",
        "https://user@example.org/style.json",
        "https://",
    ],
)
def test_an_address_that_could_widen_the_policy_is_refused(url: str) -> None:
    with pytest.raises(OwnMapError):
        map_at(url)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 7, "layers": []}', '{"version": 8}'])
def test_what_is_no_style_is_refused(text: str) -> None:
    with pytest.raises(OwnMapError):
        map_of(text)


@pytest.mark.parametrize("host", ["tiles.example.org", "https://a.example.org/x", "https://a; script-src *", "*"])
def test_a_host_is_an_origin(host: str) -> None:
    with pytest.raises(OwnMapError, match="no origin"):
        map_at(TILES, [host])


def test_the_policy_names_the_hosts_of_the_map_and_no_others(tmp_path: Path) -> None:
    with served(tmp_path, replace(SiteOptions(), own_map=map_at(TILES))) as web:
        answer = web.get("/map.json")
        assert answer.json()["tiles"] == TILES
        policy = dict(part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; "))
    with_host = {name for name, said in policy.items() if "tiles.example.org" in said}
    assert with_host == {"img-src", "connect-src"}
    with served(tmp_path) as web:
        answer = web.get("/map.json")
        assert (answer.json()["tiles"], answer.json()["style"]) == (None, None)
        assert "http" not in answer.headers["content-security-policy"]
