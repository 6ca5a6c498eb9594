"""``skywitness case check``: hold claims of a case against the record."""

from collections.abc import Sequence
from typing import Annotated

import typer

from skywitness.cases.checks.table import KINDS
from skywitness.cli import case_options, options
from skywitness.cli.errors import Failure, notice, reported
from skywitness.cli.freshness import say_if_behind
from skywitness.cli.output import Form, Records, chosen_form, show
from skywitness.model import Check, Claim
from skywitness.pipeline.check_claim import check_claims
from skywitness.store.cases import shelf
from skywitness.store.cases.folder import CaseFolder

EXAMPLES = """\
skywitness case check
skywitness case check --claim claim-12 --json
skywitness case check --kinds"""

_SHOWN = ["claim_id", "kind", "verdict", "reason", "sentence", "reconstruction"]
_ACCEPTED = frozenset({"accepted", "edited"})

Claims = Annotated[
    list[str] | None,
    typer.Option(
        "--claim", metavar="ID", help="Only this claim, also one that nobody accepted yet. May be repeated."
    ),
]
Kinds = Annotated[bool, typer.Option("--kinds", help="Say what each kind of check looks for, and check nothing.")]


@reported
def run(
    *,
    case: case_options.Named = None,
    data: options.Data = options.DEFAULT_DATA,
    by: case_options.By,
    claim: Claims = None,
    kinds: Kinds = False,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Check accepted claims; what comes out is a proposal, kept in the case with all that it rests on."""
    form = chosen_form(as_json=as_json, as_csv=as_csv)
    if kinds:
        _show_kinds(form)
        return
    folder = shelf.find_case(data, case)
    archive = options.open_archive(data)
    say_if_behind(archive)
    wanted = _wanted(folder, claim)
    found = list(check_claims(folder, archive, wanted, case_options.now()))
    with folder.writing(by, case_options.now()) as write:
        for one in found:
            write.append(one)
    show(Records(list(Check._fields), [tuple(one) for one in found]), form, _SHOWN)


def _wanted(folder: CaseFolder, ids: Sequence[str] | None) -> list[Claim]:
    """The claims asked for, else those that a person accepted.

    Raises:
        Failure: there is no such claim.
    """
    claims = folder.current(Claim)
    if not ids:
        accepted = [one for one in claims if one.review_state in _ACCEPTED]
        if not accepted:
            notice("no accepted claims: accept some with `case review`, or name one with --claim")
        return accepted
    by_id = {one.claim_id: one for one in claims}
    missing = [one for one in ids if one not in by_id]
    if missing:
        raise Failure(f"no claim {missing[0]!r} in this case")
    return [by_id[one] for one in ids]


def _show_kinds(form: Form) -> None:
    rows = [(name, one.would_corroborate, one.would_contradict, one.algorithm) for name, one in KINDS.items()]
    show(Records(["kind", "would_corroborate", "would_contradict", "algorithm"], rows), form)
