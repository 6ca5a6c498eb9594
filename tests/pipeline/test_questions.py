"""Questions to the archive: who was where, from one area to another, last seen, and how busy."""

from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from cli_archive import CARGO, DAY, PRIVATE, TRANSPORT, Made, at, build, flying, put
from skywitness.pipeline import seen
from skywitness.pipeline.asked import Asked, Cost
from skywitness.pipeline.questions import heat, passages, positions
from skywitness.pipeline.seen import NOT_JUDGED, days_seen, last_seen
from skywitness.reference.asked_area import area_of
from skywitness.store.archive import Archive
from skywitness.store.compaction import compact, due

HOUR = timedelta(hours=1)
LEVANT = area_of("34,34,37,38")
WEST, EAST = area_of("34,34,36,36.05"), area_of("34,36.95,36,39")
"""The cargo aircraft flies east along 35° N by 0.1° a minute from 10:00 at 35° E: in WEST until 10:10, and in EAST
from 10:20 on; nothing was received from 10:30 to 10:50."""


@pytest.fixture(params=["imported", "compacted"])
def archive(tmp_path: Path, request: pytest.FixtureRequest) -> Archive:
    made = build(tmp_path)
    if request.param == "compacted":
        list(compact(made, due(made), lambda _: None))
    return made


def test_positions_in_an_area_are_all_those_in_order_of_time(archive: Archive) -> None:
    found = positions(archive, Asked(LEVANT))
    assert found["icao24"].unique().to_list() == [CARGO]
    # 35.0° to 38.0° E, a position every 0.1°; the 31st, at 10:30, is on the eastern edge.
    assert found["lon_deg"].to_list() == [round(35 + i * 0.1, 6) for i in range(31)]
    assert found["observed_at"].is_sorted()
    first = found.row(0, named=True)
    assert (first["registration"], first["typecode"], first["flag_state"], first["doubt"]) == (
        "RA-82035",
        "A124",
        "RU",
        None,
    )
    assert (first["source_row"], first["reconstruction"]) == (1, True)


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        (Asked(LEVANT, since=at(610), until=at(615)), 5),
        (Asked(LEVANT, lowest_ft=30_000), 31),
        (Asked(LEVANT, lowest_ft=30_001), 0),
        (Asked(LEVANT, highest_ft=29_999), 0),
        (Asked(LEVANT, typecodes=["A124"]), 31),
        (Asked(LEVANT, typecodes=["C30J"]), 0),
        (Asked(LEVANT, flags=["RU"]), 31),
        (Asked(LEVANT, flags=["US"]), 0),
        (Asked(LEVANT, military=True), 0),
        (Asked(None, military=True), 61),
        (Asked(LEVANT, operator="volga"), 0),
        (Asked(LEVANT, icao24s=[CARGO]), 31),
        (Asked(LEVANT, icao24s=[TRANSPORT]), 0),
        (Asked(area_of("35,35,6.1")), 2),
        (Asked(area_of("POLYGON((34.95 34, 35.25 34, 35.25 36, 34.95 36))")), 3),
    ],
)
def test_a_question_is_narrowed_by_what_it_says(archive: Archive, asked: Asked, count: int) -> None:
    assert positions(archive, asked).height == count


def test_a_doubted_position_is_left_out_unless_asked_for(archive: Archive) -> None:
    """The fix of 16:00 on the second day is 1,500 NM off the way from one at 15:59 to one at 16:01."""
    off = Asked(area_of("34,-74,35.5,-72"))
    assert positions(archive, off).height == 0
    found = positions(archive, off, doubted=True)
    assert found["observed_at"].to_list() == [at(2400)]
    assert "teleport" in found["doubt"][0]


def test_a_passage_goes_from_the_last_position_there_to_the_first_here(archive: Archive) -> None:
    [row] = passages(archive, Asked(WEST), EAST, HOUR).to_dicts()
    assert (row["icao24"], row["left_at"], row["came_at"]) == (CARGO, at(610), at(620))
    assert (row["between_s"], row["left_lon_deg"], row["came_lon_deg"]) == (600.0, 36.0, 37.0)
    assert (row["left_source_row"], row["came_source_row"]) == (11, 21)
    assert (row["registration"], row["reconstruction"]) == ("RA-82035", True)


@pytest.mark.parametrize(
    ("asked", "then", "within", "count"),
    [
        (Asked(WEST), EAST, timedelta(minutes=10), 1),
        (Asked(WEST), EAST, timedelta(minutes=9), 0),
        (Asked(EAST), WEST, HOUR, 0),
        (Asked(WEST, until=at(600)), EAST, HOUR, 0),
        (Asked(WEST, until=at(601)), EAST, timedelta(minutes=20), 1),
        (Asked(WEST, flags=["US"]), EAST, HOUR, 0),
        (Asked(LEVANT), LEVANT, HOUR, 30),
    ],
)
def test_a_passage_takes_no_longer_than_asked_and_goes_one_way(
    archive: Archive, asked: Asked, then: object, within: timedelta, count: int
) -> None:
    assert passages(archive, asked, then, within).height == count  # type: ignore[arg-type]  # an area


def test_a_doubted_position_makes_no_passage(archive: Archive) -> None:
    off, on = area_of("34,-74,35.5,-72"), area_of("9,-74,11,-72")
    assert passages(archive, Asked(off), on, HOUR).height == 0
    assert passages(archive, Asked(off), on, HOUR, doubted=True).height == 1


def test_two_aircraft_are_never_one_passage(archive: Archive) -> None:
    put(archive, [Made("other.csv", False, flying("4ca123", range(620, 625), "EIN1", 35.0, 37.0))])
    assert passages(archive, Asked(WEST), EAST, HOUR)["icao24"].to_list() == [CARGO]


def test_last_seen_has_first_last_days_and_the_last_place(archive: Archive) -> None:
    found = last_seen(archive, Asked())
    assert found["icao24"].to_list() == [CARGO, TRANSPORT, PRIVATE]
    cargo, transport, _ = found.to_dicts()
    assert (cargo["first_observed_at"], cargo["last_observed_at"], cargo["days"]) == (at(600), at(2460), 2)
    assert (cargo["last_placed_at"], cargo["last_lat_deg"], cargo["last_lon_deg"]) == (at(2460), 10.0, -67.0)
    assert (transport["positions"], transport["registration"], transport["grade"]) == (61, "12-5756", "military")


def test_last_seen_is_of_the_span_and_the_place_asked_for(archive: Archive) -> None:
    before = last_seen(archive, Asked(until=DAY + timedelta(days=1)))
    assert before.row(by_predicate=pl.col("icao24") == CARGO, named=True)["last_lon_deg"] == 45.0
    assert last_seen(archive, Asked(area_of("9,-68,11,-66")))["icao24"].to_list() == [CARGO]
    assert last_seen(archive, Asked(flags=["US"]))["icao24"].to_list() == [TRANSPORT, PRIVATE]


def test_a_doubt_about_the_last_place_is_said(archive: Archive) -> None:
    jumping = flying("4ca123", [*range(700, 720)], "EIN1", 50.0, 4.0)
    put(archive, [Made("jump.csv", False, [*jumping[:-1], jumping[-1]._replace(lat_deg=-30.0)])])
    found = {row["icao24"]: row["doubt"] for row in last_seen(archive, Asked()).to_dicts()}
    assert found[CARGO] is None
    assert found["4ca123"]


def test_many_aircraft_are_not_judged_and_say_so(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen, "MOST_JUDGED", 2)
    assert last_seen(archive, Asked())["doubt"].to_list() == [NOT_JUDGED] * 3
    assert last_seen(archive, Asked(icao24s=[CARGO]))["doubt"].to_list() == [None]


def test_days_seen_has_a_row_for_each_day_heard(archive: Archive) -> None:
    found = days_seen(archive, Asked(icao24s=[CARGO]))
    assert found.select("day", "positions").rows() == [(DAY.date(), 82), ((DAY + timedelta(days=1)).date(), 121)]
    put(archive, [Made("more.csv", False, flying(CARGO, range(701, 706), "RFF1", 35.0, 45.1))])
    assert days_seen(archive, Asked(icao24s=[CARGO]))["positions"].to_list() == [87, 121]


@pytest.mark.parametrize("area", ["34,34,37,38", "POLYGON((34 34, 38.01 34, 38.01 37, 34 37))"])
def test_a_heat_map_counts_positions_and_aircraft_by_cell(archive: Archive, area: str) -> None:
    put(archive, [Made("other.csv", False, flying("4ca123", range(600, 605), "EIN1", 35.5, 36.0))])
    cells = heat(archive, Asked(area_of(area)), 1.0)
    assert cells.select("cell_lat_deg", "cell_lon_deg", "positions", "aircraft").rows() == [
        (35.0, 35.0, 10, 1),
        (35.0, 36.0, 15, 2),
        (35.0, 37.0, 10, 1),
        (35.0, 38.0, 1, 1),
    ]


def test_cells_south_and_west_are_named_by_their_south_western_corner(archive: Archive) -> None:
    put(archive, [Made("south.csv", False, flying("4ca123", range(3), "EIN1", -0.05, -10.25))])
    cells = heat(archive, Asked(area_of("-1,-11,0,-10")), 0.1)
    assert cells.select("cell_lat_deg", "cell_lon_deg").rows() == [(-0.1, -10.3), (-0.1, -10.2), (-0.1, -10.1)]


def test_what_an_answer_cost_is_told(archive: Archive) -> None:
    cost = Cost()
    positions(archive, Asked(LEVANT), cost)
    order, *steps = cost.lines
    assert order.startswith(("order by place: 2 of 2 files", "order by aircraft: "))
    assert "31 taken" in order
    assert [step.partition(":")[0] for step in steps] == ["positions", "identities", "doubts"]
