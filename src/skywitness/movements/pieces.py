"""Pieces: one airframe's positions cut into flights and time on the ground."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import way_nm
from skywitness.model import Track
from skywitness.movements.silence import Silence


class Piece(NamedTuple):
    """Rows ``first`` to ``last`` (inclusive) of a track that belong together.

    Attributes:
        first: row of its first position.
        last: row of its last position.
        cut_before: why it begins here, in the words of Flight.cut_before.
    """

    first: int
    last: int
    cut_before: str


@dataclass(frozen=True, slots=True)
class Cutter:
    """Cuts where the aircraft stood on the ground, and where it must have landed unheard.

    Callsigns alone never cut: an airframe keeps flying when its crew changes the callsign. A run on the ground
    that never slows below ``stop_kt`` and is not followed by a silence is a touch-and-go, and does not cut.

    Attributes:
        silence: how silences in the air are weighed.
        stop_kt: 45 kt: below it a roll has become a taxi.
        long_silence_s: 5 min without a word on the ground is a stop.
        contact_s: 60 min to spare between air and ground is too long to take for one landing or take-off.
        moved_nm: 3 NM: further than that on the ground is a flight that nobody saw.
    """

    silence: Silence = field(default_factory=Silence)
    stop_kt: float = 45.0
    long_silence_s: float = 300.0
    contact_s: float = 3600.0
    moved_nm: float = 3.0

    def cut(self, track: Track, ground: NDArray[np.bool_]) -> list[Piece]:
        """Pieces that tile the track, in order.

        Args:
            track: undoubted positions of one airframe, at least one.
            ground: True where it was on the ground, shape (n,).
        """
        reasons = dict(self._silences(track, ground))
        reasons.update(self._stops(track, ground))
        firsts = [0, *(row + 1 for row in sorted(reasons))]
        lasts = [*sorted(reasons), len(track) - 1]
        why = ["record", *(reasons[row] for row in sorted(reasons))]
        return [Piece(*piece) for piece in zip(firsts, lasts, why, strict=True)]

    def _silences(self, track: Track, ground: NDArray[np.bool_]) -> Iterator[tuple[int, str]]:
        cruise_kt = usual_speed_kt(track, ground)
        callsigns = carried_callsigns(track)
        for row in map(int, np.flatnonzero(np.diff(track.time_s) >= self.silence.min_silence_s)):
            before, after = bool(ground[row]), bool(ground[row + 1])
            if before and after:
                if self._moved(track, row):
                    yield row, "landed_unseen"
            elif before or after:
                if self._spare_s(track, row, cruise_kt) > self.contact_s:
                    yield row, "landed_unseen"
            else:
                names = callsigns[row], track.callsign[row + 1] or callsigns[row]
                if self.silence.landed(track, row, cruise_kt, other_callsign=names[0] != names[1]):
                    yield row, "landed_unseen"

    def _stops(self, track: Track, ground: NDArray[np.bool_]) -> Iterator[tuple[int, str]]:
        for first, last in runs(ground):
            between = first > 0 and last < len(track) - 1
            if between and self._stopped(track, first, last):
                yield _split(track, first, last), "ground"

    def _stopped(self, track: Track, first: int, last: int) -> bool:
        speeds = track.ground_speed_kt[first : last + 1]
        times = track.time_s[max(first - 1, 0) : last + 2]
        slowed = bool(np.any(speeds < self.stop_kt)) or not np.any(np.isfinite(speeds))
        return slowed or bool(np.max(np.diff(times)) >= self.long_silence_s)

    def _moved(self, track: Track, row: int) -> bool:
        return step_nm(track, row) > self.moved_nm

    @staticmethod
    def _spare_s(track: Track, row: int, cruise_kt: float) -> float:
        return float(track.time_s[row + 1] - track.time_s[row] - step_nm(track, row) / cruise_kt * 3600)


def runs(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First and last rows of each run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False]))))
    return [(int(first), int(end) - 1) for first, end in zip(edges[::2], edges[1::2], strict=True)]


def usual_speed_kt(track: Track, ground: NDArray[np.bool_]) -> float:
    """Upper decile of the airframe's speed in the air, between 80 and 520 kt; 250 kt when it reports none."""
    speeds = track.ground_speed_kt[~ground]
    speeds = speeds[np.isfinite(speeds) & (speeds > 0)]
    return float(np.clip(np.quantile(speeds, 0.9), 80, 520)) if len(speeds) else 250.0


def carried_callsigns(track: Track) -> list[str | None]:
    """The last callsign that was not blank, at each position."""
    carried, last = [], None
    for callsign in track.callsign:
        last = callsign or last
        carried.append(last)
    return carried


def _split(track: Track, first: int, last: int) -> int:
    """Row after which a stay on the ground is divided between arrival and departure: its longest silence."""
    if first == last:
        return first
    return first + int(np.argmax(np.diff(track.time_s[first : last + 1])))


def step_nm(track: Track, row: int) -> float:
    """Way from a position to the next, nautical miles."""
    return way_nm(*track.place(row), *track.place(row + 1))
