"""Polling: each new document once, a service left alone when it asks to be, a file read when it was written."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from skywitness.links.address import Address
from skywitness.links.errors import LinkError
from skywitness.links.poll import poll, retry_after_s

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def address(kind: str, target: str, service: str = "", *, keyed: bool = False) -> Address:
    return Address("j", "x", kind, "aircraft_json", target=target, service=service, keyed=keyed, every_s=0.01)


@asynccontextmanager
async def service(answers: list[bytes], asked: list[bytes]) -> AsyncIterator[str]:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(answers.pop(0) if len(answers) > 1 else answers[0])
        await writer.drain()
        writer.close()

    listening = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with listening:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/v2/mil"


def ok(body: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


async def first(count: int, source: Address, key: str | None = None) -> list[bytes]:
    found = []
    documents = poll(source, key, lambda: NOW, asyncio.Lock())
    async for document in documents:
        found.append(document)
        if len(found) == count:
            break
    await documents.aclose()
    return found


def test_each_new_document_is_given_once_after_an_empty_piece() -> None:
    async def run() -> list[bytes]:
        async with service([ok(b"one"), ok(b"one"), ok(b"two")], []) as url:
            return await first(3, address("http", url))

    assert asyncio.run(run()) == [b"", b"one", b"two"]


def test_a_refusal_says_how_long_to_wait() -> None:
    async def run() -> None:
        busy = b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 30\r\nContent-Length: 0\r\n\r\n"
        async with service([busy], []) as url:
            await first(1, address("http", url))

    with pytest.raises(LinkError, match="refused: 429 Too Many Requests") as refused:
        asyncio.run(run())
    assert (refused.value.wait_s, refused.value.kind) == (30.0, "status 429")


def test_a_move_is_told_and_not_followed() -> None:
    async def run() -> None:
        moved = b"HTTP/1.1 301 Moved\r\nLocation: https://elsewhere/\r\nContent-Length: 0\r\n\r\n"
        async with service([moved], []) as url:
            await first(1, address("http", url))

    with pytest.raises(LinkError, match="refused: 301 Moved to https://elsewhere/"):
        asyncio.run(run())


def test_a_key_is_sent_to_the_service_that_wants_one() -> None:
    asked: list[bytes] = []

    async def run() -> None:
        async with service([ok(b"{}")], asked) as url:
            await first(1, address("http", url, keyed=True), "secret")
            await first(1, address("http", url), "secret")

    asyncio.run(run())
    assert [b"X-RapidAPI-Key: secret" in request for request in asked] == [True, False]


def test_one_service_is_asked_once_at_a_time_by_all_feeds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skywitness.links.poll.SPACING_S", 0.2)

    async def run() -> float:
        turn = asyncio.Lock()
        async with service([ok(b"{}")], []) as url:
            feeds = [poll(address("http", url, "adsb.lol"), None, lambda: NOW, turn) for _ in range(3)]
            began_s = asyncio.get_running_loop().time()
            await asyncio.gather(*(anext(feed) for feed in feeds))
            for feed in feeds:
                await feed.aclose()
            return asyncio.get_running_loop().time() - began_s

    assert asyncio.run(run()) >= 0.6


def test_a_file_is_read_when_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "aircraft.json"
    path.write_bytes(b"one")

    async def run() -> list[bytes]:
        documents = poll(address("file", str(path)), None, lambda: NOW, asyncio.Lock())
        found = [await anext(documents), await anext(documents)]
        path.with_suffix(".new").write_bytes(gzip.compress(b"two"))
        path.with_suffix(".new").rename(path)
        found.append(await anext(documents))
        await documents.aclose()
        return found

    assert asyncio.run(run()) == [b"", b"one", b"two"]


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(LinkError, match="no such file"):
        asyncio.run(first(1, address("file", str(tmp_path / "none.json"))))


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        (None, None),
        ("120", 120.0),
        ("0", 0.0),
        ("99999999999", 86_400.0),
        (f"{NOW + timedelta(seconds=90):%a, %d %b %Y %H:%M:%S} GMT", 90.0),
        (f"{NOW - timedelta(seconds=90):%a, %d %b %Y %H:%M:%S} GMT", 0.0),
        ("soon", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(said: str | None, seconds: float | None) -> None:
    assert retry_after_s(said, NOW) == seconds
