"""``skywitness case diff``: what changed between two captures."""

from typing import Annotated

import typer

from skywitness.cases.text_changes import Change, Paragraph, text_changes
from skywitness.cli import case_options, options
from skywitness.cli.errors import Failure, notice, reported
from skywitness.cli.output import Form, Records, chosen_form, show
from skywitness.cli.values import table_cell
from skywitness.model import Capture, TextZone
from skywitness.store.cases import shelf
from skywitness.store.cases.folder import CaseFolder

EXAMPLES = """\
skywitness case diff capture-2
skywitness case diff capture-1 capture-3 --json"""


@reported
def run(
    first: Annotated[str, typer.Argument(metavar="CAPTURE", help="The earlier one; alone, it is the later one.")],
    second: Annotated[str | None, typer.Argument(metavar="CAPTURE", help="The later one.")] = None,
    *,
    everything: Annotated[
        bool, typer.Option("--everything", help="Changes in menus, adverts and other boilerplate too.")
    ] = False,
    case: case_options.Named = None,
    data: options.Data = options.DEFAULT_DATA,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Paragraphs that went, came or were changed; a capture alone is held against the one before it."""
    form = chosen_form(as_json=as_json, as_csv=as_csv)
    folder = shelf.find_case(data, case)
    later = folder.get(Capture, second or first)
    earlier_id = first if second else later.previous_capture_id
    if earlier_id is None:
        raise Failure(f"{later.capture_id} is the first capture of {later.source_id}")
    earlier = folder.get(Capture, earlier_id)
    if form is Form.TABLE and earlier.blob_sha256 == later.blob_sha256:
        notice("the same bytes")
    found = text_changes(
        _paragraphs(folder, earlier, everything=everything), _paragraphs(folder, later, everything=everything)
    )
    if form is not Form.TABLE:
        show(Records(list(Change._fields), [*found]), form)
        return
    for change in found:
        typer.echo(f"{change.kind} ({change.zone})")
        if change.before is not None:
            typer.echo(f"  - {table_cell(change.before)}")
        if change.after is not None:
            typer.echo(f"  + {table_cell(change.after)}")
    if not found:
        notice("no paragraph changed")


def _paragraphs(folder: CaseFolder, capture: Capture, *, everything: bool) -> list[Paragraph]:
    if capture.text_sha256 is None:
        return []
    text = folder.text(capture.text_sha256)
    zones = folder.where(TextZone, "capture_id", capture.capture_id)
    return [(z.zone, text[z.start : z.end]) for z in zones if everything or z.zone != "boilerplate"]
