"""Type names against what other tables pair: texts of manufacturer and model, and the ICAO designator there.

Each text is asked of ``TypeNames.find`` once. The first answer is right when it is the table's designator. The
tables are written by hand, so that some pairs are wrong there; none is left out for that. Many texts are those of
document 8643, which proves little: they are counted apart. Half of the others, by a checksum, were never
looked at.

    python bench/accuracy/type_names.py        needs ../shared/reference or SKYWITNESS_SHARED
"""

import csv
import gzip
import io
import json
import sys
import tarfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from datasets import SHARED
from tables import Sheet, show

from skywitness.reference.type_name_fold import tokens
from skywitness.reference.type_names import TypeMatch
from skywitness.store.packaged import aircraft_types, type_names

REFERENCE = SHARED / "reference"
WRONG_SHOWN = 30
COPIED, SEEN, HELD_OUT = "as document 8643", "otherwise, looked at", "otherwise, held out"


class Pair(NamedTuple):
    """One text with its designator, in one table, and the number of its rows that have both."""

    table: str
    text: str
    truth: str
    rows: int


class Asked(NamedTuple):
    """One pair, the group it counts in, and what was answered."""

    pair: Pair
    group: str
    matches: list[TypeMatch]

    @property
    def right(self) -> bool:
        """Whether the first answer is the designator of the table."""
        return bool(self.matches) and self.matches[0].typecode == self.pair.truth

    @property
    def among(self) -> bool:
        """Whether that designator is among the answers."""
        return any(match.typecode == self.pair.truth for match in self.matches)

    @property
    def single(self) -> bool:
        """Whether there is one answer only."""
        return len(self.matches) == 1

    @property
    def exact(self) -> bool:
        """Whether the first answer says that the text is a name of this type and of no other."""
        return bool(self.matches) and self.matches[0].exact


def tables() -> list[Sheet]:
    """Coverage and accuracy by table, and the wrong ones that said they were exact."""
    asked = list(questions())
    return [accuracy(asked), wrong(asked)]


def questions() -> Iterator[Asked]:
    """Every pair of the three tables whose designator document 8643 or our names have, asked."""
    listed = aircraft_types()
    copied = {" ".join(tokens(text)) for row in listed for text in (row["Model"], whole_name(row))}
    known, names = {row["ICAO Designator"] for row in listed}, type_names()
    for pair in (*standing_data(), *plane_alert(), *tar1090()):
        if pair.truth in known:
            yield Asked(pair, group_of(pair.text, copied), names.find(pair.text))


def whole_name(row: Mapping[str, str]) -> str:
    """Maker, without the number that tells namesakes apart, and model."""
    return f"{row['Manufacturer'].partition(' (')[0]} {row['Model']}"


def group_of(text: str, copied: set[str]) -> str:
    """Whether the text is one of document 8643, and which half it is in."""
    if " ".join(tokens(text)) in copied:
        return COPIED
    return SEEN if zlib.crc32(text.encode()) % 2 else HELD_OUT


def standing_data() -> Iterator[Pair]:
    """Model types of VRS standing-data."""
    with tarfile.open(REFERENCE / "vrs-standing-data.tar.gz") as packed:
        for member in packed:
            file = packed.extractfile(member) if "model-type/" in member.name else None
            if file and member.name.endswith(".csv"):
                rows = csv.DictReader(io.StringIO(file.read().decode("utf-8-sig")))
                pairs = {(f"{row['Manufacturer']} {row['Model']}", row["ICAO"]) for row in rows}
                yield from (Pair("VRS standing-data", text, code, 1) for text, code in sorted(pairs))


def plane_alert() -> Iterator[Pair]:
    """Types of aircraft in plane-alert-db."""
    with gzip.open(REFERENCE / "plane-alert-db.csv.gz", "rt", encoding="utf-8-sig") as lines:
        counted = Counter((row["$Type"].strip(), row["$ICAO Type"].strip()) for row in csv.DictReader(lines))
    pairs = ((text, code, rows) for (text, code), rows in sorted(counted.items()) if text and code)
    yield from (Pair("plane-alert-db", *one) for one in pairs)


def tar1090() -> Iterator[Pair]:
    """Types of aircraft in tar1090-db: registration, designator, flags and text by address."""
    counted: Counter[tuple[str, str]] = Counter()
    with tarfile.open(REFERENCE / "tar1090-db.tar.gz") as packed:
        for member in packed:
            file = packed.extractfile(member) if member.name.endswith(".js") else None
            found = json.loads(gzip.decompress(file.read())) if file else None
            if isinstance(found, dict) and "icao_aircraft_types" not in member.name:
                counted.update(_stated(found.values()))
    pairs = ((text, code, rows) for (text, code), rows in sorted(counted.items()))
    yield from (Pair("tar1090-db", *one) for one in pairs)


def _stated(rows: Iterable[object]) -> Iterator[tuple[str, str]]:
    for row in rows:
        match row:
            case [_, str(code), _, str(text), *_]:
                yield text.strip(), code.strip()


def accuracy(asked: Sequence[Asked]) -> Sheet:
    """How often there is an answer, the right one first, and among those that are exact or the only one."""
    groups: dict[tuple[str, str], list[Asked]] = {}
    for one in asked:
        groups.setdefault((one.pair.table, one.group), []).append(one)
    order = (COPIED, SEEN, HELD_OUT)
    rows = [
        [table, group, *shares(groups[table, group])]
        for table in dict.fromkeys(table for table, _ in groups)
        for group in order
        if (table, group) in groups
    ]
    headings = ["table", "texts", "asked", "answered", "right first", "right among"]
    headings += ["one answer", "of these right", "exact", "of these right"]
    return Sheet("Type names against three tables", headings, rows)


def shares(ones: Sequence[Asked]) -> list[str]:
    """Cells of a group."""
    single, exact = [one for one in ones if one.single], [one for one in ones if one.exact]
    return [
        f"{len(ones):,}",
        percent(sum(bool(one.matches) for one in ones), len(ones)),
        percent(sum(one.right for one in ones), len(ones)),
        percent(sum(one.among for one in ones), len(ones)),
        percent(len(single), len(ones)),
        percent(sum(one.right for one in single), len(single)),
        percent(len(exact), len(ones)),
        percent(sum(one.right for one in exact), len(exact)),
    ]


def wrong(asked: Sequence[Asked]) -> Sheet:
    """Exact answers that differ from the table, those of most rows first; none of the half held out."""
    ones = [one for one in asked if one.exact and not one.right and one.group != HELD_OUT]
    ones.sort(key=lambda one: (-one.pair.rows, one.pair.text))
    rows = [
        [one.pair.table, one.pair.text, one.pair.truth, one.matches[0].typecode, f"{one.pair.rows:,}"]
        for one in ones[:WRONG_SHOWN]
    ]
    title = f"Exact, and not what the table has: {len(ones):,} texts outside the half held out, the most frequent"
    return Sheet(title, ["table", "text", "there", "answer", "rows there"], rows, words=4)


def percent(part: int, whole: int) -> str:
    """A share in per cent."""
    return f"{100 * part / whole:.1f} %" if whole else "-"


def main() -> int:
    """Print the tables."""
    show(tables())
    return 0


if __name__ == "__main__":
    sys.exit(main())
