"""A made sky on the loopback: aircraft that fly circles, sent as Beast at a given rate to whoever connects.

Usage: ``python bench/speed/loopback_sky.py PORT MESSAGES_A_SECOND [AIRCRAFT]``. Runs until it is ended. Positions,
velocities and names are in the shares in which aircraft send them (two, two and 0.2 a second); counters tick as a
receiver's do.
"""

import asyncio
import sys
import time

import numpy as np
from numpy.typing import NDArray

from skywitness.demo.frames import squitter

_ROUND_S = 240  # a circle of 240 s at 450 kt has a radius of 5 NM
_SLICE_S = 0.05
_A_SECOND = 5.0
"""Messages of one aircraft: positions even and odd, velocities twice, and a name or a status."""
_ESCAPE = 0x1A


def frames_of_sky(aircraft: int) -> NDArray[np.uint8]:
    """All frames of one round, shape (seconds, frames a second, 14), in an order shuffled within each second."""
    seconds = np.arange(_ROUND_S)
    whole = [np.stack(_of_one(index, seconds), axis=1) for index in range(aircraft)]
    together = np.concatenate(whole, axis=1)
    return together[:, np.random.default_rng(1).permutation(together.shape[1])]


def _of_one(index: int, seconds: NDArray[np.int64]) -> list[NDArray[np.uint8]]:
    icao24 = 0x400000 + index * 7
    centre_lat, centre_lon = 40 + index % 20 * 0.5, -10 + index // 20 * 0.5
    frames = []
    for odd in (0, 1):
        angle = 2 * np.pi * (seconds + odd / 2) / _ROUND_S
        lat_deg, lon_deg = centre_lat + 0.08 * np.cos(angle), centre_lon + 0.1 * np.sin(angle)
        track = np.degrees(angle + np.pi / 2) % 360
        frames.append(squitter.airborne_position(icao24, 11, 30_000 + index % 40 * 100, lat_deg, lon_deg, odd))
        frames.append(squitter.velocity(icao24, 450, track, 0, 500))
    named = squitter.identification(icao24, f"SKY{index:04}", 3, on_ground=np.zeros(len(seconds), int))
    return [*frames, named]


def beast(frames: NDArray[np.uint8], ticks: NDArray[np.uint64]) -> bytes:
    """Frames of 14 bytes as Beast records."""
    count = len(frames)
    rows = np.empty((count, 23), np.uint8)
    rows[:, 0], rows[:, 1] = _ESCAPE, ord("3")
    rows[:, 2:8] = ticks.astype(">u8").view(np.uint8).reshape(count, 8)[:, 2:]
    rows[:, 8] = 120
    rows[:, 9:] = frames
    copies = np.ones(rows.shape, np.int64)
    copies[:, 2:][rows[:, 2:] == _ESCAPE] = 2
    return np.repeat(rows.ravel(), copies.ravel()).tobytes()


async def _send(sky: NDArray[np.uint8], rate: float, writer: asyncio.StreamWriter) -> None:
    """Send for as long as the other side listens; frames that are late are sent at once, as a receiver would."""
    flat = sky.reshape(-1, 14)
    began_s, sent = time.monotonic(), 0
    while True:
        due = int((time.monotonic() - began_s) * rate)
        if due > sent:
            which = np.arange(sent, due)
            ticks = ((began_s + which / rate) * 12e6).astype(np.uint64)
            writer.write(beast(flat[which % len(flat)], ticks))
            sent = due
            await writer.drain()
        await asyncio.sleep(_SLICE_S)


async def serve(port: int, rate: float, aircraft: int) -> None:
    """Serve the sky until ended."""
    sky = frames_of_sky(aircraft)

    async def client(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await _send(sky, rate, writer)
        except OSError:
            writer.close()

    server = await asyncio.start_server(client, "127.0.0.1", port)
    print(f"sending {rate:.0f} messages/s of {aircraft} aircraft on port {port}", flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    wanted = float(sys.argv[2])
    asyncio.run(
        serve(int(sys.argv[1]), wanted, int(sys.argv[3]) if sys.argv[3:] else max(1, round(wanted / _A_SECOND)))
    )
