"""Who the aircraft of an archive are by recordings, reference sources and addresses; and flights labelled so."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cli_archive import CARGO, TRANSPORT, Made, build, flying, put
from pipeline_reference import fetched
from skywitness.model import Statement
from skywitness.pipeline.derive import derive
from skywitness.pipeline.identify import Identities, identity_rules, shown_on
from skywitness.store.archive import Archive

MOVED = date(2019, 3, 24)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return build(tmp_path)


def test_without_any_source_the_address_speaks(archive: Archive) -> None:
    identities = Identities.of(archive, ["a835af", "zzz"])
    known = shown_on(identities, "a835af", None)
    assert known is not None
    assert (known.registration, known.registration_source) == ("N628TS", "address")
    assert (known.flag_state, known.flag_state_source) == ("US", "registration")
    assert (known.since, known.until, known.conflicts) == (None, None, [])
    unknown = shown_on(identities, "zzz", None)
    assert unknown is not None
    assert (unknown.registration, unknown.flag_state, unknown.flag_state_source) == (None, None, None)
    assert shown_on(identities, CARGO, None) is None


def test_flights_are_labelled_with_what_was_true_on_their_day(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path)
    put(archive, [Made("days.csv", False, [*flying("a00001", range(30), "ONE1", 52.0, 4.0)])])
    put(archive, [Made("next.csv", False, [*flying("a00001", range(2880, 2910), "ONE1", 52.0, 4.0)])])
    rows: list[dict[str, object]] = [
        {"icao24": "a00001", "registration": "N1", "operator": "First", "valid_from": None, "valid_to": MOVED},
        {"icao24": "a00001", "registration": "N2", "operator": "Second", "valid_from": MOVED, "valid_to": None},
    ]
    fetched(tmp_path, "faa", rows)
    derive(archive)
    flown = archive.flights().sort("first_seen_at").collect()
    assert flown["registration"].to_list() == ["N1", "N2"]
    assert flown["operator"].to_list() == ["First", "Second"]
    pieces = archive.derived("identities").sort("since").collect()
    assert pieces.select("since", "until", "registration", "registration_source").rows() == [
        (None, MOVED, "N1", "faa"),
        (MOVED, None, "N2", "faa"),
    ]


def test_only_aircraft_that_a_new_version_names_otherwise_are_derived_again(archive: Archive) -> None:
    data = archive.folder.parent
    assert derive(archive).aircraft == 0
    fetched(
        data, "one", [{"icao24": TRANSPORT, "operator": "US Air Force"}, {"icao24": "000001", "operator": "X"}]
    )
    report = derive(archive)
    assert report.aircraft == 1
    assert set(archive.derived("identities").collect()["algorithm"]) == {identity_rules(archive)}
    assert archive.flights().filter(icao24=TRANSPORT).collect()["operator"].to_list() == ["US Air Force"] * 1
    assert derive(archive).aircraft == 0
    fetched(data, "one", [{"icao24": TRANSPORT, "operator": "US Air Force", "year": 2012}], sha256="cd" * 32)
    assert derive(archive).aircraft == 0
    assert set(archive.derived("identities").collect()["algorithm"]) == {identity_rules(archive)}


def test_recordings_name_an_aircraft_from_the_day_on_which_they_do(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path)
    said = [
        Statement("a00001", "registration", name, datetime(2019, 3, day, tzinfo=UTC), 1)
        for name, day in (("N1", 1), ("N1", 3), ("N2", 5), ("N2", 9))
    ]
    put(archive, [Made("said.csv", False, said)])
    identities = Identities.of(archive)
    names = {}
    for day in (1, 4, 5, 20):
        identity = shown_on(identities, "a00001", date(2019, 3, day))
        assert identity is not None
        names[day] = (identity.registration, identity.registration_source)
    assert names == {
        1: ("N1", "recordings"),
        4: ("N1", "recordings"),
        5: ("N2", "recordings"),
        20: ("N2", "recordings"),
    }
