"""Silences: whether an aircraft landed while nobody heard it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import distance_nm, turn_deg
from skywitness.model import Track
from skywitness.movements.airframe import Airframe
from skywitness.movements.detour import corner_way_nm
from skywitness.movements.trend import climbs_fpm, directions_deg

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

_NEVER, _ALWAYS = -math.inf, math.inf
_BACK_DEG = 120.0  # a larger change of direction leads back


class Landed(NamedTuple):
    """How a silence was weighed.

    Attributes:
        log_odds: natural logarithm of the odds for a landing; -inf where it had no time, inf past its endurance.
        terms: what each piece of evidence added, in words.
        spare_s: time that the way at its usual speed leaves over.
        needed_s: time that a descent, the shortest stop and a climb need beyond the way.
    """

    log_odds: float
    terms: Mapping[str, float]
    spare_s: float
    needed_s: float


class BothSides(NamedTuple):
    """What was seen on both sides of a silence between two positions in the air.

    Attributes:
        from_s: time of the last position before it, Unix seconds.
        until_s: time of the first position after it.
        straight_nm: great circle between them.
        corner_nm: the way with one corner that the directions of flight point to; NaN without one.
        height_before_ft: above the ground about there as far as that is known; NaN when unknown.
        height_after_ft: the same after it.
        climb_before_fpm: climb into it.
        climb_after_fpm: climb out of it.
        turned_back: True when it came back another way than it went.
        new_leg: True when the source marks a new leg after it.
        callsigns: ``same`` or ``other`` when both sides have one, else ``unknown``.
    """

    from_s: float
    until_s: float
    straight_nm: float
    corner_nm: float
    height_before_ft: float
    height_after_ft: float
    climb_before_fpm: float
    climb_after_fpm: float
    turned_back: bool
    new_leg: bool
    callsigns: str

    @property
    def heights_ft(self) -> tuple[float, float]:
        """Heights before and after it."""
        return self.height_before_ft, self.height_after_ft

    @property
    def up_and_down_ft(self) -> float:
        """Height that a landing takes down and a take-off up again, where it is known."""
        return sum(height_ft for height_ft in self.heights_ft if height_ft > 0)


def both_sides(track: Track, rows: Rows, ground_ft: Floats, callsigns: Sequence[str]) -> list[BothSides]:
    """What was seen on both sides of several silences.

    Args:
        track: undoubted positions of one airframe.
        rows: last position before each silence, in the air as the one after it, shape (k,).
        ground_ft: elevation of the ground about there, 0 where unknown, shape (k,).
        callsigns: how those on both sides compare.
    """
    after = rows + 1
    start, end = ((track.lat_deg[side], track.lon_deg[side]) for side in (rows, after))
    leaving = directions_deg(track, rows, backwards=True)
    coming = directions_deg(track, after, backwards=False)
    columns = (
        track.time_s[rows],
        track.time_s[after],
        distance_nm(*start, *end),
        corner_way_nm(start, leaving, end, coming),
        track.baro_altitude_ft[rows] - ground_ft,
        track.baro_altitude_ft[after] - ground_ft,
        climbs_fpm(track, rows, backwards=True),
        climbs_fpm(track, after, backwards=False),
        np.abs(turn_deg(leaving, coming)) > _BACK_DEG,
        track.new_leg[after],
    )
    return list(map(BothSides, *(column.tolist() for column in columns), callsigns))


@dataclass(frozen=True, slots=True)
class Silence:
    """Weighs a silence between two airborne positions: one flight, or a landing in between.

    Bayes' rule over pieces of evidence, each a ratio of how often it is seen with a landing and without one. The
    time to spare is what the way at the airframe's usual speed does not need; the way is the straight one, or the
    one with a corner that the directions of flight on both sides point to. Going on in the air, an aircraft uses
    its time up but for wind and a small chance of loitering; after a landing every length of stop is about as
    likely on a logarithmic scale.

    How it is fooled: an aircraft that circles for hours out of reception is taken to have landed, a surveillance
    or refuelling orbit above all; a turnaround quicker than the shortest of its kind is missed; a go-around out of
    reception after which the aircraft diverts passes for a stop.

    The frequencies are judgement, from the shape of flights and of receivers' coverage, not a fit to labelled
    flights.

    Attributes:
        min_silence_s: shorter silences never cut.
        shortest_stop_s: by kind of airframe, seconds between touch-down and take-off: airliners need 20 min to
            taxi in, let passengers off and on, and taxi out; crews that keep engines running a few.
        sink_fpm: 1,500 ft/min: a usual mean descent; a third of its time is lost by flying slower than cruise.
        steepest_fpm: 3,000 ft/min: nothing that lands comes down, or that took off goes up, faster than that.
        longest_detour: a way with a corner counts up to this many times the straight one.
        longest_stop_s: five days: end of the logarithmic scale of stops.
        prior: log odds before any evidence: most silences are holes in reception.
        loiter: by kind of airframe, how often it loiters, and for how long in the mean, seconds.
        descending: log ratio for descending into the silence, or climbing out of it.
        level: log ratio for level flight on one side; half of it for light aircraft and helicopters, which cruise
            low and are lost behind the horizon before they descend.
        wrong_way: log ratio for climbing into the silence, or descending out of it.
        low: log ratio for being below ``low_ft`` on one side.
        other_callsign: log ratio for another callsign after it.
        same_callsign: log ratio for the same flight number after it, by kind.
        new_leg: log ratio for the source's own mark of a new leg.
        turned_back: log ratio for coming back the way it went: more often from a stop than from a detour.
        long_flight_s: by kind, a time in the air that few flights reach; the log ratio for a landing is the square
            of the time since it stood on the ground, silence included, over it.
        low_ft: 4,000 ft above the field or the sea.
    """

    min_silence_s: float = 300.0
    shortest_stop_s: Mapping[str, float] = field(
        default_factory=lambda: {
            "airline": 1200.0,
            "business": 600.0,
            "military": 480.0,
            "light": 180.0,
            "helicopter": 120.0,
            "unknown": 480.0,
        }
    )
    sink_fpm: float = 1500.0
    steepest_fpm: float = 3000.0
    longest_detour: float = 3.0
    longest_stop_s: float = 5 * 86_400.0
    prior: float = -0.5
    loiter: Mapping[str, tuple[float, float]] = field(
        default_factory=lambda: {
            "airline": (0.03, 1500.0),
            "business": (0.05, 1800.0),
            "military": (0.15, 5400.0),
            "light": (0.20, 2400.0),
            "helicopter": (0.20, 2400.0),
            "unknown": (0.15, 3600.0),
        }
    )
    descending: float = 1.5
    level: float = -0.7
    wrong_way: float = -1.2
    low: float = 0.9
    other_callsign: float = 3.0
    same_callsign: Mapping[str, float] = field(default_factory=lambda: {"airline": -1.6, "military": -0.5})
    new_leg: float = 1.5
    turned_back: float = 0.5
    long_flight_s: Mapping[str, float] = field(
        default_factory=lambda: {
            "airline": 15 * 3600.0,
            "business": 9 * 3600.0,
            "military": 11 * 3600.0,
            "light": 6 * 3600.0,
            "helicopter": 4 * 3600.0,
            "unknown": 12 * 3600.0,
        }
    )
    low_ft: float = 4000.0

    def weigh(self, seen: BothSides, airframe: Airframe, *, since_s: float | None = None) -> Landed:
        """Weigh one silence between two positions in the air.

        Args:
            seen: what was seen on both sides of it.
            airframe: what is known of it.
            since_s: when it was first heard after it last stood on the ground, Unix seconds; None when unknown.
        """
        kind, silence_s = airframe.kind, seen.until_s - seen.from_s
        way_nm = seen.corner_nm if seen.corner_nm <= self.longest_detour * seen.straight_nm else seen.straight_nm
        way_s = max(way_nm, seen.straight_nm) / airframe.cruise_kt * 3600
        spare_s = silence_s - way_s
        stop_s = self.shortest_stop_s.get(kind, self.shortest_stop_s["unknown"])
        needed_s = stop_s + seen.up_and_down_ft / self.sink_fpm * 60 / 3
        if silence_s >= airframe.envelope.endurance_s:
            return Landed(_ALWAYS, {"longer than its endurance": _ALWAYS}, spare_s, needed_s)
        if spare_s < needed_s or silence_s < stop_s + seen.up_and_down_ft / self.steepest_fpm * 60:
            return Landed(_NEVER, {"no time to land": _NEVER}, spare_s, needed_s)
        level = self.level / 2 if kind in {"light", "helicopter"} else self.level
        terms = {
            "before any evidence": self.prior,
            "time to spare": self._of_time(silence_s, way_s, needed_s, kind),
            "descending before": self._of_trend(seen.climb_before_fpm, level),
            "climbing after": self._of_trend(-seen.climb_after_fpm, level),
            "low": self.low * sum(height_ft < self.low_ft for height_ft in seen.heights_ft),
            "turned back": self.turned_back * seen.turned_back,
        }
        if since_s is not None:
            limit_s = self.long_flight_s.get(kind, self.long_flight_s["unknown"])
            terms["long in the air"] = ((seen.until_s - since_s) / limit_s) ** 2
        terms["callsign"] = self._of_callsigns(seen.callsigns, kind)
        terms["marked as a new leg"] = self.new_leg * seen.new_leg
        return Landed(sum(terms.values()), terms, spare_s, needed_s)

    def _of_time(self, silence_s: float, way_s: float, needed_s: float, kind: str) -> float:
        """Log ratio of the densities of the time to spare, seconds, with a landing and without one."""
        spare_s = silence_s - way_s
        stops = math.log(self.longest_stop_s / needed_s)
        landed = 1 / (max(spare_s, needed_s) * stops)
        often, mean_s = self.loiter.get(kind, self.loiter["unknown"])
        # Wind and a lower speed than usual: 8 % of the time, a little late in the mean.
        late = (spare_s / silence_s - 0.02) / 0.08
        on_time = math.exp(-(late**2) / 2) / (0.08 * silence_s * math.sqrt(2 * math.pi))
        loitered = math.exp(-max(spare_s, 0.0) / mean_s) / mean_s
        return math.log(landed / max((1 - often) * on_time + often * loitered, 1e-12))

    def _of_trend(self, towards_landing_fpm: float, level: float) -> float:
        if towards_landing_fpm < -250:
            return self.descending
        return self.wrong_way if towards_landing_fpm > 250 else level

    def _of_callsigns(self, callsigns: str, kind: str) -> float:
        if callsigns == "other":
            return self.other_callsign
        return self.same_callsign.get(kind, 0.0) if callsigns == "same" else 0.0
