"""Motion: what is simulated obeys the laws that it claims to obey."""

import numpy as np
import pytest

from skywitness.demo.flight.motion import fly
from skywitness.demo.scenario import case_legs
from skywitness.demo.simulate import Simulated
from skywitness.demo.world.airfields import airfield
from skywitness.demo.world.performance import performance, true_airspeed_kt
from skywitness.demo.world.wind import wind
from skywitness.measure.geodesy import distance_nm


def test_no_flight_is_longer_than_its_type_reaches(flown: list[Simulated]) -> None:
    for flight in flown:
        assert flight.motion.length_nm <= performance(flight.leg.airframe.typecode).range_nm, flight.leg.story


def test_a_flight_beyond_the_range_is_refused() -> None:
    far = next(leg for leg in case_legs() if leg.airframe.typecode == "IL62" and leg.ades == "SVMI")
    airliner = far.airframe._replace(typecode="T154")
    with pytest.raises(ValueError, match="beyond the range"):
        fly(far._replace(airframe=airliner))


def test_speed_and_climb_rate_are_those_of_the_places(flown: list[Simulated]) -> None:
    for flight in flown[::25]:
        motion = flight.motion
        hours = np.diff(motion.time_s) / 3600
        assert np.all(hours > 0), flight.leg.story
        way = distance_nm(motion.lat_deg[:-1], motion.lon_deg[:-1], motion.lat_deg[1:], motion.lon_deg[1:])
        speed = (motion.ground_speed_kt[1:] + motion.ground_speed_kt[:-1]) / 2
        assert np.max(np.abs(way - speed * hours)) < 0.02, flight.leg.story
        air = (motion.time_s >= motion.takeoff_s) & (motion.time_s <= motion.landing_s)
        climbed = np.cumsum(np.diff(motion.altitude_ft[air]))
        rate = (motion.vertical_rate_fpm[air][1:] + motion.vertical_rate_fpm[air][:-1]) / 2
        integrated = np.cumsum(rate * np.diff(motion.time_s[air]) / 60)
        assert np.max(np.abs(climbed - integrated)) < 250, flight.leg.story


def test_it_leaves_and_meets_the_ground_at_its_fields(flown: list[Simulated]) -> None:
    for flight in flown:
        motion = flight.motion
        for code, at_s in ((flight.leg.adep, motion.takeoff_s), (flight.leg.ades, motion.landing_s)):
            field, at = airfield(code), np.array([at_s])
            assert motion.at("altitude_ft", at)[0] == pytest.approx(field.elevation_ft)
            away = distance_nm(field.lat_deg, field.lon_deg, motion.at("lat_deg", at), motion.at("lon_deg", at))
            assert away[0] < field.runway_nm / 2
        before = np.array([motion.takeoff_s - 1, motion.takeoff_s + 1, motion.landing_s - 1, motion.landing_s + 1])
        assert motion.on_ground(before).tolist() == [True, False, False, True]


def test_wind_parts_ground_speed_from_airspeed() -> None:
    out, home = [leg for leg in case_legs() if leg.airframe.typecode == "IL62" and leg.takeoff_at.month == 1][:2]
    there, back = fly(out), fly(home)
    assert abs((there.landing_s - there.takeoff_s) - (back.landing_s - back.takeoff_s)) > 600


def test_wind_is_a_westerly_jet_aloft_and_trades_below() -> None:
    longitudes, january = np.linspace(-180, 180, 73), 17_900
    assert np.mean(wind(45, longitudes, 36_000, january).east_kt) > 50
    assert np.mean(wind(12, longitudes, 1_000, january).east_kt) < 0


def test_true_airspeed_of_the_standard_atmosphere() -> None:
    # Mach 0.8 at the tropopause is 459 kt (speed of sound 573.6 kt); at sea level both speeds are the same.
    assert true_airspeed_kt(400, 0.8, 36_089) == pytest.approx(459, abs=1)
    assert true_airspeed_kt(140, 0.8, 0) == pytest.approx(140)
