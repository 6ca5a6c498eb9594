"""Pieces: one airframe's positions cut into flights and time on the ground."""

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import way_nm
from skywitness.model import Track
from skywitness.movements.airframe import Airframe
from skywitness.movements.silence import Landed, Silence
from skywitness.reference.airports import Airports

_FIELDS_NM = 12.0  # within it a field's elevation stands for the ground's
_LOW_FT = 12_000.0  # higher than that above the sea the ground's elevation changes no weight
_CHANGES_A_DAY = 48.0  # more changes of callsign than that are no flight numbers


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

    def touch_and_goes(self, track: Track, ground: NDArray[np.bool_], piece: Piece) -> int:
        """Runs on the ground within a piece, in the air before and after, that were no stop."""
        inside = ground[piece.first : piece.last + 1]
        if not inside.any():
            return 0
        ends = (0, len(inside) - 1)
        return sum(
            first > ends[0]
            and last < ends[1]
            and not self._stopped(track, piece.first + first, piece.first + last)
            for first, last in runs(inside)
        )

    def _pauses(
        self, track: Track, ground: NDArray[np.bool_], airframe: Airframe, stops: list[int]
    ) -> list[Pause]:
        rows = np.flatnonzero(np.diff(track.time_s) >= self.silence.min_silence_s)
        if not len(rows):
            return []
        carried = carried_callsigns(track)
        pauses: list[Pause] = []
        first = 0
        for row in map(int, rows):
            earlier = bisect_left(stops, row)
            first = max(first, stops[earlier - 1] + 1 if earlier else 0)
            pauses.append(self._pause(track, ground, airframe, carried, row, float(track.time_s[first])))
            if pauses[-1].kind == "landed_unseen":
                first = row + 1
        return pauses

    def _pause(
        self,
        track: Track,
        ground: NDArray[np.bool_],
        airframe: Airframe,
        carried: NDArray[np.int32] | None,
        row: int,
        since_s: float,
    ) -> Pause:
        before, after = bool(ground[row]), bool(ground[row + 1])
        if before and after:
            return Pause(row, "landed_unseen" if step_nm(track, row) > self.moved_nm else "on_ground", None)
        if before or after:
            spare_s = track.time_s[row + 1] - track.time_s[row] - step_nm(track, row) / airframe.cruise_kt * 3600
            return Pause(row, "landed_unseen" if spare_s > self.contact_s else "on_ground", None)
        ground_ft = self._ground_ft(track, row)
        callsigns = _callsigns_across(track, carried, row)
        landed = self.silence.weigh(
            track, row, airframe, callsigns=callsigns, ground_ft=ground_ft, since_s=since_s
        )
        return Pause(row, "landed_unseen" if landed.log_odds > 0 else "in_flight", landed)

    def _ground_ft(self, track: Track, row: int) -> float:
        for side in (row, row + 1):
            if track.baro_altitude_ft[side] < _LOW_FT:
                near = self.airports.near(float(track.lat_deg[side]), float(track.lon_deg[side]), _FIELDS_NM)
                if len(near.rows):
                    return float(self.airports.elevation_ft[near.rows[0]])
        return 0.0

    def _stops(self, track: Track, ground: NDArray[np.bool_]) -> list[int]:
        return [
            _split(track, first, last)
            for first, last in runs(ground)
            if first > 0 and last < len(track) - 1 and self._stopped(track, first, last)
        ]

    def _stopped(self, track: Track, first: int, last: int) -> bool:
        speeds = track.ground_speed_kt[first : last + 1]
        if np.any(speeds < self.stop_kt) or not np.any(np.isfinite(speeds)):
            return True
        times = track.time_s[max(first - 1, 0) : last + 2]
        return bool(np.max(np.diff(times)) >= self.long_silence_s)


def runs(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First and last rows of each run of True."""
    edges = np.flatnonzero(mask[1:] != mask[:-1]) + 1
    if len(mask) and mask[0]:
        edges = np.concatenate(([0], edges))
    if len(mask) and mask[-1]:
        edges = np.append(edges, len(mask))
    return [(int(first), int(end) - 1) for first, end in zip(edges[::2], edges[1::2], strict=True)]


def carried_callsigns(track: Track) -> NDArray[np.int32] | None:
    """Code of the last callsign that was not blank, at each position; -1 before the first.

    None when there is none, or when it changes so often that it names no flight.
    """
    named = track.callsign >= 0
    if not named.any():
        return None
    last_named = np.maximum.accumulate(np.where(named, np.arange(len(track)), 0))
    carried = track.callsign[last_named]
    after_first = carried[carried >= 0]
    changes = int(np.count_nonzero(np.diff(after_first)))
    days = max(float(track.time_s[-1] - track.time_s[0]) / 86_400, 0.25)
    return None if changes > _CHANGES_A_DAY * days else carried


def _callsigns_across(track: Track, carried: NDArray[np.int32] | None, row: int) -> str:
    """Whether the callsign after a silence is the one before it; the next one sent within its piece of track."""
    if carried is None or carried[row] < 0:
        return "unknown"
    ahead = track.callsign[row + 1 : row + 200]
    named = ahead[ahead >= 0]
    if not len(named):
        return "unknown"
    return "same" if named[0] == carried[row] else "other"


def _split(track: Track, first: int, last: int) -> int:
    """Row after which a stay on the ground is divided between arrival and departure: its longest silence."""
    if first == last:
        return first
    return first + int(np.argmax(np.diff(track.time_s[first : last + 1])))


def step_nm(track: Track, row: int) -> float:
    """Way from a position to the next, nautical miles."""
    return way_nm(*track.place(row), *track.place(row + 1))
