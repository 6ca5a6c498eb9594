"""How much a collection of a busy feed takes: memory, lag, and share of one core.

Usage: ``python bench/speed/live_speed.py [SECONDS] [MESSAGES_A_SECOND]`` (1800 and 5000). A made sky is sent on
the loopback to ``skywitness collect``, whose memory and processor time are read from /proc each second and whose
lag is read from its metrics. The first minute is left out: libraries are loaded in it, and memory is still
growing. Needs Linux.
"""

import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import NamedTuple

from kill_test import SKYWITNESS, free_port

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
_WARM_S = 60.0


class Sample(NamedTuple):
    """One look at the collector."""

    at_s: float
    cpu_s: float
    resident_mb: float
    lag_p95_s: float
    messages: float
    deferred: float


def look(pid: int, port: int) -> Sample:
    """What it takes now."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=60) as answer:
        text = answer.read().decode()
    values = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    return Sample(
        time.monotonic(),
        (int(fields[11]) + int(fields[12])) / _TICKS,
        pages * _PAGE_BYTES / 1e6,
        float(values['skywitness_lag_seconds{quantile="0.95"}']),
        float(values['skywitness_messages_total{feed="sky"}']),
        float(values['skywitness_deferred_bytes_total{feed="sky"}']),
    )


def measure(seconds: float, rate: int) -> dict[str, float]:
    """The whole run."""
    port, metrics_port = free_port(), free_port()
    script = Path(__file__).with_name("loopback_sky.py")
    sky = subprocess.Popen([sys.executable, str(script), str(port), str(rate)], stdout=subprocess.PIPE)
    if sky.stdout:
        sky.stdout.readline()
    with tempfile.TemporaryDirectory() as data:
        options = ["--data", data, "--metrics-port", str(metrics_port), "--status-every", "0"]
        command = [*SKYWITNESS, "collect", f"sky=beast://127.0.0.1:{port}", *options]
        collector = subprocess.Popen(command)
        try:
            samples = _samples(collector.pid, metrics_port, seconds)
        finally:
            collector.send_signal(signal.SIGINT)
            collector.wait()
            sky.kill()
            sky.wait()
        sizes = {name: _size_mb(Path(data) / name) for name in ("raw", "archive")}
    first, last = samples[0], samples[-1]
    span_s = last.at_s - first.at_s
    messages = last.messages - first.messages
    resident = [sample.resident_mb for sample in samples]
    third = max(1, len(samples) // 3)
    return {
        "seconds": round(span_s),
        "messages_a_second": round(messages / span_s),
        "cpu_share_of_a_core": round((last.cpu_s - first.cpu_s) / span_s, 3),
        "resident_mb_median": round(statistics.median(resident)),
        "resident_mb_most": round(max(resident)),
        "resident_mb_first_third": round(statistics.median(resident[:third])),
        "resident_mb_last_third": round(statistics.median(resident[-third:])),
        "lag_p95_s_median": round(statistics.median(sample.lag_p95_s for sample in samples), 3),
        "looks_with_lag_p95_below_a_second": round(
            sum(sample.lag_p95_s < 1 for sample in samples) / len(samples), 3
        ),
        "lag_p95_s_most": round(max(sample.lag_p95_s for sample in samples), 3),
        "deferred_bytes": last.deferred,
        "raw_mb": round(sizes["raw"], 1),
        "archive_mb": round(sizes["archive"], 1),
    }


def _samples(pid: int, port: int, seconds: float) -> list[Sample]:
    time.sleep(min(_WARM_S, seconds / 4) + 3)
    samples = []
    ends_s = time.monotonic() + seconds
    while time.monotonic() < ends_s:
        samples.append(look(pid, port))
        time.sleep(1)
    return samples


def _size_mb(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


if __name__ == "__main__":
    wanted = [float(word) for word in sys.argv[1:]]
    print(json.dumps(measure(wanted[0] if wanted else 1800, int(wanted[1]) if wanted[1:] else 5000), indent=1))
