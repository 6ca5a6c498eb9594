"""What handing on costs: rows and frames at a given rate, to many who read them as Beast and as SBS.

Usage: ``python bench/speed/rebroadcast_speed.py [SECONDS] [MESSAGES_A_SECOND] [READERS]`` (30, 5000 and 50). Half
of the readers read Beast, half SBS, in a process of their own; one more of each never reads. A row goes with every
second frame, as in a real feed. Processor time is that of the sending process, without decoding; lag is from the
time that a frame's counter tells to its arrival at a reader.
"""

import asyncio
import json
import os
import resource
import sys
import time
from datetime import UTC, datetime

from skywitness.feeds.beast_records import RecordCutter
from skywitness.links.broadcast import broadcasting
from skywitness.model import Message, StateVector
from skywitness.pipeline.follow import Followed
from skywitness.pipeline.live.rebroadcast import Rebroadcast

_HOST = "127.0.0.1"
_DELIVERIES_A_SECOND = 20
_TICKS_A_S = 12_000_000
_FRAME = bytes.fromhex("8d406b902015a678d4d220aa4bda")


async def _read(port: int, sizes: list[int]) -> None:
    reader, writer = await asyncio.open_connection(_HOST, port)
    at = len(sizes)
    sizes.append(0)
    while data := await reader.read(1 << 16):
        sizes[at] += len(data)
    writer.close()


async def _time(port: int, lags_s: list[float]) -> None:
    reader, writer = await asyncio.open_connection(_HOST, port)
    cutter = RecordCutter()
    while data := await reader.read(1 << 16):
        records = cutter.push(data)
        ticks = int(time.time() * _TICKS_A_S) % 2**48
        lags_s += [(ticks - int.from_bytes(one.body[:6], "big")) / _TICKS_A_S for one in records]
    writer.close()


async def _stuck(port: int) -> None:
    both = await asyncio.open_connection(_HOST, port, limit=1 << 10)
    await asyncio.Event().wait()
    del both


async def readers(beast: int, sbs: int, each: int) -> None:
    """Read until there is no more, and say what was got."""
    sizes: dict[int, list[int]] = {beast: [], sbs: []}
    lags_s: list[float] = []
    stuck = [asyncio.create_task(_stuck(port)) for port in sizes]
    reading = [_read(port, got) for port, got in sizes.items() for _ in range(each)]
    await asyncio.gather(*reading, _time(beast, lags_s))
    lags_s.sort()
    shares = {str(share): round(lags_s[int(share * (len(lags_s) - 1))], 3) for share in (0.5, 0.95, 0.99)}
    everybody = [[min(got), max(got)] for got in sizes.values()]
    print(json.dumps({"least_and_most_bytes_a_reader_got": everybody, "lag_s": shares}), flush=True)
    for task in stuck:
        task.cancel()


def _delivery(count: int, now: datetime) -> Followed:
    messages = [Message(now, _FRAME, row, None, -12.0) for row in range(count)]
    state = StateVector("406b90", now, 51.14566, 7.2443, 36_000, None, 493.6, 285.4, 0, callsign="EZY85MH")
    return Followed([state] * (count // 2), [], count, understood=True, messages=messages)


async def measure(seconds: float, rate: int, many: int) -> dict[str, object]:
    """The whole run."""
    async with broadcasting(_HOST, 0) as (beast, beast_port), broadcasting(_HOST, 0) as (sbs, sbs_port):
        words = [sys.executable, __file__, "read", str(beast_port), str(sbs_port), str(many // 2)]
        child = await asyncio.create_subprocess_exec(*words, stdout=asyncio.subprocess.PIPE)
        while beast.readers + sbs.readers < many // 2 * 2 + 3:  # noqa: ASYNC110  connections have no event
            await asyncio.sleep(0.1)
        handing = Rebroadcast({"beast": beast, "sbs": sbs})
        count = rate // _DELIVERIES_A_SECOND
        began_s, cpu_s, sent = time.monotonic(), time.process_time(), 0
        while time.monotonic() < began_s + seconds:
            handing.hand_on(_delivery(count, datetime.now(UTC)))
            sent += count
            await asyncio.sleep(max(0.0, began_s + sent / rate - time.monotonic()))
        span_s, cpu_s = time.monotonic() - began_s, time.process_time() - cpu_s
        await asyncio.sleep(1)
    said = json.loads((await child.communicate())[0])
    return {
        "readers": many // 2 * 2 + 3,
        "messages_a_second": round(sent / span_s),
        "cpu_share_of_a_core": round(cpu_s / span_s, 3),
        "cpu_us_a_message": round(cpu_s / sent * 1e6, 1),
        "most_resident_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3),
        "sent_mb_a_second": round((beast.sent_bytes + sbs.sent_bytes) / span_s / 1e6, 1),
        "stuck_readers_cut_off": beast.dropped + sbs.dropped,
        **said,
        "load_average": round(os.getloadavg()[0], 1),
    }


if __name__ == "__main__":
    if sys.argv[1:2] == ["read"]:
        asyncio.run(readers(*(int(word) for word in sys.argv[2:5])))
    else:
        wanted = [float(word) for word in sys.argv[1:]] + [30.0, 5000.0, 50.0][len(sys.argv) - 1 :]
        print(json.dumps(asyncio.run(measure(wanted[0], int(wanted[1]), int(wanted[2]))), indent=1))
