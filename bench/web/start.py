"""How soon the first aircraft is on the screen, from the address to the picture, and what is fetched until then.

    make ui && python bench/web/start.py --data DIR [--path PATH] [--runs 5]

DIR is what ``skywitness demo`` built. A server over it on the loopback; Chromium, headless and drawing in
software; milliseconds on the page's own clock from the beginning of the navigation until the map has drawn
aircraft. Cold is a browser that has never been there, warm the same browser once more.
"""

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, sync_playwright

FLAGS = ("--no-sandbox", "--disable-gpu", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
PATH = "/?t=2019-03-22T21:30:00Z&lat=38&lon=22&z=3.4"
LIMIT_MS = 1500
WATCH = """
window.firstAircraft = new Promise((done) => {
  const look = () => (window.skywitnessMeter?.frames > 0 ? done(performance.now()) : requestAnimationFrame(look));
  look();
});
"""
FETCHED = "performance.getEntriesByType('resource').reduce((sum, one) => sum + one.transferSize, 0)"
READY_S = 60


@contextmanager
def served(data: str) -> Iterator[str]:
    """``skywitness serve`` over a data directory, at an address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "skywitness", "serve", "--data", data, "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(f"http://127.0.0.1:{port}/status.json")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait(address: str) -> None:
    end = time.monotonic() + READY_S
    while time.monotonic() < end:
        try:
            with urlopen(address, timeout=5):  # noqa: S310  an address of ours
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise SystemExit(f"no answer from {address}")


def opened(context: BrowserContext, address: str) -> dict[str, float]:
    """Milliseconds until aircraft are drawn, and bytes fetched until then, of one page."""
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(address)
    taken = {"ms": page.evaluate("firstAircraft"), "kB": page.evaluate(FETCHED) / 1000}
    page.close()
    return taken


def measured(browser: Browser, address: str, runs: int) -> dict[str, Any]:
    """Medians over runs, cold and warm."""
    taken: dict[str, list[dict[str, float]]] = {"cold": [], "warm": []}
    for _ in range(runs):
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        for times in taken.values():
            times.append(opened(context, address))
        context.close()
    return {
        f"{name}_{unit}": round(statistics.median(one[unit] for one in found))
        for name, found in taken.items()
        for unit in ("ms", "kB")
    }


def main() -> None:
    """Print the medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", required=True)
    parser.add_argument("--path", default=PATH)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    executable = os.environ.get("SKYWITNESS_CHROMIUM") or shutil.which("chromium")
    with served(given.data) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        print(
            json.dumps(
                {"path": given.path, **measured(browser, base + given.path, given.runs), "limit_ms": LIMIT_MS}
            )
        )


if __name__ == "__main__":
    main()
