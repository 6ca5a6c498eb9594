"""Files: everything that a dossier's folder holds, by name."""

from collections.abc import Sequence

from skywitness.cases.dossier.claim_review import claim_reviews
from skywitness.cases.dossier.claims_csv import claims_csv
from skywitness.cases.dossier.content import Content, Point
from skywitness.cases.dossier.follow_the_money import follow_the_money
from skywitness.cases.dossier.page import page
from skywitness.cases.dossier.provenance import provenance
from skywitness.cases.dossier.shapes import geojson, kml
from skywitness.cases.icalendar import icalendar


def dossier_files(content: Content, coastlines: Sequence[Sequence[Point]], style: str) -> dict[str, bytes]:
    """The page and the same in the formats of others.

    Args:
        content: as its profile lets it out.
        coastlines: outlines of land.
        style: the style sheet.
    """
    texts = {
        "index.html": page(content, coastlines, style),
        "claims.csv": claims_csv(content),
        "claim-reviews.jsonld": claim_reviews(content) + "\n",
        "follow-the-money.jsonl": follow_the_money(content),
        "ways.geojson": geojson(content),
        "ways.kml": kml(content),
        "provenance.json": provenance(content),
        "timeline.ics": icalendar(content.case.slug, content.events, content.made_at),
    }
    return {name: text.encode() for name, text in texts.items()}
