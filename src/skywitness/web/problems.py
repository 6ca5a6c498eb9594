"""Problems: every answer that is not what was asked for, as RFC 9457 problem details."""

import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from skywitness.pipeline.refusal import NotHeldError, RefusalError
from skywitness.reference.asked_area import AreaError
from skywitness.store.cases.errors import CaseBusyError, CaseConflictError, CaseMissingError
from skywitness.store.errors import ArchiveError
from skywitness.web.front import front_page, wants_html

PROBLEM_JSON = "application/problem+json"
Handler = Callable[[Request, Exception], Awaitable[Response]]


class ProblemError(Exception):
    """An answer that is a problem.

    Attributes:
        status: of HTTP.
        detail: what is wrong here, and what to do.
        more: further members of the answer, such as ``parameter``.
    """

    def __init__(self, status: int, detail: str, **more: object) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.more = more


def problem(status: int, detail: str, instance: str, **more: object) -> Response:
    """A problem as an answer.

    Args:
        status: of HTTP.
        detail: what is wrong here, and what to do.
        instance: path that was asked for.
        more: further members.
    """
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": instance,
        **more,
    }
    headers = {"Cache-Control": "no-store"}
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = 'Bearer realm="skywitness"'
    return Response(json.dumps(body), status, headers, PROBLEM_JSON)


def add_problem_handlers(app: FastAPI) -> None:
    """Answer everything that goes wrong with a problem."""
    for kind, handler in _HANDLERS.items():
        app.add_exception_handler(kind, handler)


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)  # noqa: S101  the table below
    return problem(error.status, error.detail, request.url.path, **error.more)


async def _refused(request: Request, error: Exception) -> Response:
    name = error.name if isinstance(error, RefusalError) else "area"
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error), request.url.path, parameter=name)


async def _not_held(request: Request, error: Exception) -> Response:
    return problem(HTTPStatus.NOT_FOUND, str(error), request.url.path)


async def _archive(request: Request, error: Exception) -> Response:
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, str(error), request.url.path)


async def _conflict(request: Request, error: Exception) -> Response:
    return problem(HTTPStatus.CONFLICT, str(error), request.url.path)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  the table below
    if error.status_code == HTTPStatus.NOT_FOUND and wants_html(request):
        return front_page(request.app.state.site.options.static, error.status_code)
    found = problem(error.status_code, str(error.detail), request.url.path)
    found.headers.update(error.headers or {})
    return found


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101  the table below
    first = error.errors()[0]
    name = str(first["loc"][-1])
    detail = f"{name}: {first['msg']}"
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, request.url.path, parameter=name)


async def _beyond(request: Request, _error: Exception) -> Response:
    words = "a time or number lies beyond what can be reckoned with"
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, words, request.url.path)


async def _ours(request: Request, _error: Exception) -> Response:
    words = "this is an error of the program; what it was stands in the server's log"
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, words, request.url.path)


_HANDLERS: dict[type[Exception], Handler] = {
    ProblemError: _problem,
    RefusalError: _refused,
    AreaError: _refused,
    NotHeldError: _not_held,
    CaseMissingError: _not_held,
    CaseConflictError: _conflict,
    CaseBusyError: _conflict,
    ArchiveError: _archive,
    HTTPException: _http,
    RequestValidationError: _invalid,
    OverflowError: _beyond,
    Exception: _ours,
}
"""What each error is answered with."""
