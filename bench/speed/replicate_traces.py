"""Replicate traces: a globe_history of any size out of recorded traces, under other addresses and on other days.

Every copy is the text of a recorded ``trace_full`` file, in which only the address, the name that goes with it and
the time that rows count from are others. So the rows, their details and their spelling stay those that readsb
wrote, and what reads one copy fast reads a recorded file as fast.
"""

import gzip
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

GZIP_MAGIC = b"\x1f\x8b"
_DAY_S = 86_400
_ICAO, _BEGIN = re.compile(rb'"icao"\s*:\s*"([0-9a-f]{6})"'), re.compile(rb'("timestamp"\s*:\s*)([0-9.]+)')
_STEP = 2_654_435_761
"""A prime far from any power of two, so that copies are spread over all addresses and none comes twice."""
_LEVEL = 6


def recorded(shared: Path) -> list[bytes]:
    """The texts of the recorded traces of the folder ``shared``."""
    tracks = shared / "data" / "tracks"
    paths = [tracks / "trace_full_ac671b.json", *sorted(tracks.rglob("traces/*/trace_full_*.json"))]
    found = [path.read_bytes() for path in paths]
    return [gzip.decompress(data) if data.startswith(GZIP_MAGIC) else data for data in found]


def rows_of(text: bytes) -> int:
    """Rows of a trace: each begins on a line of its own."""
    return len(re.findall(rb"^\s*\[[-0-9]", text, re.MULTILINE))


def copies(texts: Sequence[bytes], rows: int, days: int) -> Iterator[tuple[str, bytes]]:
    """Copies of traces, in turn, until they hold so many rows.

    Args:
        texts: recorded traces.
        rows: in all copies together, at least.
        days: over which they are spread; each aircraft flies on one of them.

    Yields:
        The address and the text of each.
    """
    counts = [rows_of(text) for text in texts]
    made = number = 0
    while made < rows:
        text = texts[number % len(texts)]
        icao24 = f"{(number + 1) * _STEP % 0xFFFFFE + 1:06x}"
        shift_s = number // len(texts) % days * _DAY_S
        named = _ICAO.sub(b'"icao":"' + icao24.encode() + b'"', text, count=1)
        yield icao24, _BEGIN.sub(lambda found, by_s=shift_s: found[1] + _later(found[2], by_s), named, count=1)
        made += counts[number % len(texts)]
        number += 1


def _later(seconds: bytes, by_s: int) -> bytes:
    return f"{float(seconds) + by_s:.3f}".encode()


def write(folder: Path, texts: Sequence[bytes], rows: int, days: int) -> int:
    """Write copies as readsb lays them out: ``traces/<last two digits>/trace_full_<hex>.json``, gzip inside.

    Returns:
        How many files.
    """
    files = 0
    for icao24, text in copies(texts, rows, days):
        path = folder / "traces" / icao24[-2:] / f"trace_full_{icao24}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(text, _LEVEL))
        files += 1
    return files
