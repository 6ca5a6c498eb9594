"""Address: what the user wrote for a source, and what it means: where to connect, how, and in which format."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

_STREAMS = {
    "beast": ("beast", 30005),
    "avr": ("avr", 30002),
    "sbs": ("sbs", 30003),
    "json+tcp": ("aircraft_json_lines", 30047),
}
"""Format and usual port (readsb, README: ports that its clients expect) of a TCP stream by its scheme."""
_POLLED = "aircraft_json"
_FILES = {"readsb+json": "http", "readsb+jsons": "https"}
_SERVICES = {
    "adsb.lol": "https://api.adsb.lol/v2",
    "airplanes.live": "https://api.airplanes.live/v2",
    "adsbx": "https://adsbexchange-com1.p.rapidapi.com/v2",
}
"""Where the services answer; the first two share paths, the third has its own and wants a key."""
_KEYED = "adsbx"
_MOST_RADIUS_NM = 250.0  # more is refused by all three
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


class AddressError(ValueError):
    """A source that cannot be meant; the message says why."""


class Address(NamedTuple):
    """A source.

    Attributes:
        name: of the feed: its folder in the raw log, and the receiver of rows whose format names none.
        url: as the user wrote it, without the name.
        kind: ``tcp``, ``http`` or ``file``.
        format: name of the feed format.
        host: of a ``tcp`` source.
        port: of a ``tcp`` source.
        target: the address of an ``http`` source, or the path of a ``file``.
        service: the public service that is asked, else empty.
        keyed: whether it wants a key.
        every_s: seconds between two polls, at least.
    """

    name: str
    url: str
    kind: str
    format: str
    host: str = ""
    port: int = 0
    target: str = ""
    service: str = ""
    keyed: bool = False
    every_s: float = 1.0

    @property
    def polled(self) -> bool:
        """Whether each delivery is a document of its own."""
        return self.kind != "tcp"


def parse_address(text: str) -> Address:
    """A source as ``URL`` or ``NAME=URL``.

    Raises:
        AddressError: it cannot be meant.
    """
    name, separator, url = text.partition("=")
    if not separator or not _NAME.fullmatch(name):
        name, url = "", text
    scheme, separator, rest = url.partition("://")
    if not separator:
        raise AddressError(f"{text!r} is no source: write {', '.join(f'{known}://…' for known in _schemes())}")
    if scheme in _STREAMS:
        found = _stream(scheme, url)
    elif scheme in _FILES:
        found = _snapshot(scheme, rest, url)
    elif scheme in _SERVICES:
        found = _service(scheme, rest, url)
    else:
        raise AddressError(f"there is no kind of source {scheme!r}; known are {', '.join(_schemes())}")
    return found._replace(name=name or _default_name(found))


def _schemes() -> list[str]:
    return [*_STREAMS, *_FILES, *_SERVICES]


def _stream(scheme: str, url: str) -> Address:
    format_, usual_port = _STREAMS[scheme]
    parts = urlsplit(url)
    try:
        host, port = parts.hostname, parts.port or usual_port
    except ValueError as error:
        raise AddressError(f"{url!r} has no usable port: {error}") from error
    if not host or parts.path.strip("/"):
        raise AddressError(f"{url!r} is not {scheme}://HOST:PORT")
    return Address("", url, "tcp", format_, host, port)


def _snapshot(scheme: str, rest: str, url: str) -> Address:
    if rest.startswith("/"):
        return Address("", url, "file", _POLLED, target=rest)
    if not rest.partition("/")[0]:
        raise AddressError(f"{url!r} names neither a host nor a file: {scheme}://HOST/PATH or {scheme}:///FILE")
    return Address("", url, "http", _POLLED, target=f"{_FILES[scheme]}://{rest}")


def _service(scheme: str, rest: str, url: str) -> Address:
    question, _, said = rest.strip("/").partition("/")
    keyed = scheme == _KEYED
    if question == "mil" and not said:
        path = "mil"
    elif question == "hex" and re.fullmatch(r"[0-9a-fA-F]{6}(,[0-9a-fA-F]{6})*", said):
        path = f"{'icao' if keyed else 'hex'}/{said.lower()}"
    elif question == "point":
        path = _point(said, url, keyed=keyed)
    else:
        raise AddressError(f"{url!r} asks for nothing known: {scheme}://point/LAT,LON,RADIUS_NM, hex/…, or mil")
    target = f"{_SERVICES[scheme]}/{path}" + ("/" if keyed else "")
    return Address("", url, "http", _POLLED, target=target, service=scheme, keyed=keyed, every_s=5.0)


def _point(said: str, url: str, *, keyed: bool) -> str:
    try:
        lat_deg, lon_deg, radius_nm = map(float, said.split(","))
    except ValueError as error:
        raise AddressError(f"{url!r} does not say point/LAT,LON,RADIUS_NM") from error
    if not (-90 <= lat_deg <= 90 and -180 <= lon_deg <= 180 and 0 < radius_nm <= _MOST_RADIUS_NM):
        raise AddressError(f"{url!r} is not on the globe, or its radius not within {_MOST_RADIUS_NM:.0f} NM")
    if keyed:
        return f"lat/{lat_deg:g}/lon/{lon_deg:g}/dist/{radius_nm:g}"
    return f"point/{lat_deg:g}/{lon_deg:g}/{radius_nm:g}"


def _default_name(found: Address) -> str:
    words = found.service + found.url.partition("://")[2] if found.service else found.url
    name = re.sub(r"[^A-Za-z0-9.]+", "-", words).strip("-.")
    return name[:64] or "feed"
