"""``skywitness case claims show``: one claim."""

from typing import Annotated

import typer

from skywitness.cases.claims_card import card
from skywitness.cli import case_options, options
from skywitness.cli.errors import reported
from skywitness.cli.output import show_objects
from skywitness.model import Claim
from skywitness.store.cases import shelf
from skywitness.store.cases.folder import CaseFolder
from skywitness.store.cases.values import to_json

EXAMPLES = """\
skywitness case claims show claim-1
skywitness case claims show claim-1 --json"""


@reported
def run(
    claim_id: Annotated[str, typer.Argument(metavar="CLAIM", help="As `case claims list` has it.")],
    *,
    case: case_options.Named = None,
    data: options.Data = options.DEFAULT_DATA,
    as_json: options.AsJson = False,
) -> None:
    """Its words between >>> and <<<, who says it through whom, what the words mean, and the rows it came from."""
    folder = shelf.find_case(data, case)
    claim = folder.get(Claim, claim_id)
    if as_json:
        shown = to_json(claim)
        show_objects([shown] if isinstance(shown, dict) else [])
        return
    text = folder.text_left(claim.spans[0].text_sha256)
    typer.echo("\n".join(card(claim, text)))
    for other in _history(folder, claim):
        by = other.reviewer or other.extractor
        typer.echo(f"before: {other.claim_id} {other.review_state} by {by}: {other.proposition}")


def _history(folder: CaseFolder, claim: Claim) -> list[Claim]:
    """Rows that it supersedes, the latest first."""
    found, key = [], claim.supersedes
    while key is not None:
        found.append(folder.get(Claim, key))
        key = found[-1].supersedes
    return found
