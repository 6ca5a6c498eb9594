"""Decode one recording in one way, and print what it took as JSON.

Usage: ``python bench/speed/decode_once.py WAY FILE MESSAGES``, where a way is ``bulk`` or ``live`` (our two
decoders, from a Beast recording's bytes), ``rs1090`` or ``pymodes`` (from frames in hex with their times, cut out
before the clock starts). The time is that of all threads of the process, from the first byte to the last state.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

AT = datetime(2024, 7, 6, 6, 43, 9, tzinfo=UTC)
"""When the recording is said to have begun."""
_BLOCK_BYTES = 4 << 20
_PIECE_BYTES = 1 << 18
Counts = tuple[int, int]
"""Messages read and positions found."""


def bulk(path: Path, _: int) -> Callable[[], Counts]:
    """The way of an import."""
    from skywitness.decode.bulk.decoder import BulkDecoder  # noqa: PLC0415  a peer's process does without
    from skywitness.feeds.beast_columns import BeastColumns  # noqa: PLC0415  as above
    from skywitness.feeds.parser import ParseOptions  # noqa: PLC0415  as above

    def run() -> Counts:
        parser, decoder = BeastColumns(ParseOptions(at=AT)), BulkDecoder()
        messages = positions = 0
        with path.open("rb") as source:
            while True:
                block = source.read(_BLOCK_BYTES)
                columns = parser.push(block) if block else parser.finish()
                messages += len(columns.messages)
                positions += decoder.push(columns.messages)["lat_deg"].count()
                if not block:
                    return messages, positions

    return run


def live(path: Path, most: int) -> Callable[[], Counts]:
    """The way of a live feed, for as many messages as asked."""
    from skywitness.decode.decoder import Decoder  # noqa: PLC0415  as in bulk
    from skywitness.feeds.beast import FORMAT  # noqa: PLC0415  as in bulk
    from skywitness.feeds.parser import ParseOptions  # noqa: PLC0415  as in bulk
    from skywitness.model import Message  # noqa: PLC0415  as in bulk

    def run() -> Counts:
        parser, decoder = FORMAT.parser(ParseOptions(at=AT)), Decoder()
        positions = 0
        with path.open("rb") as source:
            while parser.rows < most and (piece := source.read(_PIECE_BYTES)):
                states = decoder.push(item for item in parser.push(piece) if isinstance(item, Message))
                positions += sum(state.lat_deg is not None for state in states)
        return parser.rows, positions

    return run


def rs1090(path: Path, most: int) -> Callable[[], Counts]:
    """rs1090 0.7 through Python: one call, so that it pairs positions by itself."""
    import rs1090 as peer  # noqa: PLC0415  as in bulk

    frames, times = _frames(path, most)

    def run() -> Counts:
        decoded = peer.decode(frames, times, batch=1_000)
        return len(frames), sum(one is not None and one.get("latitude") is not None for one in decoded)

    return run


def pymodes(path: Path, most: int) -> Callable[[], Counts]:
    """The stream decoder of pyModeS 3."""
    from pyModeS import PipeDecoder  # noqa: PLC0415  as in bulk

    frames, times = _frames(path, most)

    def run() -> Counts:
        decoder = PipeDecoder()
        found = 0
        for frame, at in zip(frames, times, strict=True):
            found += decoder.decode(frame, timestamp=at).get("latitude") is not None
        return len(frames), found

    return run


def _frames(path: Path, most: int) -> tuple[list[str], list[float]]:
    """Mode S frames in hex, and their times, from lines of both."""
    frames, times = [], []
    with path.open() as source:
        for line in source:
            at, frame = line.split()
            frames.append(frame)
            times.append(float(at))
            if len(frames) == most:
                break
    return frames, times


def peak_bytes(process: int | str) -> int:
    """Most memory that a process has held since its program began; what its parent held is left out."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def main(arguments: list[str]) -> int:
    """Decode once."""
    way, path, most = arguments
    run = {"bulk": bulk, "live": live, "rs1090": rs1090, "pymodes": pymodes}[way](Path(path), int(most))
    cpu_s, wall_s = time.process_time(), time.perf_counter()
    messages, positions = run()
    spent = {"cpu_s": time.process_time() - cpu_s, "wall_s": time.perf_counter() - wall_s}
    print(json.dumps({"messages": messages, "positions": positions, **spent, "peak_bytes": peak_bytes("self")}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
