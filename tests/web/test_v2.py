"""The v2 paths: each finds the aircraft that fits, in the envelope that clients read."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from cli_archive import CARGO, at
from web_site import served


@pytest.fixture(scope="module")
def live(data: Path) -> Iterator[httpx.Client]:
    with served(data, now=at(10 * 60 + 2.5)) as client:
        yield client


@pytest.fixture(scope="module")
def cargo(live: httpx.Client) -> dict[str, object]:
    [found] = live.get(f"/v2/hex/{CARGO}").json()["ac"]
    assert isinstance(found, dict)
    return found


def test_the_envelope_has_all_its_members(live: httpx.Client) -> None:
    answer = live.get(f"/v2/icao/{CARGO},000001").json()
    assert set(answer) == {"ac", "msg", "now", "total", "ctime", "ptime"}
    assert (answer["total"], answer["msg"]) == (1, "No error")
    assert answer["now"] == at(10 * 60 + 2.5).timestamp() * 1000


def test_each_path_finds_it(live: httpx.Client, cargo: dict[str, object]) -> None:
    lat, lon = cargo["lat"], cargo["lon"]
    paths = [
        f"/v2/callsign/{str(cargo['flight']).strip().lower()}",
        f"/v2/point/{lat}/{lon}/1",
        f"/v2/lat/{lat}/lon/{lon}/dist/1",
        f"/v2/closest/{lat}/{lon}/250",
    ]
    if "r" in cargo:
        paths.append(f"/v2/reg/{cargo['r']}")
    if "t" in cargo:
        paths.append(f"/v2/type/{cargo['t']}")
    for path in paths:
        assert [one["hex"] for one in live.get(path).json()["ac"]] == [CARGO], path


def test_a_circle_tells_distance_and_bearing(live: httpx.Client, cargo: dict[str, object]) -> None:
    south = float(str(cargo["lat"])) - 1.0
    [found] = live.get(f"/v2/point/{south}/{cargo['lon']}/100").json()["ac"]
    assert found["dst"] == pytest.approx(60.0, abs=0.3)  # a degree of latitude is 60 NM
    assert found["dir"] == pytest.approx(0.0, abs=0.1)
    assert live.get(f"/v2/point/{south}/{cargo['lon']}/50").json()["total"] == 0


def test_what_nobody_is_gives_an_empty_list(live: httpx.Client) -> None:
    for path in ("/v2/hex/000001", "/v2/squawk/7700", "/v2/ladd", "/v2/pia", "/v2/reg/NOBODY"):
        assert live.get(path).json()["ac"] == [], path


@pytest.mark.parametrize("path", ["/v2/point/91/0/10", "/v2/point/0/0/251", "/v2/sqk/9999", "/v2/point/a/b/c"])
def test_questions_that_make_no_sense_are_refused_with_words(live: httpx.Client, path: str) -> None:
    answer = live.get(path)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
