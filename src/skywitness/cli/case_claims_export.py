"""``skywitness case claims export``: claims for a spreadsheet or another program."""

import csv
import json
import sys
from enum import StrEnum
from typing import Annotated

import typer

from skywitness.cases.claims_table import COLUMNS, flat
from skywitness.cli import case_options, options
from skywitness.cli.errors import reported
from skywitness.emit.values import csv_cell
from skywitness.model import Claim
from skywitness.store.cases import shelf
from skywitness.store.cases.values import to_json

EXAMPLES = """\
skywitness case claims export > claims.csv
skywitness case claims export --format json > claims.json"""


class Format(StrEnum):
    """Forms of the export."""

    CSV = "csv"
    JSON = "json"


@reported
def run(
    *,
    by: case_options.By,
    form: Annotated[
        Format, typer.Option("--format", help="CSV has one line a claim; JSON has all of it.")
    ] = Format.CSV,
    case: case_options.Named = None,
    data: options.Data = options.DEFAULT_DATA,
) -> None:
    """Every claim as it stands, rejected ones too, in the order in which they were added; the log notes it."""
    folder = shelf.find_case(data, case)
    claims = folder.current(Claim)
    if form is Format.JSON:
        sys.stdout.write(json.dumps([to_json(claim) for claim in claims], ensure_ascii=False, indent=1) + "\n")
    else:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([csv_cell(value) for value in flat(claim).values()] for claim in claims)
    with folder.writing(by, case_options.now()) as write:
        write.note("export", "claims", form.value, {"claims": len(claims)})
