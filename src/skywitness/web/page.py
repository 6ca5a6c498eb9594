"""Page: one URL that is a page for a person and, with an ending or by ``Accept``, its data.

``/flights`` is the front end's page for a browser and JSON for a program; ``/flights.json`` and ``/flights.csv``
are the data whoever asks. An answer carries an ETag made of the versions of the tables; a request that names it
again is answered 304 before anything is computed.
"""

import hashlib
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from skywitness.web.answer import Answer, Form, respond
from skywitness.web.front import front_page, wants_html
from skywitness.web.problems import PROBLEM_JSON
from skywitness.web.site import Site

LIST: Final = (Form.JSON, Form.CSV, Form.ARROW, Form.PARQUET)
"""Forms of a list."""
PLACED: Final = (*LIST, Form.GEOJSON)
"""Forms of a list whose rows name places."""
ONE: Final = (Form.JSON,)
"""Forms of a document."""
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": HTTPStatus(status).phrase, "content": {PROBLEM_JSON: {}}}
    for status in (400, 401, 404, 413, 422, 503)
}
_ASK_AGAIN = "private, no-cache"


class NotModifiedError(Exception):
    """What the browser has is still right."""

    def __init__(self, etag: str) -> None:
        super().__init__(etag)
        self.etag = etag


class FrontPageError(Exception):
    """A person asked for the page and not for its data."""


def add_page(
    router: APIRouter,
    path: str,
    data: Callable[..., Answer],
    forms: Sequence[Form] = LIST,
    *,
    page: bool = True,
    lasting: bool = True,
) -> None:
    """Serve data at a path and at the path with each ending.

    Args:
        router: of the page's file.
        path: without ending.
        data: takes the question's parameters, the site among them, and answers; it runs in a thread.
        forms: endings there are; the first is what a program gets without one.
        page: whether a browser gets the front end at the path itself.
        lasting: whether the answer stays as it is while the tables do; one that the clock changes does not.
    """
    for form in forms:
        _add_route(router, f"{path}.{form.value}", data, form, page=False, lasting=lasting)
    _add_route(router, path, data, forms[0], page=page, lasting=lasting)


def add_file(
    router: APIRouter, path: str, data: Callable[..., Answer], media_type: str, *, lasting: bool = True
) -> None:
    """Serve data of one form of its own at a path with its ending.

    Args:
        router: of the page's file.
        path: with its ending.
        data: takes the question's parameters and gives Text or Bytes; it runs in a thread.
        media_type: of the file.
        lasting: as in ``add_page``.
    """
    _add_route(router, path, data, Form.JSON, page=False, media_type=media_type, lasting=lasting)


def _add_route(
    router: APIRouter,
    path: str,
    data: Callable[..., Answer],
    form: Form,
    *,
    page: bool,
    media_type: str | None = None,
    lasting: bool = True,
) -> None:
    async def early(request: Request) -> None:
        if page and wants_html(request):
            raise FrontPageError
        etag = etag_of(request, form)
        if lasting and etag in _known_etags(request):
            raise NotModifiedError(etag)

    async def endpoint(request: Request, answer: Annotated[Answer, Depends(data)]) -> Response:
        response = await respond(answer, form, request)
        if lasting:
            response.headers["ETag"] = etag_of(request, form)
        response.headers["Cache-Control"] = _ASK_AGAIN if lasting else "no-store"
        response.headers["Vary"] = "Accept, Authorization, Cookie"
        return response

    content: dict[str, Any] = {media_type or form.media_type: {}}
    router.add_api_route(
        path,
        endpoint,
        dependencies=[Depends(early)],
        response_class=Response,
        responses={200: {"description": "The data.", "content": content}, **_PROBLEMS},
        summary=(data.__doc__ or "").strip().partition("\n")[0],
        operation_id=_operation(path),
        methods=["GET"],
    )


def _operation(path: str) -> str:
    return "".join(mark if mark.isalnum() else "_" for mark in path).strip("_")


def etag_of(request: Request, form: Form) -> str:
    """Weak: the bytes may differ in their compression, what they say does not."""
    site: Site = request.app.state.site
    asked = f"{request.url.path}?{request.url.query}|{form.value}|{site.version()}"
    return f'W/"{hashlib.sha256(asked.encode()).hexdigest()[:24]}"'


def _known_etags(request: Request) -> list[str]:
    return [etag.strip() for etag in request.headers.get("if-none-match", "").split(",")]


async def not_modified(_request: Request, error: Exception) -> Response:
    """The answer to NotModifiedError."""
    etag = error.etag if isinstance(error, NotModifiedError) else ""
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"ETag": etag, "Cache-Control": _ASK_AGAIN})


async def as_front_page(request: Request, _error: Exception) -> Response:
    """The answer to FrontPageError."""
    site: Site = request.app.state.site
    return front_page(site.options.static)
