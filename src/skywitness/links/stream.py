"""Stream: bytes of a TCP connection as they come."""

import asyncio
import socket
from collections.abc import AsyncGenerator

from skywitness.links.address import Address
from skywitness.links.errors import LinkError

CONNECT_S = 10.0
_READ_BYTES = 1 << 13
"""At most this at once, 350 long frames: decoding them takes some 25 ms, in which nothing else is done."""
_KEEPALIVE = (("TCP_KEEPIDLE", 60), ("TCP_KEEPINTVL", 15), ("TCP_KEEPCNT", 4))
"""A receiver whose power or network went says no goodbye: after a minute of silence the system asks four times,
15 s apart, and then ends the connection (judgement). A system that lacks one of these asks in its own rhythm."""


async def stream(address: Address, connect_s: float = CONNECT_S) -> AsyncGenerator[bytes]:
    """Connect and give what comes, in pieces of at most 8 KiB, the first one empty: the connection stands.

    Raises:
        LinkError: it cannot connect, or the other side closed.
    """
    try:
        async with asyncio.timeout(connect_s):  # wait_for may lose a cancellation that comes as it connects
            reader, writer = await asyncio.open_connection(address.host, address.port)
    except TimeoutError:
        raise LinkError(f"no answer within {connect_s:.0f} s", kind="cannot connect") from None
    except OSError as error:
        raise LinkError(f"cannot connect: {words_of(error)}", kind="cannot connect") from error
    _keep_alive(writer.get_extra_info("socket"))
    try:
        yield b""
        while data := await reader.read(_READ_BYTES):
            yield data
    except OSError as error:
        raise LinkError(f"the connection broke: {words_of(error)}", kind="broken") from error
    finally:
        writer.close()
    raise LinkError("the other side closed the connection", kind="closed")


def _keep_alive(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in _KEEPALIVE:
        if hasattr(socket, name):
            connection.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def words_of(error: OSError) -> str:
    """What the system says, without addresses that asyncio puts into it."""
    text = error.strerror or str(error)
    return "refused" if isinstance(error, ConnectionRefusedError) else text.lower()
