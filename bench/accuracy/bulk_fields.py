"""Bulk decode against rs1090, frame by frame and field by field, and place by place.

Usage: ``python bench/accuracy/bulk_fields.py``. Recordings: the one flight that the package ``traffic`` carries
(with a reference decode), the minute of a receiver and the raw samples in the folder ``shared``, and frames made
at random over all that a message field can hold.

rs1090 is asked for each frame alone, without a time: what it says then is the frame's and no pair's. Both are
asked only for frames that the bulk decoder believes.
"""

import json
import math
import os
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import rs1090

from skywitness.decode.bulk import address_columns
from skywitness.decode.bulk.believe import Believer
from skywitness.decode.bulk.codes import callsign_text, squawk_text
from skywitness.decode.bulk.decoder import BulkDecoder
from skywitness.decode.bulk.lives import UNKNOWN, Lives
from skywitness.decode.bulk.registers import Registers
from skywitness.decode.bulk.roster import Roster, icao24_of
from skywitness.decode.bulk.said import NOTHING, Said, Saying, unknown
from skywitness.decode.parity import residue
from skywitness.feeds.avr_columns import AvrColumns
from skywitness.feeds.beast_columns import BeastColumns
from skywitness.feeds.parser import ParseOptions
from skywitness.measure.clock import parse_utc
from skywitness.measure.geodesy import way_nm
from skywitness.model.message_columns import MessageColumns

SHARED = Path(os.environ.get("SKYWITNESS_SHARED", Path(__file__).parents[3] / "shared"))
_SAMPLE = "data/samples/rs1090/full_flight_short.jsonl"
_AT = parse_utc("2018-04-03T19:02:28Z")
_SHORT = frozenset({0, 4, 5, 11})
_EMERGENCIES = (
    "none",
    "general",
    "medical",
    "minimum_fuel",
    "no_communication",
    "unlawful_interference",
    "downed_aircraft",
    "reserved",
)
_TYPES: Mapping[str, Iterable[int]] = {
    "names": range(1, 5),
    "surface positions": range(5, 9),
    "airborne positions": range(9, 19),
    "velocities": (19,),
    "positions with height above the ellipsoid": range(20, 23),
    "aircraft status": (28,),
    "target state": (29,),
    "operational status": (31,),
    "other messages": range(32),
}
_MADE = 200_000
_FLIGHT = "one flight"
_M_A_NM = 1_852


class Frames(Said):
    """What each frame of a block says, kept as it is said."""

    def __init__(self, *arguments: Any) -> None:  # noqa: ANN401  those of Said
        super().__init__(*arguments)
        self.said: dict[str, list[Saying]] = defaultdict(list)

    def overhear(self, name: str, checked: Saying, overheard: Saying) -> None:
        """Keep both before the rules of memory are put to them."""
        self.said[name] += [checked, overheard]
        super().overhear(name, checked, overheard)
        self.said[name] = self.said[name][:2]

    def learn(self, name: str, checked: Saying) -> None:
        """Keep what is said."""
        if name not in self.said:
            self.said[name].append(checked)
        super().learn(name, checked)


def said_by_frame(block: MessageColumns) -> list[tuple[int, dict[str, Any]]]:
    """The believed frames of a block by their index, with what each says in our names."""
    roster = Roster(address_columns.UNKNOWN | UNKNOWN | unknown())
    believed = Believer(roster).believe(block)
    lives = Lives(believed, roster, range(len(block)), 0.0)
    registers, said = Registers(believed), Frames(believed.time_s, lives, roster)
    registers.tell(said)
    values: list[dict[str, Any]] = [{"icao24": icao24_of(key)} for key in roster.keys[believed.row].tolist()]
    for name, sayings in said.said.items():
        for at, said_values in sayings:
            for frame, value in zip(at.tolist(), said_values.tolist(), strict=True):
                values[frame][name] = value
    messages = registers.positions(0, lives, said)
    index = {message: frame for frame, message in enumerate(believed.message.tolist())}
    for number, lat, lon, odd in zip(
        messages.number.tolist(),
        messages.sent.lat.tolist(),
        messages.sent.lon.tolist(),
        messages.sent.odd.tolist(),
        strict=True,
    ):
        values[index[number]] |= {"lat_cpr": lat, "lon_cpr": lon, "parity": "odd" if odd else "even"}
    return list(zip(believed.message.tolist(), values, strict=True))


def _word(value: float | None) -> float | None:
    return None if value is None or value == NOTHING or math.isnan(value) else value


OURS: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "altitude": ("baro_altitude_ft", _word),
    "groundspeed": ("ground_speed_kt", _word),
    "track": ("track_deg", _word),
    "vertical_rate": ("vertical_rate_fpm", _word),
    "geo_minus_baro": ("geo_minus_baro_ft", _word),
    "callsign": ("callsign", callsign_text),
    "squawk": ("squawk", squawk_text),
    "emergency_state": ("emergency", lambda value: _EMERGENCIES[0 if value == NOTHING else value]),
    "version": ("adsb_version", _word),
    "NACp": ("nac_p", _word),
    "SIL": ("sil", _word),
    "icao24": ("icao24", str),
    "lat_cpr": ("lat_cpr", _word),
    "lon_cpr": ("lon_cpr", _word),
    "parity": ("parity", str),
}
"""rs1090's fields, and ours with its form in rs1090's terms."""


def compare(name: str, block: MessageColumns) -> None:
    """Print how often each field agrees, and each kind of difference with an example."""
    frames = said_by_frame(block)
    texts = [_hex(block, index) for index, _ in frames]
    same, differ = Counter[str](), defaultdict[tuple[str, str], list[str]](list)
    decoded: list[Any] = list(rs1090.decode(texts))
    for (_, ours), text, theirs in zip(frames, texts, decoded, strict=True):
        flat = dict(theirs or {})
        flat |= {"callsign": flat["bds20"]["callsign"]} if "bds20" in flat and text[8:10] == "20" else {}
        for field, (own, form) in OURS.items():
            mine = form(ours[own]) if own in ours else None
            other = flat.get(field)
            if mine is None and other is None:
                continue
            if mine == other or (
                isinstance(mine, float) and isinstance(other, float) and abs(mine - other) < 1e-9
            ):
                same[field] += 1
            else:
                differ[field, kind(mine, other, text)].append(f"{text}: {mine} against {other}")
    print(f"\n{name}: {len(block):,} frames, {len(frames):,} believed")
    print("  same: " + ", ".join(f"{field} {count:,}" for field, count in same.most_common()))
    for (field, why), examples in sorted(differ.items()):
        print(f"  differs: {field}, {why}: {len(examples):,}, such as {examples[0]}")


def kind(mine: object, other: object, text: str) -> str:
    """What kind of difference it is: in what messages, and who says nothing."""
    df, code = int(text[:2], 16) >> 3, int(text[2:8], 16)
    where = "replies"
    if df in {17, 18}:
        type_code = int(text[8:10], 16) >> 3
        where = next(name for name, types in _TYPES.items() if type_code in types)
    elif len(text) >= 8:
        code = int(text[4:8], 16) & 0x1FFF
        where += " with the M bit" if code & 0x40 else " in hundreds of feet" if not code & 0x10 else ""
    if mine is None:
        return f"{where}: ours none"
    return f"{where}: rs1090 none" if other is None else f"{where}: values"


def _hex(block: MessageColumns, index: int) -> str:
    frame = block.frames[index, : block.lengths[index]].tobytes()
    return (frame[:7] if frame[0] >> 3 in _SHORT else frame).hex()


def columns(frames: Iterable[tuple[float, bytes]]) -> MessageColumns:
    """Frames with their times in seconds as a block."""
    lines = "".join(f"@{round(at * 12e6):012X}{frame.hex()};\n" for at, frame in frames)
    return AvrColumns(ParseOptions(at=_AT)).push(lines.encode()).messages


def sample() -> list[dict[str, Any]]:
    """The one flight as its file has it: frames, times and a reference decode; empty when it is not there."""
    spec = find_spec("traffic")
    if spec is None or spec.origin is None:
        return []
    return [json.loads(line) for line in (Path(spec.origin).parent / _SAMPLE).read_text().splitlines()]


def flight() -> MessageColumns | None:
    """The one flight."""
    rows = sample()
    begin = rows[0]["timestamp"] - 1 if rows else 0
    return columns((row["timestamp"] - begin, bytes.fromhex(row["frame"])) for row in rows) if rows else None


def places(block: MessageColumns) -> None:
    """Print how far the places of the one flight are from those of its reference decode, and from rs1090's own."""
    rows = sample()
    frames = [_cut(bytes.fromhex(row["frame"])).hex() for row in rows]
    now: list[Any] = list(rs1090.decode(frames, [row["timestamp"] for row in rows]))
    found = {(row["timestamp"], row["frame"]): row for row in now if row}
    again = [found.get((row["timestamp"], frame), {}) for row, frame in zip(rows, frames, strict=True)]
    decoder = BulkDecoder()
    table = decoder.push(block).select("source_row", "lat_deg", "lon_deg").drop_nulls()
    ours = {number: (lat, lon) for number, lat, lon in table.iter_rows()}
    decoder.finish()
    of_places = ("position", "surface")
    lost = {reason: count for reason, count in decoder.rejects.items() if reason.startswith(of_places)}
    print(f"  places of ours: {len(ours):,}; not taken: {lost}")
    for name, decoded in (("its reference decode", rows), ("rs1090 as a stream", again)):
        theirs = {
            number: (row["latitude"], row["longitude"])
            for number, row in enumerate(decoded, 1)
            if row.get("latitude") is not None
        }
        both = ours.keys() & theirs.keys()
        apart_m = max((way_nm(*ours[number], *theirs[number]) * _M_A_NM for number in both), default=math.nan)
        alone = f"{len(ours) - len(both):,} only ours, {len(theirs) - len(both):,} only theirs"
        print(f"  places against {name}: {len(both):,} in both, at most {apart_m:.2f} m apart; {alone}")


def minute() -> MessageColumns | None:
    """The minute of a receiver."""
    path = SHARED / "data/raw/ulss7_beast.bin"
    return BeastColumns(ParseOptions(at=_AT)).push(path.read_bytes()).messages if path.is_file() else None


def samples() -> MessageColumns | None:
    """Frames in the raw samples: 2 million a second, so that a bit is two samples, the first higher for a one.

    A frame begins with pulses at samples 0, 2, 7 and 9 and takes 240 samples (Annex 10, IV, 3.1.2.1.5).
    """
    path = SHARED / "data/raw/modes1.bin"
    if not path.is_file():
        return None
    level = np.hypot(*(np.fromfile(path, np.uint8).reshape(-1, 2).T - 127.5))
    windows = np.lib.stride_tricks.sliding_window_view(level, 240)
    low = windows[:, [1, 3, 4, 5, 6, 8, 10, 11, 12, 13, 14, 15]].max(axis=1)
    begins = np.flatnonzero(windows[:, [0, 2, 7, 9]].min(axis=1) > low)
    bits = windows[begins, 16::2] > windows[begins, 17::2]
    frames = np.packbits(bits, axis=1)
    return columns((1 + begin / 2e6, _cut(frame.tobytes())) for begin, frame in zip(begins, frames, strict=True))


def _cut(frame: bytes) -> bytes:
    return frame[:7] if frame[0] >> 3 in _SHORT else frame


def made() -> MessageColumns:
    """Messages with any content, and replies with any code."""
    dice = random.Random(1090)  # noqa: S311  the same frames each time
    address = 0x4CA8F1
    frames = []
    for index in range(_MADE):
        df = dice.choice((17, 17, 17, 18, 0, 4, 5, 11, 16, 20, 21))
        body = bytes((df << 3 | (5 if df == 17 else 0 if df == 18 else dice.randrange(8)),))
        if df in {11, 17, 18}:
            body += address.to_bytes(3, "big")
        else:
            body += dice.randbytes(3)
        body += b"" if df in _SHORT else dice.choice((b"", b"\x20")) + dice.randbytes(7)
        body = body[: 4 if df in _SHORT else 11]
        overlay = residue(body + bytes(3)) ^ (0 if df in {11, 17, 18} else address)
        frames.append((1 + index / 100, body + overlay.to_bytes(3, "big")))
    return columns(frames)


def main() -> int:
    """Compare all that there is."""
    found = {_FLIGHT: flight(), "a minute": minute(), "raw samples": samples(), "made frames": made()}
    for name, block in found.items():
        if block is None:
            print(f"\n{name}: not there")
        else:
            compare(name, block)
            if name == _FLIGHT:
                places(block)
    return 0


if __name__ == "__main__":
    sys.exit(main())
