"""Spans: how much one question about positions may read."""

from http import HTTPStatus

import polars as pl

from skywitness.pipeline.asked import Asked, candidates
from skywitness.web.problems import ProblemError
from skywitness.web.site import Site

MOST_HELD = 5_000_000
"""Positions that a question may hold in memory at a time: some 1 GB; judgement."""
MOST_COUNTED = 200_000_000
"""Positions that may be counted into cells, which is done in a stream; judgement."""


def within_reach(site: Site, asked: Asked, most_rows: int = MOST_HELD) -> None:
    """Refuse a question that would read more than one may, and say how to ask for less.

    Args:
        site: that is asked.
        asked: the question.
        most_rows: positions in the boxes round its area that it may read.

    Raises:
        ProblemError: it would read more.
    """
    found, reading = candidates(site.archive(), asked)
    if reading.rows <= most_rows:
        return
    rows = int(found.select(pl.len()).collect(engine="streaming").item())
    if rows > most_rows:
        raise ProblemError(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            f"that is {rows:,} positions, more than the {most_rows:,} that one question may read: "
            "ask for a shorter span, a smaller area or named aircraft",
        )
