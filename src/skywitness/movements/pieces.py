"""Pieces: one airframe's positions cut into flights and time on the ground."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import way_nm
from skywitness.measure.spans import runs
from skywitness.model import Track
from skywitness.movements.airframe import Airframe
from skywitness.movements.callsigns import callsigns_across
from skywitness.movements.silence import BothSides, Landed, Silence, both_sides
from skywitness.reference.airports import Airports

Rows = NDArray[np.int64]

_FIELDS_NM = 12.0  # within it a field's elevation stands for the ground's
_LOW_FT = 12_000.0  # higher than that above the sea the ground's elevation changes no weight


class Piece(NamedTuple):
    """Rows ``first`` to ``last`` (inclusive) of a track that belong together.

    Attributes:
        first: row of its first position.
        last: row of its last position.
        cut_before: why it begins here, in the words of Flight.cut_before.
        log_odds: odds for the landing before it, as Flight.cut_before_log_odds.
    """

    first: int
    last: int
    cut_before: str
    log_odds: float | None


class Pause(NamedTuple):
    """A silence after a row, long enough to ask what happened in it.

    Attributes:
        row: row of the last position before it.
        kind: ``in_flight``, ``landed_unseen`` or ``on_ground``, as Gap.kind.
        landed: how it was weighed; None where ground contact on a side decided.
    """

    row: int
    kind: str
    landed: Landed | None

    @property
    def log_odds(self) -> float | None:
        """Odds for a landing; None where it was not weighed or is certain either way."""
        return self.landed.log_odds if self.landed and np.isfinite(self.landed.log_odds) else None


@dataclass(frozen=True, slots=True)
class Cutter:
    """Cuts where the aircraft stood on the ground, and where it must have landed unheard.

    Callsigns alone never cut: an airframe flies on when its crew changes the callsign; they weigh in a silence.
    A run on the ground that never slows below ``stop_kt`` and is not followed by a silence is a touch-and-go, and
    does not cut.

    How it is fooled: a transponder that says "on ground" in cruise, slower than GroundState's limit, cuts.

    Attributes:
        airports: fields whose elevations tell low from high.
        silence: how silences in the air are weighed.
        stop_kt: 45 kt: below it a roll has become a taxi.
        long_silence_s: 5 min without a word on the ground is a stop.
        contact_s: 60 min to spare between air and ground is too long to take for one landing or take-off.
        moved_nm: 3 NM: further than that on the ground is a flight that nobody saw.
    """

    airports: Airports
    silence: Silence = field(default_factory=Silence)
    stop_kt: float = 45.0
    long_silence_s: float = 300.0
    contact_s: float = 3600.0
    moved_nm: float = 3.0

    def cut(self, track: Track, ground: NDArray[np.bool_], airframe: Airframe) -> tuple[list[Piece], list[Pause]]:
        """Pieces that tile the track, in order, and the silences that were asked about.

        Args:
            track: undoubted positions of one airframe, at least one.
            ground: True where it was on the ground, shape (n,).
            airframe: what is known of it.
        """
        stops = self._stops(track, ground)
        pauses = self._pauses(track, ground, airframe, stops)
        reasons: dict[int, tuple[str, float | None]] = {
            pause.row: ("landed_unseen", pause.log_odds) for pause in pauses if pause.kind == "landed_unseen"
        }
        reasons.update((row, ("ground", None)) for row in stops)
        rows = sorted(reasons)
        firsts, lasts = [0, *(row + 1 for row in rows)], [*rows, len(track) - 1]
        why = [("record", None), *(reasons[row] for row in rows)]
        return [Piece(first, last, *r) for first, last, r in zip(firsts, lasts, why, strict=True)], pauses

    def touch_and_goes(self, track: Track, ground: NDArray[np.bool_], pieces: Sequence[Piece]) -> list[int]:
        """Runs on the ground within each piece, in the air before and after, that were no stop."""
        first, last, stopped = self._runs_inside(track, ground)
        first, last = first[~stopped], last[~stopped]
        begun = np.searchsorted(first, [piece.first for piece in pieces], side="right")
        ended = np.searchsorted(last, [piece.last for piece in pieces])
        return [max(count, 0) for count in (ended - begun).tolist()]

    def _pauses(
        self, track: Track, ground: NDArray[np.bool_], airframe: Airframe, stops: list[int]
    ) -> list[Pause]:
        rows = np.flatnonzero(np.diff(track.time_s) >= self.silence.min_silence_s)
        if not len(rows):
            return []
        in_air = rows[~(ground[rows] | ground[rows + 1])]
        seen = dict(zip(in_air.tolist(), self._seen(track, in_air), strict=True))
        pauses: list[Pause] = []
        first = 0
        for row in rows.tolist():
            earlier = bisect_left(stops, row)
            first = max(first, stops[earlier - 1] + 1 if earlier else 0)
            if row in seen:
                landed = self.silence.weigh(seen[row], airframe, since_s=float(track.time_s[first]))
                pauses.append(Pause(row, "landed_unseen" if landed.log_odds > 0 else "in_flight", landed))
            else:
                pauses.append(self._beside_ground(track, ground, row, airframe))
            if pauses[-1].kind == "landed_unseen":
                first = row + 1
        return pauses

    def _seen(self, track: Track, rows: NDArray[np.int64]) -> list[BothSides]:
        if not len(rows):
            return []
        return both_sides(track, rows, self._ground_ft(track, rows), callsigns_across(track, rows))

    def _beside_ground(self, track: Track, ground: NDArray[np.bool_], row: int, airframe: Airframe) -> Pause:
        if ground[row] and ground[row + 1]:
            return Pause(row, "landed_unseen" if step_nm(track, row) > self.moved_nm else "on_ground", None)
        silence_s = float(track.time_s[row + 1] - track.time_s[row])
        spare_s = silence_s - step_nm(track, row) / airframe.cruise_kt * 3600
        return Pause(row, "landed_unseen" if spare_s > self.contact_s else "on_ground", None)

    def _ground_ft(self, track: Track, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """Elevation of the field nearest to the last position before each silence, else to the first after it.

        0 where both are high or far from any field.
        """
        ground_ft, wanting = np.zeros(len(rows)), np.arange(len(rows))
        for side in (rows, rows + 1):
            low = wanting[track.baro_altitude_ft[side[wanting]] < _LOW_FT]
            if not len(low):
                continue
            places = track.lat_deg[side[low]], track.lon_deg[side[low]]
            near = self.airports.near_each(*places, np.full(len(low), _FIELDS_NM))
            nearest = np.flatnonzero(np.diff(near.place, prepend=-1))
            found = low[near.place[nearest]]
            ground_ft[found] = self.airports.elevation_ft[near.rows[nearest]]
            wanting = np.setdiff1d(wanting, found, assume_unique=True)
        return ground_ft

    def _stops(self, track: Track, ground: NDArray[np.bool_]) -> list[int]:
        runs_inside = zip(*self._runs_inside(track, ground), strict=True)
        return [_split(track, int(first), int(last)) for first, last, stopped in runs_inside if stopped]

    def _runs_inside(self, track: Track, ground: NDArray[np.bool_]) -> tuple[Rows, Rows, NDArray[np.bool_]]:
        """Runs on the ground with the air on both sides: first rows, last rows, and whether it stopped there."""
        first, end = runs(ground)
        inside = (first > 0) & (end < len(track))
        first, last = first[inside], end[inside] - 1
        if not len(first):
            return first, last, np.zeros(0, np.bool_)
        slowest_kt = np.fmin.reduceat(track.ground_speed_kt, np.column_stack((first, last + 1)).ravel())[::2]
        seconds = np.append(np.diff(track.time_s), 0.0)
        longest_s = np.maximum.reduceat(seconds, np.column_stack((first - 1, last + 1)).ravel())[::2]
        unknown = ~np.isfinite(slowest_kt)
        return first, last, (slowest_kt < self.stop_kt) | unknown | (longest_s >= self.long_silence_s)


def _split(track: Track, first: int, last: int) -> int:
    """Row after which a stay on the ground is divided between arrival and departure: its longest silence."""
    if first == last:
        return first
    return first + int(np.argmax(np.diff(track.time_s[first : last + 1])))


def step_nm(track: Track, row: int) -> float:
    """Way from a position to the next, nautical miles."""
    return way_nm(*track.place(row), *track.place(row + 1))
