"""Flights and visits of real recordings, against what is known of those flights from elsewhere."""

import csv
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from skywitness.model import Flight, Visit
from skywitness.pipeline.derive import derive
from skywitness.pipeline.import_files import import_paths
from skywitness.pipeline.import_report import ImportOptions
from skywitness.store.archive import Archive

NOW = datetime(2026, 1, 1, tzinfo=UTC)
Derived = tuple[list[Flight], list[Visit]]


@pytest.fixture
def derived(shared: Path, tmp_path: Path) -> Callable[[str], Derived]:
    """Import a recording and give its flights and visits."""

    def of(name: str) -> Derived:
        archive = Archive.create(tmp_path)
        assert not import_paths(archive, [shared / "data/tracks" / name], ImportOptions(), NOW).failed
        derive(archive)
        flights = [Flight(*row) for row in archive.flights().sort("first_seen_at").collect().iter_rows()]
        visits = [Visit(*row) for row in archive.visits().collect().iter_rows()]
        return flights, visits

    return of


def test_transport_s_two_stops_that_nobody_received(derived: Callable[[str], Derived]) -> None:
    """C-130J 08-5678: Norfolk, towards Guantánamo, Charleston; Charleston, towards Soto Cano, Charleston."""
    flights, visits = derived("ae4af6_rch431_rch587_20250204_06.csv")
    assert [flight.adep for flight in flights] == ["KNGU", None, "KCHS", "MHPR"]
    assert [flight.ades for flight in flights] == ["MUGM", "KCHS", "MHPR", "KCHS"]
    assert (flights[0].ades_evidence, flights[0].landing_at) == ("bracketed", None)
    assert [flight.callsign for flight in flights] == ["RCH431", "RCH431", "RCH587", "RCH587"]
    unseen = [visit for visit in visits if visit.inferred]
    # MUGM: the naval station at Guantánamo, before the town's field; MHPR: the field of the air base Soto Cano.
    assert [visit.airport for visit in unseen] == ["MUGM", "MHPR"]
    assert unseen[0].airport_candidates[:2] == ["MUGM", "MUGT"]
    assert 0.9 <= unseen[0].airport_posteriors[0] < 0.99
    assert unseen[1].airport_posteriors[0] > 0.9
    assert [visit.arrived_at for visit in unseen] == [visit.departed_at for visit in unseen] == [None, None]
    for visit, before, after in zip(unseen, flights[::2], flights[1::2], strict=True):
        assert visit.arrived_not_before == before.last_seen_at
        assert visit.departed_not_after == after.first_seen_at


def test_airliner_with_holes_of_hours_flew_four_times(derived: Callable[[str], Derived]) -> None:
    """N899DN: from near Belize to Minneapolis, towards Spokane and out of reception, back, and to Denver."""
    flights, visits = derived("trace_full_ac671b.json")
    assert [(flight.adep, flight.ades) for flight in flights] == [
        (None, "KMSP"),
        ("KMSP", "KGEG"),
        ("KGEG", "KMSP"),
        ("KMSP", "KDEN"),
    ]
    assert [flight.callsign for flight in flights] == ["DAL1812", "DAL2418", "DAL1615", "DAL2927"]
    assert [(visit.airport, visit.inferred) for visit in visits] == [
        ("KMSP", False),
        ("KGEG", True),
        ("KMSP", False),
        ("KDEN", False),
    ]
    assert {flight.registration for flight in flights} == {"N899DN"}


def test_no_airport_of_a_day_at_heathrow_is_wrong(shared: Path, derived: Callable[[str], Derived]) -> None:
    flights, _ = derived("egll_positions_fr24_2017-08-02.csv")
    truth = {}
    with (shared / "data/labels/egll_flt_rt_2017-08-02.csv").open() as lines:
        for row in csv.DictReader(lines):
            for source_id in row["source_ids"].strip("[]").split():
                truth[f"~flight_id:{source_id.strip(chr(39)).removeprefix('0x')}"] = row["adep"], row["ades"]
    assert len(flights) == len({flight.icao24 for flight in flights}) == 37
    for flight in flights:
        adep, ades = truth[flight.icao24]
        assert flight.adep in {adep, None}, flight
        assert flight.ades in {ades, None}, flight
    assert sum(flight.adep is not None for flight in flights) >= 28
    assert sum(flight.ades is not None for flight in flights) >= 36
