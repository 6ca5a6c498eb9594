"""A collector ended with kill -9 loses and doubles no row, and its log replays to the same archive."""

import asyncio
import signal
import sys
from itertools import islice
from pathlib import Path

import pytest

from live_peers import beast_records, just_now, peer, replayed, sending, stored
from skywitness.store.archive import Archive
from skywitness.store.raw_log.check import check_feed

KEY = ["source_sha256", "source_row", "lat_deg"]


async def collector(port: int, data: Path) -> asyncio.subprocess.Process:
    """A collector of its own process, once it is connected."""
    source = f"roof=beast://127.0.0.1:{port}"
    options = ("--data", str(data), "--commit-every", "0.5", "--status-every", "0")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "skywitness", "collect", source, *options), stderr=asyncio.subprocess.PIPE
    )
    assert process.stderr is not None
    said = b""
    while line := await process.stderr.readline():
        said += line
        if b"connected to" in line:
            return process
    pytest.fail(f"the collector ended: {said.decode()}")


def test_kills_at_any_moment(tmp_path: Path) -> None:
    data = tmp_path / "live"
    pieces = list(islice(beast_records(just_now()), 4_000))

    async def killed(after_s: float) -> None:
        async with peer(sending(*pieces, pause_s=0.004)) as port:
            process = await collector(port, data)
            await asyncio.sleep(after_s)
            process.send_signal(signal.SIGKILL)
            await process.wait()

    async def ended() -> int:
        async with peer(sending(*pieces, pause_s=0.004)) as port:
            process = await collector(port, data)
            await asyncio.sleep(3.0)
            process.send_signal(signal.SIGTERM)
            _, said = await process.communicate()
            assert b"stopped; " in said
            return process.returncode or 0

    before = None
    for after_s in (0.0, 0.3, 0.77, 1.51, 2.2):
        asyncio.run(killed(after_s))
        after = stored(data)
        assert after.height == after.unique(KEY).height
        if before is not None:
            assert before.join(after, on=KEY, how="anti", nulls_equal=True).height == 0
        before = after
    assert before is not None
    assert before.height > 50
    assert asyncio.run(ended()) == 0
    replayed(data, data)
    assert replayed(data, tmp_path / "proof").equals(stored(data))
    assert check_feed(data / "raw" / "roof").faults == []
    assert Archive.open(data).sources().collect().height == 6
