"""A map that we did not write, unmodified, reads what `serve --collect` hears: dump1090-mutability's."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from live_peers import beast_flight
from made_flight import CALLSIGN, ICAO24
from watched_pages import wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

HTML = Path("/usr/share/dump1090-mutability/html")


@contextmanager
def sent(frames: bytes) -> Iterator[int]:
    """A port where whoever connects gets these bytes, and then silence."""
    end = threading.Event()

    def send(server: socket.socket) -> None:
        connection, _ = server.accept()
        with connection:
            connection.sendall(frames)
            end.wait(120)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=send, args=(server,), daemon=True)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            end.set()
            thread.join(10)


@contextmanager
def serving(data: Path, feed: int) -> Iterator[str]:
    """`serve` with a feed and the page of others: its address."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    words = ["serve", "--data", str(data), "--port", str(port), "--collect", f"roof=beast://127.0.0.1:{feed}"]
    words += ["--tar1090", str(HTML), "--tar1090-db", str(HTML / "db"), "--receiver-at", "59.97,30.30"]
    with subprocess.Popen([sys.executable, "-m", "skywitness", *words], stderr=subprocess.PIPE) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/status.json")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.communicate(timeout=20)


def test_the_map_of_dump1090_shows_what_is_heard(chromium: "Browser", tmp_path: Path) -> None:
    if not (HTML / "gmap.html").is_file():
        pytest.skip("dump1090-mutability is not installed (Debian's package of that name)")

    def only_here(route: "Route") -> None:
        route.continue_() if route.request.url.startswith(base) else route.abort()

    with (
        sent(beast_flight(20)) as feed,
        serving(tmp_path / "data", feed) as base,
        chromium.new_context() as context,
    ):
        page = context.new_page()
        broken: list[str] = []
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.route("**/*", only_here)
        page.goto(f"{base}/tar1090/gmap.html")
        row = page.locator("#tableinfo tr.plane_table_row.vPosition").first
        row.wait_for(timeout=45_000)
        shown = row.inner_text()
        assert f"{ICAO24:06x}" in shown.lower()
        assert CALLSIGN in shown
        assert page.locator("#dump1090_total_ac").inner_text() == "1"
        assert page.locator("#dump1090_total_ac_positions").inner_text() == "1"
        assert broken == []
