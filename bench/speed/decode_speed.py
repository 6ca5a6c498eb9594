"""How fast raw frames are decoded, against the programs that do the same: medians of three runs.

Usage: ``python bench/speed/decode_speed.py [--messages 5000000]``. The recording is made by
``replicate_frames.py`` (what it needs is said there). Ours decodes all of it, and so does ``dump1090-mutability``
where it is installed, fed over the loopback as Beast. The Python libraries are slow enough to be measured on the
first frames only: rs1090, and pyModeS in an interpreter of its own named by ``SKYWITNESS_PYMODES_PYTHON``.
``readsb`` is measured where it is on the path. CPU time is that of all threads. What is timed: for ours and for
the programs from the bytes of a Beast recording to positions, for the libraries from hex to positions.
"""

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from decode_once import peak_bytes
from replicate_frames import Heard, beast, flight, minute, sky

RUNS = 3
ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("SKYWITNESS_SHARED", ROOT.parent / "shared"))
LIBRARY_FRAMES, LIVE_FRAMES = 200_000, 300_000
"""What the slower ones are asked to decode."""
_ONCE = Path(__file__).with_name("decode_once.py")
_PORT = 34_104
_CALM_S, _PATIENCE_S = 1.0, 600.0
_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


class Run(NamedTuple):
    """One decoding.

    Attributes:
        messages: frames read.
        positions: found, None where the program does not say.
        cpu_s: of all threads.
        wall_s: from the first byte to the last.
        peak_bytes: most memory that the process held.
    """

    messages: int
    positions: int | None
    cpu_s: float
    wall_s: float
    peak_bytes: int


def script(way: str, path: Path, most: int, python: str = sys.executable) -> Run:
    """One decoding by a Python way.

    Raises:
        RuntimeError: it failed.
    """
    command = [python, str(_ONCE), way, str(path), str(most)]
    said = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if said.returncode:
        raise RuntimeError(f"{way} failed")
    return Run(**json.loads(said.stdout))


def server(command: list[str], data: bytes, messages: int) -> Run:
    """One decoding by a program that takes Beast over the network.

    Raises:
        RuntimeError: it did not listen.
    """
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        link = _connected()
        idle_s = _cpu_s(process.pid)
        began = time.monotonic()
        link.sendall(data)
        link.shutdown(socket.SHUT_WR)
        spent, ended = _until_calm(process.pid)
        peak = peak_bytes(process.pid)
        link.close()
    finally:
        process.terminate()
        process.wait()
    return Run(messages, None, spent - idle_s, ended - began, peak)


def _connected() -> socket.socket:
    for _ in range(100):
        try:
            return socket.create_connection(("127.0.0.1", _PORT), timeout=_PATIENCE_S)
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("nothing listens")


def _until_calm(pid: int) -> tuple[float, float]:
    """CPU seconds once a process has come to rest, and when it had."""
    before, since = _cpu_s(pid), time.monotonic()
    end = since + _PATIENCE_S
    while time.monotonic() < end and time.monotonic() - since < _CALM_S:
        time.sleep(0.05)
        now = _cpu_s(pid)
        if now - before > 0.02:
            before, since = now, time.monotonic()
    return before, since


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS_A_SECOND


def listeners() -> Iterable[tuple[str, list[str]]]:
    """The programs that are installed, and how to start them."""
    if program := shutil.which("readsb"):
        yield (
            "readsb",
            [program, "--net-only", f"--net-bi-port={_PORT}", "--net-bind-address=127.0.0.1", "--quiet"],
        )
    if program := shutil.which("dump1090-mutability"):
        ports = ["--net-bi-port", str(_PORT), "--net-bind-address", "127.0.0.1"]
        others = [word for kind in ("ri", "ro", "sbs", "bo") for word in (f"--net-{kind}-port", "0")]
        yield "dump1090-mutability", [program, "--net-only", "--quiet", *ports, *others]


def hex_lines(heard: Heard, most: int) -> str:
    """The first Mode S frames as lines of time and hex."""
    lines = []
    for at, frame, length in zip(heard.time_s.tolist(), heard.frames, heard.lengths.tolist(), strict=True):
        if length > 2:
            lines.append(f"{at + 1_720_248_189:.6f} {frame[:length].tobytes().hex()}\n")
        if len(lines) == most:
            break
    return "".join(lines)


def line(name: str, runs: list[Run]) -> str:
    """A row of the table: medians of the runs."""
    cpu_s = statistics.median(run.cpu_s for run in runs)
    wall_s = statistics.median(run.wall_s for run in runs)
    peak_mb = statistics.median(run.peak_bytes for run in runs) / 1e6
    messages, positions = runs[0].messages, runs[0].positions
    found = "" if positions is None else f"{positions:,}"
    counts = f"{messages:>10,} {found:>10} {cpu_s:>8.2f} {wall_s:>8.2f} {messages / cpu_s:>11,.0f}"
    return f"{name:<28} {counts} {peak_mb:>8.0f}"


def rows(folder: Path, heard: Heard) -> Iterable[tuple[str, Callable[[], Run]]]:
    """What is measured, by name."""
    data = beast(heard)
    recording, lines = folder / "sky.beast", folder / "sky.hex"
    recording.write_bytes(data)
    lines.write_text(hex_lines(heard, LIBRARY_FRAMES))
    yield "ours, in bulk", lambda: script("bulk", recording, 0)
    yield "ours, message by message", lambda: script("live", recording, LIVE_FRAMES)
    for name, command in listeners():
        yield name, lambda command=command: server(command, data, len(heard.time_s))  # type: ignore[misc]
    yield "rs1090 through Python", lambda: script("rs1090", lines, LIBRARY_FRAMES)
    if python := os.environ.get("SKYWITNESS_PYMODES_PYTHON"):
        yield "pyModeS", lambda: script("pymodes", lines, LIBRARY_FRAMES, python)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--messages", type=int, default=5_000_000)
    wanted = parser.parse_args().messages
    heard = sky(wanted, flight(), minute(SHARED / "data/raw/ulss7_beast.bin"))
    print(f"medians of {RUNS} runs; CPU of all threads; {len(heard.time_s):,} messages made")
    print(
        f"{'':<28} {'messages':>10} {'positions':>10} {'CPU s':>8} {'wall s':>8} {'per CPU s':>11} {'peak MB':>8}"
    )
    with tempfile.TemporaryDirectory(prefix="skywitness-bench-") as folder:
        for name, run in rows(Path(folder), heard):
            print(line(name, [run() for _ in range(RUNS)]), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
