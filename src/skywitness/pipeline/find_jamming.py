"""Find jamming: every position with its doubts in; cells and days of disturbed navigation out."""

import h3
import polars as pl

from skywitness.findings.jamming import NEEDED, Jamming
from skywitness.measure.geodesy import way_nm
from skywitness.model import Finding
from skywitness.pipeline.question import Question
from skywitness.pipeline.track import judged
from skywitness.pipeline.trusted import batches
from skywitness.store.archive import Archive
from skywitness.store.packaged import airport_table
from skywitness.store.reference_files import FOLDER

_NEAR_NM = 30.0
"""From a field to the centre of a cell that it asks for: a cell's width and a bit."""


def find_jamming(archive: Archive, question: Question) -> list[Finding]:
    """Cells and days that the question asks for, in order of day and cell.

    All aircraft are counted; those asked for choose the cells in which they were disturbed.
    """
    detector = Jamming()
    positions = archive.positions(None, question.since, question.until)
    known = positions.filter(pl.col("nic").is_not_null() | pl.col("nac_p").is_not_null())
    counts = known.group_by("icao24").len().sort("icao24").collect(engine="streaming")
    parts = [
        detector.seen(judged(archive, batch, question.since, question.until).select(NEEDED))
        for batch in batches(counts)
    ]
    if not parts:
        return []
    found = detector.find(pl.concat(parts), archive.derived("false_places").collect())
    addresses, centres = question.addresses(archive), _centres(archive, question)
    return [
        finding
        for finding in found
        if (addresses is None or not set(addresses).isdisjoint(finding.icao24s))
        and (centres is None or any(_near(finding, centre) for centre in centres))
    ]


def _centres(archive: Archive, question: Question) -> list[tuple[float, float]] | None:
    if question.airports is None:
        return None
    by_icao = airport_table(archive.folder.parent / FOLDER).by_icao
    return [(by_icao[icao].lat_deg, by_icao[icao].lon_deg) for icao in question.airports]


def _near(finding: Finding, centre: tuple[float, float]) -> bool:
    lat_deg, lon_deg = h3.cell_to_latlng(finding.finding_id.split("-")[1])
    return way_nm(lat_deg, lon_deg, *centre) <= _NEAR_NM
