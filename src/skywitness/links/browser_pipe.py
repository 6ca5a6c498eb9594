"""Browser pipe: a Chromium without a window, spoken to through two pipes (Chrome DevTools Protocol)."""

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

from skywitness.links.errors import LinkError

Fields = dict[str, Any]
"""Parameters and results, as the protocol has them."""

_FLAGS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-quic",
    "--disable-sync",
    "--no-startup-window",
    "--disable-features=OptimizationHints,AutofillServerCommunication,Translate,MediaRouter",
    "--disable-gpu",
    "--hide-scrollbars",
    "--mute-audio",
    "--metrics-recording-only",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--proxy-bypass-list=<-loopback>",
)
"""Nothing of its own on the network, and no name resolved by itself: all goes through the proxy."""
_END = b"\0"
_LAUNCH = """\
import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD_CLOEXEC, 10) for end in sys.argv[1:3]]
for end in sys.argv[1:3]:
    os.close(int(end))
for place, end in enumerate(ends, 3):
    os.dup2(end, place)
os.execv(sys.argv[3], sys.argv[3:])
"""


class BrowserPipe:
    """A conversation with one page of a browser."""

    def __init__(self, reader: asyncio.StreamReader, write: Callable[[bytes], None]) -> None:
        """Only ``browser`` makes one."""
        self._reader, self._write = reader, write
        self._number = 0
        self._waiting: dict[int, asyncio.Future[Fields]] = {}
        self._heard: dict[str, asyncio.Event] = {}
        self._session: str | None = None

    async def open_page(self) -> None:
        """An empty page, to which everything after this is said."""
        target = await self.say("Target.createTarget", url="about:blank")
        found = await self.say("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._session = str(found["sessionId"])

    async def say(self, method: str, **parameters: object) -> Fields:
        """Send a command and wait for its result.

        Raises:
            LinkError: the browser refuses it, or is gone.
        """
        self._number += 1
        message: Fields = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        answer: asyncio.Future[Fields] = asyncio.get_running_loop().create_future()
        self._waiting[self._number] = answer
        try:
            self._write(json.dumps(message).encode() + _END)
        except OSError as error:
            raise LinkError("the browser is gone", kind="browser") from error
        return await answer

    def event(self, method: str) -> asyncio.Event:
        """What is set when the page reports this."""
        return self._heard.setdefault(method, asyncio.Event())

    async def listen(self) -> None:
        """Take what the browser says, until it is gone."""
        with suppress(asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError):
            while True:
                self._take(json.loads((await self._reader.readuntil(_END))[:-1]))
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(LinkError("the browser is gone", kind="browser"))

    def _take(self, message: Fields) -> None:
        answer = self._waiting.pop(message.get("id", 0), None)
        if answer is not None and not answer.done():
            if "error" in message:
                words = str(message["error"].get("message", "refused"))
                answer.set_exception(LinkError(f"the browser refuses: {words}", kind="browser"))
            else:
                answer.set_result(message.get("result", {}))
        elif "method" in message:
            self.event(str(message["method"])).set()


@asynccontextmanager
async def browser(program: str, proxy_port: int, most_bytes: int) -> AsyncIterator[BrowserPipe]:
    """A browser with a profile of its own, both gone in the end.

    Args:
        program: path of Chromium.
        proxy_port: of the guard.
        most_bytes: of one message; a picture is one.

    Raises:
        LinkError: it does not start.
    """
    to_read, to_write = os.pipe(), os.pipe()
    with tempfile.TemporaryDirectory(prefix="skywitness-", ignore_cleanup_errors=True) as profile:
        root = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium's sandbox cannot be had by root
        arguments = [*_FLAGS, *root, f"--user-data-dir={profile}", f"--proxy-server=http://127.0.0.1:{proxy_port}"]
        try:
            process = await asyncio.create_subprocess_exec(
                *_with_pipes(program, arguments, to_write[0], to_read[1]),
                pass_fds=(to_write[0], to_read[1]),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            for descriptor in (*to_read, *to_write):
                os.close(descriptor)
            raise LinkError(f"{program} does not start: {error.strerror}", kind="browser") from error
        os.close(to_write[0])
        os.close(to_read[1])
        reader = asyncio.StreamReader(limit=most_bytes)
        loop = asyncio.get_running_loop()
        transport, _ = await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(to_read[0], "rb", 0)
        )
        pipe = BrowserPipe(reader, lambda data: _write_all(to_write[1], data))
        listening = asyncio.ensure_future(pipe.listen())
        try:
            yield pipe
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
            os.close(to_write[1])
            transport.close()
            await _ended(process)


def _with_pipes(program: str, arguments: list[str], reads: int, writes: int) -> list[str]:
    """Chromium reads commands from descriptor 3 and answers on 4; a launcher puts ours there and becomes it."""
    return [sys.executable, "-I", "-S", "-c", _LAUNCH, str(reads), str(writes), program, *arguments]


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


async def _ended(process: asyncio.subprocess.Process) -> None:
    """The browser ends when its pipe does; one that does not is ended."""
    try:
        async with asyncio.timeout(5):
            await process.wait()
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
