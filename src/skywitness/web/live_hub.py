"""Live hub: once a second a new picture, a delta for each channel, and to every map what it looks at."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import Any

from starlette.concurrency import run_in_threadpool

from skywitness.emit.values import plain
from skywitness.measure.clock import format_utc, ms_from_utc
from skywitness.store.errors import ArchiveError
from skywitness.web.frames import drawn
from skywitness.web.live_source import LiveSource, Status
from skywitness.web.live_table import Channel, LiveTable, Viewport
from skywitness.web.names import identities_on, names_of
from skywitness.web.site import Site

EVERY_S = 1.0
_NAMES_A_MESSAGE = 1_000
_MOST_FRAMES, _MOST_MESSAGES = 2, 256
"""What waits for a slow map; when it is more, frames are left out and it is sent everything anew."""
MOST_MAPS = 1_000


class Viewer:
    """One map.

    Attributes:
        channel: what it looks at.
        named: whether it is told names; one that asks for them by itself is not.
        behind: whether it must be sent everything anew.
    """

    def __init__(self, channel: Channel, *, named: bool) -> None:
        """Begin with everything."""
        self.channel = channel
        self.named = named
        self.behind = True
        self._waiting: asyncio.Queue[bytes | str] = asyncio.Queue(_MOST_MESSAGES)
        self._frames = 0

    @property
    def slow(self) -> bool:
        """Whether frames wait to be sent."""
        return self._frames >= _MOST_FRAMES

    def offer(self, frame: bytes) -> None:
        """Send a frame; one that cannot be taken makes the next one everything."""
        if self.slow or self._waiting.full():
            self.behind = True
            return
        self._frames += 1
        self._waiting.put_nowait(frame)

    def say(self, text: str) -> None:
        """Send a text; a map that takes none is not waited for."""
        with suppress(asyncio.QueueFull):
            self._waiting.put_nowait(text)

    async def next(self) -> bytes | str:
        """What is to be sent now."""
        message = await self._waiting.get()
        self._frames -= isinstance(message, bytes)
        return message


class LiveHub:
    """Everybody who watches live.

    Attributes:
        table: the latest picture.
        status: how live it is.
    """

    def __init__(self, site: Site, source: LiveSource) -> None:
        """Begin with nobody watching.

        Args:
            site: whose archive names aircraft.
            source: gives pictures.
        """
        self.table = LiveTable()
        self.status = Status(live=False, words="not looked yet", feeds={})
        self._site = site
        self._source = source
        self._channels: dict[Viewport | None, Channel] = {}
        self._viewers: set[Viewer] = set()
        self._names: dict[str, str] = {}
        self._welcomes: dict[Viewport | None, tuple[int, list[str]]] = {}

    async def run(self) -> None:
        """Go on for ever; a table that cannot be read for a moment is read the next second."""
        loop = asyncio.get_running_loop()
        next_s = loop.time()
        while True:
            if self._viewers:
                with suppress(ArchiveError, OSError):
                    await self.look()
            next_s = max(next_s + EVERY_S, loop.time())
            await asyncio.sleep(next_s - loop.time())

    async def look(self) -> None:
        """Take the next picture and hand it out."""
        now = self._site.clock()
        if self._source.changed():
            found = await run_in_threadpool(self._drawn, now)
            self.table.take(found, ms_from_utc(now))
        self._say_status(now)
        await self.hand_out()

    def _drawn(self, now: datetime) -> Any:  # noqa: ANN401  Drawn
        picture = self._source.picture(now)
        who = identities_on(self._site.archive(), picture["icao24"].to_list(), None)
        return drawn(picture, who, now)

    async def hand_out(self) -> None:
        """To every viewer the delta of its channel, or everything."""
        used = {viewer.channel.viewport for viewer in self._viewers}
        self._channels = {key: channel for key, channel in self._channels.items() if key in used}
        self._welcomes = {key: made for key, made in self._welcomes.items() if key in used}
        for channel in self._channels.values():
            if channel.tick != self.table.tick:
                channel.advance()
                if any(viewer.named for viewer in self._viewers):
                    await self._name(channel)
        for viewer in self._viewers:
            self._serve(viewer)

    def _serve(self, viewer: Viewer) -> None:
        if viewer.behind:
            if not viewer.slow:
                viewer.behind = False
                viewer.offer(viewer.channel.full())
        elif viewer.channel.delta:
            viewer.offer(viewer.channel.delta)

    async def _name(self, channel: Channel) -> None:
        """Tell those who look at a channel who came into it."""
        for text in await self._names_of(channel.came):
            for viewer in self._viewers:
                if viewer.channel is channel and viewer.named:
                    viewer.say(text)

    async def _names_of(self, icao24s: list[str]) -> list[str]:
        """Messages with the names of these aircraft; each name is written once, whoever it is sent to."""
        unknown = [one for one in icao24s if one not in self._names]
        if unknown:
            found = await run_in_threadpool(names_of, self._site.archive(), unknown)
            self._names |= {one: f"{json.dumps(one)}: {json.dumps(plain(said))}" for one, said in found.items()}
        pieces = [icao24s[first : first + _NAMES_A_MESSAGE] for first in range(0, len(icao24s), _NAMES_A_MESSAGE)]
        return ['{"names": {' + ", ".join(self._names[one] for one in some) + "}}" for some in pieces]

    async def _names_in(self, channel: Channel) -> list[str]:
        """Names of all who are in a channel, made once a tick for all who join it."""
        made = self._welcomes.get(channel.viewport)
        if made is None or made[0] != channel.tick:
            made = (channel.tick, await self._names_of(channel.addresses()))
            self._welcomes[channel.viewport] = made
        return made[1]

    def _say_status(self, now: datetime) -> None:
        status = self._source.status(now)
        if status != self.status:
            self.status = status
            for viewer in self._viewers:
                viewer.say(self.status_text(now))

    def feeds(self) -> dict[str, dict[str, bool]]:
        """Whether each feed of this process is connected and heard; asked anew, also when nobody watches."""
        return self._source.status(self._site.clock()).feeds

    def status_text(self, now: datetime) -> str:
        """How live it is, as a message."""
        return json.dumps({"status": self.status._asdict() | {"t": format_utc(now.replace(microsecond=0))}})

    @asynccontextmanager
    async def viewer(self, viewport: Viewport | None, *, named: bool = True) -> AsyncIterator[Viewer]:
        """A map that watches while inside."""
        viewer = Viewer(self.channel(viewport), named=named)
        self._viewers.add(viewer)
        try:
            if len(self._viewers) == 1:
                with suppress(ArchiveError, OSError):
                    await self.look()
            await self._welcome(viewer)
            yield viewer
        finally:
            self._viewers.discard(viewer)

    @property
    def full(self) -> bool:
        """Whether no more maps are taken."""
        return len(self._viewers) >= MOST_MAPS

    async def turn(self, viewer: Viewer, viewport: Viewport | None) -> None:
        """Let a map look at another part of the world."""
        viewer.channel = self.channel(viewport)
        viewer.behind = True
        await self._welcome(viewer)

    async def _welcome(self, viewer: Viewer) -> None:
        viewer.say(self.status_text(self._site.clock()))
        self._serve(viewer)
        if not viewer.named:
            return
        for text in await self._names_in(viewer.channel):
            viewer.say(text)

    def channel(self, viewport: Viewport | None) -> Channel:
        """The channel of a part of the world."""
        if viewport not in self._channels:
            self._channels[viewport] = Channel(self.table, viewport)
        return self._channels[viewport]
