"""``/cases/…/timeline``: what was observed, reported, earlier and scheduled, with its precision."""

from fastapi import APIRouter

from skywitness.cases.icalendar import icalendar
from skywitness.cases.timeline import timeline
from skywitness.model import CaseEvent, Claim
from skywitness.store.cases.folder import CaseFolder
from skywitness.web.answer import Rows, Text
from skywitness.web.cases import frame_of, is_simulated, latest_checks
from skywitness.web.cases_asked import AskedCase, now
from skywitness.web.page import LIST, add_file, add_page
from skywitness.web.site import AskedSite

router = APIRouter(tags=["cases"])


def events(folder: AskedCase) -> Rows:
    """Events of a case by their first instant; dates as EDTF, with the instants that they can mean."""
    waiting = {one.claim_id for one in folder.current(Claim) if one.review_state == "proposed"}
    rows = [one._asdict() | {"proposed": set(one.claim_ids) <= waiting} for one in _events(folder)]
    return Rows(frame_of(rows), len(rows), more={"reconstruction": is_simulated(folder)})


def calendar(site: AskedSite, folder: AskedCase) -> Text:
    """The same as a calendar (iCalendar)."""
    slug = folder.case().slug
    return Text(icalendar(slug, _events(folder), now(site)), "text/calendar", f"{slug}.ics")


def _events(folder: CaseFolder) -> list[CaseEvent]:
    claims = [one for one in folder.current(Claim) if one.review_state != "rejected"]
    return timeline(claims, latest_checks(folder).values())


add_file(router, "/cases/{slug}/timeline.ics", calendar, "text/calendar", lasting=False)
add_page(router, "/cases/{slug}/timeline", events, LIST, lasting=False)
