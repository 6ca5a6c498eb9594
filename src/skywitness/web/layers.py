"""``/layers``: cells for layers of the map: how many positions, who was heard, where it was jammed."""

from typing import Annotated

import h3
import polars as pl
from fastapi import APIRouter, Query

from skywitness.pipeline import asking
from skywitness.pipeline.asked import Asked
from skywitness.pipeline.coverage import By, coverage
from skywitness.pipeline.questions import heat
from skywitness.web.answer import Columns, Rows
from skywitness.web.finding_rows import finding_rows, found
from skywitness.web.page import add_page
from skywitness.web.paging import AskedPaging, page_of
from skywitness.web.places import AskedArea
from skywitness.web.site import AskedSite
from skywitness.web.spans import MOST_COUNTED, within_reach
from skywitness.web.words import AskedFilters, AskedSpan

router = APIRouter(tags=["layers"])
_MOST_CELLS = 200_000


def heatmap(
    site: AskedSite,
    filters: AskedFilters,
    where: AskedArea,
    cell_deg: Annotated[float, Query(ge=0.005, le=90, description="Side of a cell, degrees.")] = 0.25,
    *,
    military: Annotated[bool, Query(description="Only aircraft graded military.")] = False,
) -> Columns:
    """Positions and aircraft in each cell, as reported, doubtful ones too; by its south-western corner."""
    asked = asking.asked_of(site.archive(), filters, where, military=military)
    within_reach(site, asked, MOST_COUNTED)
    key = ("heat", str(asked), cell_deg, site.version())
    cells = site.memory.get(key, lambda: heat(site.archive(), asked, cell_deg))
    return _limited(cells)


def heard(
    site: AskedSite,
    span: AskedSpan,
    where: AskedArea,
    by: Annotated[By, Query(description="A row for each.")] = "cell",
) -> Columns:
    """Who was heard and in how many of the minutes in which it was there; no cell: no receiver, or nobody flew."""
    asked = Asked(area=where, since=span.since, until=span.until)
    within_reach(site, asked)
    key = ("coverage", str(asked), by, site.version())
    return _limited(site.memory.get(key, lambda: coverage(site.archive(), asked, by)))


def jamming(site: AskedSite, filters: AskedFilters, paging: AskedPaging) -> Rows:
    """H3 cells and days in which satellite navigation was disturbed, with the corners of each cell."""
    rows = finding_rows(found(site, ["jamming"], filters))
    cells = [name.split("-")[1] for name in rows["finding_id"]]
    corners = [[[lon, lat] for lat, lon in h3.cell_to_boundary(cell)] for cell in cells]
    with_cells = rows.with_columns(
        pl.Series("cell", cells, pl.String), pl.Series("corners", corners, pl.List(pl.List(pl.Float64)))
    )
    return page_of(site, with_cells, paging)


def _limited(cells: pl.DataFrame) -> Columns:
    left = cells.height - _MOST_CELLS
    notes = (f"{left:,} more cells are left out: ask for larger cells or a smaller area",) if left > 0 else ()
    simulated = bool(cells["reconstruction"].any()) if "reconstruction" in cells.columns else False
    return Columns(cells.head(_MOST_CELLS), notes, {"reconstruction": simulated})


add_page(router, "/layers/heatmap", heatmap, page=False)
add_page(router, "/layers/coverage", heard, page=False)
add_page(router, "/layers/jamming", jamming, page=False)
