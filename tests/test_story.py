"""Story: the demo from its first frame to its last sentence, as a newcomer runs it."""

import json
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from built_demo import built_demo
from skywitness.demo import case_legs
from skywitness.demo.simulate import legs

TRIP = ("2019-03-22", "2019-03-25")


def skywitness(*arguments: str) -> str:
    command = [sys.executable, "-m", "skywitness", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=200).stdout


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    data = tmp_path_factory.mktemp("demo") / "data"
    shutil.copytree(built_demo(tmp_path_factory), data)
    return data, skywitness("demo", "--data", str(data))


def test_the_walk_names_both_aircraft_and_says_reconstruction_at_every_table(demo: tuple[Path, str]) -> None:
    _, walk = demo
    assert "RECONSTRUCTION: simulated, not recorded" in walk.splitlines()[1]
    titles = [line for line in walk.splitlines() if line.endswith("[reconstruction]")]
    assert len(titles) == 4
    assert "RA-82035" in walk
    assert "RA-86496" in walk


def test_the_trip_comes_out_of_the_frames_as_it_was_flown(demo: tuple[Path, str]) -> None:
    data, _ = demo
    since, until = TRIP
    found = json.loads(
        skywitness(
            "flights", "--data", str(data), "--aircraft", "RA-82035", "--since", since, "--until", until, "--json"
        )
    )
    flown = sorted(
        (
            leg
            for leg in case_legs()
            if leg.airframe.icao24 == "154073" and since <= str(leg.takeoff_at.date()) < until
        ),
        key=lambda leg: leg.takeoff_at,
    )
    assert [leg.adep for leg in flown] == ["UUMU", "OSLK", "GOBD", "SVMI"]
    assert len(found) == len(flown)
    for flight, leg in zip(found, flown, strict=True):
        assert flight["reconstruction"] is True
        assert flight["adep"] in {leg.adep, None}
        assert flight["ades"] in {leg.ades, None}
        assert (flight["adep"] is None) == (flight["adep_reason"] is not None)
    assert found[0]["takeoff_at"].startswith(f"{flown[0].takeoff_at:%Y-%m-%dT%H:}")


def test_every_flight_flown_is_found_once_and_no_airport_is_wrong(demo: tuple[Path, str]) -> None:
    """Truth is what the simulator flew: of each aircraft, the last take-off before the middle of the flight."""
    data, _ = demo
    found = json.loads(skywitness("flights", "--data", str(data), "--json"))
    flown = legs()
    assert len(found) == len(flown)
    matched = set()
    for flight in found:
        first, last = (datetime.fromisoformat(flight[name]) for name in ("first_seen_at", "last_seen_at"))
        earlier = [
            leg
            for leg in flown
            if leg.airframe.icao24 == flight["icao24"] and leg.takeoff_at <= first + (last - first) / 2
        ]
        leg = max(earlier, key=lambda leg: leg.takeoff_at)
        matched.add(leg.story)
        assert flight["adep"] in {leg.adep, None}, flight
        assert flight["ades"] in {leg.ades, None}, flight
    assert len(matched) == len(flown)
    assert sum(flight["adep"] is not None for flight in found) >= 0.9 * len(found)
    assert sum(flight["ades"] is not None for flight in found) >= 0.9 * len(found)


def test_the_stop_that_nobody_heard_is_inferred_and_not_named(demo: tuple[Path, str]) -> None:
    data, _ = demo
    visits = json.loads(
        skywitness(
            "visits", "--data", str(data), "--aircraft", "154073", "--since", TRIP[0], "--until", TRIP[1], "--json"
        )
    )
    assert [(visit["airport"], visit["inferred"]) for visit in visits][1:4] == [
        ("OSLK", False),
        (None, True),
        ("SVMI", False),
    ]


def test_the_count_of_earlier_runs_is_the_number_flown(demo: tuple[Path, str]) -> None:
    data, walk = demo
    for icao24, registration in (("154073", "RA-82035"), ("1551e0", "RA-86496")):
        flown = sum(
            leg.airframe.icao24 == icao24 and leg.ades == "OSLK" and str(leg.takeoff_at.date()) < TRIP[0]
            for leg in case_legs()
        )
        query = f"""
            SELECT count(*) AS n FROM visits
            WHERE airport = 'OSLK' AND icao24 = '{icao24}' AND arrived_not_before < TIMESTAMPTZ '2019-03-22'
        """  # noqa: S608  the query is ours
        assert json.loads(skywitness("sql", "--data", str(data), "--json", query)) == [{"n": flown}]
        counts = walk.partition("How often each had been seen at Latakia")[2].splitlines()
        assert next(line.split()[1] for line in counts if line.strip().startswith(registration)) == str(flown)


def test_the_case_ends_in_verdicts_of_every_sort(demo: tuple[Path, str]) -> None:
    data, walk = demo
    asked = ("case", "timeline", "--data", str(data), "--json")
    observed = [event for event in json.loads(skywitness(*asked)) if event["kind"] == "observed"]
    assert observed
    assert all(event["reconstruction"] for event in observed)
    found = {line.strip().split("  ")[0] for line in walk.partition("The case:")[2].splitlines()}
    assert found >= {
        "corroborated",
        "partly corroborated",
        "contradicted",
        "not observable",
        "not checkable",
        "plausible",
    }
    again = ("case", "check", "--data", str(data), "--claim", "dakar", "--claim", "bombers", "--json")
    reasons = [check["reason"] for check in json.loads(skywitness(*again))]
    assert reasons == ["no_receiver_coverage", "transponder_silent_class"]


def test_the_dossier_says_what_it_rests_on(demo: tuple[Path, str]) -> None:
    data, _ = demo
    page = (data / "caracas-2019.html").read_text()
    assert page.startswith("<!doctype html>")
    assert 'class="banner"><strong>Reconstruction.</strong>' in page
    assert 'class="way way-0 unseen"' in page
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")


def test_a_second_run_builds_nothing_anew(demo: tuple[Path, str]) -> None:
    data, walk = demo
    before = {path: path.stat().st_mtime_ns for path in data.rglob("*") if path.is_file()}
    assert skywitness("demo", "--data", str(data)) == walk
    assert {path: path.stat().st_mtime_ns for path in data.rglob("*") if path.is_file()} == before
