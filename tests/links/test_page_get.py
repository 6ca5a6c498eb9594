"""Fetching a page as evidence, from a server on this machine that behaves as servers in the world do."""

import asyncio
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from page_server import PAGES, PageServer, page_server
from skywitness.links.errors import LinkError
from skywitness.links.page_body import decoded, unchunked
from skywitness.links.page_get import AGENT, Page, PageLimits, page_get
from skywitness.links.public_address import is_public, place_of

LIMITS = PageLimits(most_bytes=1 << 20, within_s=20, allow_private=True)


@pytest.fixture(scope="module")
def server() -> Iterator[PageServer]:
    with page_server() as running:
        yield running


def fetched(url: str, limits: PageLimits = LIMITS) -> Page:
    return asyncio.run(page_get(url, limits))


def test_a_page_comes_with_the_bytes_on_the_line(server: PageServer) -> None:
    page = fetched(f"{server.url}/article.html#part")
    assert page.body == (PAGES / "article.html").read_bytes()
    assert (page.mime, page.cut_off, len(page.exchanges), page.last.status) == ("text/html", None, 1, 200)
    assert page.last.response.startswith(b"HTTP/1.1 200 OK\r\n")
    assert page.last.response[page.last.head_bytes :] == page.body
    assert page.last.request.startswith(b"GET /article.html HTTP/1.1\r\nHost: 127.0.0.1:")
    assert (page.last.ip, page.last.certificate_sha256) == ("127.0.0.1", None)


def test_it_says_who_asks_and_nothing_about_the_user(server: PageServer) -> None:
    fetched(f"{server.url}/article.html?a=ж 1")
    path, headers = server.asked[-1]
    assert path == "/article.html?a=%D0%B6%201"
    assert headers["user-agent"] == AGENT
    assert not {"cookie", "authorization", "referer"} & headers.keys()


def test_a_redirect_is_followed_and_kept(server: PageServer) -> None:
    page = fetched(f"{server.url}/moved")
    assert [hop.status for hop in page.exchanges] == [301, 200]
    assert page.last.url == f"{server.url}/article.html"
    assert b"Location: /article.html" in page.exchanges[0].response


def test_redirects_in_a_circle_or_without_end_are_refused(server: PageServer) -> None:
    with pytest.raises(LinkError, match=r"redirects in a circle: .*/circle → .*/circle-back → .*/circle$"):
        fetched(f"{server.url}/circle")
    with pytest.raises(LinkError, match=r"more than 5 times, last to .*further"):
        fetched(f"{server.url}/further")


def test_packed_and_chunked_bodies_are_undone(server: PageServer) -> None:
    assert fetched(f"{server.url}/packed").body == (PAGES / "article.html").read_bytes()
    assert fetched(f"{server.url}/chunked").body == b"<p>one two</p>"


def test_a_body_of_200_mb_is_cut_off_and_what_came_is_kept(server: PageServer) -> None:
    page = fetched(f"{server.url}/huge")
    assert page.cut_off == "stopped after 1,048,576 bytes"
    assert len(page.body) == 1 << 20
    assert page.body.startswith(b"<html><body><p>It begins like a page.")
    assert len(page.last.response) < 2 << 20


def test_a_small_body_that_unpacks_to_much_is_cut_off(server: PageServer) -> None:
    page = fetched(f"{server.url}/bomb")
    assert (page.cut_off, len(page.body)) == ("stopped after 1,048,576 bytes unpacked", 1 << 20)


def test_a_slow_drip_is_cut_off_and_what_came_is_kept(server: PageServer) -> None:
    page = fetched(f"{server.url}/drip", LIMITS._replace(within_s=0.5))
    assert page.cut_off == "stopped after 0.5 s"
    assert b"then silence" in page.body


def test_a_line_that_breaks_is_said(server: PageServer) -> None:
    page = fetched(f"{server.url}/broken")
    assert "the server stopped after" in (page.cut_off or "")
    assert page.body == b"<p>half</p>"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://example.org/x", "begins with http"),
        ("file:///etc/passwd", "begins with http"),
        ("http://", "begins with http"),
        ("http://user:secret@127.0.0.1/", "name or password"),
        ("http://127.0.0.1:99999/", "no address of a page"),
        ("http://no-such-host.invalid/", "nobody knows the host"),
    ],
)
def test_what_is_no_page_is_refused(url: str, words: str) -> None:
    with pytest.raises(LinkError, match=words):
        fetched(url)


def test_what_does_not_answer_as_a_page_is_refused(server: PageServer) -> None:
    with pytest.raises(LinkError, match="not HTTP"):
        fetched(f"{server.url}/mute")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(LinkError, match="no connection: refused"):
            fetched(f"http://127.0.0.1:{free.getsockname()[1]}/")


def test_private_addresses_are_refused_before_anything_is_asked(server: PageServer) -> None:
    asked = len(server.asked)
    with pytest.raises(LinkError, match=r"127\.0\.0\.1, which is not on the public Internet; --allow-private"):
        fetched(f"{server.url}/article.html", LIMITS._replace(allow_private=False))
    assert len(server.asked) == asked


def test_a_public_name_that_redirects_inwards_is_refused(
    server: PageServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first hop is taken for public; where it leads to is looked at like any other."""
    answers = iter([True, False])
    monkeypatch.setattr("skywitness.links.public_address.is_public", lambda _ip: next(answers))
    with pytest.raises(LinkError, match="not on the public Internet"):
        fetched(f"{server.url}/moved", LIMITS._replace(allow_private=False))


def test_a_name_with_one_private_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    async def two(_self: object, _host: str, port: int, **_how: int) -> list[Any]:
        return [(0, 0, 0, "", ("93.184.215.14", port)), (0, 0, 0, "", ("10.0.0.7", port))]

    monkeypatch.setattr(asyncio.base_events.BaseEventLoop, "getaddrinfo", two)
    with pytest.raises(LinkError, match=r"rebinding\.example is at 10\.0\.0\.7"):
        asyncio.run(place_of("http://rebinding.example/", allow_private=False))


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0",
        "fc00::1", "fd12:3456::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1",
        "2002:7f00:1::1", "2002:0a00:0001::", "2001:db8::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize("ip", ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_addresses_that_are_public(ip: str) -> None:
    assert is_public(ip)


def test_chunks_that_stop_are_kept_as_far_as_they_came() -> None:
    assert unchunked(b"3\r\nabc\r\n5\r\nde") == (b"abcde", "the server stopped within a piece")
    assert unchunked(b"3;x=y\r\nabc\r\n") == (b"abc", "the server stopped between two pieces")
    assert unchunked(b"no chunk\r\n") == (b"", "the server stopped between two pieces")


def test_packing_that_is_unknown_or_wrong_is_kept_as_it_came() -> None:
    assert decoded(b"\x0b\x02", [("content-encoding", "br")], 99) == (
        b"\x0b\x02",
        "it is packed as br, which was not asked for; kept as it came",
    )
    assert decoded(b"plain", [("content-encoding", "gzip")], 99).content == b"plain"
