"""A base map of the owner's: fetched from where it was named, and when it is not there, that is said."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

from PIL import Image

from watched_pages import Open, served


@contextmanager
def tiles(status: int) -> Iterator[tuple[str, list[str]]]:
    """A server of red tiles at another origin, and the paths that it was asked for."""
    asked: list[str] = []
    red = BytesIO()
    Image.new("RGB", (256, 256), (200, 30, 30)).save(red, "PNG")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(status)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()
            self.wfile.write(red.getvalue())

        def log_message(self, *_said: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/{{z}}/{{x}}/{{y}}.png", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_tiles_of_the_owners_lie_under_the_aircraft(browse: Open, demo_record: Path, static: Path) -> None:
    with tiles(200) as (address, asked), served(demo_record, static, address) as base:
        watched = browse(base=base)
        page = watched.open("/?lat=0&lon=0&z=2&layers=none", "[data-ready=yes]")
        picture = Image.open(BytesIO(page.screenshot(clip={"x": 600, "y": 400, "width": 60, "height": 60})))
        assert picture.convert("RGB").getpixel((30, 30)) == (200, 30, 30)
        assert asked
        assert page.inner_text(".maplibregl-ctrl-attrib-inner") == address.split("/")[2]
        assert watched.errors == []


def test_tiles_that_do_not_come_are_told(browse: Open, demo_record: Path, static: Path) -> None:
    with tiles(503) as (address, _), served(demo_record, static, address) as base:
        page = browse(base=base).open("/", "text=The base map of 127.0.0.1")
        page.wait_for_selector("header :text('No live feed')")
