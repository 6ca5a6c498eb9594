"""What tar1090 fetches: read back by our own readers of the same files, at the paths that tar1090 asks for."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from cli_archive import CARGO, at
from feed_reading import read
from skywitness.feeds import aircraft_json, heatmap, trace_full
from skywitness.web.site import SiteOptions
from web_site import served

NOON = at(10 * 60 + 2.5)
"""Two and a half minutes after the cargo aircraft was first heard."""


@pytest.fixture(scope="module")
def live(data: Path) -> Iterator[httpx.Client]:
    """The site while the small archive's first flight is in the air."""
    with served(data, SiteOptions(receiver_deg=(10.6, -66.99)), NOON) as client:
        yield client


@pytest.mark.parametrize("prefix", ["", "/tar1090"])
def test_the_live_picture_is_read_back(live: httpx.Client, prefix: str) -> None:
    answer = live.get(f"{prefix}/data/aircraft.json")
    assert answer.headers["content-type"] == "application/json"
    states = {state.icao24: state for state in read(aircraft_json.FORMAT, answer.content).states}
    last = states[CARGO]
    assert last.observed_at == at(10 * 60 + 2)
    assert (last.baro_altitude_ft, last.geo_altitude_ft, last.ground_speed_kt) == (30_000, 31_000, 350.5)


def test_the_receiver_says_how_often_and_where(live: httpx.Client) -> None:
    told = live.get("/data/receiver.json").json()
    assert (told["refresh"], told["lat"], told["lon"]) == (1000, 10.6, -66.99)


def test_traces_hold_what_was_heard(live: httpx.Client) -> None:
    for part in ("full", "recent"):
        answer = live.get(f"/data/traces/{CARGO[-2:]}/trace_{part}_{CARGO}.json")
        assert answer.headers["content-encoding"] == "gzip"
        states = read(trace_full.FORMAT, answer.content).states
        assert [state.observed_at for state in states] == [at(600), at(601), at(602)]


def test_a_day_of_history_counts_from_midnight(live: httpx.Client) -> None:
    answer = live.get(f"/globe_history/2019/03/23/traces/{CARGO[-2:]}/trace_full_{CARGO}.json")
    assert answer.json()["timestamp"] == at(0).timestamp()
    states = read(trace_full.FORMAT, answer.content).states
    assert states[0].observed_at == at(600)
    assert len(states) > 3


def test_half_an_hour_of_everybody(live: httpx.Client) -> None:
    answer = live.get("/globe_history/2019/03/23/heatmap/20.bin.ttf")
    states = read(heatmap.FORMAT, answer.content).states
    assert {state.icao24 for state in states} >= {CARGO}
    assert all(at(600) <= state.observed_at < at(630) for state in states)


def test_recent_history_is_a_row_of_pictures(live: httpx.Client) -> None:
    names = live.get("/chunks/chunks.json").json()["chunks"]
    assert names == ["current_large.gz", "current_small.gz"]
    files = live.get(f"/chunks/{names[1]}").json()["files"]
    times = [one["now"] for one in files]
    assert times == sorted(times)
    assert times[-1] == (NOON - timedelta(seconds=30)).timestamp()
    heard = [{one["hex"] for one in file["aircraft"]} for file in files]
    assert CARGO in heard[-1] | heard[-2]


@pytest.mark.parametrize(
    "path",
    [
        f"/data/traces/00/trace_full_{CARGO}.json",
        "/data/traces/ab/trace_full_abcdab.json",
        "/globe_history/2019/02/30/traces/73/trace_full_154073.json",
        "/globe_history/2019/03/23/heatmap/48.bin.ttf",
        "/globe_history/2019/03/23/heatmap/40.bin.ttf",
        "/globe_history/2018/03/23/heatmap/20.bin.ttf",
    ],
)
def test_what_is_not_there_is_not_found(live: httpx.Client, path: str) -> None:
    assert live.get(path).status_code == 404


def test_an_empty_archive_is_an_empty_sky(tmp_path: Path) -> None:
    with served(tmp_path / "nothing") as web:
        assert web.get("/data/aircraft.json").json()["aircraft"] == []


def test_a_tar1090_of_the_users_is_served_as_it_is(data: Path, tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "db").mkdir()
    (tmp_path / "html" / "index.html").write_text("<script>theirs()</script>")
    (tmp_path / "db" / "ranges.js").write_text(json.dumps({"military": []}))
    (tmp_path / "elsewhere.js").write_text("linked()")
    (tmp_path / "html" / "config.js").symlink_to(tmp_path / "elsewhere.js")
    with served(data, SiteOptions(tar1090=tmp_path / "html", tar1090_db=tmp_path / "db"), NOON) as web:
        page = web.get("/tar1090/")
        assert page.text == "<script>theirs()</script>"
        assert "'unsafe-inline'" in page.headers["content-security-policy"]
        assert web.get("/tar1090/db2/ranges.js").json() == {"military": []}
        assert web.get("/tar1090/data/aircraft.json").json()["aircraft"]
        assert web.get("/tar1090/%2e%2e/elsewhere.js").status_code == 404
        assert web.get("/tar1090/config.js").text == "linked()"
