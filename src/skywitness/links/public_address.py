"""Public address: which addresses a page may be fetched from, after the name was resolved.

A page that somebody sends to an investigator can name, or redirect to, what only this machine can reach: its own
services, its neighbours, the data of the cloud that it runs in (169.254.169.254). So the name is resolved here,
every address that it gives must be public, and the connection goes to the address that was looked at, not to the
name: a name that answers otherwise the second time gains nothing.
"""

import asyncio
import ipaddress
import socket
from typing import NamedTuple
from urllib.parse import urlsplit

from skywitness.links.errors import LinkError

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in its last 32 bits
_PORTS = {"http": 80, "https": 443}
REFUSED = "private address"
"""Kind of the error."""


class Place(NamedTuple):
    """Where to connect to for a page.

    Attributes:
        scheme: ``http`` or ``https``.
        host: as the address names it.
        port: of the server.
        ip: the address to connect to.
    """

    scheme: str
    host: str
    port: int
    ip: str


async def place_of(url: str, *, allow_private: bool) -> Place:
    """Where a page is, resolved and looked at.

    Raises:
        LinkError: no web address, one with a password in it, a name that nobody knows, or an address that is not
            public.
    """
    parts = urlsplit(url)
    try:
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
    except ValueError as error:
        raise LinkError(f"{url!r} is no address of a page: {error}", kind="bad address") from error
    if scheme not in _PORTS or not host:
        raise LinkError(f"{url!r} is no address of a page: it begins with http:// or https://", kind="bad address")
    if parts.username is not None or parts.password is not None:
        raise LinkError("an address with a name or password in it is not fetched", kind="bad address")
    ips = await resolve(host, port or _PORTS[scheme])
    if not allow_private and (hidden := [ip for ip in ips if not is_public(ip)]):
        raise LinkError(
            f"{host} is at {hidden[0]}, which is not on the public Internet; --allow-private fetches it",
            kind=REFUSED,
        )
    return Place(scheme, host, port or _PORTS[scheme], ips[0])


async def resolve(host: str, port: int) -> list[str]:
    """Addresses of a host, each once.

    Raises:
        LinkError: nobody knows it.
    """
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise LinkError(f"nobody knows the host {host}", kind="no such host") from error
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(ip: str) -> bool:
    """Whether an address is one of the public Internet (IANA special-purpose registries, as Python knows them).

    An IPv4 address that an IPv6 address carries within it must be public too.
    """
    address: _Address = ipaddress.ip_address(ip.partition("%")[0])
    return all(one.is_global and not one.is_multicast for one in _carried(address))


def _carried(address: _Address) -> list[_Address]:
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    inner: list[_Address | None] = [address.ipv4_mapped, address.sixtofour]
    inner += address.teredo or ()
    if address in _NAT64:
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    carried = [one for one in inner if one is not None]
    return carried if address.ipv4_mapped else [address, *carried]
