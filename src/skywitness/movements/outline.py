"""Outline: which positions are the ends of a piece of a track, and what the aircraft was doing there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.geodesy import distance_nm, way_nm
from skywitness.measure.spans import runs
from skywitness.model import Track
from skywitness.movements.end_state import EndState, end_states, stay_state
from skywitness.movements.pieces import Piece, step_nm

Rows = NDArray[np.int64]

_NO_ROWS: Rows = np.zeros(0, np.int64)
_LOW_KT = 150.0  # speed at which the last miles to a field, or the first from it, are flown
_ONE_FIELD_NM = 4.0  # the longest way on the ground within one field
_MOVED_NM = 0.3  # less than that is no flight but the noise of a parked aircraft


class Outermost(NamedTuple):
    """One end of a piece.

    Attributes:
        row: its outermost airborne position, or the middle of a stay on the ground.
        beyond: the ground position next to it that belongs to this end; None when there is none.
        state: what the aircraft was doing.
    """

    row: int
    beyond: int | None
    state: EndState


class Outline(NamedTuple):
    """A piece of a track and its ends.

    Attributes:
        piece: the rows.
        flew: True for a flight.
        ends: beginning and end of a flight; a stay on the ground has one, what shows neither has none.
        seen_on_ground: True when any of its positions was on the ground.
    """

    piece: Piece
    flew: bool
    ends: tuple[Outermost, ...]
    seen_on_ground: bool


@dataclass(frozen=True, slots=True)
class Outliner:
    """Finds the ends of the pieces of one track.

    Attributes:
        track: undoubted positions of one airframe.
        ground: True where it was on the ground, shape (n,).
        contact_s: longest time to spare between air and ground that is taken for one landing or take-off.
    """

    track: Track
    ground: NDArray[np.bool_]
    contact_s: float

    def of(self, pieces: Sequence[Piece]) -> list[Outline]:
        """The outlines of these pieces, in order."""
        air = np.flatnonzero(~self.ground)
        begins = np.searchsorted(air, [piece.first for piece in pieces])
        ends = np.searchsorted(air, [piece.last for piece in pieces], side="right")
        airborne = [air[begin:end] for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]
        flown = [rows if flew(self.track, rows) else None for rows in airborne]
        flights = [rows for rows in flown if rows is not None]
        departures = iter(self._outermost([int(rows[0]) for rows in flights], arriving=False))
        arrivals = iter(self._outermost([int(rows[-1]) for rows in flights], arriving=True))
        found = []
        for piece, rows, in_flight in zip(pieces, airborne, flown, strict=True):
            on_ground = len(rows) <= piece.last - piece.first
            if in_flight is not None:
                found.append(Outline(piece, True, (next(departures), next(arrivals)), on_ground))
            else:
                found.append(Outline(piece, False, (self._stay(piece),) if on_ground else (), on_ground))
        return found

    def _stay(self, piece: Piece) -> Outermost:
        rows = np.flatnonzero(self.ground[piece.first : piece.last + 1]) + piece.first
        return Outermost(int(rows[len(rows) // 2]), None, stay_state(self.track, rows))

    def _outermost(self, rows: list[int], *, arriving: bool) -> list[Outermost]:
        step = 1 if arriving else -1
        beyond = [row + step if self._touches(row, row + step) else None for row in rows]
        touching = any(row is not None for row in beyond)
        stays = runs(self.ground) if touching else (_NO_ROWS, _NO_ROWS)
        contacts = [None if row is None else self._stay_at(*stays, row) for row in beyond]
        return list(map(Outermost, rows, beyond, end_states(self.track, rows, contacts, arriving=arriving)))

    def _touches(self, row: int, beyond: int) -> bool:
        """Whether the position beyond an airborne one is on the ground and belongs to the same end."""
        if not 0 <= beyond < len(self.track) or not self.ground[beyond]:
            return False
        silence_s = abs(float(self.track.time_s[beyond] - self.track.time_s[row]))
        return silence_s - step_nm(self.track, min(row, beyond)) / _LOW_KT * 3600 <= self.contact_s

    def _stay_at(self, begins: Rows, ends: Rows, row: int) -> Rows:
        """Rows of the stay on the ground that holds this row, as far as they lie within one field."""
        stay = int(np.searchsorted(begins, row, side="right")) - 1
        here = slice(int(begins[stay]), int(ends[stay]))
        lat, lon = self.track.lat_deg, self.track.lon_deg
        return np.flatnonzero(distance_nm(lat[row], lon[row], lat[here], lon[here]) <= _ONE_FIELD_NM) + here.start


def flew(track: Track, air: Rows) -> bool:
    """Whether these airborne rows show a flight: positions of different times that are not all the same place."""
    if len(air) < 2 or track.time_s[air[-1]] <= track.time_s[air[0]]:
        return False
    if way_nm(*track.place(int(air[0])), *track.place(int(air[-1]))) > _MOVED_NM:
        return True
    away = distance_nm(track.lat_deg[air[0]], track.lon_deg[air[0]], track.lat_deg[air], track.lon_deg[air])
    return bool(np.max(away) > _MOVED_NM)
