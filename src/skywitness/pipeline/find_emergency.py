"""Find emergencies: the codes of distress in the stored positions."""

import polars as pl

from skywitness.findings.emergency import MEANINGS, Emergency
from skywitness.model import Finding
from skywitness.pipeline.question import Question
from skywitness.store.archive import Archive

_NEEDED = ("icao24", "observed_at", "lat_deg", "lon_deg", "squawk", "source_sha256", "reconstruction")


def find_emergencies(archive: Archive, question: Question) -> list[Finding]:
    """Spells of 7500, 7600 and 7700 that the question asks for, in order of aircraft and time."""
    positions = archive.positions(question.addresses(archive), question.since, question.until)
    coded = positions.filter(pl.col("squawk").is_in(list(MEANINGS))).select(_NEEDED).collect(engine="streaming")
    if not coded.height:
        return []
    heard = positions.select(pl.col("icao24").n_unique()).collect(engine="streaming").item()
    return Emergency().find(coded, heard)
