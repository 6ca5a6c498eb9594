"""Motion: legs flown all at once, step by step, each within its class's speed, climb, turn and descent.

A leg takes off along its runway, climbs, flies by way of a point beside the straight line, goes down with one
level part, joins the extended centre line some miles out, follows three degrees to the runway, and taxies.
Heights are true heights here; what an altimeter makes of them is the receiver's matter (``sim_reception``).
Sources: geometry and the limits of ``sim_fleet``; nothing of the product's movement code.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sim_fleet import Leg, Rng

from skywitness.measure.geodesy import bearing_deg, destination, distance_nm, turn_deg

Floats = NDArray[np.float64]
STEP_S = 2.0
_KEEP = 2  # every second step is kept
_GLIDE_FT_NM = 318.0  # three degrees
_STEEP_FT_NM = 600.0  # a helicopter's approach


class Flown(NamedTuple):
    """One leg as it was flown, stand to stand; seconds count from lift-off.

    Attributes:
        time_s: ascending.
        lat_deg: degrees.
        lon_deg: degrees.
        height_ft: above mean sea level.
        speed_kt: over ground.
        track_deg: over ground, not wrapped.
        climb_fpm: vertical rate.
        landing_s: touch-down.
    """

    time_s: Floats
    lat_deg: Floats
    lon_deg: Floats
    height_ft: Floats
    speed_kt: Floats
    track_deg: Floats
    climb_fpm: Floats
    landing_s: float

    def on_ground(self, time_s: Floats) -> NDArray[np.bool_]:
        """Whether it stands or rolls on the ground at these times."""
        return (time_s < 0) | (time_s > self.landing_s)


@dataclass
class _Plan:
    """What every leg of a batch is to do, one row a leg."""

    legs: Sequence[Leg]
    points: Floats  # (n, 3, 2): beside the straight line, base, gate
    to_go: Floats  # (n, 3): way from each point to the runway
    aim: Floats  # (n, 2)
    final_nm: Floats
    level_ft: Floats
    level_nm: Floats
    slope: Floats
    wind_kt: Floats
    wind_from: Floats

    def column(self, name: str) -> Floats:
        """A number of the class, one a leg."""
        return np.array([getattr(leg.kind, name) for leg in self.legs], np.float64)


def fly(rng: Rng, legs: Sequence[Leg]) -> list[Flown | None]:
    """Fly the legs; None for one that never reached its runway."""
    plan = _plan(rng, legs)
    states, ends = _steps(plan)
    return [
        None if end < 0 else _flown(rng, leg, states[: end + 1, :, row])
        for row, (leg, end) in enumerate(zip(legs, ends, strict=True))
    ]


def _plan(rng: Rng, legs: Sequence[Leg]) -> _Plan:
    count = len(legs)
    rotor = np.array([leg.kind.runway_ft == 0 for leg in legs])
    finals = np.array([rng.uniform(*leg.kind.final_nm) for leg in legs])
    aim = np.array(
        [
            _on_runway(
                leg.landing.lat_deg,
                leg.landing.lon_deg,
                leg.landing.course_deg,
                0 if leg.kind.runway_ft == 0 else min(1000.0, leg.landing.length_ft / 6),
            )
            for leg in legs
        ]
    )
    points = np.array([_points(rng, leg, aim[row], finals[row]) for row, leg in enumerate(legs)]).reshape(
        count, 3, 2
    )
    hops = distance_nm(points[:, :-1, 0], points[:, :-1, 1], points[:, 1:, 0], points[:, 1:, 1])
    to_go = np.stack((hops.sum(1), hops[:, 1], np.zeros(count)), 1) + finals[:, None]
    light = np.array([leg.kind.cruise_kt < 150 for leg in legs])
    return _Plan(
        legs,
        points,
        to_go,
        aim,
        finals,
        level_ft=np.where(rotor, 300, np.where(light, 900, rng.uniform(1500, 4000, count))),
        level_nm=np.where(light, 0.5, rng.choice([0, 0, 3, 6, 12], count)),
        slope=np.where(rotor, 500, rng.uniform(240, 340, count)),
        wind_kt=rng.gamma(2, 12, count),
        wind_from=rng.uniform(0, 360, count),
    )


def _on_runway(lat: float, lon: float, course: float, after_ft: float) -> tuple[float, float]:
    there = destination(lat, lon, course, after_ft / 6076)
    return float(there[0]), float(there[1])


def _points(rng: Rng, leg: Leg, aim: Floats, final_nm: float) -> Floats:
    origin, course = leg.origin, leg.landing.course_deg
    gate = destination(aim[0], aim[1], course + 180, final_nm)
    way = distance_nm(origin.lat_deg, origin.lon_deg, *gate)
    heading = bearing_deg(origin.lat_deg, origin.lon_deg, *gate)
    beside = destination(
        origin.lat_deg, origin.lon_deg, heading + rng.normal(0, 4 if way > 60 else 1), way * rng.uniform(0.4, 0.6)
    )
    coming = bearing_deg(*beside, *gate)
    off = float(turn_deg(course, coming))
    base = gate
    if abs(off) > 70:
        radius = leg.kind.approach_kt * 1.3 / 60 / np.pi
        side = -np.sign(off) * 90  # it comes from that side of the centre line
        base = destination(*gate, course + side, 3 * radius)
        base = destination(*base, course + 180, radius)
    return np.array([beside, base, gate], np.float64)


def _steps(plan: _Plan) -> tuple[Floats, NDArray[np.int64]]:
    """States kept, (steps, 6, legs), and the last of each leg, -1 where it did not land."""
    legs, count = plan.legs, len(plan.legs)
    start = np.array(
        [
            _on_runway(
                leg.takeoff.lat_deg, leg.takeoff.lon_deg, leg.takeoff.course_deg, leg.takeoff.length_ft * 0.5
            )
            for leg in legs
        ]
    )
    lat, lon = start[:, 0].copy(), start[:, 1].copy()
    from_ft, to_ft = (np.array([getattr(leg, end).elevation_ft for leg in legs]) for end in ("origin", "target"))
    height, tas, climb = from_ft + 1.0, plan.column("takeoff_kt"), np.zeros(count)
    out = np.array([leg.takeoff.course_deg for leg in legs])
    into = np.array([leg.landing.course_deg for leg in legs])
    track, point, ends = out.copy(), np.full(count, -1), np.full(count, -1)
    cruise, cruise_kt, approach = (
        np.array([leg.cruise_ft for leg in legs]),
        plan.column("cruise_kt"),
        plan.column("approach_kt"),
    )
    rate, rotor = plan.column("climb_fpm"), plan.column("runway_ft") == 0
    turn_at = np.where(plan.column("cruise_kt") < 150, 400, 900)
    glide = np.where(rotor, _STEEP_FT_NM, _GLIDE_FT_NM)
    rows, kept = np.arange(count), []
    away = distance_nm(lat, lon, plan.points[:, 0, 0], plan.points[:, 0, 1])
    longest_s = float(((away + plan.to_go[:, 0]) / cruise_kt).max()) * 1.5 * 3600 + 1800
    for step in range(int(longest_s / STEP_S)):
        point = np.where((point < 0) & (height - from_ft > turn_at), 0, point)
        at = np.clip(point, 0, 2)
        target = plan.points[rows, at]
        away, bearing = (
            distance_nm(lat, lon, target[:, 0], target[:, 1]),
            bearing_deg(lat, lon, target[:, 0], target[:, 1]),
        )
        along, right = _from_line(plan.aim, into, lat, lon)
        to_go = np.where(point > 2, -along, away + plan.to_go[rows, at])
        radius = tas / 60 / np.pi
        close = np.where(at == 2, radius, np.maximum(radius, 0.3))
        point = np.where((point >= 0) & (point <= 2) & (away < close), point + 1, point)
        steer = into - np.clip(right / np.maximum(radius, 0.1) * 35, -45, 45)
        wanted = np.where(point < 0, out, np.where(point > 2, steer, bearing))
        turn = np.clip(turn_deg(track, wanted), -1, 1) * np.minimum(3.0, 509 / tas) * STEP_S
        track = np.where(abs(turn_deg(track, wanted)) < abs(turn), wanted, track + turn)
        wish = _height(plan, to_go, to_ft, cruise, glide)
        share = np.clip((cruise - height) / 12_000, 0.35, 1)
        want = np.clip((wish - height) / 6 * 60, -np.where(rate < 1000, 1000, 2600), rate * share)
        climb = climb + np.clip(want - climb, -150 * STEP_S, 150 * STEP_S)
        height = np.maximum(height + climb * STEP_S / 60, np.where(to_go < 1, to_ft, -1500))
        tas = tas + np.clip(_speed(height, to_go, cruise_kt, approach, rotor) - tas, -1.5 * STEP_S, 1.5 * STEP_S)
        wind = plan.wind_kt * np.clip(height / 30_000, 0.2, 1.2) * np.where(cruise_kt < 150, 0.5, 1)
        speed = np.maximum(tas - wind * np.cos(np.radians(plan.wind_from - track)), 5)
        lat, lon = destination(lat, lon, track, speed * STEP_S / 3600)
        landed = (ends < 0) & (point > 2) & (height <= to_ft + 2) & (along > -0.5)
        if step % _KEEP == 0 or landed.any():
            kept.append(np.stack((np.full(count, (step + 1) * STEP_S), lat, lon, height, speed, climb)))
        ends = np.where(landed, len(kept) - 1, ends)
        if (ends >= 0).all():
            break
    return np.array(kept), ends


def _from_line(aim: Floats, course: Floats, lat: Floats, lon: Floats) -> tuple[Floats, Floats]:
    away = distance_nm(aim[:, 0], aim[:, 1], lat, lon)
    angle = np.radians(bearing_deg(aim[:, 0], aim[:, 1], lat, lon) - course)
    return away * np.cos(angle), away * np.sin(angle)


def _height(plan: _Plan, to_go: Floats, to_ft: Floats, cruise: Floats, glide: Floats) -> Floats:
    onto_glide = plan.level_ft / glide
    above = plan.level_ft + np.maximum(to_go - onto_glide - plan.level_nm, 0) * plan.slope
    return np.minimum(cruise, to_ft + np.where(to_go < onto_glide, np.maximum(to_go, -0.1) * glide, above))


def _speed(height: Floats, to_go: Floats, cruise_kt: Floats, approach: Floats, rotor: NDArray[np.bool_]) -> Floats:
    thin = 1 + 0.017 * height / 1000
    fast = np.minimum(cruise_kt, np.where(height < 10_000, 250, 300) * thin)
    near = np.where(
        rotor,
        np.interp(to_go, (0, 0.3, 1, 3), (0.0, 0.25, 0.7, 1)),
        np.interp(to_go, (2, 5, 12, 30), (0.0, 0.2, 0.55, 1)),
    )
    return approach + (np.maximum(fast, approach) - approach) * near


def _flown(rng: Rng, leg: Leg, states: Floats) -> Flown:
    """The flight with its time on the ground before and after."""
    time, lat, lon, height, speed, climb = states.T
    before = _taxi(leg, (lat[0], lon[0]), speed[0], float(rng.uniform(60, 600)), out=True)
    after = _taxi(leg, (lat[-1], lon[-1]), speed[-1], float(rng.uniform(60, 600)), out=False)
    columns = [
        np.concatenate((ahead, air, behind))
        for ahead, air, behind in zip(
            before, (time, lat, lon, height, speed), (after[0] + time[-1], *after[1:]), strict=True
        )
    ]
    way = bearing_deg(columns[1][:-1], columns[2][:-1], columns[1][1:], columns[2][1:])
    still = distance_nm(columns[1][:-1], columns[2][:-1], columns[1][1:], columns[2][1:]) < 0.002
    way[still] = np.interp(np.flatnonzero(still), np.flatnonzero(~still), way[~still])
    rate = np.concatenate((np.zeros(len(before[0])), climb, np.zeros(len(after[0]))))
    return Flown(*columns, np.unwrap(np.append(way, way[-1]), period=360), rate, float(time[-1]))


def _taxi(leg: Leg, end: tuple[float, float], speed_kt: float, still_s: float, *, out: bool) -> tuple[Floats, ...]:
    """Roll, taxi and standing as columns time, lat, lon, height, speed: to lift-off, or from touch-down."""
    field, runway = (leg.origin, leg.takeoff) if out else (leg.target, leg.landing)
    roll_s = speed_kt / 3.5  # 3.5 kt gained or lost a second
    roll_nm = speed_kt / 2 * roll_s / 3600
    turn_off = destination(*end, runway.course_deg + (180 if out else 0), roll_nm)
    stand = destination(*turn_off, runway.course_deg + 90, 0.02 if leg.kind.runway_ft == 0 else 0.35)
    taxi_s = float(distance_nm(*turn_off, *stand)) / 14 * 3600
    rolling = np.linspace(0, 1, 8)[1:]
    time = np.concatenate(
        (roll_s * rolling, roll_s + taxi_s * np.array([0.1, 0.9, 1]), [roll_s + taxi_s + still_s])
    )
    share = rolling - rolling**2 / 2
    lat = np.concatenate(
        (end[0] + (turn_off[0] - end[0]) * share * 2, np.interp([0.1, 0.9, 1, 1], (0, 1), (turn_off[0], stand[0])))
    )
    lon = np.concatenate(
        (end[1] + (turn_off[1] - end[1]) * share * 2, np.interp([0.1, 0.9, 1, 1], (0, 1), (turn_off[1], stand[1])))
    )
    speed = np.concatenate((speed_kt * (1 - rolling), [14.0, 14.0, 0.0, 0.0]))
    columns = (time, lat, lon, np.full(len(time), field.elevation_ft), speed)
    return (-time[::-1], *(column[::-1] for column in columns[1:])) if out else columns
