"""Trips on itineraries whose truth is known by construction, and what holds for any flights at all."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_flights import hours, made_flight, made_visit, made_visits
from skywitness.model import Flight, Trip, Visit
from skywitness.movements.itinerary import itinerary
from skywitness.movements.trips import Chains, TripFinder
from skywitness.reference.airports import Airports

EVERY_DAY_RUNS = 8


@pytest.fixture(scope="session")
def finder(airports: Airports) -> TripFinder:
    return TripFinder(airports.by_icao, "movements 2")


def chained(finder: TripFinder, flights: Sequence[Flight], visits: Sequence[Visit] | None = None) -> Chains:
    return finder.find(flights, made_visits(flights) if visits is None else visits)


def at_home(day: float, count: int = EVERY_DAY_RUNS, place: str = "OSLK") -> list[Flight]:
    """Runs from Chkalovsky and back within the day, every other day: they make it the base."""
    flights = []
    for number in range(count):
        hour = (day + 2 * number) * 24
        flights += [
            made_flight("UUMU", place, (hour + 4, hour + 8)),
            made_flight(place, "UUMU", (hour + 12, hour + 16)),
        ]
    return flights


def one_trip(finder: TripFinder, away: Sequence[Flight]) -> Trip:
    """The trip that these flights make of an airframe whose base is Chkalovsky."""
    flights = [*at_home(-30), *away, *at_home(30)]
    chains = chained(finder, flights)
    (trip,) = [trip for trip in chains.trips if hours(0) <= trip.began_at < hours(30 * 24)]
    return trip


def test_a_run_and_back_is_a_trip_of_two_legs(finder: TripFinder) -> None:
    chains = chained(finder, at_home(0))
    assert [trip.airports for trip in chains.trips] == [["UUMU", "OSLK", "UUMU"]] * EVERY_DAY_RUNS
    first = chains.trips[0]
    assert (first.home_base, first.left_home, first.returned_home) == ("UUMU", True, True)
    assert (first.stop_kinds, first.legs, first.unseen_legs, first.distance_nm) == (["destination"], 2, 0, 800.0)
    assert first.trip_id == "154073-trip-20190301T040000Z"
    assert (first.began_at, first.ended_at) == (hours(4), hours(16))
    assert [(leg.number, leg.stop_kind, leg.stay_s) for leg in chains.legs[:2]] == [
        (1, "destination", 4 * 3600.0),
        (2, "home", 36 * 3600.0),
    ]


def test_the_way_to_caracas_as_it_is_told(finder: TripFinder) -> None:
    """Syria for fuel, a landing in West Africa that nobody received, a day at Maiquetia, and home."""
    away = [
        made_flight("UUMU", "OSLK", (12.2, 18.0)),
        made_flight("OSLK", None, (20.25, 26.0), ends_seen=(True, False), last_lat_deg=18.0, last_lon_deg=-10.0),
        made_flight(None, "SVMI", (33.0, 39.0), ends_seen=(False, True), first_lat_deg=14.0, first_lon_deg=-20.0),
        made_flight("SVMI", "UUMU", (66.5, 78.5)),
    ]
    trip = one_trip(finder, away)
    assert trip.airports == ["UUMU", "OSLK", "?", "SVMI", "UUMU"]
    assert trip.stop_kinds == ["technical", "inferred", "destination"]
    assert (trip.left_home, trip.returned_home, trip.unseen_legs) == (True, True, 0)


def test_a_leg_that_nobody_saw_is_a_leg_with_its_bounds(finder: TripFinder) -> None:
    out = made_flight("UUMU", "OSLK", (4.0, 8.0), source_sha256s=["one"])
    back = made_flight("SVMI", "UUMU", (60.0, 72.0), source_sha256s=["two"])
    trip = one_trip(finder, [out, back])
    assert trip.airports == ["UUMU", "OSLK", "SVMI", "UUMU"]
    assert (trip.legs, trip.unseen_legs, len(trip.flight_ids)) == (3, 1, 2)
    assert trip.stop_kinds == ["unknown", "unknown"]
    legs = chained(finder, [*at_home(-30), out, back]).legs
    (unseen,) = [leg for leg in legs if leg.kind == "unseen_leg"]
    assert (unseen.adep, unseen.ades, unseen.flight_id) == ("OSLK", "SVMI", None)
    assert (unseen.not_before, unseen.not_after) == (hours(8.0), hours(60.0))
    assert unseen.source_sha256s == ["one", "two"]
    assert unseen.stay_s is None


def test_one_known_end_is_no_proof_of_a_leg(finder: TripFinder) -> None:
    """A visit that joins both flights gives the stop its name; without it the place is unknown."""
    out, back = made_flight("UUMU", "OSLK", (4.0, 8.0)), made_flight(None, "UUMU", (12.0, 16.0))
    (joined,) = chained(finder, [out, back]).trips
    assert (joined.airports, joined.unseen_legs) == (["UUMU", "OSLK", "UUMU"], 0)
    apart = chained(finder, [out, back], [made_visit(out, None), made_visit(None, back)])
    assert [(trip.airports, trip.stop_kinds, trip.unseen_legs) for trip in apart.trips] == [
        (["UUMU", "?", "UUMU"], ["unknown"], 0)
    ]
    assert [(leg.adep, leg.ades) for leg in apart.legs] == [("UUMU", "OSLK"), (None, "UUMU")]
    assert apart.legs[0].stay_s is None


def test_a_silence_of_days_is_bridged_at_the_base_only(finder: TripFinder) -> None:
    """Seen on its way three days after a landing: if that was at base it left from there, else who knows."""
    unseen_start = made_flight(None, "UUMU", (84.0, 88.0), ends_seen=(False, True))
    assert one_trip(finder, [made_flight("UUMU", "OSLK", (4.0, 8.0)), unseen_start]).airports == [
        "UUMU",
        "?",
        "UUMU",
    ]
    home = [
        made_flight("UUMU", "UUMU", (4.0, 8.0)),
        made_flight(None, "OSLK", (84.0, 88.0), ends_seen=(False, True)),
    ]
    trips = chained(finder, [*at_home(-30), *home, made_flight("OSLK", "UUMU", (92.0, 96.0)), *at_home(30)]).trips
    assert ["UUMU", "OSLK", "UUMU"] in [trip.airports for trip in trips if trip.began_at == hours(84.0)]


def test_two_stays_at_places_unknown_have_no_common_length() -> None:
    """Landing and take-off were seen, each at a field that could not be told: the two may not be one."""
    out, back = made_flight("UUMU", None, (0.0, 4.0)), made_flight(None, "UUMU", (8.0, 12.0))
    (apart,) = itinerary([out, back], [made_visit(out, None), made_visit(None, back)]).stops
    (joined,) = itinerary([out, back], [made_visit(out, back)]).stops
    assert (apart.stay_s, joined.stay_s) == (None, 4 * 3600.0)


def test_a_place_shown_by_the_visit_alone_is_the_place_of_both_flights(finder: TripFinder) -> None:
    """The inferred stop of a transport near Soto Cano: neither flight names it, the visit does."""
    out = made_flight("KCHS", None, (0.0, 4.0), ends_seen=(True, False))
    back = made_flight(None, "KCHS", (6.2, 10.0), ends_seen=(False, True))
    visits = [made_visit(None, out), made_visit(out, back, "MHSC"), made_visit(back, None)]
    chains = chained(finder, [out, back], visits)
    assert [(trip.airports, trip.stop_kinds) for trip in chains.trips] == [
        (["KCHS", "MHSC", "KCHS"], ["inferred"])
    ]
    assert [(leg.adep, leg.ades) for leg in chains.legs] == [("KCHS", "MHSC"), ("MHSC", "KCHS")]


def test_time_seen_on_the_ground_elsewhere_is_a_stop_on_the_unseen_way() -> None:
    out, back = made_flight("UUMU", "OSLK", (4.0, 8.0)), made_flight("SVMI", "UUMU", (60.0, 72.0))
    between = made_visit(None, None, "GOBD", arrived_not_before=hours(8.0), departed_not_after=hours(60.0))
    way = itinerary([out, back], [*made_visits([out, back]), between])
    assert [(step.adep, step.ades) for step in way.steps if step.flight is None] == [
        ("OSLK", "GOBD"),
        ("GOBD", "SVMI"),
    ]
    assert [(stop.airport, stop.inferred) for stop in way.stops] == [
        ("OSLK", False),
        ("GOBD", False),
        ("SVMI", False),
    ]


def test_stops_on_the_way_are_named_by_their_length(finder: TripFinder) -> None:
    away = [
        made_flight("UUMU", "GMME", (0.0, 6.0)),
        made_flight("GMME", "GOBD", (8.0, 11.0)),
        made_flight("GOBD", "SVMI", (22.0, 29.0)),
        made_flight("SVMI", "GMME", (40.0, 48.0)),
        made_flight("GMME", "UUMU", (54.0, 60.0)),
    ]
    # Two hours at Rabat, eleven at Dakar, eleven at Maiquetia where it turned back, and six at Rabat again.
    assert one_trip(finder, away).stop_kinds == ["technical", "crew_rest", "destination", "unknown"]


def test_a_stop_whose_bounds_fall_in_two_classes_is_unknown(finder: TripFinder) -> None:
    """Last seen two hours before the four are over, first seen at five: three to five hours on the ground."""
    away = [
        made_flight("UUMU", "GMME", (0.0, 6.0)),
        made_flight("GMME", "GOBD", (11.0, 14.0), ends_seen=(False, True)),
        made_flight("GOBD", "UUMU", (30.0, 39.0)),
    ]
    assert one_trip(finder, away).stop_kinds == ["unknown", "destination"]


def test_short_stops_aside_are_not_called_technical(finder: TripFinder) -> None:
    """Sochi to Murmansk leads back north past the base: no stop for fuel on the way."""
    away = [
        made_flight("UUMU", "URSS", (0.0, 2.0)),
        made_flight("URSS", "ULMM", (4.0, 7.0)),
        made_flight("ULMM", "UUMU", (9.0, 11.0)),
    ]
    assert one_trip(finder, away).stop_kinds == ["unknown", "destination"]


def test_days_at_the_destination_do_not_break_a_trip_with_a_known_base(finder: TripFinder) -> None:
    away = [made_flight("UUMU", "SVMI", (0.0, 13.0)), made_flight("SVMI", "UUMU", (113.0, 126.0))]
    trip = one_trip(finder, away)
    assert (trip.airports, trip.stop_kinds) == (["UUMU", "SVMI", "UUMU"], ["destination"])


def test_more_than_a_fortnight_away_does(finder: TripFinder) -> None:
    away = [made_flight("UUMU", "SVMI", (0.0, 13.0)), made_flight("SVMI", "UUMU", (13 + 15 * 24, 380.0))]
    chains = chained(finder, [*at_home(-30), *away, *at_home(30)])
    trips = [trip for trip in chains.trips if "SVMI" in trip.airports]
    assert [(trip.airports, trip.left_home, trip.returned_home) for trip in trips] == [
        (["UUMU", "SVMI"], True, False),
        (["SVMI", "UUMU"], False, True),
    ]


def test_without_a_base_three_days_break_the_chain(finder: TripFinder) -> None:
    flights = [
        made_flight("EGLL", "LFPG", (0.0, 1.0)),
        made_flight("LFPG", "LEMD", (72.0, 74.0)),
        made_flight("LEMD", "LIRF", (147.0, 149.0)),
    ]
    trips = chained(finder, flights).trips
    assert [(trip.airports, trip.home_base, trip.left_home) for trip in trips] == [
        (["EGLL", "LFPG", "LEMD"], None, False),
        (["LEMD", "LIRF"], None, False),
    ]


def test_edges_of_the_record_are_not_taken_for_home(finder: TripFinder) -> None:
    flights = [made_flight("OSLK", "UUMU", (0.0, 4.0)), *at_home(1), made_flight("UUMU", "SVMI", (480.0, 493.0))]
    trips = chained(finder, flights).trips
    assert (trips[0].left_home, trips[0].returned_home) == (False, True)
    assert (trips[-1].left_home, trips[-1].returned_home) == (True, False)


def test_a_local_flight_at_home_is_a_trip_of_one_leg(finder: TripFinder) -> None:
    trip = one_trip(finder, [made_flight("UUMU", "UUMU", (0.0, 2.0))])
    assert (trip.airports, trip.legs, trip.stop_kinds, trip.returned_home) == (["UUMU", "UUMU"], 1, [], True)


def test_a_simulated_flight_marks_its_trip_and_no_other(finder: TripFinder) -> None:
    away = [made_flight("UUMU", "OSLK", (0.0, 4.0), reconstruction=True), made_flight("OSLK", "UUMU", (6.0, 10.0))]
    chains = chained(finder, [*at_home(-30), *away, *at_home(30)])
    assert [trip.trip_id for trip in chains.trips if trip.reconstruction] == ["154073-trip-20190301T000000Z"]


def _in_order(rows: list[tuple[str | None, str | None, float, float, tuple[bool, bool]]]) -> list[Flight]:
    hour, flights = 0.0, []
    for adep, ades, flown, stay, ends_seen in rows:
        flights.append(made_flight(adep, ades, (hour, hour + flown), ends_seen=ends_seen))
        hour += flown + stay
    return flights


FLIGHTS = st.lists(
    st.tuples(
        st.sampled_from([None, "UUMU", "OSLK", "SVMI", "XX01"]),
        st.sampled_from([None, "UUMU", "OSLK", "SVMI", "XX01"]),
        st.floats(0.2, 15.0),
        st.floats(0.1, 200.0),
        st.tuples(st.booleans(), st.booleans()),
    ),
    max_size=40,
).map(_in_order)


@settings(deadline=None)
@given(flights=FLIGHTS, with_visits=st.booleans())
def test_whatever_was_flown(finder: TripFinder, flights: list[Flight], with_visits: bool) -> None:  # noqa: FBT001
    chains = chained(finder, flights, None if with_visits else [])
    assert [flight_id for trip in chains.trips for flight_id in trip.flight_ids] == [f.flight_id for f in flights]
    for one, other in pairwise(chains.legs):
        assert one.ades == other.adep or None in {one.ades, other.adep}
        assert one.not_before is None or other.not_before is None or one.not_before <= other.not_before
        assert one.not_after is None or other.not_after is None or one.not_after <= other.not_after
    expected = [(f.ades, g.adep) for f, g in pairwise(flights) if f.ades and g.adep and f.ades != g.adep]
    assert [(leg.adep, leg.ades) for leg in chains.legs if leg.kind == "unseen_leg"] == expected
    for trip in chains.trips:
        legs = [leg for leg in chains.legs if leg.trip_id == trip.trip_id]
        assert [leg.number for leg in legs] == list(range(1, trip.legs + 1))
        assert len(trip.airports) == len(legs) + 1
        assert [leg.stop_kind for leg in legs[:-1]] == trip.stop_kinds
        assert trip.unseen_legs == trip.legs - len(trip.flight_ids)
        assert trip.began_at <= trip.ended_at
    assert chained(finder, flights[::-1], made_visits(flights) if with_visits else []) == chains


@settings(deadline=None)
@given(flights=FLIGHTS, shifts=st.lists(st.floats(-100, 100), min_size=40, max_size=40))
def test_flights_that_overlap_do_not_raise_and_are_each_told_once(
    finder: TripFinder, flights: list[Flight], shifts: list[float]
) -> None:
    moved = [
        flight._replace(
            first_seen_at=flight.first_seen_at + timedelta(hours=shift),
            last_seen_at=flight.last_seen_at + timedelta(hours=shift),
        )
        for flight, shift in zip(flights, shifts, strict=False)
    ]
    chains = chained(finder, moved)
    told = [flight_id for trip in chains.trips for flight_id in trip.flight_ids]
    assert sorted(told) == sorted(flight.flight_id for flight in moved)
    assert all(leg.not_before <= leg.not_after for leg in chains.legs if leg.kind == "unseen_leg")  # type: ignore[operator]  # an unseen leg is bounded


@pytest.mark.parametrize(
    ("flights", "expected"),
    [
        ([], []),
        ([made_flight(None, None, (0.0, 1.0), ends_seen=(False, False))], [["?", "?"]]),
        ([made_flight("EGLL", "EGLL", (h, h + 1.0)) for h in (0.0, 2.0, 4.0)], [["EGLL"] * 4]),
        (
            [made_flight(None, None, (h, h + 1.0), ends_seen=(False, False)) for h in (0.0, 2.0, 4.0)],
            [["?", "?", "?", "?"]],
        ),
    ],
    ids=["no flights", "both ends unknown", "one airport throughout", "nothing known throughout"],
)
def test_little_to_go_by(finder: TripFinder, flights: list[Flight], expected: list[list[str]]) -> None:
    assert [trip.airports for trip in chained(finder, flights).trips] == expected
    assert [trip.airports for trip in chained(finder, flights, []).trips] == expected
