"""Broadcast: a port of our own where many read the same stream; who reads too slowly is cut off and counted."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from skywitness.links.errors import LinkError
from skywitness.links.stream import words_of

MOST_WAITING_BYTES = 1 << 20
"""So much may wait for one reader: eight seconds of 5,000 frames a second; then it is cut off."""
MOST_READERS = 200
"""With all of them stuck, 200 MiB wait; more are turned away. Judgement."""
_READ_BYTES = 1 << 12


class Broadcast:
    """Everybody who reads from one port.

    Attributes:
        sent_bytes: handed over to readers, each counted.
        dropped: readers cut off because they read too slowly.
        refused: connections turned away because there were too many.
    """

    def __init__(self) -> None:
        """Begin with nobody."""
        self.sent_bytes = 0
        self.dropped = 0
        self.refused = 0
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def readers(self) -> int:
        """How many are connected."""
        return len(self._writers)

    def send(self, data: bytes) -> None:
        """Hand data to everybody; it waits for nobody, so that no reader holds up another or the collection."""
        for writer in list(self._writers):
            if writer.transport.get_write_buffer_size() + len(data) > MOST_WAITING_BYTES:
                self.dropped += 1
                self._writers.discard(writer)
                writer.transport.abort()
            elif not writer.transport.is_closing():
                writer.write(data)
                self.sent_bytes += len(data)

    async def attend(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Keep one reader until it goes; what it sends is read and thrown away."""
        if self.readers >= MOST_READERS:
            self.refused += 1
            writer.transport.abort()
            return
        task = asyncio.ensure_future(_listen(reader))
        self._tasks.add(task)
        self._writers.add(writer)
        try:
            await asyncio.wait([task])
        finally:
            self._tasks.discard(task)
            self._writers.discard(writer)
            writer.transport.abort()

    async def end(self) -> None:
        """Let everybody go, and wait until they are."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def _listen(reader: asyncio.StreamReader) -> None:
    """Throw away what comes, until nothing can come any more."""
    with suppress(OSError):
        while await reader.read(_READ_BYTES):
            pass


@asynccontextmanager
async def broadcasting(host: str, port: int) -> AsyncIterator[tuple[Broadcast, int]]:
    """A broadcast on a port while inside, and the number of the port.

    Args:
        host: address to listen on.
        port: number; 0 for any that is free.

    Raises:
        LinkError: the port is taken or not allowed.
    """
    broadcast = Broadcast()
    try:
        server = await asyncio.start_server(broadcast.attend, host, port)
    except OSError as error:
        raise LinkError(f"cannot listen on {host}:{port}: {words_of(error)}", kind="cannot listen") from error
    try:
        yield broadcast, server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await broadcast.end()
        await asyncio.sleep(0)
