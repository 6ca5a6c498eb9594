"""Pages in a real browser, for the tests of them: a server of its own, and a watch over what a page does."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

SERVE = """
import os, sys, uvicorn
from datetime import UTC, datetime
from pathlib import Path
from skywitness.web.app import create_app
from skywitness.web.base_map import map_at
from skywitness.web.site import SiteOptions
own = map_at(sys.argv[4]) if sys.argv[4] else None
options = SiteOptions(static=Path(sys.argv[3]), own_map=own)
app = create_app(Path(sys.argv[1]), lambda: datetime.now(UTC), os.urandom(32), options)
uvicorn.run(app, port=int(sys.argv[2]), log_level="error", ws_per_message_deflate=False)
"""
READY_S = 60
SIZES = {"desk": (1440, 900), "phone": (390, 844)}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@contextmanager
def served(data: Path, static: Path, tiles: str = "") -> Iterator[str]:
    """A server of its own over a data directory, at an address; with tiles of another's as its base map."""
    if find_spec("skywitness.web.app") is None:
        pytest.skip("the package has no server")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", SERVE, str(data), str(port), str(static), tiles]
    with subprocess.Popen(command) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/status.json")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(10)


def wait_for(address: str) -> None:
    """Until a server answers."""
    end = time.monotonic() + READY_S
    while time.monotonic() < end:
        try:
            with urlopen(address, timeout=5):  # noqa: S310  an address of ours
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"no answer from {address}")


def grave(page: Any) -> list[str]:  # noqa: ANN401  a page of playwright, which may be missing
    """Findings of axe that are serious or critical."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response["violations"]
    serious = [one for one in found if one["impact"] in {"serious", "critical"}]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in serious]


def problems(page: Any) -> list[str]:  # noqa: ANN401  as above
    """What axe finds grave, and whether the page is wider than the screen."""
    fits = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return grave(page) + ([] if fits else ["wider than the screen"])


class Watched:
    """A page of the browser and what it did: errors it wrote, requests that left the machine."""

    def __init__(self, page: Any, base: str) -> None:  # noqa: ANN401  a page of playwright, which may be missing
        self.page = page
        self.base = base
        self.errors: list[str] = []
        self.strangers: list[str] = []
        page.on("console", lambda message: self._wrote(message.type, message.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self._asked(request.url))

    def _wrote(self, kind: str, text: str) -> None:
        if kind == "error":
            self.errors.append(text)

    def _asked(self, address: str) -> None:
        if not address.startswith((self.base, self.base.replace("http", "ws", 1), "data:", "blob:")):
            self.strangers.append(address)

    def open(self, path: str, wanted: str = "main h1") -> Any:  # noqa: ANN401  as above
        """Go to a page and wait for what makes it complete."""
        self.page.goto(self.base + path)
        self.page.wait_for_selector(wanted, state="attached", timeout=45_000)
        return self.page

    def turn(self, size: str, scheme: str) -> None:
        """The same page on another screen, dark or light, as when the device changes it."""
        width, height = SIZES[size]
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme=scheme)
        self.page.wait_for_selector(f"html[data-theme={scheme}]", state="attached")
        self.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def is_clean(self) -> None:
        """Nothing went wrong and nothing left the machine."""
        assert self.errors == []
        assert self.strangers == []


def complete_everywhere(watched: Watched, path: str, wanted: str) -> Any:  # noqa: ANN401  a page of playwright
    """A page, opened on a dark desk and then turned to a light phone: complete, accessible, silent; the page."""
    page = watched.open(path, wanted)
    assert problems(page) == []
    watched.turn("phone", "light")
    page.wait_for_selector(wanted, state="attached")
    assert problems(page) == []
    watched.is_clean()
    return page


Open = Callable[..., Watched]
