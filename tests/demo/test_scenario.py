"""The case's table: who, when, where, and on what basis."""

from collections import defaultdict
from datetime import UTC, datetime
from itertools import pairwise

import numpy as np
import rs1090

from skywitness.demo.background import background_legs
from skywitness.demo.facts import FACTS, NOTICE
from skywitness.demo.flight.routes import Place, path
from skywitness.demo.legs import ASSUMED, PUBLISHED, Leg
from skywitness.demo.scenario import CASE, case_legs
from skywitness.demo.simulate import SEED, Simulated, airframes, legs
from skywitness.demo.world.airfields import airfield

# Borders drawn by hand to about a tenth of a degree, enough to tell whether a way leads through.
_TURKEY: tuple[Place, ...] = (
    *((41.7, 26.4), (41.9, 28.0), (41.0, 31.4), (42.0, 35.0), (41.0, 39.0), (41.5, 41.5), (41.1, 43.4)),
    *((40.0, 43.7), (39.7, 44.8), (37.9, 44.3), (37.3, 44.8), (37.1, 42.4), (36.8, 39.5), (36.7, 37.0)),
    *((36.2, 36.7), (35.82, 36.15), (36.0, 35.9), (36.6, 35.8), (36.0, 33.0), (36.2, 29.5), (36.7, 27.4)),
    (39.5, 26.1),
)
_UKRAINE: tuple[Place, ...] = (
    *((51.3, 23.6), (52.3, 33.8), (50.4, 35.6), (49.6, 40.1), (47.2, 38.2), (46.0, 35.0), (44.4, 33.9)),
    *((46.4, 30.8), (45.4, 28.3), (48.2, 26.6), (48.0, 22.2)),
)


def _inside(border: tuple[Place, ...], lat: float, lon: float) -> bool:
    """Ray casting: an odd number of borders to the east."""
    edges = zip(border, (*border[1:], border[0]), strict=True)
    crossings = [
        (lat1 > lat) != (lat2 > lat) and lon < lon1 + (lat - lat1) / (lat2 - lat1) * (lon2 - lon1)
        for (lat1, lon1), (lat2, lon2) in edges
    ]
    return sum(crossings) % 2 == 1


def _crosses(leg: Leg, border: tuple[Place, ...]) -> bool:
    way = path(airfield(leg.adep), leg.waypoints, airfield(leg.ades))
    return any(_inside(border, float(lat), float(lon)) for lat, lon in zip(way.lat_deg, way.lon_deg, strict=True))


def _leg(registration: str, adep: str, day: str) -> Leg:
    (found,) = [
        leg
        for leg in case_legs()
        if (leg.airframe.registration, leg.adep, f"{leg.takeoff_at:%Y-%m-%d}") == (registration, adep, day)
    ]
    return found


def test_addresses_are_those_of_the_registrations() -> None:
    for airframe in airframes():
        known = rs1090.aircraft_information(airframe.icao24).get("registration")
        if airframe.registration:
            assert known == airframe.registration
    assert [airframe.registration for airframe in CASE] == ["RA-82035", "RA-86496"]


def test_published_take_offs() -> None:
    assert _leg("RA-82035", "UUMU", "2019-03-22").takeoff_at == datetime(2019, 3, 22, 12, 12, tzinfo=UTC)
    assert _leg("RA-86496", "UUMU", "2019-03-22").takeoff_at == datetime(2019, 3, 22, 13, 5, tzinfo=UTC)
    assert _leg("RA-86496", "UUMU", "2019-03-02").takeoff_at == datetime(2019, 3, 2, 6, 34, tzinfo=UTC)


def test_published_arrivals(flown: list[Simulated]) -> None:
    arrived = {
        (flight.leg.airframe.registration, datetime.fromtimestamp(flight.motion.landing_s, UTC).date().isoformat())
        for flight in flown
        if flight.leg.ades == "SVMI" and not flight.leg.airframe.invented
    }
    assert arrived == {
        *((name, day) for name in ("RA-82035", "RA-86496") for day in ("2018-12-10", "2019-03-23")),
        *(("RA-86496", day) for day in ("2019-03-03", "2019-06-23")),
        ("RA-82035", "2019-09-24"),
    }


def test_published_number_of_flights_to_khmeimim_in_late_september_2018() -> None:
    flights = [leg for leg in case_legs() if leg.ades == "OSLK" and leg.airframe.typecode == "A124"]

    def by(moment: str) -> int:
        return sum(leg.takeoff_at < datetime.fromisoformat(moment).replace(tzinfo=UTC) for leg in flights)

    assert (by("2018-10-01T11:00"), by("2018-10-02T12:00"), by("2018-10-03T06:00")) == (5, 6, 7)


def test_each_aircraft_leaves_from_where_it_came_to(flown: list[Simulated]) -> None:
    by_airframe = defaultdict(list)
    for flight in flown:
        by_airframe[flight.leg.airframe.icao24].append(flight)
    for flights in by_airframe.values():
        flights.sort(key=lambda flight: flight.motion.takeoff_s)
        for before, after in pairwise(flights):
            assert before.leg.ades == after.leg.adep, after.leg.story
            assert before.motion.time_s[-1] < after.motion.time_s[0], after.leg.story


def test_the_borders_of_this_test_are_sound() -> None:
    assert _inside(_TURKEY, 39.9, 32.9)
    assert _inside(_UKRAINE, 50.4, 30.5)
    assert not _inside(_TURKEY, 35.4, 35.95)


def test_the_way_to_syria_avoids_turkey_and_ukraine() -> None:
    syrian = [leg for leg in legs() if "OSLK" in {leg.adep, leg.ades} and leg.callsign.startswith("RFF")]
    ways = {(leg.adep, leg.ades, leg.waypoints): leg for leg in syrian}
    assert len(ways) >= 5
    for leg in ways.values():
        assert not _crosses(leg, _TURKEY), leg.story
        assert not _crosses(leg, _UKRAINE), leg.story


def test_the_march_trip_stops_at_latakia_and_near_dakar() -> None:
    for registration in ("RA-82035", "RA-86496"):
        stops = [
            leg.ades
            for leg in case_legs()
            if leg.airframe.registration == registration
            and datetime(2019, 3, 22, tzinfo=UTC) <= leg.takeoff_at < datetime(2019, 3, 24, tzinfo=UTC)
        ]
        assert stops == ["OSLK", "GOBD", "SVMI"]


def test_every_leg_of_the_case_says_what_it_rests_on() -> None:
    for leg in case_legs():
        assert leg.basis in {PUBLISHED, ASSUMED}
        assert "Assumed" in leg.why
        assert leg.basis == ASSUMED or "Published" in leg.why


def test_background_aircraft_are_marked_as_invented() -> None:
    days = sorted({leg.takeoff_at.date() for leg in case_legs()})
    background = background_legs(SEED, days)
    case = {leg.airframe.icao24 for leg in case_legs()}
    assert all(leg.airframe.invented and leg.basis == ASSUMED for leg in background)
    assert not case & {leg.airframe.icao24 for leg in background}
    assert len(np.unique([leg.airframe.icao24 for leg in background])) >= 40


def test_every_text_says_reconstruction() -> None:
    assert "reconstruction" in NOTICE
    for fact in FACTS:
        assert "reconstruction" in fact.title.lower()
        assert "reconstruction" in fact.assumed
