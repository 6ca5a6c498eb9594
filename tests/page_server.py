"""A web server on this machine with pages that we wrote, and with the bad manners of servers in the world."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PAGES = Path(__file__).parent / "samples" / "pages"
PIECE = b"x" * (1 << 16)


@dataclass
class PageServer:
    """What is asked, and where.

    Attributes:
        url: of its root, without the last slash.
        asked: path and headers of each request.
        extra: pages by path, before those of the folder.
    """

    url: str = ""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    extra: dict[str, bytes] = field(default_factory=dict)


class _Handler(BaseHTTPRequestHandler):
    said: PageServer
    hold: threading.Event
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.said.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        special = getattr(self, f"_{self.path.strip('/').partition('?')[0].replace('-', '_')}", None)
        if special:
            special()
        elif self.path in self.said.extra:
            self._answer(200, self.said.extra[self.path])
        elif (PAGES / self.path.strip("/")).is_file():
            self._answer(200, (PAGES / self.path.strip("/")).read_bytes())
        else:
            self._answer(404, b"<html><body><p>No such page.</p></body></html>")

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        sent = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
        for name, value in {**sent, **{key.replace("_", "-"): value for key, value in headers.items()}}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _moved(self) -> None:
        self._answer(301, b"moved", Location="/article.html")

    def _circle(self) -> None:
        self._answer(302, b"", Location="/circle-back")

    def _circle_back(self) -> None:
        self._answer(302, b"", Location="/circle")

    def _further(self) -> None:
        number = int(self.path.partition("?")[2] or 0)
        self._answer(302, b"", Location=f"/further?{number + 1}")

    def _packed(self) -> None:
        self._answer(200, gzip.compress((PAGES / "article.html").read_bytes()), Content_Encoding="gzip")

    def _bomb(self) -> None:
        self._answer(200, gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")

    def _chunked(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for piece in (b"<p>one ", b"two</p>"):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")

    def _huge(self) -> None:
        """200 MB, as fast as they are taken."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            self.wfile.write(b"<html><body><p>It begins like a page.</p>")
            for _ in range(3200):
                self.wfile.write(PIECE)
        except OSError:
            self.close_connection = True

    def _drip(self) -> None:
        """A beginning, and then nothing."""
        self.send_response(200)
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        self.wfile.write(b"<html><body><p>The first words, then silence.</p>")
        self.wfile.flush()
        self.hold.wait(30)
        self.close_connection = True

    def _broken(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"<p>half</p>")
        self.close_connection = True

    def _mute(self) -> None:
        self.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n")
        self.close_connection = True

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


@contextmanager
def page_server() -> Iterator[PageServer]:
    """A server on a free port of this machine, gone in the end."""
    said = PageServer()
    hold = threading.Event()
    handler = type("Handler", (_Handler,), {"said": said, "hold": hold})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    said.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield said
    finally:
        hold.set()
        server.shutdown()
        thread.join()
        server.server_close()
