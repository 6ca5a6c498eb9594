"""Recurring pairs of fields."""

from collections.abc import Collection
from typing import Any

import polars as pl
import pytest

from made_routes import flown, frames, no_legs, observable, there_and_back
from skywitness.findings.routes import Routes
from skywitness.model import Finding

FORTNIGHTLY = [14.0 * n for n in range(11)]
OTHERS = [f"L{letter}XX" for letter in "ABCDEFGHIJKLMNOPQRST"]


def sisters(count: int = 6, operator: str = "224 FU") -> list[dict[str, Any]]:
    """Aircraft of an operator that fly from UUMU to twenty fields in turn, one a week."""
    return [
        flight
        for number in range(count)
        for week in range(24)
        for flight in there_and_back(
            f"15000{number}", [week * 7 + number / 4], "UUMU", OTHERS[(week + number) % 20], operator=operator
        )
    ]


def routes(
    rows: list[dict[str, Any]],
    unseen: pl.DataFrame | None = None,
    icao24s: Collection[str] | None = None,
    by: str = "aircraft",
) -> list[Finding]:
    flights, visits = frames(rows)
    legs = no_legs() if unseen is None else unseen
    return Routes().find(flights, legs, observable(flights, visits), by, icao24s)


def number(finding: Finding, name: str) -> float:
    return dict(zip(finding.number_names, finding.number_values, strict=True))[name]


def test_there_and_back_every_fortnight_beside_sisters_that_go_elsewhere_is_regular() -> None:
    own = there_and_back("154073", FORTNIGHTLY, "UUMU", "OSLK", registration="RA-82035", operator="224 FU")
    (found,) = routes([*sisters(), *own], icao24s=["154073"])
    assert (found.verdict, found.airports, len(found.basis)) == ("regular", ["UUMU", "OSLK"], 22)
    assert number(found, "trips") == 11
    assert number(found, "median_interval_days") == 14
    assert number(found, "outward_legs") == number(found, "return_legs") == 11
    assert number(found, "chance_probability") < 0.0005
    assert found.sentence.startswith("RA-82035: 11 trips UUMU\N{EN DASH}OSLK in 141 days, ")
    assert "median 14 days apart" in found.sentence


def test_what_all_sisters_fly_is_recurring_and_a_route_of_the_operator() -> None:
    rows = [
        flight
        for n in range(5)
        for flight in there_and_back(
            f"15000{n}", [day + n for day in FORTNIGHTLY], "UUMU", "OSLK", operator="224 FU"
        )
    ]
    assert {found.verdict for found in routes(rows)} == {"recurring"}
    (found,) = routes([*rows, *there_and_back("aaaaaa", [1, 9, 30], "UUMU", "EGLL", operator="X")], by="operator")
    assert (found.sentence.split(":")[0], number(found, "trips"), len(found.icao24s)) == ("224 FU", 55, 5)


def test_without_one_of_the_legs_it_is_a_trip_all_the_same() -> None:
    legs = there_and_back("154073", FORTNIGHTLY, "UUMU", "OSLK")
    home = there_and_back("154073", [5.0], "UUMU", "ULLI")
    (whole,), (holed,) = routes([*legs, *home]), routes([*(leg for n, leg in enumerate(legs) if n % 3), *home])
    assert number(whole, "trips") == number(holed, "trips") == 11
    assert number(holed, "outward_legs") + number(holed, "return_legs") == len(holed.basis) == 14


@pytest.mark.parametrize("days", [[0.0, 20.0, 40.0], [0.0, 1.0, 2.0, 8.0, 9.0]], ids=["three trips", "two weeks"])
def test_too_few_trips_or_weeks_are_no_route(days: list[float]) -> None:
    assert routes(there_and_back("154073", days, "UUMU", "OSLK")) == []


def test_one_flight_and_none_are_no_route() -> None:
    assert routes([]) == []
    assert routes([flown("154073", 0, "UUMU", None)]) == []
    assert routes([flown("154073", day, "UUMU", "UUMU") for day in range(0, 90, 9)]) == []


def test_another_registration_under_the_same_address_is_another_airframe() -> None:
    first = there_and_back("154073", FORTNIGHTLY[:3], "UUMU", "OSLK", registration="RA-1")
    later = there_and_back("154073", FORTNIGHTLY[3:6], "UUMU", "OSLK", registration="RA-2")
    assert routes([*first, *later]) == []


def test_unseen_legs_are_counted_apart() -> None:
    own = there_and_back("154073", FORTNIGHTLY, "UUMU", "OSLK")
    unseen = pl.DataFrame(
        {"icao24": ["154073"] * 3, "adep": ["OSLK", "UUMU", "OSLK"], "ades": ["UUMU", "OSLK", "EGLL"]}
    )
    (found,) = routes(own, unseen)
    assert (number(found, "unseen_legs"), number(found, "trips")) == (2, 11)
    assert "2 more legs that nobody saw" in found.sentence


def test_the_order_of_rows_does_not_matter() -> None:
    rows = [*sisters(2), *there_and_back("154073", FORTNIGHTLY, "UUMU", "OSLK")]
    assert routes(rows) == routes(rows[::-1])
