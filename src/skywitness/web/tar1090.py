"""``/tar1090/``: an unmodified tar1090 that the user has, on our data; none is shipped, its licence is the GPL."""

from pathlib import Path

from fastapi import FastAPI
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_FOLDER = "/tar1090"
_POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; img-src 'self' data: blob: https:; "
    "connect-src 'self' https:; frame-ancestors 'none'"
)
"""tar1090 has scripts within its page, and fetches tiles of its maps from the services that its settings name."""


class _Unmodified(StaticFiles):
    """Its files, and what they are links to, under rules that it can run with."""

    def __init__(self, directory: Path, *, html: bool = False) -> None:
        super().__init__(directory=directory, html=html, follow_symlink=True)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """As the parent, with a policy of its own."""
        response = await super().get_response(path, scope)
        response.headers["Content-Security-Policy"] = _POLICY
        return response


def add_tar1090(app: FastAPI, html: Path | None, database: Path | None) -> None:
    """Serve its ``html`` folder, and its database folder as ``db2`` inside it.

    Args:
        app: where the files of ``readsb_files`` are served below the same path, and come first.
        html: the folder ``html`` of its repository; None for no tar1090.
        database: the folder ``db`` of the repository tar1090-db; None where names come from us alone.
    """
    if html is None:
        return
    if database is not None:
        app.mount(f"{_FOLDER}/db2", _Unmodified(directory=database))
    app.mount(_FOLDER, _Unmodified(directory=html, html=True))
