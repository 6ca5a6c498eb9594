"""An empty archive, no WebGL, a dead connection, old bookmarks and names that are code."""

from pathlib import Path
from typing import Any

from watched_pages import Open, served

HOSTILE = "<img src=x onerror=\"document.title='owned'\">"
NO_WEBGL = """
const real = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
  return kind.startsWith('webgl') ? null : real.call(this, kind, ...more);
};
"""


def test_an_empty_archive_says_what_to_do(browse: Open, static: Path, tmp_path: Path) -> None:
    with served(tmp_path / "empty", static) as address:
        watched = browse(base=address)
        page = watched.open("/", ".empty")
        assert "skywitness import" in page.inner_text(".empty")
        for path in ("/aircraft", "/flights", "/status"):
            watched.open(path)
        watched.is_clean()


def test_without_webgl_the_lists_work(browse: Open) -> None:
    watched = browse()
    watched.page.add_init_script(NO_WEBGL)
    page = watched.open("/", "text=This browser cannot draw the map")
    page.click("a.button[href='/flights']")
    page.wait_for_selector("main table a[href^='/flights/']")
    page.click("main table a[href^='/flights/']")
    page.wait_for_selector("main canvas")


def test_a_dead_connection_is_said_and_tried_again(browse: Open) -> None:
    watched = browse()
    tries: list[str] = []

    def refuse(socket: Any) -> None:  # noqa: ANN401  of playwright
        tries.append(socket.url)
        socket.close()

    watched.page.route_web_socket("**/ws/live", refuse)
    page = watched.open("/status")
    page.wait_for_selector("header :text('Connection lost')")
    page.wait_for_timeout(2500)
    assert len(tries) >= 2


def test_old_bookmarks_are_told_from_errors(browse: Open) -> None:
    page = browse().open("/flights/154073-19990101T000000Z", "[role=alert]")
    assert "does not know" in page.inner_text("[role=alert]")
    page = browse().open("/no/such/page")
    assert "No such page" in page.inner_text("main h1")


def test_nonsense_in_the_address_is_ignored(browse: Open) -> None:
    watched = browse()
    nonsense = "/?t=yesterday&lat=9999&lon=x&z=-5&color=pink&speed=1e9&theme=neon&proj=cube"
    page = watched.open(nonsense, "[data-ready=yes]")
    assert "t=" not in page.url.replace("lat=", "")
    watched.is_clean()


def test_names_that_are_code_are_shown_as_text(browse: Open) -> None:
    watched = browse()
    row = dict.fromkeys(("registration", "operator", "typecode", "flag_state"), HOSTILE) | {"icao24": "154073"}
    watched.page.route("**/aircraft.json*", lambda route: route.fulfill(json={"rows": [row], "next": None}))
    page = watched.open("/aircraft", "main table tbody tr")
    assert HOSTILE in page.inner_text("main table")
    assert page.query_selector("img[src=x]") is None
    assert page.title() != "owned"
