"""Find routes: recurring pairs of fields in the derived flights."""

import polars as pl

from skywitness.findings.exposure import Exposure
from skywitness.findings.routes import Routes
from skywitness.model import Finding
from skywitness.pipeline.covered import covered, ends, record_days
from skywitness.pipeline.question import Question
from skywitness.store.archive import Archive

_NEEDED = (
    "flight_id", "icao24", "registration", "typecode", "operator", "adep", "ades", "takeoff_at", "landing_at",
    "first_seen_at", "last_seen_at", "source_sha256s", "reconstruction",
)  # fmt: skip


def find_routes(archive: Archive, question: Question, by: str = "aircraft") -> list[Finding]:
    """Routes of the aircraft asked for that were still flown at ``question.since`` or later.

    The whole record before ``question.until`` is their history and their base rate.
    """
    flights, visits = ends(archive, question.until)
    observable = Exposure().observable(record_days(flights), covered(flights, visits))
    unseen = archive.trip_legs().filter(pl.col("kind") == "unseen_leg")
    if question.until is not None:
        unseen = unseen.filter(pl.col("not_after") < question.until)
    found = Routes().find(
        flights.select(_NEEDED).collect(), unseen.collect(), observable, by, question.addresses(archive)
    )
    return [finding for finding in found if _asked(finding, question)]


def _asked(finding: Finding, question: Question) -> bool:
    late = question.since is None or finding.until >= question.since
    return late and (question.airports is None or not set(question.airports).isdisjoint(finding.airports))
