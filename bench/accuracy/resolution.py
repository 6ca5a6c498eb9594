"""Of the addresses in real recordings, how many are named, by type, registration, operator and state; who agrees.

    python bench/accuracy/resolution.py

The snapshots of the reference sources in the folder ``shared`` are fetched into a folder of their own, as
``skywitness reference update`` does. Nothing here is a measure of truth: nobody knows the right answer for all.
"""

import csv
import gzip
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import combinations
from pathlib import Path

import polars as pl
from datasets import SHARED, samples
from tables import Sheet, show

from skywitness.pipeline.identify import Identities
from skywitness.reference.display import COMPARED, same_column
from skywitness.store.archive import Archive
from skywitness.store.reference_files import FOLDER
from skywitness.store.reference_sources import SOURCES, update
from skywitness.store.register import register

SNAPSHOTS = {
    "tar1090-db": "tar1090-db.tar.gz",
    "plane-alert-db": "plane-alert-db.csv.gz",
    "standing-data": "vrs-standing-data.tar.gz",
}
_LABELS = ("registration", "typecode", "operator", "flag_state")
_ADDRESS = re.compile(r'"(?:icao24|hex|icao|modes)"\s*:\s*"([0-9a-fA-F]{6})"')


def main() -> int:
    """Print the tables."""
    show(tables())
    return 0


def tables() -> list[Sheet]:
    """Named by which sources; agreement of sources; conflicts."""
    with tempfile.TemporaryDirectory() as scratch:
        return [_resolved(Path(scratch)), _agreement(Path(scratch) / "all")]


@cache
def addresses() -> dict[str, list[str]]:
    """Addresses of aircraft in recordings, by set."""
    return {
        "recordings in shared/data": sorted(_of_shared()),
        "samples of traffic": sorted(_of_traffic()),
        "labelled by BuzzFeed, 2017": sorted(_of_buzzfeed()),
    }


def _of_shared() -> set[str]:
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "skywitness", "import", "--no-derive", "--data", data]
        beast = SHARED / "data/raw/ulss7_beast.bin"
        rest = [SHARED / "data/live", SHARED / "data/tracks", SHARED / "data/raw/ulss7_sbs.txt"]
        for arguments in ([str(beast), "--at", "2018-04-03T19:02:28Z"], list(map(str, rest))):
            subprocess.run([*command, *arguments], check=True, capture_output=True)
        heard = Archive(Path(data)).positions().select(pl.col("icao24").unique()).collect()["icao24"]
    return {icao24 for icao24 in heard if len(icao24) == len("a1b2c3")}


def _of_traffic() -> set[str]:
    texts = (gzip.decompress(path.read_bytes()).decode() for path in sorted(samples().rglob("*.json.gz")))
    return {found.lower() for text in texts for found in _ADDRESS.findall(text)}


def _of_buzzfeed() -> set[str]:
    with (SHARED / "data/labels/buzzfeed_planes_labeled.csv").open(encoding="utf-8") as lines:
        return {row["adshex"].lower() for row in csv.DictReader(lines)}


def _resolved(scratch: Path) -> Sheet:
    rows = []
    for name, wanted in {"none": [], **{name: [name] for name in SNAPSHOTS}, "all": list(SNAPSHOTS)}.items():
        archive = Archive(fetched(scratch / name, wanted))
        for of, icao24s in addresses().items():
            shown = Identities.of(archive, icao24s).rows().unique("icao24")
            shares = [f"{100 * shown[label].is_not_null().mean():.1f} %" for label in _LABELS]
            conflicts = (shown["conflicts"].list.len() > 0).sum()
            rows.append([name, of, f"{len(icao24s):,}", *shares, f"{conflicts:,}"])
    heading = [
        "sources",
        "addresses of",
        "addresses",
        *(label.replace("_", " ") for label in _LABELS),
        "in conflict",
    ]
    return Sheet("Share of addresses that are named, by the sources in use", heading, rows)


def _agreement(data: Path) -> Sheet:
    """Over all addresses that two sources list, how many say the same."""
    tables = {table.note.name: table.rows for table in register(data).tables}
    rows = [
        [f"{one}, {other}", attribute.replace("_", " "), *_same(tables[one], tables[other], attribute)]
        for one, other in combinations(tables, 2)
        for attribute in (*COMPARED, "operator")
        if attribute in tables[one].columns and attribute in tables[other].columns
    ]
    return Sheet("Where two sources speak of one address", ["sources", "of", "addresses", "the same"], rows)


def _same(one: pl.DataFrame, other: pl.DataFrame, attribute: str) -> list[str]:
    keyed = [
        rows.select("icao24", value=attribute)
        .drop_nulls()
        .select("icao24", key=same_column(attribute))
        .unique("icao24")
        for rows in (one, other)
    ]
    both = keyed[0].join(keyed[1], on="icao24")
    same = (both["key"] == both["key_right"]).mean()
    return [f"{both.height:,}", f"{100 * same:.1f} %" if isinstance(same, float) else "-"]


def fetched(data: Path, names: Sequence[str]) -> Path:
    """A data directory with these snapshots fetched into it."""
    (data / FOLDER).mkdir(parents=True, exist_ok=True)
    for source in SOURCES:
        if source.name in names:
            origin = str(SHARED / "reference" / SNAPSHOTS[source.name])
            update(source, data / FOLDER, datetime.now(UTC), origin=origin)
    return data


if __name__ == "__main__":
    if not (SHARED / "reference").is_dir():
        sys.exit(f"no reference snapshots in {SHARED}; set SKYWITNESS_SHARED")
    sys.exit(main())
