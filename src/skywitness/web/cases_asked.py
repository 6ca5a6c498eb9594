"""Cases asked: which case a page is about, who writes to it, and in which role.

A case is named by its folder below ``cases`` and by nothing else: what the address says is compared with the names
that are there, and never used as a path.
"""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, NamedTuple, TypeVar

from fastapi import APIRouter, Depends, Path, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from skywitness.model import Claim
from skywitness.pipeline.refusal import NotHeldError
from skywitness.store.cases import shelf
from skywitness.store.cases.folder import CaseFolder
from skywitness.web.answer import Answer, Form, respond
from skywitness.web.problems import PROBLEM_JSON, ProblemError
from skywitness.web.site import AskedSite, Site
from skywitness.web.users import OWNER, Role, User

Record = TypeVar("Record")
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": HTTPStatus(status).phrase, "content": {PROBLEM_JSON: {}}}
    for status in (400, 401, 403, 404, 409, 413, 422, 503)
}


class Signed(BaseModel):
    """What every change says.

    Attributes:
        by: name of the person, where the server knows them only as its owner; a user's own name comes first.
    """

    by: str = Field("", max_length=120)


class Writer(NamedTuple):
    """Who writes, and when.

    Attributes:
        name: as the log of the case shows it.
        at: UTC, to the millisecond.
    """

    name: str
    at: datetime


def _asked_case(site: AskedSite, slug: Annotated[str, Path(max_length=120)]) -> CaseFolder:
    for path in shelf.case_paths(site.data):
        if path.name == slug:
            return CaseFolder.open(path)
    raise NotHeldError(f"there is no case {slug[:64]!r}; /cases lists those there are")


AskedCase = Annotated[CaseFolder, Depends(_asked_case)]
"""A parameter of a page: the case that its address names."""


def asked_claim(folder: CaseFolder, claim_id: str) -> Claim:
    """The claim that an address names, whether it stands or was superseded.

    Raises:
        NotHeldError: there is none.
    """
    return one_of(folder.where(Claim, "claim_id", claim_id), "claim", claim_id)


def one_of(found: list[Record], what: str, name: str) -> Record:
    """The first of what was found.

    Raises:
        NotHeldError: nothing was.
    """
    if not found:
        raise NotHeldError(f"this case has no {what} {name[:64]!r}")
    return found[0]


def now(site: Site) -> datetime:
    """The time, to the millisecond."""
    time = site.clock()
    return time.replace(microsecond=time.microsecond // 1000 * 1000)


def writer(request: Request, signed: Signed, role: Role) -> Writer:
    """Who writes.

    Raises:
        ProblemError: 403 where the role does not allow it; 422 where an approver has no name.
    """
    user: User = request.state.user
    if user.role < role:
        detail = f"this needs the role {role.word}; {user.name} is {user.role.word}"
        raise ProblemError(HTTPStatus.FORBIDDEN, detail, role=role.word)
    name = " ".join((signed.by if user == OWNER else user.name).split())
    if not name and role is Role.APPROVER:
        detail = "an assessment is approved by a person with a name: give it as `by`"
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, detail, parameter="by")
    return Writer(name or user.name, now(request.app.state.site))


def add_action(router: APIRouter, path: str, done: Callable[..., Answer]) -> None:
    """Serve a change at a path, by POST alone.

    Args:
        router: of the page's file.
        path: of the change.
        done: makes it, and answers; it runs in a thread.
    """

    async def endpoint(request: Request, answer: Annotated[Answer, Depends(done)]) -> Response:
        response = await respond(answer, Form.JSON, request)
        response.headers["Cache-Control"] = "no-store"
        return response

    router.add_api_route(
        path,
        endpoint,
        response_class=Response,
        responses={200: {"description": "What was done.", "content": {"application/json": {}}}, **_PROBLEMS},
        summary=(done.__doc__ or "").strip().partition("\n")[0],
        operation_id="".join(mark if mark.isalnum() else "_" for mark in path).strip("_") + "_post",
        methods=["POST"],
    )
