"""Motion: where an aircraft is and how it moves, from its stand to its next stand."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skywitness.demo.flight.profile import Profile, profile
from skywitness.demo.flight.routes import Path, path
from skywitness.demo.flight.taxi import Ground, to_lift_off, to_stand
from skywitness.demo.legs import Leg
from skywitness.demo.world.airfields import airfield
from skywitness.demo.world.performance import performance
from skywitness.demo.world.wind import wind
from skywitness.measure.clock import ms_from_utc
from skywitness.measure.geodesy import bearing_deg

Floats = NDArray[np.float64]
_S_PER_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Motion:
    """One flight with its time on the ground, as columns of the same length; between the rows all is linear.

    Attributes:
        time_s: Unix seconds, ascending.
        lat_deg: degrees.
        lon_deg: degrees.
        altitude_ft: pressure altitude; the field's elevation on the ground.
        ground_speed_kt: knots.
        track_deg: direction over ground, not wrapped at 360, so that it can be interpolated.
        vertical_rate_fpm: feet per minute.
        takeoff_s: lift-off, Unix seconds.
        landing_s: touch-down, Unix seconds.
        length_nm: distance flown between the two.
    """

    time_s: Floats
    lat_deg: Floats
    lon_deg: Floats
    altitude_ft: Floats
    ground_speed_kt: Floats
    track_deg: Floats
    vertical_rate_fpm: Floats
    takeoff_s: float
    landing_s: float
    length_nm: float

    def at(self, column: str, time_s: Floats) -> Floats:
        """The values of a column at these times."""
        return np.asarray(np.interp(time_s, self.time_s, getattr(self, column)), np.float64)

    def on_ground(self, time_s: Floats) -> NDArray[np.bool_]:
        """Whether it is on the ground at these times."""
        return (time_s < self.takeoff_s) | (time_s > self.landing_s)


def fly(leg: Leg) -> Motion:
    """The motion of one leg.

    Raises:
        ValueError: the way is longer than the type's range.
    """
    origin, target, kind = airfield(leg.adep), airfield(leg.ades), performance(leg.airframe.typecode)
    way = path(origin, leg.waypoints, target)
    if way.along_nm[-1] > kind.range_nm:
        raise ValueError(f"{leg.story}: {way.along_nm[-1]:.0f} NM is beyond the range of a {kind.typecode}")
    heights = profile(way.along_nm, origin.elevation_ft, target.elevation_ft, kind)
    takeoff_s = ms_from_utc(leg.takeoff_at) / 1000
    speed = _ground_speed_kt(way, heights, int(takeoff_s // _S_PER_DAY))
    slowness = (1 / speed[1:] + 1 / speed[:-1]) / 2 * 3600
    air_s = np.concatenate(([0.0], np.cumsum(np.diff(way.along_nm) * slowness)))
    out = to_lift_off(origin, way.takeoff_deg, (way.lat_deg[0], way.lon_deg[0]), speed[0])
    back = to_stand(target, way.landing_deg, (way.lat_deg[-1], way.lon_deg[-1]), speed[-1])
    elevations = origin.elevation_ft, target.elevation_ft
    return _motion(takeoff_s, air_s, way, heights, speed, (out, back), elevations)


def _ground_speed_kt(way: Path, heights: Profile, day: int) -> Floats:
    """The wind triangle: the nose turns into the wind so that the path is kept."""
    air = wind(way.lat_deg, way.lon_deg, heights.altitude_ft, day)
    track = np.radians(way.track_deg)
    along = air.east_kt * np.sin(track) + air.north_kt * np.cos(track)
    across = air.east_kt * np.cos(track) - air.north_kt * np.sin(track)
    return np.asarray(np.sqrt(heights.tas_kt**2 - across**2) + along, np.float64)


def _motion(
    takeoff_s: float,
    air_s: Floats,
    way: Path,
    heights: Profile,
    speed: Floats,
    ground: tuple[Ground, Ground],
    elevations: tuple[float, float],
) -> Motion:
    out, back = ground
    landing_s = takeoff_s + float(air_s[-1])
    lat = np.concatenate((out.lat_deg[:-1], way.lat_deg, back.lat_deg[1:]))
    lon = np.concatenate((out.lon_deg[:-1], way.lon_deg, back.lon_deg[1:]))
    before, after = np.full(len(out.after_s) - 1, elevations[0]), np.full(len(back.after_s) - 1, elevations[1])
    rate = np.gradient(heights.altitude_ft, air_s) * 60
    track = bearing_deg(lat[:-1], lon[:-1], lat[1:], lon[1:])
    return Motion(
        time_s=np.concatenate(
            (takeoff_s + out.after_s[:-1] - out.after_s[-1], takeoff_s + air_s, landing_s + back.after_s[1:])
        ),
        lat_deg=lat,
        lon_deg=lon,
        altitude_ft=np.concatenate((before, heights.altitude_ft, after)),
        ground_speed_kt=np.concatenate((out.ground_speed_kt[:-1], speed, back.ground_speed_kt[1:])),
        track_deg=np.unwrap(np.append(track, track[-1]), period=360),
        vertical_rate_fpm=np.concatenate((np.zeros(len(before)), rate, np.zeros(len(after)))),
        takeoff_s=takeoff_s,
        landing_s=landing_s,
        length_nm=float(way.along_nm[-1]),
    )
