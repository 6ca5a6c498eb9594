"""``skywitness case timeline``: what was observed, reported, earlier and scheduled."""

from pathlib import Path
from typing import Annotated

import typer

from skywitness.cases.icalendar import icalendar
from skywitness.cases.timeline import timeline
from skywitness.cli import case_options, options
from skywitness.cli.errors import notice, reported
from skywitness.cli.output import Records, chosen_form, show
from skywitness.model import CaseEvent, Check, Claim
from skywitness.store.cases import shelf

EXAMPLES = """\
skywitness case timeline
skywitness case timeline --ical case.ics"""

_SHOWN = ["edtf", "kind", "title", "places", "reconstruction"]


@reported
def run(
    *,
    case: case_options.Named = None,
    data: options.Data = options.DEFAULT_DATA,
    ical: Annotated[
        Path | None, typer.Option("--ical", metavar="FILE", help="Write it as a calendar (iCalendar).")
    ] = None,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """List the events of a case with the precision that each has; dates as EDTF."""
    form = chosen_form(as_json=as_json, as_csv=as_csv)
    folder = shelf.find_case(data, case)
    claims = [one for one in folder.current(Claim) if one.review_state != "rejected"]
    latest = {one.claim_id: one for one in folder.rows(Check)}
    events = timeline(claims, latest.values())
    if ical is not None:
        ical.write_text(icalendar(folder.case().slug, events, case_options.now()), encoding="utf-8", newline="")
        notice(f"wrote {sum(one.earliest is not None for one in events)} events to {ical}")
        return
    show(Records(list(CaseEvent._fields), [tuple(one) for one in events]), form, _SHOWN)
