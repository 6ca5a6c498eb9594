"""Kill a collector at random moments and count what was lost or doubled: it must be nothing.

Usage: ``python bench/speed/kill_test.py [KILLS] [SEED]`` (200 and 1). A made sky is sent on the loopback at 2,000
messages a second; ``skywitness collect`` commits every half second and is ended with ``kill -9`` after up to three
seconds. After each kill the archive is opened: every row that was visible before must still be there, none twice.
At the end the collector takes up what is left, and the raw log is replayed into an empty archive: both must hold
the same rows in every column. Also printed is how much of the feed before a kill is not in the raw log: the
promise is a second.
"""

import json
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import polars as pl

from skywitness.store.archive import Archive
from skywitness.store.errors import ArchiveMissingError
from skywitness.store.raw_log.manifest import Manifest

RATE = 2_000
LONGEST_S = 3.0
_LONGEST_END_S = 1_800
"""How long the last run may take to bring in what is left: minutes on a machine that has other work."""
FEED = "roof"
KEY = ["source_sha256", "source_row", "lat_deg", "lon_deg"]
ZSTD = shutil.which("zstd") or "zstd"
SKYWITNESS = [sys.executable, "-m", "skywitness"]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_sky(port: int) -> "subprocess.Popen[str]":
    """The sender, once it listens."""
    script = Path(__file__).with_name("loopback_sky.py")
    sky = subprocess.Popen([sys.executable, str(script), str(port), str(RATE)], stdout=subprocess.PIPE, text=True)
    if sky.stdout:
        sky.stdout.readline()
    return sky


def start_collector(port: int, data: Path) -> "subprocess.Popen[str]":
    """The collector, once it is connected."""
    source = f"{FEED}=beast://127.0.0.1:{port}"
    options = ["--data", str(data), "--commit-every", "0.5", "--status-every", "0"]
    collector = subprocess.Popen([*SKYWITNESS, "collect", source, *options], stderr=subprocess.PIPE, text=True)
    for line in collector.stderr or ():
        if "connected to" in line:
            return collector
    raise SystemExit("the collector ended before it was connected")


def rows(data: Path) -> pl.DataFrame:
    """Every row of the archive, in an order of its own."""
    try:
        found = Archive.open(data).positions().collect()
    except ArchiveMissingError:
        return pl.DataFrame(schema=dict.fromkeys(KEY, pl.String))
    return found.sort(["source_sha256", "source_row", "icao24", "observed_at", "lat_deg"])


def torn_ms(data: Path, killed_ms: float) -> float:
    """Milliseconds of the feed before a kill that are not in the raw log."""
    manifest = Manifest(data / "raw" / FEED)
    entry = manifest.here[manifest.last_serial]
    chunks = subprocess.run(
        [ZSTD, "-dc", str(data / "raw" / FEED / entry.path)], capture_output=True, check=False
    ).stdout  # read by another program than ours
    at, last_ms = 0, 0
    while at + 13 <= len(chunks):
        last_ms = int.from_bytes(chunks[at + 1 : at + 9], "little")
        at += 13 + int.from_bytes(chunks[at + 9 : at + 13], "little")
    return killed_ms - last_ms


def kill_once(port: int, data: Path, wait_s: float) -> float:
    """One run of the collector, killed; milliseconds of the feed lost."""
    collector = start_collector(port, data)
    time.sleep(wait_s)
    killed_ms = time.time() * 1000
    collector.send_signal(signal.SIGKILL)
    collector.wait()
    return torn_ms(data, killed_ms)


def finish(port: int, data: Path) -> None:
    """A last run that takes up what is left, and ends by itself."""
    collector = start_collector(port, data)
    deadline = time.monotonic() + _LONGEST_END_S
    while time.monotonic() < deadline:
        time.sleep(2)
        stats = json.loads(
            subprocess.run(
                [*SKYWITNESS, "raw", "stats", "--json", "--data", str(data)],
                capture_output=True,
                check=True,
                text=True,
            ).stdout
        )
        if stats[0]["not_in_archive"] <= stats[0]["open"]:
            break
    collector.send_signal(signal.SIGINT)
    collector.wait()


def run(kills: int, seed: int) -> dict[str, Any]:
    """The whole test."""
    chance = random.Random(seed)  # noqa: S311  moments to kill at
    folder = Path(tempfile.mkdtemp())
    data, port = folder / "data", free_port()
    sky = start_sky(port)
    lost = doubled = 0
    torn: list[float] = []
    before = rows(data)
    try:
        for number in range(kills):
            torn.append(kill_once(port, data, chance.uniform(0.0, LONGEST_S)))
            after = rows(data)
            if before.height:
                lost += before.join(after, on=KEY, how="anti", nulls_equal=True).height
            doubled += after.height - after.unique(KEY).height
            before = after
            if number % 20 == 19:
                print(f"{number + 1} kills, {after.height} rows, {lost} lost, {doubled} doubled", flush=True)
        finish(port, data)
    finally:
        sky.kill()
        sky.wait()
    subprocess.run([*SKYWITNESS, "raw", "check", "--data", str(data)], check=True, stdout=subprocess.DEVNULL)
    proof = folder / "proof"
    subprocess.run(
        [*SKYWITNESS, "replay", "--raw", str(data / "raw"), "--data", str(proof)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    live, replayed = rows(data), rows(proof)
    torn.sort()
    found = {
        "kills": kills,
        "rows": live.height,
        "committed_rows_lost": lost,
        "rows_doubled": doubled,
        "live_equals_replay": live.equals(replayed),
        "raw_lost_ms_median": round(torn[len(torn) // 2]),
        "raw_lost_ms_most": round(torn[-1]),
        "sources_live": Archive.open(data).sources().collect().height,
        "sources_replayed": Archive.open(proof).sources().collect().height,
    }
    shutil.rmtree(folder)
    return found


if __name__ == "__main__":
    print(
        json.dumps(
            run(int(sys.argv[1]) if sys.argv[1:] else 200, int(sys.argv[2]) if sys.argv[2:] else 1), indent=1
        )
    )
