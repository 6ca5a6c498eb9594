"""Pictures of pages by the system's Chromium, and the guard that is its only way out."""

import asyncio
import struct
from collections.abc import Iterator

import pytest

from page_server import PageServer, page_server
from skywitness.links.errors import LinkError
from skywitness.links.guard_proxy import guard_proxy
from skywitness.links.page_picture import Picture, find_browser, page_picture

PROGRAM = find_browser()


@pytest.fixture(scope="module")
def server() -> Iterator[PageServer]:
    with page_server() as running:
        yield running


def pictured(url: str, **how: bool) -> Picture:
    if PROGRAM is None:
        pytest.skip("no Chromium on this machine")
    return page_picture(url, PROGRAM, **{"allow_private": True, **how})


def through_guard(request: bytes, *, allow_private: bool) -> tuple[bytes, list[str]]:
    async def ask() -> tuple[bytes, list[str]]:
        async with guard_proxy(allow_private=allow_private) as guard:
            reader, writer = await asyncio.open_connection("127.0.0.1", guard.port)
            writer.write(request)
            answer = await reader.read()
            writer.close()
            return answer, guard.refused

    return asyncio.run(ask())


def test_all_of_a_long_page_is_in_the_picture(server: PageServer) -> None:
    server.extra["/long"] = b"<body style='margin:0'>" + b"<p style='height:500px;margin:0'>x</p>" * 6
    shown = pictured(f"{server.url}/long")
    width, height = struct.unpack(">II", shown.png[16:24])
    assert (width, height, shown.cut_off) == (1280, 3000, None)


def test_a_page_without_end_is_cut_off_and_said_to_be(server: PageServer) -> None:
    server.extra["/endless"] = b"<body style='margin:0'><p style='height:90000px;margin:0'>x</p>"
    assert pictured(f"{server.url}/endless").cut_off == "the page is 90,000 pixels high, the picture 16,000"


def test_a_page_that_attacks_is_pictured_and_its_boxes_are_put_away(server: PageServer) -> None:
    server.extra["/boxes"] = b"<script>alert(1); confirm(2)</script><p>after</p>"
    assert pictured(f"{server.url}/boxes").cut_off is None


def test_what_a_page_asks_of_the_machine_is_refused(server: PageServer) -> None:
    """The page itself is on this machine too, so that the browser gets nothing at all."""
    asked = len(server.asked)
    with pytest.raises(LinkError, match="the browser cannot show it"):
        pictured(f"{server.url}/article.html", allow_private=False)
    assert len(server.asked) == asked


def test_a_program_that_is_no_browser_is_said() -> None:
    with pytest.raises(LinkError, match="the browser is gone"):
        page_picture("http://127.0.0.1:1/", "/bin/true", allow_private=True, within_s=20)


def test_the_guard_lets_through_what_is_allowed(server: PageServer) -> None:
    host = server.url.removeprefix("http://")
    request = f"GET {server.url}/greek.html HTTP/1.1\r\nHost: {host}\r\nProxy-Connection: keep-alive\r\n\r\n"
    answer, refused = through_guard(request.encode(), allow_private=True)
    assert answer.startswith(b"HTTP/1.1 200")
    assert server.asked[-1][0] == "/greek.html"
    assert "proxy-connection" not in server.asked[-1][1]
    assert refused == []


@pytest.mark.parametrize(
    "request_",
    [
        b"CONNECT 169.254.169.254:80 HTTP/1.1\r\n\r\n",
        b"GET http://127.0.0.1/ HTTP/1.1\r\n\r\n",
        b"CONNECT [::1]:22 HTTP/1.1\r\n\r\n",
    ],
)
def test_the_guard_refuses_what_is_not_public(request_: bytes) -> None:
    answer, refused = through_guard(request_, allow_private=False)
    assert answer.startswith(b"HTTP/1.1 403")
    assert len(refused) == 1


def test_the_guard_gives_the_browser_no_way_home_and_bears_nonsense() -> None:
    assert through_guard(b"CONNECT update.googleapis.com:443 HTTP/1.1\r\n\r\n", allow_private=True) == (b"", [])
    assert through_guard(b"nonsense\r\n\r\n", allow_private=True) == (b"", [])
