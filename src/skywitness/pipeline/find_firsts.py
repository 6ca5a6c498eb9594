"""Find first visits: stays at places where the subject had not been seen before, or not for long."""

import polars as pl

from skywitness.findings.exposure import Exposure
from skywitness.findings.first_visit import FirstVisit
from skywitness.model import Finding
from skywitness.pipeline.covered import covered, ends, record_days
from skywitness.pipeline.question import Question
from skywitness.store.archive import Archive
from skywitness.store.packaged import airport_table

_UTC = pl.Datetime("us", "UTC")


def find_firsts(archive: Archive, question: Question, by: str = "aircraft", at: str = "airport") -> list[Finding]:
    """First and unusual visits since ``question.since``, by what was known before ``question.until``.

    Args:
        archive: derived.
        question: the airports asked for are one area with ``at="area"``, else each is asked for by itself.
        by: ``aircraft``, ``operator``, ``type`` or ``state``.
        at: ``airport``, ``country`` or ``area``.
    """
    flights, visits = ends(archive, question.until)
    known = visits.collect()
    found = FirstVisit().find(
        known,
        Exposure().observable(record_days(flights), covered(flights, visits)),
        _places(known, question, at),
        by,
        question.addresses(archive),
        question.since,
    )
    asked = question.airports
    return [finding for finding in found if asked is None or finding.airports[0] in asked]


def _places(visits: pl.DataFrame, question: Question, at: str) -> pl.DataFrame:
    """airport, place, closed_at of every field that was visited."""
    codes = visits["airport"].drop_nulls().unique().sort().to_list()
    table = airport_table()
    row_of = {code: row for row, code in enumerate(table.codes)}
    rows = [row_of.get(code) for code in codes]
    countries = [None if row is None else table.airports[row].country for row in rows]
    closed_s = [None if row is None else float(table.closed_s[row]) for row in rows]
    place = {
        "airport": codes,
        "country": [country or code for country, code in zip(countries, codes, strict=True)],
        "area": ["the area" if code in (question.airports or codes) else code for code in codes],
    }[at]
    fields = pl.DataFrame({"airport": codes, "place": place, "closed_s": closed_s}, schema_overrides=_TYPES)
    finite = pl.when(pl.col("closed_s").is_finite()).then(pl.col("closed_s"))
    return fields.select("airport", "place", closed_at=(finite * 1e6).cast(pl.Int64).cast(_UTC))


_TYPES = {"airport": pl.String(), "place": pl.String(), "closed_s": pl.Float64()}
