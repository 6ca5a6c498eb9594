"""Duplicate address: two airframes that send one address at the same time."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skywitness.model import Track
from skywitness.tracks.steps import Steps
from skywitness.tracks.teleport import unflyable


@dataclass(frozen=True, slots=True)
class DuplicateAddress:
    """Finds spans in which an address was in two places at once, and doubts both.

    Of the positions outside the longest flyable chain, the longest flyable chain is a second airframe wherever it
    moves as its own reports say and its reports alternate with those of the first one. Which of them is the
    airframe is not known, so both are doubted for as long as they overlap; when the second has less than a tenth
    of the reports, a few errors are likelier than another airframe, and it alone is doubted, as teleported. A
    third airframe stays teleported.

    How it is fooled: two airframes within a few miles of each other are not told apart; one parked in reception
    and one that is far away fall under this too, as they should; a spoofed aircraft whose true place is known by
    multilateration at the same time is in two places at once as well.

    Attributes:
        max_speed_kt: as in Teleport, and so in tolerance_nm.
        tolerance_nm: 3 NM.
        max_silence_s: 10 min: a second chain is taken apart at longer silences.
        min_positions: 5 of either in a span.
        min_switches: 4 changes from one to the other and back.
        min_share: a tenth of the reports.
        max_speed_error: 0.3: share by which the way may differ from the reported speed.
    """

    max_speed_kt: float = 1000.0
    tolerance_nm: float = 3.0
    max_silence_s: float = 600.0
    min_positions: int = 5
    min_switches: int = 4
    min_share: float = 0.1
    max_speed_error: float = 0.3

    def find(self, track: Track, teleported: NDArray[np.bool_], set_aside: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """True for each doubted position; shape (n,).

        Args:
            track: positions of one airframe.
            teleported: True for those outside the longest flyable chain, shape (n,).
            set_aside: True for positions that were not asked, shape (n,).
        """
        doubted = np.zeros(len(track), np.bool_)
        if np.count_nonzero(teleported) < self.min_positions:
            return doubted
        elsewhere = np.flatnonzero(teleported)
        others = track.take(elsewhere)
        none = np.zeros(len(others), np.bool_)
        unreached = unflyable(others, Steps.of(others), none, self.max_speed_kt, self.tolerance_nm)
        second = elsewhere[~unreached]
        starts = np.flatnonzero(np.diff(track.time_s[second], prepend=-np.inf) > self.max_silence_s)
        believed = ~teleported & ~set_aside
        for first, end in zip(starts, [*starts[1:], len(second)], strict=True):
            rows = second[first:end]
            if len(rows) >= self.min_positions and self._moves_as_it_says(track, rows):
                self._doubt(doubted, believed, rows)
        return doubted

    def _doubt(self, doubted: NDArray[np.bool_], believed: NDArray[np.bool_], rows: NDArray[np.int64]) -> None:
        others = np.flatnonzero(believed[rows[0] : rows[-1] + 1]) + rows[0]
        if not len(others):
            return
        first, last = max(int(rows[0]), int(others[0])), min(int(rows[-1]), int(others[-1]))
        span = slice(first, last + 1)
        rows = rows[(rows >= first) & (rows <= last)]
        is_second = np.zeros(last + 1 - first, np.bool_)
        is_second[rows - first] = True
        whose = is_second[is_second | believed[span]]
        one = int(np.count_nonzero(~whose))
        switches = int(np.count_nonzero(whose[1:] != whose[:-1]))
        if switches < self.min_switches or min(one, len(rows)) < max(self.min_positions, self.min_share * one):
            return
        doubted[span] |= is_second | believed[span]

    def _moves_as_it_says(self, track: Track, rows: NDArray[np.int64]) -> bool:
        steps = Steps.of(track, rows)
        told_nm = track.ground_speed_kt[rows[1:]] * steps.seconds / 3600
        judged = np.isfinite(told_nm) & (steps.seconds > 0)
        if not judged.any():
            return bool(steps.way_nm.any())
        error_nm = np.abs(steps.way_nm - told_nm)[judged]
        slack_nm = np.maximum(self.max_speed_error * told_nm[judged], 0.1)
        return bool(2 * np.count_nonzero(error_nm <= slack_nm) >= len(error_nm))
