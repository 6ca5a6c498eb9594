"""Static files: the build of the front end, with ranges (RFC 9110 section 14) and lasting caches."""

import os
from pathlib import Path

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
        """As the parent, with how long it may be kept and the right type."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = _FOR_EVER if self._prefix == _HASHED else _ASK_AGAIN
        if known := _TYPES.get(Path(full_path).suffix):
            response.headers["Content-Type"] = known
        return response
