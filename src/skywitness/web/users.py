"""Users: who may ask, in which role, known by a token of which only a slow hash is kept."""

import hashlib
import hmac
import os
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

_LOG2_N, _R, _P = 14, 8, 1
"""Cost of scrypt: 16 MB and some 40 ms a guess; RFC 7914 section 2 and OWASP's password storage cheat sheet."""
_SALT_BYTES = 16
_KNOWN_MOST = 256


class Role(IntEnum):
    """What a user may do; a higher role may all that a lower one may."""

    VIEWER = 1
    EDITOR = 2
    APPROVER = 3

    @property
    def word(self) -> str:
        """As the settings spell it."""
        return self.name.lower()


class User(NamedTuple):
    """One who may ask.

    Attributes:
        name: who; the name stands beside what the user approves.
        role: what the user may do.
    """

    name: str
    role: Role


class NamedToken(NamedTuple):
    """A user with the hash of the user's token, as ``hashed`` wrote it."""

    user: User
    hash: str


def hashed(token: str) -> str:
    """The text to keep instead of a token, with a salt of its own."""
    salt = os.urandom(_SALT_BYTES)
    return f"scrypt${_LOG2_N}${_R}${_P}${salt.hex()}${_digest(token, salt, _LOG2_N, _R, _P).hex()}"


def fits(token: str, kept: str) -> bool:
    """Whether a token is the one that was hashed; takes the same time wherever they differ."""
    try:
        kind, log2_n, r, p, salt, digest = kept.split("$")
        if kind != "scrypt":
            return False
        found = _digest(token, bytes.fromhex(salt), int(log2_n), int(r), int(p))
        return hmac.compare_digest(found, bytes.fromhex(digest))
    except ValueError:
        return False


def _digest(token: str, salt: bytes, log2_n: int, r: int, p: int) -> bytes:
    size = 2 * 128 * r * (1 << log2_n)
    return hashlib.scrypt(token.encode(), salt=salt, n=1 << log2_n, r=r, p=p, maxmem=size, dklen=32)


@dataclass(frozen=True)
class Users:
    """Everybody who may ask.

    Attributes:
        token: lets in as ``owner``, who may everything; None when there is none.
        named: users with tokens of their own.
    """

    token: str | None = None
    named: tuple[NamedToken, ...] = ()

    @property
    def required(self) -> bool:
        """Whether one must say who one is."""
        return self.token is not None or bool(self.named)

    def of(self, token: str) -> User | None:
        """Whose token this is; None when nobody's.

        Every hash is tried, so that the time taken tells nothing of who fits.
        """
        own = self.token is not None and hmac.compare_digest(token.encode(), self.token.encode())
        fitting = [one.user for one in self.named if fits(token, one.hash)]
        return OWNER if own else next(iter(fitting), None)


class Recognised:
    """Tokens that were looked up before, by their SHA-256, so that a request does not cost a slow hash."""

    def __init__(self, users: Users) -> None:
        self._users = users
        self._known: dict[bytes, User] = {}

    def of(self, token: str) -> User | None:
        """As ``Users.of``; a token that is nobody's is looked up again each time."""
        key = hashlib.sha256(token.encode()).digest()
        user = self._known.get(key) or self._users.of(token)
        if user is not None and len(self._known) < _KNOWN_MOST:
            self._known[key] = user
        return user


OWNER = User("owner", Role.APPROVER)
"""Whoever holds the one token, or sits at the machine where none is asked for."""


def users_of(rows: Iterable[tuple[str, str, str]]) -> tuple[NamedToken, ...]:
    """Users from name, role and hash.

    Raises:
        ValueError: a role that is none, a name twice, or a hash that is none.
    """
    found: dict[str, NamedToken] = {}
    for name, role, kept in rows:
        if role.upper() not in Role.__members__:
            raise ValueError(f"{role!r} is no role; there are viewer, editor and approver")
        if name in found or not name.strip():
            raise ValueError(f"the user {name!r} is there twice, or has no name")
        if kept.count("$") != 5 or not kept.startswith("scrypt$"):
            raise ValueError(f"the token of {name!r} is no hash; `skywitness serve --hash-token` makes one")
        found[name] = NamedToken(User(name, Role[role.upper()]), kept)
    return tuple(found.values())
