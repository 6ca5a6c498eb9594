"""``skywitness sql``: one question to the tables in the user's own words."""

from collections import Counter
from collections.abc import Iterable
from typing import Annotated

import polars as pl
import typer

from skywitness.cli import options
from skywitness.cli.errors import notice, reported
from skywitness.cli.output import RECONSTRUCTION, Records, chosen_form, show
from skywitness.store.archive import Archive
from skywitness.store.sql import query

EXAMPLES = """\
skywitness sql "SELECT ades, count(*) FROM flights GROUP BY ades ORDER BY 2 DESC"
skywitness sql "DESCRIBE positions"
skywitness sql --json "SELECT name, positions, rejects FROM sources" """.rstrip()


@reported
def run(
    statement: Annotated[
        str,
        typer.Argument(
            metavar="QUERY",
            help="One SELECT over positions, statements, sources, flights, visits. Times are UTC.",
        ),
    ],
    *,
    data: options.Data = options.DEFAULT_DATA,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Print the answer; it cannot change the archive."""
    form = chosen_form(as_json=as_json, as_csv=as_csv)
    archive = options.open_archive(data)
    answer = query(archive, statement)
    records = Records(_each_once(answer.columns), answer.rows)
    if not records.simulated() and _holds_reconstruction(archive):
        notice(f"{RECONSTRUCTION}: this archive holds such rows, the answer may rest on them")
    show(records, form)


def _holds_reconstruction(archive: Archive) -> bool:
    simulated = archive.sources().filter(pl.col("reconstruction")).head(1)
    return bool(simulated.collect().height)


def _each_once(names: Iterable[str]) -> list[str]:
    """Names made different, because an object's fields must be."""
    seen: Counter[str] = Counter()
    unique = []
    for name in names:
        seen[name] += 1
        unique.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return unique
