"""A file server on this machine that can do what servers in the world do: ranges, tags, and breaking off."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Server:
    """What the server says next, and what it was asked.

    Attributes:
        url: of its one file.
        body: of the file.
        status: of an answer that is not 206 or 304.
        headers: of every answer.
        announced_bytes: a Content-Length that is not the body's.
        ranges: whether parts are given.
        breaks: for each coming answer, after how many bytes of it the line breaks.
        length: whether it says how long the body is; without, it is sent in chunks.
        asked: headers of each request.
        sent: bytes of each answer.
    """

    url: str = ""
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    announced_bytes: int | None = None
    ranges: bool = False
    breaks: list[int] = field(default_factory=list)
    length: bool = True
    asked: list[dict[str, str]] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)


class _Handler(BaseHTTPRequestHandler):
    said: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        said = self.said
        said.asked.append(dict(self.headers))
        if said.headers.get("ETag") == self.headers.get("If-None-Match") is not None:
            self._head(304, b"", {})
            return
        status, body, extra = said.status, said.body, {}
        wanted = self.headers.get("Range")
        if said.ranges and wanted and self._same():
            begin = int(wanted.removeprefix("bytes=").removesuffix("-"))
            whole = len(body)
            if begin >= whole:
                self._head(416, b"", {"Content-Range": f"bytes */{whole}"})
                return
            status, body = 206, body[begin:]
            extra = {"Content-Range": f"bytes {begin}-{whole - 1}/{whole}"}
        self._head(status, body, extra)
        self._body(body)

    def _same(self) -> bool:
        """If-Range: the tag, compared strongly, or the date (RFC 9110, 13.1.5)."""
        given = self.headers.get("If-Range")
        return given in {None, self.said.headers.get("ETag"), self.said.headers.get("Last-Modified")}

    def _head(self, status: int, body: bytes, extra: dict[str, str]) -> None:
        self.send_response_only(status)
        for name, value in {"Date": "Mon, 23 Nov 2026 12:00:00 GMT", **self.said.headers, **extra}.items():
            self.send_header(name, value)
        if self.said.length or not body:
            self.send_header("Content-Length", str(self.said.announced_bytes or len(body)))
        else:
            self.send_header("Transfer-Encoding", "chunked")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    def _body(self, body: bytes) -> None:
        said = self.said
        end = said.breaks.pop(0) if said.breaks else len(body)
        part = body[:end]
        said.sent.append(len(part))
        if said.length:
            self.wfile.write(part)
            return
        self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
        if end >= len(body):
            self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *_arguments: object) -> None:
        return


@contextmanager
def serving(name: str = "made.csv", body: bytes = b"") -> Iterator[Server]:
    """A server of one file, for as long as the block lasts."""
    said = Server(body=body)
    handler = type("Handler", (_Handler,), {"said": said})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as httpd:
        said.url = f"http://127.0.0.1:{httpd.server_port}/{name}"
        thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield said
        finally:
            httpd.shutdown()
            thread.join()
