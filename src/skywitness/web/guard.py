"""Guard: what every request passes before a page sees it: host, size, who asks; and the headers of every answer.

Written against the ASGI interface itself: the middleware helpers of frameworks wrap each message of a stream.
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from ipaddress import ip_address
from typing import Final
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from skywitness.web.entry import OPEN_PATHS, Entry
from skywitness.web.problems import problem
from skywitness.web.users import OWNER, Role, User

_POLICY: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "frame-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
"""No script, style sheet, font, picture or connection from elsewhere, and no script within a page. A style
runs nothing and can fetch nothing from elsewhere; the map and menus write them in the page."""
_OF_MAPS: Final = ("img-src", "connect-src")


def content_security_policy(origins: Sequence[str] = ()) -> str:
    """The header's text.

    Args:
        origins: that the owner's base map is fetched from, as data and pictures.
    """
    more = "".join(f" {origin}" for origin in origins)
    return "; ".join(f"{name} {said}{more if name in _OF_MAPS else ''}" for name, said in _POLICY.items())


CONTENT_SECURITY_POLICY: Final = content_security_policy()
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_LONGEST_PATH, _LONGEST_QUERY, _LARGEST_BODY_BYTES = 512, 8_192, 1 << 20
_SAFE_METHODS: Final = {"GET", "HEAD", "OPTIONS"}
_POLICY_VIOLATION = 1008


class Guard:
    """Stands before an application."""

    def __init__(
        self, app: ASGIApp, entry: Entry, hosts: frozenset[str], policy: str = CONTENT_SECURITY_POLICY
    ) -> None:
        """Take up position.

        Args:
            app: what is guarded.
            entry: tells who asks.
            hosts: names, beside addresses and ``localhost``, under which the site may be asked for.
            policy: the content security policy of every answer that brings none of its own.
        """
        self._app = app
        self._entry = entry
        self._hosts = hosts
        self._headers = {"Content-Security-Policy": policy, **_HEADERS}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        with_headers = _adding_headers(send, self._headers)
        refused = self._refused(scope) or await self._stranger(scope)
        if refused is None:
            await self._app(scope, receive, with_headers)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION, "reason": "not allowed"})
        else:
            await refused(scope, receive, with_headers)

    def _refused(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        path, host = scope["path"], headers.get("host", "")
        if not self._is_own(host):
            detail = f"{host!r} is not a name of this server; allow it with --allow-host"
            return problem(HTTPStatus.MISDIRECTED_REQUEST, detail, path)
        if len(path) > _LONGEST_PATH or len(scope.get("query_string", b"")) > _LONGEST_QUERY:
            return problem(HTTPStatus.REQUEST_URI_TOO_LONG, "the address is too long", path[:64])
        if _body_bytes(headers) > _LARGEST_BODY_BYTES:
            return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "what was sent is too large", path)
        if self._is_foreign(scope, headers):
            return problem(HTTPStatus.FORBIDDEN, "another site's page may not ask for this", path)
        return None

    def _is_own(self, host: str) -> bool:
        """Names that an attacker can point at this machine (DNS rebinding) are not its own; addresses are."""
        name = (urlsplit(f"//{host}").hostname or "") if _is_plain(host) else ""
        return name == "localhost" or name in self._hosts or _is_address(name)

    def _is_foreign(self, scope: Scope, headers: Headers) -> bool:
        """Whether a page of another site sends what changes something, or opens a socket."""
        if scope["type"] == "http" and scope["method"] in _SAFE_METHODS:
            return False
        origin = headers.get("origin")
        return origin is not None and urlsplit(origin).netloc != headers.get("host", "")

    async def _stranger(self, scope: Scope) -> Response | None:
        connection = HTTPConnection(scope)
        user = await self._entry.user(connection) if self._entry.required else OWNER
        if user is None and scope["path"] not in OPEN_PATHS:
            return _to_login(connection)
        scope.setdefault("state", {})["user"] = user or User("nobody", Role.VIEWER)
        return None


def _to_login(connection: HTTPConnection) -> Response:
    path = connection.url.path
    if "text/html" in connection.headers.get("accept", ""):
        query = f"?{connection.url.query}" if connection.url.query else ""
        return RedirectResponse(f"/login?next={quote(path + query)}", HTTPStatus.SEE_OTHER)
    return problem(
        HTTPStatus.UNAUTHORIZED, "give a token: `Authorization: Bearer TOKEN`, or log in at /login", path
    )


def _body_bytes(headers: Headers) -> int:
    length = headers.get("content-length", "0")
    return int(length) if length.isdigit() else 0


def _is_plain(host: str) -> bool:
    return bool(host) and not set(host) & set("/?#@\\ ")


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _adding_headers(send: Send, more: Mapping[str, str]) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in more.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
