"""Live source: where the latest picture comes from: a collector in this process, or what another one committed."""

import asyncio
from datetime import datetime
from typing import Any, NamedTuple, Protocol

import polars as pl

from skywitness.measure.clock import format_utc
from skywitness.pipeline.live.collect import Collector
from skywitness.pipeline.picture import COLUMNS, LASTING, picture_at, positions_between
from skywitness.store.errors import ArchiveError
from skywitness.web.site import Site

_SCHEMA: dict[str, pl.DataType] = {
    "icao24": pl.String(),
    "observed_at": pl.Datetime("us", "UTC"),
    "lat_deg": pl.Float64(),
    "lon_deg": pl.Float64(),
    "baro_altitude_ft": pl.Int64(),
    "ground_speed_kt": pl.Float64(),
    "track_deg": pl.Float64(),
    "vertical_rate_fpm": pl.Int64(),
    "on_ground": pl.Boolean(),
    "position_source": pl.String(),
    "squawk": pl.String(),
    "emergency": pl.String(),
    "callsign": pl.String(),
    "doubt": pl.String(),
    "reconstruction": pl.Boolean(),
}


class Status(NamedTuple):
    """How live the picture is.

    Attributes:
        live: whether something came within the last five minutes.
        words: what is to be said of it.
        feeds: by name, whether each is connected and heard; none where another process collects.
    """

    live: bool
    words: str
    feeds: dict[str, dict[str, bool]]


class LiveSource(Protocol):
    """Gives pictures."""

    def changed(self) -> bool:
        """Whether there may be another picture; cheap."""

    def picture(self, now: datetime) -> pl.DataFrame:
        """The latest picture; it runs in a thread."""

    def status(self, now: datetime) -> Status:
        """How live it is; cheap."""


class ArchiveSource:
    """What was committed to the archive, seen when the table of positions changes."""

    def __init__(self, site: Site) -> None:
        """Look at a site's archive."""
        self._site = site
        self._version: str | None = None
        self._last: datetime | None = None
        self._looked: datetime | None = None

    def changed(self) -> bool:
        """Whether something was committed since, or aircraft may have left the picture."""
        return self._site.archive().version(["positions"]) != self._version or self._last is not None

    def picture(self, now: datetime) -> pl.DataFrame:
        """Aircraft with a place within the last five minutes; doubts are not judged while they come in."""
        archive = self._site.archive()
        self._version = archive.version(["positions"])
        rows, _ = positions_between(archive, now - LASTING, now + LASTING, with_doubts=False)
        self._last = rows["observed_at"].max() if rows.height else None  # type: ignore[assignment]  # a column of times
        return picture_at(rows, now + LASTING, 2 * LASTING)

    def status(self, now: datetime) -> Status:
        """Live when something came within five minutes."""
        if self._last is None:
            return Status(live=False, words="nothing came in within the last five minutes", feeds={})
        age = now - self._last
        return Status(
            live=age < LASTING, words=f"last heard {format_utc(self._last.replace(microsecond=0))}", feeds={}
        )


class CollectorSource:
    """What a collector in this process hears.

    Attributes:
        collector: it.
        ended: why it is over; None while it goes on.
    """

    def __init__(self, collector: Collector) -> None:
        """Listen to a collector."""
        self.collector = collector
        self.ended: str | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Collect until told to stop; a collection that cannot go on is said, and the pages stay."""
        try:
            await self.collector.run(stop)
        except (ArchiveError, OSError) as error:
            self.ended = f"the collection has ended: {error}"

    def changed(self) -> bool:
        """Always: something is heard every second."""
        return True

    def picture(self, now: datetime) -> pl.DataFrame:
        """Aircraft with a place heard within the last five minutes."""
        since_ms = (now - LASTING).timestamp() * 1000
        rows = [
            tuple(_value(one.state, name) for name in COLUMNS)
            for one in list(self.collector.live)
            if one.placed_ms is not None and one.placed_ms >= since_ms
        ]
        return pl.DataFrame(rows, schema={name: _SCHEMA[name] for name in COLUMNS}, orient="row")

    def status(self, now: datetime) -> Status:  # noqa: ARG002  the collector has its own clock
        """A feed that is not connected, or silent, is named."""
        feeds = {
            name: {"connected": counts.connected, "silent": counts.silent}
            for name, counts in self.collector.counts.feeds.items()
        }
        if self.ended is not None:
            return Status(live=False, words=self.ended, feeds=feeds)
        dead = [name for name, state in feeds.items() if not state["connected"] or state["silent"]]
        words = f"no messages from {', '.join(dead)}" if dead else "every feed is heard"
        return Status(live=len(dead) < len(feeds), words=words, feeds=feeds)


def _value(state: Any, name: str) -> Any:  # noqa: ANN401  a field of a state vector
    if name == "reconstruction":
        return False
    return getattr(state, name, None)
