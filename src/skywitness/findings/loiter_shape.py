"""Loiter shape: centre, size, laps, direction and class of one spell of loitering."""

from dataclasses import dataclass, replace

import numpy as np

from skywitness.findings.loiter_course import Course, Flags, Floats
from skywitness.findings.loiter_lines import Places, aligned, evenly_onward, lines
from skywitness.measure.geodesy import wrap_lon

ORBIT, RACETRACK, LAWN_MOWER = "orbit", "racetrack", "lawn_mower"
HOLDING, THERMAL, UNKNOWN = "holding", "thermal", "unknown"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a spell looks like from above.

    Attributes:
        lat_deg: centre of its turns.
        lon_deg: degrees.
        radius_nm: nine of ten places lie within this distance of the centre.
        turn_radius_nm: way over angle turned, as long as it turns.
        laps: circles, net of those the other way; right positive.
        one_way: share of net turn in all turn, 0 to 1.
        way_nm: flown.
        speed_kt: way over time.
        lap_min: minutes a lap; infinite without a lap.
        verdict: class.
    """

    lat_deg: float
    lon_deg: float
    radius_nm: float
    turn_radius_nm: float
    laps: float
    one_way: float
    way_nm: float
    speed_kt: float
    lap_min: float
    verdict: str


@dataclass(frozen=True, slots=True)
class ShapeRule:
    """Which class a spell is of.

    Attributes:
        one_way: 0.8 of all turn to one side make an orbit or a racetrack; judgement.
        both_ways: at most 0.5 for a lawn-mower, which turns left and right in turn; judgement.
        elongated: 0.35: share of the way along one axis, as the length of the mean of doubled angles. 0 for a
            circle, 0.5 for a racetrack with legs as long as its turns (by geometry).
        holding_lap_min: 3 to 8 min: legs of 1 to 1.5 min and turns at rate one take 4 to 5 (ICAO Doc 8168,
            volume I, holding procedures); more where the legs are given as distances, and in wind; judgement.
        holding_lap_nm: at most 35 NM a lap: 8 min at 265 kt, the highest holding speed above 20,000 ft there.
        holding_kt: at least 180 kt; slower aircraft that hold cannot be told from ones that circle; judgement.
        holding_ft: never below 4,000 ft: what circles lower is at work; judgement.
        holding_laps: at most 8; judgement: an hour's fuel.
        stretched: 0.2, as ``elongated``, of a hold: wind and sparse positions round it off; judgement.
        thermal_kt: gliders circle at 40 to 60 kt; at most 80 kt on the mean of a flight's spell; judgement.
        thermal_rate_deg_s: at least 6 degrees a second: a circle a minute; thermals take 15 to 30 s, aircraft
            under instruments two minutes.
        fewest_lines: 4 even steps from a line to the next but one, so six lines; judgement.
    """

    one_way: float = 0.8
    both_ways: float = 0.5
    elongated: float = 0.35
    holding_lap_min: tuple[float, float] = (3.0, 8.0)
    holding_lap_nm: float = 35.0
    holding_kt: float = 180.0
    holding_ft: float = 4000.0
    holding_laps: float = 8.0
    stretched: float = 0.2
    thermal_kt: float = 80.0
    thermal_rate_deg_s: float = 6.0
    fewest_lines: int = 4

    def of(self, course: Course, first: int, last: int, altitude_ft: Floats) -> Shape:
        """The shape of the places ``first`` to ``last`` (inclusive).

        Args:
            course: one or many flights.
            first: place at which the spell begins.
            last: place at which it ends.
            altitude_ft: height at each place of the course, NaN where unknown.
        """
        piece = slice(first, last + 1)
        turn, step, seconds = course.turn_deg[piece], course.step[piece], course.step_s[piece]
        place, lat_deg, lon_deg = _around(course, piece)
        net, every = float(turn.sum()), float(np.abs(turn).sum())
        way, time_s = float(np.abs(step).sum()), float(seconds.sum())
        shape = Shape(
            lat_deg=lat_deg,
            lon_deg=lon_deg,
            radius_nm=float(np.quantile(np.abs(place), 0.9)),
            turn_radius_nm=way / max(np.radians(every), 1e-9),
            laps=net / 360,
            one_way=abs(net) / max(every, 1e-9),
            way_nm=way,
            speed_kt=way / max(time_s, 1.0) * 3600,
            lap_min=time_s / 60 / max(abs(net) / 360, 1e-9),
            verdict=UNKNOWN,
        )
        if self._soars(shape, turn, seconds, altitude_ft[piece]):
            return _as(shape, THERMAL)
        axis, share = aligned(step)
        if shape.one_way >= self.one_way and abs(shape.laps) >= 1:
            if share >= self.stretched and self._holds(shape, altitude_ft[piece]):
                return _as(shape, HOLDING)
            return _as(shape, RACETRACK if share >= self.elongated else ORBIT)
        surveys = shape.one_way <= self.both_ways and share >= self.elongated
        if surveys and evenly_onward(lines(place, step, turn, axis), self.fewest_lines):
            return _as(shape, LAWN_MOWER)
        return shape

    def _holds(self, shape: Shape, altitude_ft: Floats) -> bool:
        """Whether it flies laps as aircraft do that wait for their turn to land."""
        least, most = self.holding_lap_min
        laps = abs(shape.laps)
        timed = least <= shape.lap_min <= most and laps <= self.holding_laps
        fast = shape.speed_kt >= self.holding_kt and shape.way_nm / laps <= self.holding_lap_nm
        return bool(timed and fast and np.all(altitude_ft >= self.holding_ft))

    def _soars(self, shape: Shape, turn: Floats, seconds: Floats, altitude_ft: Floats) -> bool:
        """Whether it is slow, turns tightly, and gains height where it turns."""
        rate = np.abs(turn) / np.maximum(seconds, 1.0)
        turning: Flags = rate > self.thermal_rate_deg_s / 2
        if shape.speed_kt > self.thermal_kt or not turning.any():
            return False
        gained = np.nansum(np.diff(altitude_ft, prepend=altitude_ft[:1])[turning])
        return bool(np.median(rate[turning]) >= self.thermal_rate_deg_s and gained > 0)


def _around(course: Course, piece: slice) -> tuple[Places, float, float]:
    """Places from the centre of the turns, NM north plus 1j times NM east, and that centre in degrees."""
    lat, lon = course.lat_deg[piece], course.lon_deg[piece]
    narrow = float(np.cos(np.radians(lat[0])))
    place = (lat - lat[0]) * 60 + 1j * wrap_lon(lon - lon[0]) * 60 * narrow
    weight = np.abs(course.turn_deg[piece])
    centre = complex(np.average(place, weights=weight if weight.any() else None))
    lon_deg = float(wrap_lon(lon[0] + centre.imag / 60 / max(narrow, 1e-6)))
    return place - centre, float(lat[0] + centre.real / 60), lon_deg


def _as(shape: Shape, verdict: str) -> Shape:
    return replace(shape, verdict=verdict)
