"""How fast live frames go out and pages come back.

    python bench/speed/serve_speed.py --data DIR [--clients 200] [--aircraft 20000] [--seconds 20]

Encode: milliseconds to take a picture and make a delta and a full frame, and bytes an aircraft. Fan-out: a server
in a process of its own with simulated aircraft, all of which move every second, and maps in another process that
read and throw away; latency is from the making of a frame's picture to its last byte at a map. Pages: time to the
first byte on a data directory, cold and again. Nothing is compared with the clock of another machine.
"""

import argparse
import asyncio
import multiprocessing
import resource
import struct
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import polars as pl
import uvicorn

from skywitness.emit import swf1
from skywitness.pipeline.picture import COLUMNS
from skywitness.web import app as web_app
from skywitness.web.app import create_app
from skywitness.web.frames import drawn
from skywitness.web.live_source import Status
from skywitness.web.live_table import Channel, LiveTable, Viewport
from skywitness.web.site import SiteOptions

PAGES = (
    "/",
    "/status.json",
    "/flights.json",
    "/aircraft.json",
    "/aircraft/154073.json",
    "/flights/154073-20190322T120619Z.json",
    "/flights/154073-20190322T120619Z/path.json",
    "/airports/SVMI.json",
    "/live.json",
    "/search.json?q=maiq",
    "/layers/heatmap.json?cell_deg=1",
    "/replay/frames?t=2019-03-23T18:00:00Z&step_s=10&n=60",
)
PORT = 18_090


def moving(n: int, at: datetime, seed: int = 1) -> pl.DataFrame:
    """A picture of so many aircraft, each a second further than a second ago."""
    chance = np.random.default_rng(seed)
    second = at.timestamp() % 3_600
    lat, lon = chance.uniform(-60, 70, n), chance.uniform(-180, 180, n)
    track = chance.uniform(0, 360, n)
    return pl.DataFrame(
        {
            "icao24": [f"{number:06x}" for number in range(0x400000, 0x400000 + n)],
            "observed_at": pl.Series([at - timedelta(milliseconds=300)] * n, dtype=pl.Datetime("us", "UTC")),
            "lat_deg": lat + second * 0.002 * np.cos(np.radians(track)),
            "lon_deg": np.clip(lon + second * 0.002 * np.sin(np.radians(track)), -180, 180),
            "baro_altitude_ft": chance.integers(0, 1_600, n) * 25,
            "ground_speed_kt": chance.uniform(100, 550, n),
            "track_deg": track,
            "vertical_rate_fpm": chance.integers(-30, 30, n) * 64,
            "on_ground": [False] * n,
            "position_source": ["adsb"] * n,
            "squawk": ["1000"] * n,
            "emergency": pl.Series([None] * n, dtype=pl.String),
            "callsign": [f"SKY{number}" for number in range(n)],
            "doubt": pl.Series([None] * n, dtype=pl.String),
            "reconstruction": [True] * n,
        }
    ).select(COLUMNS)


class Simulated:
    """A live source whose aircraft all move; each picture is stamped when it is made."""

    def __init__(self, n: int) -> None:
        self._n = n

    def changed(self) -> bool:
        """Always."""
        return True

    def picture(self, now: datetime) -> pl.DataFrame:
        """All of them, moved."""
        return moving(self._n, now)

    def status(self, now: datetime) -> Status:  # noqa: ARG002  as every source has it
        """Live."""
        return Status(live=True, words="simulated", feeds={})


def median_ms(run: Any, times: int = 30) -> float:  # noqa: ANN401  anything that can be called
    """Median time of a call."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        run()
        took.append(time.perf_counter() - began)
    return float(np.median(took) * 1000)


def encoding(n: int) -> None:
    """Encode figures for so many aircraft."""
    at = datetime.now(UTC)
    table = LiveTable()
    pictures = [moving(n, at + timedelta(seconds=second)) for second in range(2)]
    ready = [drawn(picture, None, at) for picture in pictures]
    table.take(ready[0], 0)
    world, europe = (
        Channel(table, None),
        Channel(table, Viewport(350_000_000, -120_000_000, 600_000_000, 300_000_000)),
    )
    turn = iter(range(10_000))
    to_columns = median_ms(lambda: drawn(pictures[next(turn) % 2], None, at))
    take = median_ms(lambda: table.take(ready[next(turn) % 2], next(turn)))

    def delta(channel: Channel) -> float:
        took = []
        for number in range(30):
            table.take(ready[number % 2], number)
            began = time.perf_counter()
            channel.advance()
            took.append(time.perf_counter() - began)
        return float(np.median(took) * 1000)

    whole, part = delta(world), delta(europe)
    every = world.full()
    pure = median_ms(lambda: swf1.frame(ready[0].columns, np.zeros(0, np.uint32), 0))
    print(
        f"{n:>7,} aircraft: picture to columns {to_columns:.1f} ms, take {take:.2f} ms; a channel a tick: world "
        f"{whole:.2f} ms, Europe {part:.2f} ms; frame alone {pure:.2f} ms; {len(every) / n:.2f} bytes an aircraft"
    )


def serve(data: Path, n: int, ready: Any, figures: Any) -> None:  # noqa: ANN401  of multiprocessing
    """The server's process."""
    made = create_app(data, lambda: datetime.now(UTC), b"k" * 32, SiteOptions(warm=False))
    if n:
        inner = made._app  # type: ignore[attr-defined]  # noqa: SLF001  the benchmark puts its own source in
        inner.state.hub = web_app.LiveHub(inner.state.site, Simulated(n))
    config = uvicorn.Config(made, port=PORT, log_level="warning", ws_per_message_deflate=False)
    server = uvicorn.Server(config)

    async def run() -> None:
        loop = asyncio.get_running_loop()
        serving = asyncio.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110  uvicorn has no event for it
            await asyncio.sleep(0.05)
        ready.set()
        for _ in range(2):
            await loop.run_in_executor(None, figures.recv)
            used = resource.getrusage(resource.RUSAGE_SELF)
            figures.send((used.ru_utime + used.ru_stime, used.ru_maxrss))
        server.should_exit = True
        await serving

    asyncio.run(run())


class Map(asyncio.Protocol):
    """A map that reads messages and throws them away, noting how old each frame is when all of it is here.

    It takes WebSocket apart by itself (RFC 6455 section 5.2): a library would cost more than the server.
    """

    def __init__(self) -> None:
        self.latencies: list[float] = []
        self.sizes: list[int] = []
        self._held = b""
        self._left = -1
        self._made_ms = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the socket."""
        asked = [
            "GET /ws/live?names=false HTTP/1.1",
            f"Host: 127.0.0.1:{PORT}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            "\r\n",
        ]
        transport.write("\r\n".join(asked).encode())  # type: ignore[attr-defined]  # it is one that writes

    def data_received(self, data: bytes) -> None:
        """Count what came."""
        if self._left < 0:  # the answer's head
            self._held += data
            head, end, rest = self._held.partition(b"\r\n\r\n")
            if not end:
                return
            assert b" 101 " in head, head  # noqa: S101  the server is there
            self._held, self._left, data = b"", 0, rest
        while data:
            data = self._skip(data) if self._left else self._begin(data)

    def _skip(self, data: bytes) -> bytes:
        rest = data[self._left :]
        self._left = max(self._left - len(data), 0)
        if not self._left and self._made_ms:
            self.latencies.append(time.time() - self._made_ms / 1000)
        return rest

    def _begin(self, data: bytes) -> bytes:
        """Wait until the header of a message and of the frame in it are here."""
        self._held += data
        if len(self._held) < 40:
            return b""
        data, self._held = self._held, b""
        binary, length = data[0] & 15 == 2, data[1] & 127
        start = {126: 4, 127: 10}.get(length, 2)
        if start > 2:
            length = int.from_bytes(data[2:start], "big")
        self._made_ms = struct.unpack_from("<q", data, start + 16)[0] if binary else 0
        if binary:
            self.sizes.append(length)
        self._left = length
        return data[start:]


def fan_out(data: Path, n: int, clients: int, seconds: float) -> None:
    """Fan-out figures; the first frames, in which everybody arrives, are not counted."""
    context = multiprocessing.get_context("spawn")
    ready, (here, there) = context.Event(), context.Pipe()
    process = context.Process(target=serve, args=(data, n, ready, there))
    process.start()
    ready.wait(60)
    maps = [Map() for _ in range(clients)]

    async def run() -> None:
        loop = asyncio.get_running_loop()
        for one in maps:
            await loop.create_connection(lambda one=one: one, "127.0.0.1", PORT)
        await asyncio.sleep(15)
        for one in maps:
            one.latencies.clear()
            one.sizes.clear()
        here.send(None)
        await asyncio.sleep(seconds)

    asyncio.run(run())
    before = here.recv()
    late = np.concatenate([np.array(one.latencies) for one in maps])
    sizes = [size for one in maps for size in one.sizes]
    frames = len(late)
    here.send(None)
    after = here.recv()
    process.join(20)
    cpu_s = after[0] - before[0]
    p50, p95, p99 = (np.quantile(late, share) * 1000 for share in (0.5, 0.95, 0.99))
    print(
        f"{n:,} aircraft to {clients} maps for {seconds:.0f} s: "
        f"{frames / clients / seconds:.2f} frames a second and map; "
        f"latency p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms; "
        f"{np.median(sizes) / 1000:.0f} kB a frame, {sum(sizes) / seconds / 1e6:.0f} MB/s; "
        f"server CPU {cpu_s * 1000 / frames:.2f} ms a map and frame, all its work included; "
        f"{after[1] / 1000:.0f} MB"
    )


def pages(data: Path) -> None:
    """Page figures."""
    context = multiprocessing.get_context("spawn")
    ready, (here, there) = context.Event(), context.Pipe()
    process = context.Process(target=serve, args=(data, 0, ready, there))
    process.start()
    ready.wait(60)
    with httpx.Client(base_url=f"http://127.0.0.1:{PORT}", timeout=120) as client:
        client.get("/search.json?q=warm")
        for page in PAGES:
            took, etag = [], ""
            for _ in range(4):
                began = time.perf_counter()
                with client.stream("GET", page) as answer:
                    next(answer.iter_raw(), b"")
                    took.append(time.perf_counter() - began)
                    etag = answer.headers.get("etag", "")
            known = {"If-None-Match": etag}
            again = median_ms(partial(client.get, page, headers=known), 5)
            first, then = took[0] * 1000, np.median(took[1:]) * 1000
            print(f"{page:58} first {first:6.0f} ms, then {then:6.0f} ms, 304 {again:5.1f} ms")
    for _ in range(2):
        here.send(None)
        here.recv()
    process.join(20)


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--aircraft", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--only-fan-out", action="store_true")
    asked = parser.parse_args()
    if not asked.only_fan_out:
        for n in (10_000, 20_000):
            encoding(n)
        pages(asked.data)
    fan_out(asked.data, asked.aircraft, asked.clients, asked.seconds)


if __name__ == "__main__":
    main()
