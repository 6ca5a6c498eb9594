"""``skywitness case open``: say which case the other commands mean."""

from typing import Annotated

import typer

from skywitness.cli import options
from skywitness.cli.errors import reported
from skywitness.cli.output import show_objects
from skywitness.model import Capture, CaseSource, Claim
from skywitness.store.cases import shelf

EXAMPLES = """\
skywitness case open caracas-2019
skywitness case open caracas-2019 --json"""


@reported
def run(
    name: Annotated[str, typer.Argument(metavar="CASE", help="Name of the case, as `case list` has it.")],
    *,
    data: options.Data = options.DEFAULT_DATA,
    as_json: options.AsJson = False,
) -> None:
    """Show the head of a case and make it the one that is meant where no --case is given."""
    folder = shelf.find_case(data, name)
    head = folder.case()
    if folder.path.parent == data / shelf.FOLDER:
        shelf.choose(data, folder.path.name)
    if as_json:
        show_objects([head._asdict()])
        return
    typer.echo(f"{head.title} ({head.slug}), {head.status}, {head.sensitivity}")
    if head.question:
        typer.echo(head.question)
    counts = [(kind, len(folder.current(kind))) for kind in (CaseSource, Capture, Claim)]
    words = {CaseSource: "sources", Capture: "captures", Claim: "claims"}
    typer.echo(", ".join(f"{count:,} {words[kind]}" for kind, count in counts))
    typer.echo(f"at {folder.path}")
