"""``skywitness case assess``: propose an assessment of each checked claim, and links between claims."""

from skywitness.cases.assess import proposed
from skywitness.cases.links import LinkProposer
from skywitness.cli import case_options, options
from skywitness.cli.errors import notice, reported
from skywitness.cli.output import Records, chosen_form, show
from skywitness.model import Assessment, Check, Claim, ClaimLink
from skywitness.store.cases import shelf
from skywitness.store.cases.folder import CaseFolder

EXAMPLES = """\
skywitness case assess
skywitness case assess --csv"""

_SHOWN = ["claim_id", "verdict", "likelihood", "credibility", "approved_by", "assessment_id", "sentence"]


@reported
def run(
    *,
    case: case_options.Named = None,
    data: options.Data = options.DEFAULT_DATA,
    by: case_options.By,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Propose from the latest checks; what a person approved stays until its check says otherwise."""
    form = chosen_form(as_json=as_json, as_csv=as_csv)
    folder = shelf.find_case(data, case)
    new, links = propose(folder), _new_links(folder)
    with folder.writing(by, case_options.now()) as write:
        for record in (*new, *links):
            write.append(record)
    notice(f"proposed assessments: {len(new)}, links between claims: {len(links)}")
    standing = folder.current(Assessment)
    show(Records(list(Assessment._fields), [tuple(one) for one in standing]), form, _SHOWN)


def propose(folder: CaseFolder) -> list[Assessment]:
    """Assessments for checks that none rests on yet."""
    standing = {one.claim_id: one for one in folder.current(Assessment)}
    known = {one.assessment_id for one in folder.rows(Assessment)}
    current = {one.claim_id for one in folder.current(Claim)}
    latest = {one.claim_id: one for one in folder.rows(Check) if one.claim_id in current}
    found = [proposed(one, case_options.now(), standing.get(one.claim_id)) for one in latest.values()]
    return [one for one in found if one.assessment_id not in known and _differs(one, standing.get(one.claim_id))]


def _differs(one: Assessment, standing: Assessment | None) -> bool:
    """A signed assessment gives way only to a check that comes to another verdict."""
    signed = standing is not None and standing.approved_by is not None
    return not signed or standing is None or (one.verdict, one.reason) != (standing.verdict, standing.reason)


def _new_links(folder: CaseFolder) -> list[ClaimLink]:
    known = {(one.from_claim_id, one.to_claim_id, one.kind) for one in folder.rows(ClaimLink)}
    found = LinkProposer().propose(folder.current(Claim))
    return [one for one in found if (one.from_claim_id, one.to_claim_id, one.kind) not in known]
