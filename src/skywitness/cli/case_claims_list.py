"""``skywitness case claims list``: claims of a case."""

from typing import Annotated

import typer

from skywitness.cases.claims_review import KINDS
from skywitness.cases.claims_table import COLUMNS, flat
from skywitness.cli import case_options, options
from skywitness.cli.errors import reported
from skywitness.cli.output import Records, chosen_form, show
from skywitness.model import Claim
from skywitness.store.cases import shelf

EXAMPLES = """\
skywitness case claims list
skywitness case claims list --kind arrival --state accepted
skywitness case claims list --json"""

STATES = ("proposed", "accepted", "edited", "rejected")
_SHOWN = ("claim_id", "kind", "review_state", "speaker", "when", "quote")


def one_of(name: str, value: str | None, known: tuple[str, ...]) -> None:
    """Refuse a value that is not known.

    Raises:
        typer.BadParameter: with the values there are.
    """
    if value is not None and value not in known:
        raise typer.BadParameter(f"{value!r}; there are {', '.join(known)}", param_hint=name)


@reported
def run(
    *,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="Only those of this kind of check.")
    ] = None,
    state: Annotated[
        str | None, typer.Option("--state", metavar="STATE", help="proposed, accepted, edited or rejected.")
    ] = None,
    case: case_options.Named = None,
    data: options.Data = options.DEFAULT_DATA,
    limit: options.Limit = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Claims as they stand, in the order in which they were added; rejected ones only where --state asks."""
    form = chosen_form(as_json=as_json, as_csv=as_csv)
    one_of("--kind", kind, KINDS)
    one_of("--state", state, STATES)
    found = [
        claim
        for claim in shelf.find_case(data, case).current(Claim)
        if (kind is None or claim.kind == kind)
        and (claim.review_state == state or (state is None and claim.review_state != "rejected"))
    ]
    show(Records(list(COLUMNS), [tuple(flat(claim).values()) for claim in found[:limit]]), form, _SHOWN)
