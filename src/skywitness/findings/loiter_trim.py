"""Loiter trim: the way to and from a loiter is cut off a spell."""

import numpy as np

from skywitness.findings.loiter_course import Course

_ROUNDS = 3
"""The laps counted over the whole spell are too long at first; three rounds settle it."""
_ONE_WAY = 0.6
"""A spell with more turn the other way has no laps to be measured by."""
_TURNING_DEG = 180.0


def trimmed(course: Course, first: int, last: int) -> tuple[int, int]:
    """The spell from the first to the last place around which it turns half a circle within the time of a lap.

    Windows of 25 minutes reach into the straight way before and after. Spells that turn both ways are left as they
    are.

    Args:
        course: one or many flights.
        first: place at which the spell begins.
        last: place at which it ends, inclusive.
    """
    for _ in range(_ROUNDS):
        piece = slice(first, last + 1)
        turn, clock_s = course.turn_deg[piece], course.clock_s[piece]
        net, every = float(turn.sum()), float(np.abs(turn).sum())
        if abs(net) < max(_ONE_WAY * every, _TURNING_DEG):
            break
        half_lap_s = float(clock_s[-1] - clock_s[0]) / (abs(net) / 360) / 2
        summed = np.concatenate(([0.0], np.cumsum(turn)))
        until = np.searchsorted(clock_s, clock_s + half_lap_s, "right")
        since = np.searchsorted(clock_s, clock_s - half_lap_s, "left")
        circling = np.flatnonzero((summed[until] - summed[since]) * np.sign(net) >= _TURNING_DEG)
        if not len(circling):
            break
        first, last = first + int(circling[0]), first + int(circling[-1])
    return first, last
