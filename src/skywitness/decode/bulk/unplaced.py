"""Unplaced: the frames at which an aircraft without a place is written, at most once in five seconds."""

import numpy as np

from skywitness.decode.bulk.groups import LONG_AGO_S, Bools, Floats, Ints, last_up_to
from skywitness.decode.bulk.lives import Lives
from skywitness.decode.bulk.roster import Roster
from skywitness.decode.decoder import WITHOUT_PLACE_S

UNKNOWN = {"written_s": LONG_AGO_S}
"""What the roster has of an aircraft for this: when it was last written."""


def unplaced(placed: Bools, heard_before: Ints, time_s: Floats, lives: Lives, roster: Roster) -> Ints:
    """Frames to write, ascending; the roster is left with when each aircraft was last written.

    Args:
        placed: frames at which something with a place is written, shape (n,).
        heard_before: frames of its life up to and with each, shape (n,).
        time_s: shape (n,).
        lives: of all frames.
        roster: of the aircraft.
    """
    carried_s = np.where(lives.carried, roster["written_s"][lives.row], LONG_AGO_S)
    last = last_up_to(placed)
    here = last >= lives.begin
    written_s = np.where(here, time_s[last], carried_s[lives.of])
    due = (np.abs(time_s - written_s) >= WITHOUT_PLACE_S) & ~placed & (heard_before > 1)
    # From the first that is due, each is compared with the one written before it, up to the next place.
    stretch = np.maximum(np.where(here, last, -1), lives.begin)
    asked = np.flatnonzero((last_up_to(due) >= stretch) & ~placed & (heard_before > 1))
    written = _one_in_a_while(asked, stretch[asked], written_s[asked], time_s[asked])
    placed_or_written = placed.copy()
    placed_or_written[written] = True
    _leave(placed_or_written, time_s, lives, carried_s, roster)
    return written


def _one_in_a_while(asked: Ints, stretch: Ints, written_s: Floats, time_s: Floats) -> Ints:
    written, of, last_s = [], -1, LONG_AGO_S
    for frame, begin, before_s, now_s in zip(
        asked.tolist(), stretch.tolist(), written_s.tolist(), time_s.tolist(), strict=True
    ):
        if begin != of:
            of, last_s = begin, before_s
        if abs(now_s - last_s) >= WITHOUT_PLACE_S:
            written.append(frame)
            last_s = now_s
    return np.array(written, np.int64)


def _leave(wrote: Bools, time_s: Floats, lives: Lives, carried_s: Floats, roster: Roster) -> None:
    ends = lives.last[lives.final]
    last = last_up_to(wrote)[ends]
    here = last >= lives.first[lives.final]
    roster["written_s"][lives.row[lives.final]] = np.where(here, time_s[last], carried_s[lives.final])
