"""``skywitness case assess``: propose an assessment of each checked claim, and links between claims."""

from skywitness.cli import case_options, options
from skywitness.cli.errors import notice, reported
from skywitness.cli.output import Records, chosen_form, show
from skywitness.model import Assessment
from skywitness.pipeline.case_assess import assess
from skywitness.store.cases import shelf

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
    new, links = assess(folder, by, case_options.now())
    notice(f"proposed assessments: {len(new)}, links between claims: {len(links)}")
    standing = folder.current(Assessment)
    show(Records(list(Assessment._fields), [tuple(one) for one in standing]), form, _SHOWN)
