"""``skywitness case approve``: sign an assessment by name."""

from typing import Annotated

import typer

from skywitness.cases.assess import ApprovalError, approved
from skywitness.cases.grades import LIKELIHOODS
from skywitness.cli import case_options, options
from skywitness.cli.errors import Failure, reported
from skywitness.cli.output import Records, chosen_form, show
from skywitness.model import Assessment
from skywitness.store.cases import shelf

EXAMPLES = """\
skywitness case approve claim-12 --by "Ada Quist"
skywitness case approve claim-12 claim-13 --verdict unresolved --sentence "The photograph shows another day."
skywitness case approve --all --by "Ada Quist" """

_SHOWN = ["claim_id", "verdict", "likelihood", "credibility", "approved_by", "approved_at"]


@reported
def run(
    claims: Annotated[
        list[str] | None, typer.Argument(metavar="CLAIM...", help="Ids of claims, as `case assess` lists them.")
    ] = None,
    *,
    case: case_options.Named = None,
    data: options.Data = options.DEFAULT_DATA,
    by: case_options.By,
    every: Annotated[bool, typer.Option("--all", help="Every proposal as it stands; read them first.")] = False,
    verdict: Annotated[str | None, typer.Option("--verdict", metavar="WORD", help="Another verdict.")] = None,
    sentence: Annotated[str | None, typer.Option("--sentence", metavar="TEXT", help="In your words.")] = None,
    likelihood: Annotated[
        str | None, typer.Option("--likelihood", metavar="WORDS", help=f"One of: {', '.join(LIKELIHOODS)}.")
    ] = None,
    confidence: Annotated[
        str | None, typer.Option("--confidence", metavar="WORD", help="Of the analysis: low, moderate or high.")
    ] = None,
    credibility: Annotated[
        int | None, typer.Option("--credibility", metavar="1-6", help="Admiralty grade: 1 confirmed to 6 unknown.")
    ] = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Sign what a check proposed, or another conclusion; what stood before is superseded and never erased."""
    form = chosen_form(as_json=as_json, as_csv=as_csv)
    folder = shelf.find_case(data, case)
    standing = {one.claim_id: one for one in folder.current(Assessment)}
    wanted = [one.claim_id for one in standing.values() if one.approved_by is None] if every else claims or []
    missing = [one for one in wanted if one not in standing]
    if missing or not wanted:
        raise Failure(f"no assessment of {missing[0]!r}" if missing else "name claims, or give --all")
    changes = {
        "verdict": verdict,
        "sentence": sentence,
        "likelihood": likelihood,
        "analytic_confidence": confidence,
        "credibility": credibility,
    }
    given = {name: value for name, value in changes.items() if value is not None}
    at = case_options.now()
    try:
        signed = [approved(standing[one], by, at, **given) for one in wanted]
    except ApprovalError as error:
        raise Failure(str(error)) from error
    with folder.writing(by, at) as write:
        for one in signed:
            write.append(one)
    show(Records(list(Assessment._fields), [tuple(one) for one in signed]), form, _SHOWN)
