"""What the map costs in script for each picture and each update, with 10,000 and 20,000 aircraft that move.

    make ui && python bench/web/frames.py [--aircraft 10000 20000]

Chromium, headless and drawing in software, shows the built pages; their live connection is played by this script:
aircraft at random places that fly on. Milliseconds of script are Chromium's own count (``ScriptDuration``: all of
the page, MapLibre and labels too) over the pictures drawn; updates are the layer's own count. Drawing itself is
not in it.
"""

import argparse
import json
import mimetypes
import os
import re
import shutil
import time
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Browser, Page, Route, WebSocketRoute, sync_playwright

STATIC = Path(__file__).parents[2] / "src" / "skywitness" / "web" / "static"
ORIGIN = "http://pages.test"
FLAGS = ("--no-sandbox", "--disable-gpu", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
STATUS = {"data_since": None, "data_until": "2026-01-01T00:00:00Z", "live": True, "reconstruction": True}
PICTURES, UPDATES, WARM = 40, 40, 20
LIMITS = {10_000: (4.0, 2.0), 20_000: (6.0, 4.0)}
"""Milliseconds of script a picture and an update may take."""


def frame(seed: int, count: int, seconds: float) -> bytes:
    """A full SWF1 frame of aircraft at random places, flown on for some seconds."""
    chance = np.random.default_rng(seed)
    track_deg, speed_kt = chance.uniform(0, 360, count), chance.uniform(120, 520, count)
    lat_deg, lon_deg = chance.uniform(-60, 70, count), chance.uniform(-180, 180, count)
    moved_deg = speed_kt * seconds / 3600 / 60
    lat_deg = lat_deg + moved_deg * np.cos(np.radians(track_deg))
    lon_deg = lon_deg + moved_deg * np.sin(np.radians(track_deg)) / np.cos(np.radians(lat_deg))
    head = b"SWF1" + bytes([1, 0, 0, 0]) + np.array([count, 0], "<u4").tobytes()
    blocks = [
        np.array([time.time() * 1000], "<i8"),
        np.arange(1, count + 1, dtype="<u4"),
        np.round(lat_deg * 1e7).astype("<i4"),
        np.round(((lon_deg + 180) % 360 - 180) * 1e7).astype("<i4"),
        (chance.uniform(0, 41_000, count) / 25).astype("<i2"),
        (speed_kt * 10).astype("<u2"),
        (track_deg * 100).astype("<u2"),
        np.zeros(count, "<i2"),
        np.zeros(count, "<u2"),
        np.zeros(count, "u1"),
    ]
    body = head + b"".join(block.tobytes() for block in blocks)
    return body + bytes(-len(body) % 4)


def answer(route: Route) -> None:
    """Files of the build, with ranges; a status, names; nothing else."""
    path = route.request.url.removeprefix(ORIGIN).partition("?")[0]
    if path == "/status.json":
        return route.fulfill(json=STATUS)
    if path == "/aircraft/names.json":
        wanted = route.request.url.partition("icao24=")[2].split("%2C")
        kinds = ("L2J", "L4J", "L1P", "H1T")
        names = {one: {"callsign": one.upper(), "description": kinds[int(one, 16) % 4]} for one in wanted}
        return route.fulfill(json={"names": names})
    file = STATIC / (path.lstrip("/") or "index.html")
    if not file.is_file():
        return route.fulfill(status=404, body="{}")
    content, kind = file.read_bytes(), mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    asked = re.match(r"bytes=(\d+)-(\d+)", route.request.headers.get("range", ""))
    if not asked:
        return route.fulfill(body=content, content_type=kind)
    first, last = int(asked[1]), min(int(asked[2]), len(content) - 1)
    headers = {"content-range": f"bytes {first}-{last}/{len(content)}", "content-type": kind}
    return route.fulfill(status=206, body=content[first : last + 1], headers=headers)


def measured(browser: Browser, count: int) -> dict[str, Any]:
    """Milliseconds of script a picture and an update, with so many aircraft."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    sockets: list[WebSocketRoute] = []
    page.route("**/*", answer)
    page.route_web_socket("**/ws/live", lambda socket: sockets.append(socket))  # noqa: PLW0108  it is marked by playwright
    page.goto(f"{ORIGIN}/?lat=25&lon=0&z=1.6")
    page.wait_for_selector("[data-ready=yes]", state="attached", timeout=60_000)
    begun = time.perf_counter()
    sockets[0].send(frame(1, count, 0))
    page.wait_for_function(
        f"skywitnessMeter.frames > 0 && /{count // 1000}/.test(document.querySelector('header').innerText)"
    )
    shown_s = time.perf_counter() - begun
    page.wait_for_timeout(4000)  # names come
    update_ms = updates(page, sockets[0], count)
    return {"aircraft": count, "picture_ms": pictures(page), "update_ms": update_ms, "shown_s": round(shown_s, 2)}


def updates(page: Page, socket: WebSocketRoute, count: int) -> float:
    """Median of the layer's time for one update of every aircraft, after some that warm the script up."""
    taken = []
    for number in range(1, WARM + UPDATES + 1):
        before = page.evaluate("[skywitnessMeter.updates, skywitnessMeter.update_ms]")
        socket.send(frame(1, count, number))
        page.wait_for_function(f"skywitnessMeter.updates > {before[0]}")
        after = page.evaluate("[skywitnessMeter.updates, skywitnessMeter.update_ms]")
        taken.append((after[1] - before[1]) / (after[0] - before[0]))
    return round(float(np.median(taken[WARM:])), 2)


def pictures(page: Page) -> float:
    """Script of the whole page over the pictures that it draws while nothing comes."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})  # so that a busy machine counts for less

    def script_s() -> float:
        metrics = {one["name"]: one["value"] for one in devtools.send("Performance.getMetrics")["metrics"]}
        return float(metrics["ScriptDuration"])

    draw = """async (count) => {
      for (let i = 0; i < count; i++) {
        const before = skywitnessMeter.frames;
        skywitnessMeter.repaint();
        while (skywitnessMeter.frames === before) await new Promise((done) => requestAnimationFrame(done));
      }
    }"""
    page.evaluate(draw, 5)
    before, drawn = script_s(), page.evaluate("skywitnessMeter.frames")
    page.evaluate(draw, PICTURES)
    return round((script_s() - before) * 1000 / (page.evaluate("skywitnessMeter.frames") - drawn), 2)


def main() -> None:
    """Measure each number of aircraft and print a line of JSON for it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--aircraft", type=int, nargs="+", default=[10_000, 20_000])
    wanted = parser.parse_args().aircraft
    if not (STATIC / "index.html").is_file():
        raise SystemExit("the pages are not built: make ui")
    found = os.environ.get("SKYWITNESS_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        for count in wanted:
            result = measured(browser, count)
            limits = LIMITS.get(count)
            held = {} if limits is None else {"limits_ms": limits}
            print(json.dumps(result | held))
        browser.close()


if __name__ == "__main__":
    main()
