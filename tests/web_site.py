"""A server of our own on loopback for the tests of the web room, asked over a real socket."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
import uvicorn

from skywitness.web.app import create_app
from skywitness.web.site import SiteOptions

NOW = datetime(2019, 3, 25, 12, tzinfo=UTC)
"""What the clock of every served site says."""


@contextmanager
def served(data: Path, options: SiteOptions | None = None, now: datetime = NOW) -> Iterator[httpx.Client]:
    """A client of a site that is served while inside."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    wanted = replace(options or SiteOptions(), warm=False)
    app = create_app(data, lambda: now, b"k" * 32, wanted)
    config = uvicorn.Config(app, log_level="warning", ws_per_message_deflate=False, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{listening.getsockname()[1]}", timeout=60) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()
        listening.close()
