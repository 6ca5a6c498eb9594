"""Live table: the latest picture, and what of it changed for those who look at a part of it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.emit import swf1
from skywitness.emit.swf1 import Columns
from skywitness.web.frames import Drawn

Bools = NDArray[np.bool_]
_DTYPES = Columns(*(np.zeros(0, kind) for kind in ("u4", "i4", "i4", "i2", "u2", "u2", "i2", "u2", "u1")))
_ROOM = 1_024


class Viewport(NamedTuple):
    """What a map shows, in 1e-7 degrees; a west greater than the east crosses the antimeridian."""

    south: int
    west: int
    north: int
    east: int


class LiveTable:
    """Aircraft in slots; an aircraft keeps its slot as long as the server runs.

    Attributes:
        tick: counts the pictures that were taken.
        time_ms: of the last one.
    """

    def __init__(self) -> None:
        """Begin with nobody."""
        self.tick = 0
        self.time_ms = 0
        self._ids = np.zeros(0, np.uint32)  # sorted
        self._slot_of = np.zeros(0, np.intp)  # in the order of _ids
        self._columns = _DTYPES
        self._observed_ms = np.zeros(0, np.int64)
        self._changed = np.zeros(0, np.int64)
        self._alive = np.zeros(0, np.bool_)

    def __len__(self) -> int:
        return int(self._alive.sum())

    @property
    def slots(self) -> int:
        """How many there are, also of aircraft that left."""
        return len(self._alive)

    def take(self, drawn: Drawn, time_ms: int) -> None:
        """Take a whole new picture.

        Args:
            drawn: every aircraft that is there, in order of address.
            time_ms: of the picture, Unix milliseconds.
        """
        self.tick += 1
        self.time_ms = time_ms
        slots = self._slots(drawn.columns.icao24)
        changed = ~self._alive[slots] | (self._observed_ms[slots] != drawn.observed_ms)
        for mine, new in zip(self._columns[3:7], drawn.columns[3:7], strict=True):
            changed |= mine[slots] != new
        changed |= self._columns.flags[slots] != drawn.columns.flags
        for mine, new in zip(self._columns, drawn.columns, strict=True):
            mine[slots] = new
        self._observed_ms[slots] = drawn.observed_ms
        self._changed[slots[changed]] = self.tick
        self._alive[:] = False
        self._alive[slots] = True

    def inside(self, viewport: Viewport | None) -> Bools:
        """Slots of the aircraft that are there and in a viewport; in all the world for None."""
        if viewport is None:
            return self._alive.copy()
        lat, lon = self._columns.lat, self._columns.lon
        in_lon = (lon >= viewport.west) & (lon <= viewport.east)
        if viewport.west > viewport.east:
            in_lon = (lon >= viewport.west) | (lon <= viewport.east)
        return self._alive & (lat >= viewport.south) & (lat <= viewport.north) & in_lon

    def changed_since(self, tick: int) -> Bools:
        """Slots whose aircraft changed after a tick."""
        return self._changed > tick

    def frame(self, sent: Bools, gone: Bools, *, kind: int) -> bytes:
        """A frame of these slots.

        Args:
            sent: slots of the aircraft in it.
            gone: slots of those that are no longer there.
            kind: as in SWF1.
        """
        rows = np.flatnonzero(sent)
        columns = self._columns.taken(rows)
        age = swf1.scaled_age((self.time_ms - self._observed_ms[rows]) / 1000)
        return swf1.frame(columns._replace(age=age), self._columns.icao24[gone], self.time_ms, kind=kind)

    def addresses(self, slots: Bools) -> list[str]:
        """Addresses in these slots."""
        return [f"{number:06x}" for number in self._columns.icao24[slots].tolist()]

    def _slots(self, ids: NDArray[np.uint32]) -> NDArray[np.intp]:
        """Slots of these aircraft; new ones are given one."""
        new = ids[~np.isin(ids, self._ids, assume_unique=True)]
        if len(new):
            self._grow(new)
        return self._slot_of[np.searchsorted(self._ids, ids)]

    def _grow(self, new: NDArray[np.uint32]) -> None:
        first = self.slots
        every = np.concatenate([self._ids, new])
        slots = np.concatenate([self._slot_of, np.arange(first, first + len(new))])
        order = np.argsort(every)
        self._ids, self._slot_of = every[order], slots[order]
        self._columns = Columns(*(_longer(column, len(new)) for column in self._columns))
        self._columns.icao24[first:] = new
        self._observed_ms = _longer(self._observed_ms, len(new))
        self._changed = _longer(self._changed, len(new))
        self._alive = _longer(self._alive, len(new))


class Channel:
    """What everybody who looks at the same part of the world is sent: one delta a tick, encoded once.

    Attributes:
        viewport: the part; None for all of it.
        delta: the last delta.
        tick: of the table when it was made.
    """

    def __init__(self, table: LiveTable, viewport: Viewport | None) -> None:
        """Begin with what is there now."""
        self.viewport = viewport
        self._table = table
        self._shown = table.inside(viewport)
        self.tick = table.tick
        self.delta = b""
        self.came: list[str] = []
        self._full: tuple[int, bytes] = (-1, b"")

    def advance(self) -> None:
        """Make the delta from the tick before to now; ``came`` are the addresses that were not shown then."""
        shown = _longer(self._shown, self._table.slots - len(self._shown))
        now = self._table.inside(self.viewport)
        came = now & ~shown
        sent = came | (now & self._table.changed_since(self.tick))
        self.delta = self._table.frame(sent, shown & ~now, kind=swf1.DELTA)
        self.came = self._table.addresses(came)
        self._shown, self.tick = now, self._table.tick

    def full(self) -> bytes:
        """All that is shown, as of the last tick."""
        if self._full[0] != self.tick:
            nobody = np.zeros(len(self._shown), np.bool_)
            self._full = (self.tick, self._table.frame(self._shown, nobody, kind=swf1.FULL))
        return self._full[1]

    def addresses(self) -> list[str]:
        """Who is shown."""
        return self._table.addresses(self._shown)


def _longer(values: NDArray, more: int) -> NDArray:  # type: ignore[type-arg]
    return np.concatenate([values, np.zeros(more, values.dtype)]) if more else values
