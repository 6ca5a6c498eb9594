"""Static files: the build of the front end; ranges (RFC 9110 section 14), lasting caches, text as gzip."""

import gzip
import os
from functools import lru_cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_HASHED = "/assets/"
"""The build names files in this folder after their content."""
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "public, no-cache"
_TYPES = {
    ".pmtiles": "application/octet-stream",
    ".woff2": "font/woff2",
    ".mjs": "text/javascript; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}
_TEXTS = {".css", ".js", ".mjs", ".svg", ".webmanifest"}
FOLDERS = ("assets", "tiles", "fonts", "icons")
"""Folders of the build that are served under their names."""


class BuiltFiles(StaticFiles):
    """One folder of the build; it may be missing."""

    def __init__(self, static: Path, folder: str) -> None:
        super().__init__(directory=static / folder, check_dir=False)
        self._prefix = f"/{folder}/"

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """As the parent, with how long it may be kept and the right type; text as gzip to who accepts it."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        if Path(full_path).suffix in _TEXTS:
            response.headers["Vary"] = "Accept-Encoding"
            if response.status_code == status_code and _accepts_gzip(Headers(scope=scope)):
                response = _as_gzip(response, _packed(Path(full_path), stat_result.st_mtime_ns))
        response.headers["Cache-Control"] = _FOR_EVER if self._prefix == _HASHED else _ASK_AGAIN
        if known := _TYPES.get(Path(full_path).suffix):
            response.headers["Content-Type"] = known
        return response


def _accepts_gzip(headers: Headers) -> bool:
    return "gzip" in headers.get("accept-encoding", "") and "range" not in headers


def _as_gzip(whole: Response, packed: bytes) -> Response:
    """The same answer, packed."""
    response = Response(packed, whole.status_code, media_type=whole.media_type)
    for name in ("content-type", "etag", "last-modified", "vary"):
        if name in whole.headers:
            response.headers[name] = whole.headers[name]
    response.headers["Content-Encoding"] = "gzip"
    return response


@lru_cache(maxsize=256)
def _packed(path: Path, changed_ns: int) -> bytes:  # noqa: ARG001  a changed file is another
    return gzip.compress(path.read_bytes(), 6, mtime=0)
