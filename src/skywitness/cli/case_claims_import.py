"""``skywitness case claims import``: claims from a spreadsheet or another program."""

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from skywitness.cases.claims_review import decided, edited
from skywitness.cases.claims_table import Asked, asked, changes
from skywitness.cases.claims_written import written
from skywitness.cli import case_options, options
from skywitness.cli.errors import Failure, notice, reported
from skywitness.model import Claim
from skywitness.pipeline.claims import document_of, lexicons
from skywitness.store.cases import shelf
from skywitness.store.cases.folder import CaseFolder

EXAMPLES = """\
skywitness case claims import claims.csv
skywitness case claims import claims.json"""


@reported
def run(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV with a line of headings, or a JSON list.")],
    *,
    by: case_options.By,
    case: case_options.Named = None,
    data: options.Data = options.DEFAULT_DATA,
) -> None:
    """A row with a claim_id changes that claim; a row with a capture_id and a quote adds one.

    The quote must stand in the captured text. All rows go in or none does; each that cannot is named by its
    number.
    """
    folder = shelf.find_case(data, case)
    rows, faults = [], []
    for number, row in enumerate(_rows(file), 1):
        try:
            rows += _wanted(folder, asked(row), by)
        except ValueError as error:
            faults.append(f"row {number}: {error}")
    if faults:
        raise Failure(f"nothing was imported from {file.name}: " + "; ".join(faults))
    with folder.writing(by, case_options.now()) as write:
        for claim in rows:
            write.append(claim)
    notice(f"{len(rows)} claims added or changed")


def _rows(file: Path) -> Iterable[Mapping[str, Any]]:
    text = file.read_text(encoding="utf-8-sig")
    if file.suffix.lower() != ".json":
        return list(csv.DictReader(text.splitlines(keepends=True)))
    try:
        rows = json.loads(text)
    except ValueError as error:
        raise Failure(f"{file.name} is no JSON: {error}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Failure(f"{file.name} is no list of objects")
    return rows


def _wanted(folder: CaseFolder, one: Asked, by: str) -> list[Claim]:
    """The row that is to be added; none where nothing changes.

    Raises:
        ValueError: the claim, the capture or the words are not there, or a value is none.
    """
    at = case_options.now()
    if one.claim_id:
        claim = next((claim for claim in folder.current(Claim) if claim.claim_id == one.claim_id), None)
        if claim is None:
            raise ValueError(f"{one.claim_id} is no claim of this case, or was corrected since")
        differing = changes(claim, one)
        if differing:
            return [edited(claim, differing, by, at)]
        return (
            [decided(claim, one.review_state, by, at)] if one.review_state not in {"", claim.review_state} else []
        )
    document = document_of(folder, one.capture_id)
    claim = written(document, lexicons(), one.quote) if document else None
    if claim is None:
        raise ValueError(f"{one.capture_id} does not have the words {one.quote[:60]!r}")
    values = edited(claim, one.values, by, at)
    return [
        values._replace(
            supersedes=None, review_state="accepted", extracted_by="human", extractor=by, confidence=1.0
        )
    ]
