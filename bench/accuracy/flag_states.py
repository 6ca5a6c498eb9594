"""Of aircraft that tables list with address and registration: what the two say of the state, where they differ.

    python bench/accuracy/flag_states.py

The snapshots of the reference sources in the folder ``shared`` are fetched into a folder of their own. Nothing
here is a measure of truth: it shows how often the two disagree, and whether a group of disagreements points at an
error in our table of marks.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import polars as pl
from datasets import SHARED
from resolution import SNAPSHOTS, fetched
from tables import Sheet, show

from skywitness.reference.flag_state_columns import flag_states_of
from skywitness.reference.flag_state_verdict import ADDRESS_ONLY, DIFFER, NO_MARK, UNALLOCATED
from skywitness.reference.register import SourceTable
from skywitness.store.packaged import flag_state_reader
from skywitness.store.register import register

_MOST = 12
"""Groups that are shown."""


def main() -> int:
    """Print the tables."""
    show(tables())
    return 0


def tables() -> list[Sheet]:
    """By verdict and source; the greatest groups that differ; addresses in no block; no mark."""
    with tempfile.TemporaryDirectory() as scratch:
        data = fetched(Path(scratch), list(SNAPSHOTS))
        judged = pl.concat([_judged(table) for table in register(data).tables])
    return [_verdicts(judged), _differing(judged), _unallocated(judged), _unmarked(judged)]


def _judged(table: SourceTable) -> pl.DataFrame:
    """Rows of a source with what address and registration say."""
    rows = table.rows.filter(pl.col("icao24").is_not_null())
    said = flag_states_of(flag_state_reader(), rows["icao24"], rows["registration"])
    return rows.select("icao24", "registration", pl.lit(table.note.name).alias("source")).hstack(said)


def _verdicts(judged: pl.DataFrame) -> Sheet:
    """By verdict; the share is of rows that have a registration."""
    written = judged.filter(pl.col("verdict") != ADDRESS_ONLY)
    sources = written["source"].unique(maintain_order=True).to_list()
    counted = written.group_by("verdict", "source").len().rows()
    counts = {(verdict, source): n for verdict, source, n in counted}
    sizes = dict(written["source"].value_counts().rows())
    order = written["verdict"].value_counts(sort=True)["verdict"].to_list()
    rows = [
        [verdict, *(_share(counts.get((verdict, source), 0), sizes[source]) for source in sources)]
        for verdict in order
    ]
    return Sheet(
        "Address and registration, rows of each source that have both", ["verdict", *sources], rows, words=1
    )


def _share(count: int, of: int) -> str:
    return f"{count:,} ({100 * count / of:.2f} %)"


def _differing(judged: pl.DataFrame) -> Sheet:
    groups = _groups(judged.filter(pl.col("verdict") == DIFFER), "by_address", "by_registration")
    return Sheet(
        "Where they differ: the greatest groups",
        ["block of", "mark of", "registrations", "rows"],
        groups,
        words=3,
    )


def _unallocated(judged: pl.DataFrame) -> Sheet:
    near = judged.filter(pl.col("verdict") == UNALLOCATED).with_columns(pl.col("icao24").str.slice(0, 3) + "...")
    return Sheet(
        "Addresses in no state's block",
        ["address", "mark of", "registrations", "rows"],
        _groups(near, "icao24", "by_registration"),
        words=3,
    )


def _unmarked(judged: pl.DataFrame) -> Sheet:
    """What bears no mark, by its form: a 9 stands for each digit, an A for each letter."""
    form = pl.col("registration").str.replace_all("[0-9]", "9").str.replace_all("[A-Z]", "A")
    unmarked = judged.filter(pl.col("verdict") == NO_MARK).with_columns(form=form)
    return Sheet(
        "Registrations that bear no mark: mostly serials of armed forces",
        ["block of", "form", "registrations", "rows"],
        _groups(unmarked, "by_address", "form"),
        words=3,
    )


def _groups(rows: pl.DataFrame, *by: str) -> list[list[str]]:
    """The greatest groups, with examples; an aircraft counts once for all sources."""
    keys: Sequence[str] = by
    groups = (
        rows.unique(["icao24", "registration"], maintain_order=True)
        .group_by(keys)
        .agg(pl.col("registration").sort().head(3), pl.len())
        .sort("len", *keys, descending=[True, False, False])
    )
    return [
        [one or "-", other or "-", " ".join(some), f"{n:,}"] for one, other, some, n in groups.head(_MOST).rows()
    ]


if __name__ == "__main__":
    if not (SHARED / "reference").is_dir():
        sys.exit(f"no reference snapshots in {SHARED}; set SKYWITNESS_SHARED")
    sys.exit(main())
