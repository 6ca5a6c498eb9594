"""Poll: a document by HTTP or from a file, again and again, politely."""

import asyncio
import zlib
from collections.abc import AsyncGenerator, Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from skywitness.links.address import Address
from skywitness.links.errors import LinkError
from skywitness.links.http_get import MOST_BYTES, http_get, plain
from skywitness.links.stream import words_of

ANSWER_S = 20.0
SPACING_S = 1.0
"""Between two requests to one service, of all feeds together: airplanes.live allows one a second, the others say
that it depends."""
_LONGEST_WAIT_S = 86_400.0
_GZIP = b"\x1f\x8b"


async def poll(
    address: Address,
    key: str | None,
    now: Callable[[], datetime],
    turn: asyncio.Lock,
    answer_s: float = ANSWER_S,
) -> AsyncGenerator[bytes]:
    """Ask and give each document that is not the one before, the first piece empty: the source answers.

    Args:
        address: an ``http`` or ``file`` source.
        key: for a service that wants one.
        now: the time, UTC; Retry-After may name a date.
        turn: held while asking; shared by all that ask the same service.
        answer_s: how long an answer may take as a whole.

    Raises:
        LinkError: no answer, a refusal, or too large; with the wait that the service asked for.
    """
    before: bytes | None = None
    seen: tuple[int, ...] = ()
    while True:
        if address.kind == "file":
            seen, body = await asyncio.to_thread(_read, Path(address.target), seen, before)
        else:
            async with turn:
                body = await _ask(address, key, now, answer_s)
                await asyncio.sleep(SPACING_S if address.service else 0)
        if before is None:
            yield b""
        if body != before:
            yield body
        before = body
        await asyncio.sleep(address.every_s)


async def _ask(address: Address, key: str | None, now: Callable[[], datetime], answer_s: float) -> bytes:
    headers = {}
    if address.keyed and key:
        headers = {"X-RapidAPI-Key": key, "X-RapidAPI-Host": address.target.split("/")[2]}
    answer = await http_get(address.target, headers, answer_s)
    if answer.status == 200:
        return answer.body
    wait_s = retry_after_s(answer.headers.get("retry-after"), now())
    to = f" to {answer.headers['location']}" if "location" in answer.headers else ""
    raise LinkError(f"refused: {answer.status} {answer.reason}{to}", wait_s, kind=f"status {answer.status}")


def _read(path: Path, seen: tuple[int, ...], before: bytes | None) -> tuple[tuple[int, ...], bytes]:
    """A file's content, read anew only when it was written anew."""
    try:
        status = path.stat()
        now = (status.st_ino, status.st_mtime_ns, status.st_size)
        if now == seen and before is not None:
            return seen, before
        with path.open("rb") as file:
            body = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise LinkError(f"cannot read {path}: {words_of(error)}", kind="cannot read") from error
    if len(body) > MOST_BYTES:
        raise LinkError(f"{path} is larger than {MOST_BYTES} bytes", kind="too large")
    try:
        return now, plain(body) if body.startswith(_GZIP) else body
    except zlib.error as error:
        raise LinkError(f"{path} cannot be decompressed: {error}", kind="cannot read") from error


def retry_after_s(said: str | None, now: datetime) -> float | None:
    """Seconds of a Retry-After header: a number or a date (RFC 9110, 10.2.3); None when it says nothing usable."""
    if not said:
        return None
    if said.strip().isdecimal():
        return min(float(said), _LONGEST_WAIT_S)
    try:
        at = parsedate_to_datetime(said)
    except ValueError:
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    return min(max(0.0, (at - now).total_seconds()), _LONGEST_WAIT_S)
