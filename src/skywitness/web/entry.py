"""Entry: who asks: by a bearer token, or by a cookie that logging in once gives."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from datetime import datetime
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection

from skywitness.web.site import Clock
from skywitness.web.users import Recognised, Role, User, Users

COOKIE: Final = "skywitness"
OPEN_PATHS: Final = frozenset({"/login", "/logout"})
"""What may be asked by one who has not said who he is."""
STAY_S: Final = 12 * 3600
"""A login lasts a working day."""


class Entry:
    """Tells who asks.

    Attributes:
        required: whether one must say who one is.
    """

    def __init__(self, users: Users, key: bytes, clock: Clock) -> None:
        """Know everybody.

        Args:
            users: who may ask.
            key: signs cookies; another one makes all of them void.
            clock: tells when a login ends.
        """
        self.required = users.required
        self._recognised = Recognised(users)
        self._key = key
        self._clock = clock

    async def user(self, connection: HTTPConnection) -> User | None:
        """Who asks; None when that cannot be told."""
        kind, _, token = connection.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and token:
            return await self.by_token(token.strip())
        return self.by_cookie(connection.cookies.get(COOKIE, ""))

    async def by_token(self, token: str) -> User | None:
        """Whose token this is; the slow hash runs in a thread."""
        return await run_in_threadpool(self._recognised.of, token)

    def cookie(self, user: User) -> str:
        """What a browser keeps instead of the token."""
        note = json.dumps([user.name, int(user.role), self._clock().timestamp() + STAY_S])
        body = urlsafe_b64encode(note.encode()).decode()
        return f"{body}.{self._signature(body)}"

    def by_cookie(self, cookie: str) -> User | None:
        """Whose cookie this is; None when it was not made here or is too old."""
        body, _, signature = cookie.partition(".")
        if not hmac.compare_digest(signature.encode(), self._signature(body).encode()):
            return None
        try:
            name, role, until_s = json.loads(urlsafe_b64decode(body))
        except (ValueError, Base64Error):
            return None
        return User(name, Role(role)) if self._now().timestamp() < until_s else None

    def _now(self) -> datetime:
        return self._clock()

    def _signature(self, body: str) -> str:
        return hmac.new(self._key, body.encode(), hashlib.sha256).hexdigest()
