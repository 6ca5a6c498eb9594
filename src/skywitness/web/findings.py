"""``/findings``: what the detectors find in the record."""

from typing import Annotated

from fastapi import APIRouter, Query

from skywitness.pipeline.find import KINDS
from skywitness.web.answer import Rows
from skywitness.web.finding_rows import finding_rows, found
from skywitness.web.page import PLACED, add_page
from skywitness.web.paging import AskedPaging, behind, page_of
from skywitness.web.site import AskedSite
from skywitness.web.words import AskedFilters

router = APIRouter(tags=["findings"])


def findings(
    site: AskedSite,
    filters: AskedFilters,
    paging: AskedPaging,
    kind: Annotated[
        list[str] | None, Query(max_length=20, description=f"Only these kinds: {', '.join(KINDS)}.")
    ] = None,
    *,
    undecided: Annotated[
        bool, Query(description="Also what the record does not decide; always with a kind.")
    ] = False,
) -> Rows:
    """What the detectors find, each with how sure it is and how often the like is found."""
    every = found(site, kind or list(KINDS), filters)
    decided = every if kind or undecided else [one for one in every if one.verdict != "unknown"]
    notes = behind(site)
    if len(decided) < len(every):
        notes.append(
            f"{len(every) - len(decided):,} more that the record does not decide; `undecided=true` lists them"
        )
    return page_of(site, finding_rows(decided), paging, notes)


add_page(router, "/findings", findings, PLACED)
