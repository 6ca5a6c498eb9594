"""By place: the same answer from either order, each read where it is the better."""

from datetime import timedelta
from pathlib import Path

import pytest

from made_rows import T0, add, vectors
from skywitness.model import StateVector
from skywitness.reference.asked_area import Box
from skywitness.store.archive import Archive
from skywitness.store.by_place import positions_in
from skywitness.store.compaction import compact, due
from skywitness.store.sql import query

ORDER = ["icao24", "observed_at", "source_row"]
BOX = Box(52.005, 4.0, 52.02, 4.05)
PACIFIC = [Box(-1, 179, 1, 180), Box(-1, -180, 1, -179)]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive.create(tmp_path / "data")
    add(made, {"a": [*vectors(30), *vectors(30, "abc123", step_s=7)]})
    add(made, {"b": [StateVector("4cafff", T0, lat_deg=0.5, lon_deg=lon) for lon in (179.5, -179.5, -180.0, 0.0)]})
    add(made, {"c": [StateVector("4cafff", T0, callsign="EIN12")]})
    return made


def run(archive: Archive) -> None:
    list(compact(archive, due(archive), lambda _: None))


def test_both_orders_give_the_rows_in_a_box(archive: Archive) -> None:
    rows, reading = positions_in(archive, [BOX])
    before = rows.collect().sort(ORDER)
    assert before["lat_deg"].to_list() == [round(52 + i * 0.001, 6) for i in range(5, 21)] * 2
    assert reading.order == "by aircraft"
    run(archive)
    rows, reading = positions_in(archive, [BOX])
    assert reading.order == "by place"
    assert rows.collect().sort(ORDER).equals(before)


def test_days_not_compacted_yet_are_answered_too(archive: Archive) -> None:
    run(archive)
    add(archive, {"later": vectors(30, "4caddd")})
    rows, reading = positions_in(archive, [BOX])
    assert reading.order == "by place and by aircraft"
    assert rows.collect()["icao24"].unique().sort().to_list() == ["4ca123", "4caddd", "abc123"]


def test_time_and_aircraft_narrow_the_answer(archive: Archive) -> None:
    run(archive)
    rows, reading = positions_in(archive, [BOX], until=T0 + timedelta(seconds=10))
    assert rows.collect()["source_row"].sort().to_list() == [6, 7, 8, 9, 10]
    assert [file.day and file.day.isoformat() for file in reading.place] == ["2025-02-04"]
    rows, reading = positions_in(archive, [BOX], icao24s=["abc123"])
    assert reading.order == "by aircraft"
    assert rows.collect()["icao24"].unique().to_list() == ["abc123"]
    assert positions_in(archive, [BOX], icao24s=[])[0].collect().height == 0


def test_an_area_across_the_antimeridian_has_both_sides(archive: Archive) -> None:
    for _ in range(2):
        assert sorted(positions_in(archive, PACIFIC)[0].collect()["lon_deg"]) == [-180.0, -179.5, 179.5]
        run(archive)


def test_everywhere_is_every_row_with_a_place(archive: Archive) -> None:
    run(archive)
    assert positions_in(archive, None)[0].collect().height == 64
    assert archive.positions().collect().height == 65


def test_an_empty_archive_gives_no_row_with_the_columns(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "data")
    rows, reading = positions_in(archive, [BOX])
    assert rows.collect().columns == archive.positions().collect().columns
    assert reading.order == "none"


def test_sql_has_the_positions_by_place_whether_compacted_or_not(archive: Archive) -> None:
    ask = "SELECT count(*), min(lat_deg) FROM positions_by_place WHERE lat_deg BETWEEN 52.005 AND 52.02"
    assert query(archive, ask).rows == [(32, 52.005)]
    run(archive)
    add(archive, {"later": vectors(30, "4caddd")})
    assert query(archive, ask).rows == [(48, 52.005)]
    assert query(archive, "SELECT sum(state_vectors) FROM airframe_days").rows[0][0] == 95


def test_the_index_sends_a_question_about_an_aircraft_to_its_days(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "data")
    for day in range(12):
        rows = [v._replace(observed_at=v.observed_at + timedelta(days=day)) for v in vectors(3, f"4ca{day:03}")]
        add(archive, {f"s{day}": [*rows, *(v._replace(icao24="abc123") for v in rows)]})
    run(archive)
    assert [f.day and f.day.isoformat() for f in archive.position_files(["4ca00a"])] == []
    assert [f.day and f.day.isoformat() for f in archive.position_files(["4ca010"])] == ["2025-02-14"]
    assert archive.positions(["4ca010"]).collect().height == 3
    add(archive, {"later": vectors(2, "4ca010")})
    assert archive.positions(["4ca010"]).collect().height == 5
    assert archive.positions(["abc123", "4ca003"]).collect().height == 39
    assert archive.positions(["000000"]).collect().height == 0
