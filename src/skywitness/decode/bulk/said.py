"""Said: what each aircraft said last at any of its frames, field by field.

The rules are those of ``decode.memory``: what a frame with its own parity says counts; what replies say counts
when two in a row give it, and (altitude apart) does not replace what a checked frame said and what still holds.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.decode.bulk.groups import LONG_AGO_S, Bools, Floats, Ints
from skywitness.decode.bulk.lives import Lives
from skywitness.decode.bulk.roster import Roster
from skywitness.decode.memory import SAME_ALTITUDE_FT, held_s

NOTHING = np.iinfo(np.int64).min
"""Said in place of a number: that there is none. In columns of floats it is NaN."""
Values = NDArray[np.int64] | NDArray[np.float64]
FLOATS = frozenset({"ground_speed_kt", "track_deg"})
WHOLE = (
    "baro_altitude_ft",
    "geo_altitude_ft",
    "vertical_rate_fpm",
    "on_ground",
    "geo_minus_baro_ft",
    "nic",
    "callsign",
    "squawk",
    "emergency",
    "adsb_version",
    "nac_p",
    "sil",
    "nic_a",
    "nic_c",
    "track_is_heading",
)
OVERHEARD = ("baro_altitude_ft", "on_ground", "callsign", "squawk")
"""Fields that replies give."""


def unknown() -> dict[str, float | int]:
    """What the roster has of an aircraft that has said nothing: of each field a value and its time."""
    columns: dict[str, float | int] = {f"{name}_said_s": LONG_AGO_S for name in (*WHOLE, *FLOATS)}
    columns |= dict.fromkeys(WHOLE, NOTHING) | dict.fromkeys(FLOATS, float("nan"))
    for name in OVERHEARD:
        columns |= {
            f"{name}_checked_s": LONG_AGO_S,
            f"{name}_overheard_s": LONG_AGO_S,
            f"{name}_overheard": NOTHING,
        }
    return columns


class Saying(NamedTuple):
    """Frames that say something of one field.

    Attributes:
        at: the frames, ascending; shape (m,).
        values: what they say, shape (m,).
    """

    at: Ints
    values: Values


class Last(NamedTuple):
    """What was said last.

    Attributes:
        time_s: when, shape (q,).
        values: what, shape (q,).
    """

    time_s: Floats
    values: Values


class Track:
    """One thing said over a block, ready to be asked for any of its frames."""

    def __init__(self, saying: Saying, time_s: Floats, lives: Lives, carried: Last) -> None:
        """Make ready.

        Args:
            saying: frames that say it.
            time_s: of all frames, shape (n,).
            lives: of all frames.
            carried: what each life brings from the block before, shape (number of lives,).
        """
        self._life = lives.of
        # What a life brings stands before what is said at its first frame, so that there always is a last thing.
        begins = np.zeros(len(time_s) + 1, np.int32)
        begins[saying.at] = 1
        first = np.cumsum(begins, dtype=np.int32)[lives.first] - begins[lives.first] + np.arange(len(lives.first))
        self._times_s: Floats = np.asarray(_merged(carried.time_s, first, time_s[saying.at]), np.float64)
        self._values = _merged(carried.values, first, saying.values)
        begins[1:] = begins[:-1].copy()
        begins[0] = 0
        self._before = np.cumsum(begins, dtype=np.int32)

    def last_at(self, frames: Ints) -> Last:
        """What was said last up to and with these frames."""
        return self._last(self._before[frames + 1] + self._life[frames])

    def last_before(self, frames: Ints) -> Last:
        """What was said last before these frames."""
        return self._last(self._before[frames] + self._life[frames])

    def _last(self, place: Ints) -> Last:
        return Last(self._times_s[place], self._values[place])


class Said:
    """All that is said in a block, with what was said before it."""

    def __init__(self, time_s: Floats, lives: Lives, roster: Roster) -> None:
        self._time_s = time_s
        self._lives = lives
        self._roster = roster
        self._tracks: dict[str, Track] = {}

    def learn(self, name: str, checked: Saying) -> None:
        """Take what frames with their own parity say of a field."""
        self._tracks[name] = self._track(checked, f"{name}_said_s", name)

    def overhear(self, name: str, checked: Saying, overheard: Saying) -> None:
        """Take what such frames and replies say of a field."""
        at, time_s = overheard.at, self._time_s[overheard.at]
        replies = self._track(overheard, f"{name}_overheard_s", f"{name}_overheard")
        before = replies.last_before(at)
        whole = self._track(checked, f"{name}_checked_s", name)
        agree = _agree(name, before.values, overheard.values)
        counts = (np.abs(before.time_s - time_s) <= held_s(name)) & agree
        if name != "baro_altitude_ft":
            counts &= np.abs(whole.last_at(at).time_s - time_s) > held_s(name)
        self._leave(replies, f"{name}_overheard_s", f"{name}_overheard")
        self._leave(whole, f"{name}_checked_s", None)
        self.learn(name, joined(checked, Saying(at[counts], overheard.values[counts])))

    def known(self, name: str, frames: Ints) -> tuple[Values, Bools]:
        """A field's value at some frames, and whether there is one that holds."""
        last = self._tracks[name].last_at(frames)
        held = np.abs(self._time_s[frames] - last.time_s) <= held_s(name)
        some = ~np.isnan(last.values) if name in FLOATS else last.values != NOTHING
        return last.values, held & some

    def leave(self) -> None:
        """Carry what each aircraft said last on to the next block."""
        for name, track in self._tracks.items():
            self._leave(track, f"{name}_said_s", name)

    def _track(self, saying: Saying, time_column: str, value_column: str) -> Track:
        lives = self._lives
        time_s = np.where(lives.carried, self._roster[time_column][lives.row], LONG_AGO_S)
        return Track(saying, self._time_s, lives, Last(time_s, self._roster[value_column][lives.row]))

    def _leave(self, track: Track, time_column: str, value_column: str | None) -> None:
        lives = self._lives
        last = track.last_at(lives.last[lives.final])
        rows = lives.row[lives.final]
        self._roster[time_column][rows] = last.time_s
        if value_column is not None:
            self._roster[value_column][rows] = last.values


def _agree(name: str, before: Values, values: Values) -> Bools:
    if name == "baro_altitude_ft":
        return np.asarray((before != NOTHING) & (np.abs(values - before) <= SAME_ALTITUDE_FT))
    return np.asarray(before == values)


def _merged(carried: Values, places: Ints, said: Values) -> Values:
    """Two columns as one, in which those of the first stand at these places."""
    merged: NDArray[Any] = np.empty(len(carried) + len(said), said.dtype)
    free = np.ones(len(merged), np.bool_)
    free[places] = False
    merged[places] = carried
    merged[free] = said
    return merged


def joined(one: Saying, other: Saying) -> Saying:
    """Frames of both, ascending; no frame is in both."""
    at = np.concatenate([one.at, other.at])
    order = np.argsort(at, kind="stable")
    return Saying(at[order], np.concatenate([one.values, other.values])[order])
