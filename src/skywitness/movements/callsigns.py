"""Callsigns: whether those of an airframe name its flights, and whether one goes on after a silence."""

import numpy as np
from numpy.typing import NDArray

from skywitness.model import Track

_CHANGES_A_DAY = 48.0  # more changes of callsign than that are no flight numbers
_AHEAD = 200  # positions after a silence among which a callsign is looked for

SAME, OTHER, UNKNOWN = "same", "other", "unknown"


def change_too_often(track: Track) -> bool:
    """Whether its callsign changes so often that it names no flight."""
    return _too_often(track, track.callsign[track.callsign >= 0])


def callsigns_across(track: Track, rows: NDArray[np.int64]) -> list[str]:
    """Whether the callsign after each silence is the one before it: ``same``, ``other``, or ``unknown``.

    Args:
        track: undoubted positions of one airframe.
        rows: the last position before each silence.
    """
    named = np.flatnonzero(track.callsign >= 0)
    codes = track.callsign[named]
    if not len(named) or _too_often(track, codes):
        return [UNKNOWN] * len(rows)
    after = np.searchsorted(named, rows, side="right")
    following = np.minimum(after, len(named) - 1)
    known = (after > 0) & (after < len(named)) & (named[following] < rows + _AHEAD)
    same = codes[after - 1] == codes[following]
    return [str(word) for word in np.where(known, np.where(same, SAME, OTHER), UNKNOWN)]


def _too_often(track: Track, codes: NDArray[np.int32]) -> bool:
    """As ``change_too_often``, of the codes of callsigns that are not blank."""
    if not len(codes):
        return False
    changes = int(np.count_nonzero(codes[1:] != codes[:-1]))
    days = max(float(track.time_s[-1] - track.time_s[0]) / 86_400, 0.25)
    return changes > _CHANGES_A_DAY * days
