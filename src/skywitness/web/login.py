"""``/login``: a token for a cookie; a plain form that works without scripts."""

import asyncio
import time
from html import escape
from http import HTTPStatus
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from skywitness.web.entry import COOKIE, STAY_S, Entry
from skywitness.web.problems import ProblemError

router = APIRouter(tags=["login"])
_FORM = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Skywitness: log in</title></head>
<body>
<main>
<h1>Skywitness</h1>
<form method="post" action="/login">
<p>{words}</p>
<p><label for="token">Token</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus></p>
<input type="hidden" name="next" value="{next}">
<p><button type="submit">Log in</button></p>
</form>
</main>
</body>
</html>
"""
_FAILURES, _PAUSE_S = 5, 30.0
"""After so many wrong tokens nobody may try for so long: ten a minute, whoever asks."""
_LONGEST_FORM_BYTES = 4_096


class Patience:
    """How many wrong tokens came lately."""

    def __init__(self) -> None:
        self._failures: list[float] = []

    def exhausted(self) -> bool:
        """Whether too many came."""
        now_s = time.monotonic()
        self._failures = [at_s for at_s in self._failures if now_s - at_s < _PAUSE_S]
        return len(self._failures) >= _FAILURES

    def fail(self) -> None:
        """One more came."""
        self._failures.append(time.monotonic())


@router.get("/login", response_class=HTMLResponse, include_in_schema=False)
async def ask(next_: Annotated[str, Query(alias="next", max_length=2_000)] = "/") -> HTMLResponse:
    """The form."""
    return _form("This server wants to know who asks.", next_)


@router.post("/login", response_class=HTMLResponse, include_in_schema=False)
async def enter(request: Request) -> Response:
    """A cookie for a right token, and on to the page that was asked for."""
    entry: Entry = request.app.state.entry
    patience: Patience = request.app.state.patience
    if patience.exhausted():
        raise ProblemError(HTTPStatus.TOO_MANY_REQUESTS, f"too many wrong tokens; wait {_PAUSE_S:.0f} s")
    sent = await _sent(request)
    target = _local(sent.get("next", "/"))
    user = await entry.by_token(sent.get("token", ""))
    if user is None:
        patience.fail()
        await asyncio.sleep(0)
        return _form("That token is nobody's.", target, HTTPStatus.UNAUTHORIZED)
    response = RedirectResponse(target, HTTPStatus.SEE_OTHER)
    response.set_cookie(
        COOKIE,
        entry.cookie(user),
        max_age=STAY_S,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return response


@router.post("/logout", response_class=HTMLResponse, include_in_schema=False)
async def leave() -> Response:
    """Forget the cookie."""
    response = RedirectResponse("/login", HTTPStatus.SEE_OTHER)
    response.delete_cookie(COOKIE)
    return response


@router.get("/me.json", tags=["login"])
async def me(request: Request) -> dict[str, object]:
    """Who is asking, and in which role."""
    user = request.state.user
    entry: Entry = request.app.state.entry
    return {"name": user.name, "role": user.role.word, "login": entry.required}


async def _sent(request: Request) -> dict[str, str]:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LONGEST_FORM_BYTES:
            raise ProblemError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "what was sent is too large")
    fields = parse_qs(body.decode("utf-8", "replace"))
    return {name: values[0] for name, values in fields.items()}


def _local(target: str) -> str:
    """Only a page of this site: ``//other.example`` would leave it."""
    return target if target.startswith("/") and not target.startswith(("//", "/\\")) else "/"


def _form(words: str, target: str, status: int = HTTPStatus.OK) -> HTMLResponse:
    page = _FORM.format(words=escape(words), next=escape(_local(target), quote=True))
    return HTMLResponse(page, status, {"Cache-Control": "no-store"})
