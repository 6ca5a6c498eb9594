"""The pages in a real browser: a server over the demo's record, Chromium, and a watch over what the page does.

Skipped, with the reason, where there is no browser, no build of the pages, or no server in the package.
"""

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from built_demo import built_demo
from watched_pages import Open, Watched, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src" / "skywitness" / "web" / "static"
PATIENCE_MS = 120_000
"""For a machine that draws in software and has much else to do."""
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)


@pytest.fixture(scope="session")
def static() -> Path:
    """The built pages."""
    if not (STATIC / "index.html").is_file():
        pytest.skip("the pages are not built: `make ui` builds them and needs Node.js")
    return STATIC


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Where Chromium of the system is."""
    if find_spec("playwright") is None:
        pytest.skip("the package playwright is not installed")
    found = os.environ.get("SKYWITNESS_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.skip("no Chromium found (set SKYWITNESS_CHROMIUM)")
    return found


@pytest.fixture(scope="module")
def chromium(browser_path: str) -> "Iterator[Browser]":
    """Chromium, drawing in software; a module's own, since no other test can run a loop while it is open."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  the package may be missing

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's data directory: one that was built before, or built now."""
    if folder := os.environ.get("SKYWITNESS_DEMO_DATA"):
        return Path(folder)
    return built_demo(tmp_path_factory)


@pytest.fixture(scope="session")
def site(browser_path: str, static: Path, demo_record: Path) -> Iterator[str]:
    """The demo's record, served; not built where nobody can look at it."""
    assert browser_path
    with served(demo_record, static) as address:
        yield address


@pytest.fixture
def browse(chromium: "Browser", site: str) -> Iterator[Open]:
    """Opens pages of a size and theme; all are closed in the end."""
    contexts = []

    def browse(width: int = 1440, height: int = 900, scheme: str = "dark", base: str = site) -> Watched:
        context: Any = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            locale="en-GB",
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return Watched(context.new_page(), base)

    yield browse
    for context in contexts:
        context.close()
