"""Every page, on a desk and a phone, dark and light: complete, accessible, silent, and kept to this machine."""

import json
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from watched_pages import SIZES, Open, complete_everywhere, grave, problems

FLIGHT = "154073-20190322T201503Z"
MAP = "[data-ready=yes]"
PAGES = {
    "map": ("/", MAP),
    "replay": ("/?t=2019-03-22T21:30:00Z&lat=36&lon=20&z=3.5", MAP),
    "globe": ("/?proj=globe&lat=30&lon=-20&z=1.6", MAP),
    "aircraft list": ("/aircraft", "main table"),
    "aircraft": ("/aircraft/154073", "main figure svg"),
    "identity": ("/aircraft/154073?tab=identity", "main table"),
    "flights": ("/flights?since=2019-03-01", "main table"),
    "flight": (f"/flights/{FLIGHT}", "main canvas"),
    "airports": ("/airports?q=maiquetia", "main table"),
    "airport": ("/airports/SVMI", "main table"),
    "area": ("/area?circle=10.6,-67,30&since=2018-12-01&until=2018-12-20", "main table"),
    "findings": ("/findings", "main li details"),
    "status": ("/status", "main figure svg"),
    "help": ("/help", "main table"),
}


@pytest.mark.parametrize("name", PAGES)
def test_page_is_complete_accessible_and_silent(name: str, browse: Open) -> None:
    complete_everywhere(browse(), *PAGES[name])


@pytest.mark.parametrize("name", ["aircraft", "flight", "status"])
def test_light_desk_and_dark_phone_are_accessible_too(name: str, browse: Open) -> None:
    watched = browse(*SIZES["phone"])
    page = watched.open(*PAGES[name])
    assert problems(page) == []
    watched.turn("desk", "light")
    assert problems(page) == []


@pytest.mark.parametrize("language", ["es", "ru"])
def test_pages_speak_the_readers_language(language: str, browse: Open) -> None:
    page = browse().open(f"/help?lang={language}", "main table")
    page.wait_for_function(f"document.documentElement.lang === '{language}'")
    assert page.inner_text("main h1") == {"es": "Ayuda", "ru": "Справка"}[language]


def test_search_is_accessible_and_finds(browse: Open) -> None:
    watched = browse(scheme="light")
    page = watched.open("/status", "main figure svg")
    page.keyboard.press("Control+k")
    page.keyboard.type("maiquetia")
    page.wait_for_selector("dialog li:has-text('SVMI')")
    assert grave(page) == []
    page.keyboard.press("Enter")
    page.wait_for_url("**/airports/SVMI*")
    watched.is_clean()


@pytest.mark.parametrize("form", ["json", "csv", "geojson", "kml", "gpx", "parquet"])
def test_flight_can_be_taken_along(form: str, browse: Open) -> None:
    page = browse().open(f"/flights/{FLIGHT}", "main canvas")
    link = page.get_attribute(f"main a[href*='.{form}']", "href")
    with urlopen(Request(page.url.split("/flights")[0] + link)) as answer:  # noqa: S310  an address of ours
        assert answer.status == 200
        assert answer.read(100)


FILES = ["aircraft list", "aircraft", "identity", "flights", "airports", "airport", "area", "findings", "status"]


@pytest.mark.parametrize("name", FILES)
def test_every_file_a_page_offers_is_there(name: str, browse: Open) -> None:
    watched = browse()
    page = watched.open(*PAGES[name])
    links = page.eval_on_selector_all("main a[download]", "all => all.map((link) => link.href)")
    assert links
    for link in links:
        with urlopen(link, timeout=60) as answer:  # noqa: S310  an address of ours
            assert answer.read(10)


@pytest.mark.parametrize(("form", "beginning"), [("png", b"\x89PNG"), ("svg", b"<svg")])
def test_picture_of_the_map_can_be_saved(form: str, beginning: bytes, browse: Open, tmp_path: Path) -> None:
    watched = browse()
    page = watched.open("/?t=2019-03-22T21:30:00Z&lat=36&lon=20&z=3.5", MAP)
    page.click("button[aria-label='Take along']")
    with page.expect_download() as begun:
        page.click(f"text=Picture ({form.upper()})")
    begun.value.save_as(tmp_path / "picture")
    content = (tmp_path / "picture").read_bytes()
    assert content.startswith(beginning)
    if form == "svg":
        assert "Reconstruction: simulated" in content.decode()
    watched.is_clean()


def test_replay_shows_who_was_there_and_moves(browse: Open) -> None:
    page = browse().open("/?t=2019-03-22T21:30:00Z&speed=600", MAP)
    page.wait_for_function("/Replay · [1-9]/.test(document.querySelector('header').innerText)")
    before = page.inner_text("section.bar .time b")
    page.click("section.bar button.play")
    page.wait_for_function(f"document.querySelector('section.bar .time b').innerText !== '{before}'")
    page.click("section.bar button.play")
    assert "t=2019-03-22T2" in page.url


def test_link_brings_the_view_back(browse: Open) -> None:
    path = "/aircraft/154073?tab=flights&lat=20.0000&lon=10.0000&z=3.00&color=military&theme=light&units=metric"
    page = browse().open(path, "main table")
    page.wait_for_selector(MAP, state="attached")
    kept = dict(pair.split("=") for pair in page.url.split("?")[1].split("&"))
    wanted = dict(pair.split("=") for pair in path.split("?")[1].split("&"))
    assert {name: kept.get(name) for name in wanted} == wanted
    assert page.get_attribute("html", "data-theme") == "light"


def test_what_the_page_shows_is_what_the_record_says(browse: Open) -> None:
    watched = browse()
    page = watched.open(f"/flights/{FLIGHT}", "main canvas")
    with urlopen(f"{watched.base}/flights/{FLIGHT}.json") as answer:  # noqa: S310  an address of ours
        flight = json.load(answer)["flight"]
    text = page.inner_text("main")
    assert flight["callsign"] in text
    assert flight["adep"] in text
    assert flight["ades"] is None
    assert "unknown" in text
    assert "Reconstruction" in text
