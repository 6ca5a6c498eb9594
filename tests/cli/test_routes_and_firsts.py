"""Routes and first visits on the command line."""

from datetime import timedelta
from pathlib import Path

import pytest

from cli_archive import CARGO, Run, at, flight, visit
from made_rows import derived
from skywitness.store.archive import Archive

WEEK = timedelta(days=7) / timedelta(minutes=1)


@pytest.fixture
def shuttle(tmp_path: Path) -> Path:
    """An archive of one aircraft that flies from UUMU to OSLK every week for half a year, and once to SVMI."""
    flights, visits = [], []
    for week in range(26):
        minute, goal = week * WEEK, "SVMI" if week == 20 else "OSLK"
        for begin, adep, ades in ((minute, "UUMU", goal), (minute + 600, goal, "UUMU")):
            flight_id = f"{CARGO}-{at(begin):%Y%m%dT%H%M%SZ}"
            known = {"adep": adep, "ades": ades, "takeoff_at": at(begin), "landing_at": at(begin + 240)}
            flights.append(flight(flight_id, "RA-82035", "A124", (begin, begin + 240), **known))
            stay = {"arrived_at": at(begin + 240), "arrived_not_before": at(begin + 240)}
            visits.append(visit(CARGO, "RA-82035", "A124", ades, arrival_flight_id=flight_id, **stay))
    Archive.create(tmp_path).replace_derived(None, derived(flights, visits))
    return tmp_path


def test_routes_say_how_often_in_how_many_days(run: Run, shuttle: Path) -> None:
    lines = run("routes", folder=shuttle).stdout.splitlines()
    assert any(line.startswith("RA-82035: 25 trips UUMU\N{EN DASH}OSLK in 176 days, ") for line in lines)
    assert run("routes", "--by", "type", folder=shuttle).stdout.count("A124: 25 trips") == 1


def test_what_is_flown_later_is_not_known(run: Run, shuttle: Path) -> None:
    early = run("routes", "--until", "2019-05-01", folder=shuttle).stdout
    assert "RA-82035: 6 trips UUMU\N{EN DASH}OSLK" in early
    assert run("routes", "--airport", "KCHS", folder=shuttle).stdout == ""


def test_firsts_are_silent_where_a_field_was_never_heard_before(run: Run, shuttle: Path) -> None:
    result = run("firsts", "--airport", "SVMI", folder=shuttle)
    assert (result.stdout, "nothing found" in result.stderr) == ("", True)
    assert run("firsts", "--by", "state", "--at", "country", folder=shuttle).exit_code == 0


@pytest.mark.parametrize("line", ["routes", "firsts --at area", "firsts --by type"])
def test_an_archive_with_little_in_it_has_none(run: Run, line: str) -> None:
    result = run(*line.split())
    assert (result.stdout, "nothing found" in result.stderr) == ("", True)
