"""Base map: the map under the aircraft that the owner of the server chose in place of the one in the package.

A map that is fetched from elsewhere tells that place what is looked at. So nothing is fetched from anywhere
unless the owner named it, and the content policy names just these origins.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_ORIGIN = re.compile(r"https?://[A-Za-z0-9.\-]+(?::\d{1,5})?(?![^/?#\s\"{}])")
_TILE_WORDS = ("{z}", "{x}", "{y}")


class OwnMapError(ValueError):
    """A base map that cannot be used; the message says why."""


@dataclass(frozen=True)
class OwnMap:
    """A base map of the owner's: one of its first three members is given.

    Attributes:
        tiles: address of raster tiles with ``{z}``, ``{x}`` and ``{y}``.
        style_url: address of a style (MapLibre style specification, version 8).
        style: a style itself.
        origins: scheme and host of all that is fetched for it.
    """

    tiles: str | None = None
    style_url: str | None = None
    style: Mapping[str, Any] | None = None
    origins: tuple[str, ...] = ()


def map_at(url: str, hosts: Iterable[str] = ()) -> OwnMap:
    """The map at an address: raster tiles where it has ``{z}``, ``{x}`` and ``{y}``, else a style.

    Args:
        url: http or https.
        hosts: further origins that a style fetches from, such as ``https://tiles.example.org``.

    Raises:
        OwnMapError: no address of the web, or hosts that are no origins.
    """
    found = _ORIGIN.match(url)
    if not found or any(mark.isspace() or mark == '"' for mark in url):
        raise OwnMapError(f"{url!r} is no http or https address")
    origins = _united([found.group(), *map(_origin, hosts)])
    words = [word in url for word in _TILE_WORDS]
    if all(words):
        return OwnMap(tiles=url, origins=origins)
    if any(words):
        raise OwnMapError(f"{url!r}: an address of tiles has {{z}}, {{x}} and {{y}}")
    return OwnMap(style_url=url, origins=origins)


def map_of(text: str, hosts: Iterable[str] = ()) -> OwnMap:
    """The map of a style's text; it may fetch from every origin that stands in it.

    Args:
        text: JSON.
        hosts: further origins, for sources that name more when they are fetched.

    Raises:
        OwnMapError: no style of version 8, or hosts that are no origins.
    """
    try:
        style = json.loads(text)
    except json.JSONDecodeError as error:
        raise OwnMapError(f"no JSON: {error}") from None
    if not isinstance(style, dict) or style.get("version") != 8 or not isinstance(style.get("layers"), list):
        raise OwnMapError('no MapLibre style: "version": 8, "sources" and "layers" are wanted')
    return OwnMap(style=style, origins=_united([*_ORIGIN.findall(text), *map(_origin, hosts)]))


def _origin(text: str) -> str:
    if not _ORIGIN.fullmatch(text):
        raise OwnMapError(f"{text!r} is no origin such as https://tiles.example.org")
    return text


def _united(origins: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(origins))
