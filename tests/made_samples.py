"""The samples of the raw formats, made from the same made-up flight; run as a script, it writes them anew."""

import json
import struct
from datetime import UTC, datetime
from pathlib import Path

from made_flight import CALLSIGN, ICAO24, flight, place
from made_frames import beast, beast_time

START = datetime(2025, 3, 1, 23, 59, 54, tzinfo=UTC)
START_MS = int(START.timestamp() * 1000)
TICKS = 0x0000_1A00_0000
"""First reading of the counter: it holds an escape."""
FOLDER = Path(__file__).parent / "samples"


def beast_sample() -> bytes:
    """A receiver's name, an absolute time, the flight, a Mode A/C reply and a status message."""
    records = [b"\x1a\xe3\x12\x34\x56\x78\x1a\x1a\xbc\xde\xf0", beast_time(START_MS)]
    records += [beast(frame, TICKS + round(seconds * 12e6)) for seconds, frame in flight()]
    records += [beast(b"\x0a\x02", TICKS + 12 * 12_000_000), b"\x1a4" + bytes(21)]
    return b"".join(records)


def avr_sample() -> bytes:
    """The flight with counters, and a last frame without one; lines end in CR LF."""
    lines = [f"@{TICKS + round(seconds * 12e6):012X}{frame.hex().upper()};" for seconds, frame in flight()]
    lines.append(f"*{flight()[0][1].hex().upper()};")
    return "".join(f"{line}\r\n" for line in lines).encode()


def jet1090_sample() -> bytes:
    """The flight with times; short frames padded as jet1090 pads them."""
    lines = []
    for seconds, frame in flight():
        metadata = {"system_timestamp": START_MS / 1000 + seconds, "rssi": -12.5, "serial": 7}
        padded = frame.hex() if len(frame) == 14 else frame.hex() + "59e118151a0bff"
        record = {"timestamp": START_MS / 1000 + seconds, "frame": padded, "df": str(frame[0] >> 3)}
        lines.append(json.dumps({**record, "metadata": [metadata]}) + "\n")
    return "".join(lines).encode()


def heat_entry(head: int, lat: int, lon: int, alt: int, speed: int) -> bytes:
    """One entry of a heatmap."""
    return struct.pack("<Iiihh", head, lat, lon, alt, speed)


def heat_stamp(time_ms: int, interval_ms: int = 10_000) -> bytes:
    """The entry that begins a slice."""
    low = time_ms & 0xFFFFFFFF
    return heat_entry(0x0E7F7C9D, time_ms >> 32, low - (1 << 32) if low >= 1 << 31 else low, interval_ms, 0)


def heat_name(address: int, callsign: str, squawk: int) -> bytes:
    """The entry that names an aircraft."""
    return struct.pack("<Ii8s", address, 1 << 30 | squawk, callsign.ljust(8).encode())


def heatmap_sample() -> bytes:
    """Two slices: the flight, one aircraft on the ground, one address that is not ICAO's."""
    lat, lon = place(0)
    first = [
        heat_stamp(START_MS),
        heat_name(ICAO24, CALLSIGN, 1200),
        heat_entry(ICAO24, round(lat * 1e6), round(lon * 1e6), 1200, 4243),
        heat_entry(0x4CA8F2 | 7 << 27, 53_421_000, -6_270_000, -123, -1),
    ]
    lat, lon = place(10)
    second = [
        heat_stamp(START_MS + 10_000),
        heat_entry(ICAO24, round(lat * 1e6), round(lon * 1e6), 1201, 4243),
        heat_entry(0x2A8C01 | 1 << 24 | 10 << 27, 52_000_000, 4_000_000, 40, 900),
    ]
    index = [heat_entry(2, 0, 0, 0, 0), heat_entry(2 + len(first), 0, 0, 0, 0)]
    return b"".join([*index, *first, *second])


SAMPLES = {
    "beast.bin": beast_sample,
    "avr.txt": avr_sample,
    "jet1090.jsonl": jet1090_sample,
    "heatmap.bin.ttf": heatmap_sample,
}

if __name__ == "__main__":
    for name, make in SAMPLES.items():
        (FOLDER / name).write_bytes(make())
