"""Home bases of airframes whose nights are known by construction."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_flights import DAY, hours, made_flight, made_visit, made_visits
from skywitness.model import Flight, HomeBase, Visit
from skywitness.movements.home_base import HomeBaseFinder, wilson_lower
from skywitness.reference.airports import Airports


def runs(base: str, away: list[str], first_day: int, every_days: int = 4) -> list[Flight]:
    """Out to each place on a morning, back the next day."""
    flights = []
    for number, place in enumerate(away):
        hour = (first_day + number * every_days) * 24.0
        flights += [
            made_flight(base, place, (hour + 6, hour + 9)),
            made_flight(place, base, (hour + 30, hour + 33)),
        ]
    return flights


def found(airports: Airports, visits: list[Visit]) -> list[HomeBase]:
    return HomeBaseFinder().find(visits, airports.by_icao, "movements")


def test_the_base_is_where_it_sleeps_and_not_where_it_is_seen_most(airports: Airports) -> None:
    flights = runs("UUMU", ["OSLK"] * 6, first_day=0)
    (base,) = found(airports, made_visits(flights))
    assert base.airport == "UUMU"
    # Out on days 0, 4, ... 20 and back the next evening: the nights to days 2, 3, 4, 6 ... 20 at Chkalovsky, and
    # within that span those to days 5, 9, 13 and 17 at Latakia. The stay after the last return has no end.
    assert (base.nights, base.nights_known) == (15, 19)
    assert base.since.date() == hours(48).date()
    assert base.until.date() == hours(20 * 24).date()


def test_nights_are_counted_by_the_sun_at_the_field(airports: Airports) -> None:
    """03:00 by the sun at Chkalovsky, 38.06 degrees east, is 00:28 UTC; at Maiquetia, 66.99 west, 07:28 UTC."""
    finder = HomeBaseFinder()
    out, home = made_flight("UUMU", "SVMI", (2.0, 7.0)), made_flight("SVMI", "UUMU", (8.0, 20.0))
    (night,) = finder.nights([made_visit(out, home)], airports.by_icao)
    assert night.at.strftime("%d %H:%M") == "01 07:27"
    east = made_visit(made_flight("SVMI", "UUMU", (-9.0, 1.0)), made_flight("UUMU", "SVMI", (23.5, 30.0)))
    assert finder.nights([east], airports.by_icao) == []


def test_a_night_that_may_have_been_in_the_air_is_not_known(airports: Airports) -> None:
    """Last seen at 22:00, first seen at 02:00 UTC: it may have landed and left again around 00:28."""
    before = made_flight(None, "UUMU", (10.0, 22.0), ends_seen=(False, False))
    after = made_flight("UUMU", None, (26.0, 30.0), ends_seen=(False, False))
    assert HomeBaseFinder().nights([made_visit(before, after)], airports.by_icao) == []
    seen = made_visit(before._replace(landing_at=hours(22.1)), after._replace(takeoff_at=hours(25.9)))
    assert len(HomeBaseFinder().nights([seen], airports.by_icao)) == 1


def test_one_long_stay_is_no_home(airports: Airports) -> None:
    flights = [made_flight("UUMU", "OSLK", (6, 9)), made_flight("OSLK", "UUMU", (6 + 90 * 24, 9 + 90 * 24))]
    assert found(airports, made_visits(flights)) == []


def test_a_few_days_of_record_have_no_base(airports: Airports) -> None:
    assert found(airports, made_visits(runs("UUMU", ["OSLK"], first_day=0))) == []
    assert found(airports, []) == []


def test_a_tramp_has_no_base(airports: Airports) -> None:
    places = ["EGLL", "LFPG", "EDDF", "LEMD", "LIRF"] * 8
    flights = [
        made_flight(one, other, (number * 24 + 6, number * 24 + 9))
        for number, (one, other) in enumerate(pairwise(places))
    ]
    assert found(airports, made_visits(flights)) == []


def test_an_airframe_that_moves_has_one_base_after_the_other(airports: Airports) -> None:
    flights = runs("UUMU", ["OSLK"] * 30, first_day=0)
    flights += [made_flight("UUMU", "UWLW", (125 * 24, 125 * 24 + 2))]
    flights += runs("UWLW", ["OSLK"] * 30, first_day=130)
    first, second = found(airports, made_visits(flights))
    assert (first.airport, second.airport) == ("UUMU", "UWLW")
    assert first.until < second.since
    assert abs((first.until - DAY).days - 124) <= 1
    assert abs((second.since - DAY).days - 125) <= 1


def test_two_fields_that_share_it_are_both_bases(airports: Airports) -> None:
    flights = []
    for week in range(20):
        hour = week * 14 * 24.0
        flights += [
            made_flight("KNGU", "KCHS", (hour, hour + 2)),
            made_flight("KCHS", "KNGU", (hour + 168, hour + 170)),
        ]
    bases = found(airports, made_visits(flights))
    assert sorted(base.airport for base in bases) == ["KCHS", "KNGU"]
    assert all(base.nights * 2 == pytest.approx(base.nights_known, abs=8) for base in bases)


def test_a_night_at_the_next_base_before_the_move_does_not_begin_it(airports: Airports) -> None:
    flights = runs("UUMU", ["OSLK"] * 20 + ["UWLW"] + ["OSLK"] * 9, first_day=0)
    flights += [made_flight("UUMU", "UWLW", (125 * 24, 125 * 24 + 2)), *runs("UWLW", ["OSLK"] * 30, first_day=130)]
    _, second = found(airports, made_visits(flights))
    assert (second.since - DAY).days >= 124


def test_a_field_outside_the_table_is_counted_by_utc() -> None:
    flights = runs("XX01", ["XX02"] * 6, first_day=0)
    (base,) = HomeBaseFinder().find(made_visits(flights), {}, "movements")
    assert (base.airport, base.since.hour) == ("XX01", 3)


def test_wilsons_bound_against_the_published_example() -> None:
    """Newcombe, Statistics in Medicine 17 (1998), table I: 15 of 148 has a 95 % interval of 0.0624 to 0.1605."""
    assert wilson_lower(15, 148, 1.959964) == pytest.approx(0.0624, abs=5e-5)
    assert wilson_lower(0, 0, 1.28) == 0.0


@given(st.integers(1, 400), st.data())
def test_the_bound_is_below_the_share_and_grows_with_the_record(trials: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, trials))
    bound = wilson_lower(hits, trials, 1.2816)
    assert 0 <= bound <= hits / trials + 1e-12
    assert wilson_lower(hits * 2, trials * 2, 1.2816) >= bound - 1e-12
