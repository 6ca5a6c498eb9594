"""Spans: how much one question about positions may read."""

from datetime import timedelta
from http import HTTPStatus

import polars as pl

from skywitness.pipeline.asked import Asked, candidates
from skywitness.web.problems import ProblemError
from skywitness.web.site import Site

_MOST_ROWS = 20_000_000
"""Positions in the files and boxes that a question reads; some 2 GB and ten seconds here."""


def within_reach(site: Site, asked: Asked) -> None:
    """Refuse a question that would read more than one may, and say how to ask for less.

    Raises:
        ProblemError: too long a span of everybody.
    """
    days = timedelta(days=site.options.most_span_days)
    if asked.since is not None and asked.until is not None and asked.until - asked.since <= days:
        return
    rows = int(candidates(site.archive(), asked)[0].select(pl.len()).collect(engine="streaming").item())
    if rows > _MOST_ROWS:
        raise ProblemError(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            f"that is {rows:,} positions, more than the {_MOST_ROWS:,} that one question may read: "
            "ask for a shorter span, a smaller area or named aircraft",
        )
