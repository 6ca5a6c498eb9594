"""Page picture: how a whole page looks, by the system's Chromium, whose only way out is the guard."""

import asyncio
import base64
import shutil
from contextlib import suppress
from typing import NamedTuple

from skywitness.links.browser_pipe import BrowserPipe, browser
from skywitness.links.errors import LinkError
from skywitness.links.guard_proxy import guard_proxy

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_WIDTH, _HEIGHT = 1280, 1024
_MOST_HEIGHT = 16_000
"""Pixels; Chromium's textures end at 16,384."""
_LOAD_S, _SETTLE_S = 25.0, 1.0
"""For the page, and for what comes after it; one that never ends loading is taken as it is (judgement)."""
_MOST_BYTES = 100 << 20
_MOST_HTML_BYTES = 50 << 20


class Picture(NamedTuple):
    """A picture of a page.

    Attributes:
        png: of it.
        html: of the page as the browser has it after its scripts ran, UTF-8; empty when it is too large.
        cut_off: why it is not all of the page; None when it is.
        refused: hosts that the page asked for and did not get.
    """

    png: bytes
    html: bytes
    cut_off: str | None
    refused: list[str]


def find_browser() -> str | None:
    """Path of the system's Chromium; None where there is none."""
    return next((path for name in _PROGRAMS if (path := shutil.which(name))), None)


def page_picture(url: str, program: str, *, allow_private: bool, within_s: float = 60.0) -> Picture:
    """Take a picture of a page.

    Args:
        url: of the page.
        program: path of Chromium.
        allow_private: the page may ask for addresses that are not public.
        within_s: for all of it.

    Raises:
        LinkError: there is none, with the reason.
    """
    return asyncio.run(_within(url, program, allow_private=allow_private, within_s=within_s))


async def _within(url: str, program: str, *, allow_private: bool, within_s: float) -> Picture:
    try:
        async with (
            asyncio.timeout(within_s),
            guard_proxy(allow_private=allow_private) as guard,
            browser(program, guard.port, _MOST_BYTES) as pipe,
        ):
            png, html, cut_off = await _taken(pipe, url)
            return Picture(png, html, cut_off, list(dict.fromkeys(guard.refused)))
    except TimeoutError:
        raise LinkError(f"the browser was not done within {within_s:g} s", kind="browser") from None


async def _taken(pipe: BrowserPipe, url: str) -> tuple[bytes, bytes, str | None]:
    await pipe.say("Browser.setDownloadBehavior", behavior="deny")
    await pipe.open_page()
    await pipe.say("Page.enable")
    await pipe.say("Page.setLifecycleEventsEnabled", enabled=True)
    await _size(pipe, _HEIGHT)
    loaded = pipe.event("Page.loadEventFired")
    answer = await pipe.say("Page.navigate", url=url)
    if reason := answer.get("errorText"):
        raise LinkError(f"the browser cannot show it: {reason}", kind="browser")
    with suppress(TimeoutError):
        async with asyncio.timeout(_LOAD_S):
            await _loaded(pipe, loaded)
    await asyncio.sleep(_SETTLE_S)
    wanted = await _content_height(pipe)
    height = min(max(wanted, _HEIGHT), _MOST_HEIGHT)
    await _size(pipe, height)
    await asyncio.sleep(_SETTLE_S)
    clip = {"x": 0, "y": 0, "width": _WIDTH, "height": height, "scale": 1}
    shot = await pipe.say("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
    cut = f"the page is {wanted:,} pixels high, the picture {_MOST_HEIGHT:,}" if wanted > _MOST_HEIGHT else None
    return base64.b64decode(str(shot["data"])), await _html(pipe), cut


async def _loaded(pipe: BrowserPipe, loaded: asyncio.Event) -> None:
    """Until the page is there; a box that it opens is put away."""
    dialog = pipe.event("Page.javascriptDialogOpening")
    while not loaded.is_set():
        waits = [asyncio.ensure_future(event.wait()) for event in (loaded, dialog)]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
        if dialog.is_set():
            dialog.clear()
            with suppress(LinkError):
                await pipe.say("Page.handleJavaScriptDialog", accept=False)


async def _html(pipe: BrowserPipe) -> bytes:
    """The page's elements as they stand now, with what they are in."""
    found = await pipe.say("DOM.getDocument", depth=0)
    outer = await pipe.say("DOM.getOuterHTML", nodeId=found["root"]["nodeId"])
    html = str(outer["outerHTML"]).encode("utf-8", "replace")
    return html if len(html) <= _MOST_HTML_BYTES else b""


async def _size(pipe: BrowserPipe, height: int) -> None:
    await pipe.say(
        "Emulation.setDeviceMetricsOverride", width=_WIDTH, height=height, deviceScaleFactor=1, mobile=False
    )


async def _content_height(pipe: BrowserPipe) -> int:
    metrics = await pipe.say("Page.getLayoutMetrics")
    return int(metrics["cssContentSize"]["height"])
