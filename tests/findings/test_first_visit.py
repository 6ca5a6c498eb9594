"""First and unusual visits."""

from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest

from made_routes import always, frames, stay
from skywitness.findings.exposure import Observable
from skywitness.findings.first_visit import FirstVisit
from skywitness.findings.first_visit_history import with_rarity
from skywitness.model import Finding

HOME = [f"L{letter}XX" for letter in "ABCDEFGH"]
EVERYWHERE = always([*HOME, "SVMI"], 400)
UTC_TIME = pl.Datetime("us", "UTC")


def usual(icao24: str, days: int = 200, **known: object) -> list[dict[str, Any]]:
    """A stay every other day at eight fields in turn."""
    return [stay(icao24, day, HOME[day // 2 % 8], **known) for day in range(0, days, 2)]


def firsts(
    rows: list[dict[str, Any]],
    seen: Observable = EVERYWHERE,
    closed: datetime | None = None,
    places: pl.DataFrame | None = None,
    by: str = "aircraft",
    since: datetime | None = None,
) -> list[Finding]:
    visits = frames(visits=rows)[1]
    fields = pl.DataFrame({"airport": [*HOME, "SVMI", "MUHA"]})
    places = fields.with_columns(place="airport") if places is None else places
    places = places.with_columns(closed_at=pl.lit(closed, UTC_TIME))
    return FirstVisit().find(visits, seen, places, by, since=since)


def test_a_new_field_after_a_long_history_is_first_in_so_many_days() -> None:
    (found,) = firsts(
        [
            *usual("154073", registration="RA-82035"),
            *usual("4ca123"),
            stay("154073", 201, "SVMI", registration="RA-82035"),
        ]
    )
    assert (found.verdict, found.airports) == ("first", ["SVMI"])
    # By hand: 100 stays of others at 9 places and 11 shares, then 10 of 110 stays: 1 / (100 + 9 + 1) of 10 / 110.
    assert found.base_rate == pytest.approx(1 / 110 * 10 / 110)
    assert found.sentence == (
        "RA-82035 at SVMI on 2024-07-20T06:00:00Z: first in 202 observed days, of which SVMI was covered 202;"
        " surprise 10.2 bits."
    )


def test_a_second_visit_is_none() -> None:
    rows = [*usual("154073"), *usual("4ca123"), stay("154073", 101, "SVMI"), stay("154073", 201, "SVMI")]
    assert [found.since for found in firsts(rows)] == [datetime(2024, 4, 11, 6, tzinfo=UTC)]


def test_a_return_after_half_a_year_is_unusual() -> None:
    rows = [*usual("154073", 380), *usual("4ca123", 380), stay("154073", 101, "SVMI"), stay("154073", 301, "SVMI")]
    assert [found.verdict for found in firsts(rows)][-1] == "unusual"
    assert "not seen there for 200 days" in firsts(rows)[-1].sentence


def test_it_is_silent_where_the_field_was_covered_only_lately() -> None:
    lately = always([*HOME, "SVMI"], 400)
    lately.flags[lately.row_of["SVMI"], :150] = False
    assert firsts([*usual("154073"), *usual("4ca123"), stay("154073", 201, "SVMI")], lately) == []
    assert firsts([*usual("154073"), *usual("4ca123"), stay("154073", 201, "MUHA")]) == []


def test_it_is_silent_about_an_aircraft_that_is_new() -> None:
    assert firsts([*usual("4ca123"), *usual("154073", 40), stay("154073", 41, "SVMI")]) == []


def test_another_registration_begins_a_new_history() -> None:
    rows = [
        *usual("4ca123"),
        *usual("154073", registration="RA-1"),
        stay("154073", 201, "SVMI", registration="RA-2"),
    ]
    assert firsts(rows) == []


def test_a_field_that_was_closed_decides_nothing() -> None:
    rows = [*usual("154073"), *usual("4ca123"), stay("154073", 201, "SVMI")]
    (found,) = firsts(rows, closed=datetime(2010, 1, 1, tzinfo=UTC))
    assert found.verdict == "unknown"
    assert "closed" in found.sentence


def test_with_many_days_deaf_it_says_first_seen_only() -> None:
    deaf = always([*HOME, "SVMI"], 400)
    deaf.flags[deaf.row_of["SVMI"], 20:120] = False
    rows = [*usual("154073"), *usual("4ca123"), *(stay("154073", 201 + 10 * n, "SVMI") for n in range(4))]
    (found,) = firsts(rows, deaf)
    assert found.verdict == "first_seen"
    assert "earlier visits may have been missed" in found.sentence


def test_an_inferred_visit_is_no_first_but_history() -> None:
    rows = [
        *usual("154073"),
        *usual("4ca123"),
        stay("154073", 101, "SVMI", inferred=True),
        stay("154073", 201, "SVMI"),
    ]
    assert firsts(rows) == []


def test_of_an_operator_in_a_country() -> None:
    places = pl.DataFrame({"airport": [*HOME, "SVMI"], "place": [*["DE"] * 8, "VE"]})
    rows = [
        *usual("154073", operator="224 FU"),
        *usual("4ca123", operator="X"),
        stay("150001", 201, "SVMI", operator="224 FU"),
    ]
    (found,) = firsts(rows, by="operator", places=places)
    assert found.sentence.startswith("224 FU at VE (SVMI) on 2024-07-20T06:00:00Z: first in 202 observed days")


def test_since_limits_what_is_said_and_not_what_is_known() -> None:
    rows = [*usual("154073"), *usual("4ca123"), stay("154073", 151, "SVMI")]
    assert len(firsts(rows, since=datetime(2024, 5, 1, tzinfo=UTC))) == 1
    assert firsts(rows, since=datetime(2024, 7, 1, tzinfo=UTC)) == []


def test_nothing_is_found_in_nothing() -> None:
    assert firsts([]) == []
    assert firsts([stay("154073", 0, "SVMI")]) == []
    assert firsts([stay("154073", 0, None)]) == []


def test_where_others_of_its_operator_were_seen_it_is_only_the_first_that_was_seen() -> None:
    alone = [
        *usual("154073", operator="Wagtail"),
        *usual("4ca123", operator="Wagtail"),
        stay("154073", 201, "SVMI", operator="Wagtail"),
    ]
    assert [found.verdict for found in firsts(alone)] == ["first"]
    (late,) = [
        found
        for found in firsts([*alone, stay("4ca123", 301, "SVMI", operator="Wagtail")])
        if found.icao24s == ["154073"]
    ]
    assert late.verdict == "first_seen"
    assert "others of its operator come there" in late.sentence


def test_the_share_of_fields_seen_once_is_that_of_good_and_turing() -> None:
    # By hand: of ten stays one field has one, two have two, one has five: 2 * (2 + 0 + 0) / 3 / (1 * 10).
    fields = ["A", "B", "B", "C", "C", "D", "D", "D", "D", "D"]
    stays = pl.DataFrame({"subject": "x", "operator": "Wagtail", "place": fields, "inferred": False})
    found = with_rarity(stays, "operator")
    assert found["rare_share"].to_list() == pytest.approx([2 * 2 / 3 / 10] * 10)
    assert found["others_here"].to_list() == [0] * 10


def test_a_subject_without_an_operator_is_a_group_by_itself() -> None:
    stays = pl.DataFrame(
        {"subject": ["x", "y"], "operator": [None, None], "place": ["A", "A"], "inferred": False},
        schema_overrides={"operator": pl.String()},
    )
    assert with_rarity(stays, "operator")["others_here"].to_list() == [0, 0]
    assert with_rarity(stays.with_columns(operator=pl.lit("w")), "operator")["others_here"].to_list() == [1, 1]
