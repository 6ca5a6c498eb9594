"""Asking: the question about places that checked words make."""

import polars as pl

from skywitness.pipeline.asked import Asked
from skywitness.pipeline.filters import Filters
from skywitness.pipeline.refusal import RefusalError
from skywitness.reference.asked_area import Area
from skywitness.store.archive import Archive


def asked_of(
    archive: Archive,
    filters: Filters,
    area: Area | None,
    *,
    operator: str | None = None,
    military: bool = False,
    band: tuple[int | None, int | None] = (None, None),
) -> Asked:
    """The question that the words make.

    Args:
        archive: open for reading.
        filters: which aircraft, and the span.
        area: where; None for everywhere.
        operator: words in the operator's name.
        military: only aircraft graded military.
        band: lowest and highest pressure altitude, feet; None where it is open.

    Raises:
        RefusalError: an empty band of altitudes, or an operator that no aircraft has.
    """
    lowest_ft, highest_ft = band
    if lowest_ft is not None and highest_ft is not None and lowest_ft > highest_ft:
        raise RefusalError(f"{lowest_ft} ft is above {highest_ft} ft", "above")
    return Asked(
        area=area,
        since=filters.window.since,
        until=filters.window.until,
        icao24s=filters.icao24s,
        lowest_ft=lowest_ft,
        highest_ft=highest_ft,
        typecodes=filters.typecodes,
        flags=filters.flags,
        operator=_known_operator(archive, operator),
        military=military,
    )


def _known_operator(archive: Archive, words: str | None) -> str | None:
    if words is None:
        return None
    name = pl.col("operator").str.to_uppercase()
    having = archive.derived("identities").filter(name.str.contains(words.strip().upper(), literal=True))
    if not words.strip() or not having.head(1).collect().height:
        raise RefusalError(f"no aircraft in the archive has {words!r} in its operator", "operator")
    return words.strip()
