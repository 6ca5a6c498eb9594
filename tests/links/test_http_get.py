"""One document by HTTP: whole, in time and not too large, or an error in words."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from skywitness.links import http_get as module
from skywitness.links.errors import LinkError
from skywitness.links.http_get import Answer, http_get

Script = Callable[[asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def server(script: Script, requests: list[bytes]) -> AsyncIterator[str]:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        requests.append(await reader.readuntil(b"\r\n\r\n"))
        try:
            await script(writer)
        except OSError:
            pass
        finally:
            writer.close()

    listening = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with listening:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/data/aircraft.json?a=1"


def get(script: Script | bytes, within_s: float = 5.0, requests: list[bytes] | None = None) -> Answer:
    async def send(writer: asyncio.StreamWriter) -> None:
        writer.write(script if isinstance(script, bytes) else b"")
        await writer.drain()

    async def run() -> Answer:
        chosen = send if isinstance(script, bytes) else script
        async with server(chosen, [] if requests is None else requests) as url:
            return await http_get(url, {"X-Key": "k"}, within_s)

    return asyncio.run(run())


def test_a_body_of_a_given_length() -> None:
    requests: list[bytes] = []
    answer = get(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello, and more", requests=requests)
    assert (answer.status, answer.reason, answer.body) == (200, "OK", b"hello")
    lines = requests[0].split(b"\r\n")
    assert lines[0] == b"GET /data/aircraft.json?a=1 HTTP/1.1"
    assert b"X-Key: k" in lines
    assert any(line.startswith(b"User-Agent: skywitness") for line in lines)


def test_a_body_up_to_the_end() -> None:
    assert get(b"HTTP/1.0 200 OK\r\n\r\nhello").body == b"hello"


def test_a_body_in_pieces() -> None:
    pieces = b"5\r\nhello\r\n7;x=y\r\n, world\r\n0\r\n\r\n"
    assert get(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + pieces).body == b"hello, world"


def test_a_body_in_gzip() -> None:
    body = gzip.compress(b"hello" * 100)
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body)
    assert get(head + body).body == b"hello" * 100


def test_a_refusal_has_its_headers() -> None:
    answer = get(b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n")
    assert (answer.status, answer.headers["retry-after"]) == (429, "7")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\ncut",
        b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        b"HTTP/1.1 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
        b"x" * 100_000,
    ],
)
def test_what_is_no_whole_answer_is_said(raw: bytes) -> None:
    with pytest.raises(LinkError, match="not HTTP or was cut off"):
        get(raw)


def test_a_body_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 1_000)
    heads = (
        b"Content-Length: 1001\r\n\r\n",
        b"\r\n" + bytes(2_000),
        b"Transfer-Encoding: chunked\r\n\r\nffff\r\n",
    )
    for head in heads:
        with pytest.raises(LinkError, match="larger than 1000 bytes"):
            get(b"HTTP/1.1 200 OK\r\n" + head)
    bomb = gzip.compress(bytes(100_000))
    with pytest.raises(LinkError, match="larger than 1000 bytes"):
        get(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(bomb) + bomb)


def test_a_server_that_sends_a_byte_now_and_then_is_cut_off_as_a_whole() -> None:
    async def drip(writer: asyncio.StreamWriter) -> None:
        for byte in b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + bytes(1_000):
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(0.02)

    with pytest.raises(LinkError, match="no whole answer within 0 s"):
        get(drip, within_s=0.3)


def test_nobody_there_is_said() -> None:
    async def run() -> None:
        async with server(lambda _: asyncio.sleep(0), []) as url:
            gone = url
        await http_get(gone, {}, 5.0)

    with pytest.raises(LinkError, match="no answer: refused"):
        asyncio.run(run())
