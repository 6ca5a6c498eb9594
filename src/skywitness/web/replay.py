"""``/replay``: the record as frames for the map, and when there is anything to replay."""

from datetime import UTC, datetime, timedelta
from functools import partial
from http import HTTPStatus
from typing import Annotated

import polars as pl
from fastapi import APIRouter, Query

from skywitness.pipeline.asked import Asked
from skywitness.pipeline.picture import LASTING, picture_at, positions_between
from skywitness.pipeline.times import Window, moment
from skywitness.web.answer import Bytes, Columns, Rows
from skywitness.web.frames import full_frame
from skywitness.web.memory import Memory
from skywitness.web.names import identities_on
from skywitness.web.page import add_file, add_page
from skywitness.web.paging import AskedPaging, page_of
from skywitness.web.problems import ProblemError
from skywitness.web.site import AskedSite, Site
from skywitness.web.spans import within_reach
from skywitness.web.words import AskedSpan

router = APIRouter(tags=["replay"])
SWF1 = "application/octet-stream"
_PIECE = timedelta(minutes=10)
"""The record is read in pieces of this length, which the next frames ask for again."""
_LONGEST = timedelta(hours=24)
_MOST_FRAMES = 240
_MOST_BINS = 2_000
_MOST_SPAN = timedelta(days=400)
_pieces = Memory(most=48)


def frames(
    site: AskedSite,
    t: Annotated[str, Query(max_length=40, description="Time of the first frame, ISO 8601.")],
    step_s: Annotated[float, Query(ge=0.1, le=3_600, description="Time from one frame to the next.")] = 10.0,
    n: Annotated[int, Query(ge=1, le=_MOST_FRAMES, description="Frames, one after another.")] = 1,
) -> Bytes:
    """Full SWF1 frames of the record, one after another; places are as reported, with their age."""
    first = moment(t, "t")
    step = timedelta(seconds=step_s)
    if step * n > _LONGEST:
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "frames may reach over 24 hours", parameter="n")
    rows, judged = _reports(site, first, first + step * (n - 1))
    military = identities_on(site.archive(), rows["icao24"].unique().to_list(), first.date())
    moments = [first + step * number for number in range(n)]
    body = b"".join(full_frame(picture_at(rows, at), military, at) for at in moments)
    return Bytes(body, SWF1, headers={"X-Skywitness-Judged": "yes" if judged else "no"})


def days(site: AskedSite, paging: AskedPaging) -> Rows:
    """The UTC days of the record, with how much each has."""
    files = [file for file in site.archive().files("positions").files() if file.day is not None]
    counted = pl.DataFrame(
        {"day": [file.day for file in files], "state_vectors": [file.rows for file in files]},
        schema={"day": pl.Date, "state_vectors": pl.Int64},
    )
    return page_of(site, counted.group_by("day").agg(pl.col("state_vectors").sum()).sort("day"), paging)


def activity(
    site: AskedSite,
    span: AskedSpan,
    bins: Annotated[int, Query(ge=1, le=_MOST_BINS, description="Into how many parts the span is cut.")] = 200,
) -> Columns:
    """State vectors and aircraft in each part of a span, as columns; empty parts too."""
    since, until = _bounds(site, span)
    if until - since > _MOST_SPAN:
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "ask for at most 400 days", parameter="since")
    width_ms = max((until - since) / timedelta(milliseconds=1) / bins, 1.0)
    elapsed = (pl.col("observed_at") - since).dt.total_milliseconds()
    counted = (
        site.archive()
        .positions(since=since, until=until)
        .group_by((elapsed / width_ms).floor().cast(pl.Int64).alias("bin"))
        .agg(
            pl.len().cast(pl.Int64).alias("state_vectors"),
            pl.col("icao24").n_unique().cast(pl.Int64).alias("aircraft"),
        )
        .collect(engine="streaming")
    )
    every = pl.DataFrame({"bin": range(bins)}, schema={"bin": pl.Int64})
    filled = every.join(counted, on="bin", how="left", maintain_order="left").fill_null(0)
    starts = [since + timedelta(milliseconds=width_ms) * number for number in range(bins)]
    more = {"since": since, "until": until, "bin_s": width_ms / 1000}
    return Columns(filled.drop("bin").insert_column(0, pl.Series("begins_at", starts)), (), more)


def _bounds(site: Site, span: Window) -> tuple[datetime, datetime]:
    """The span asked for, open ends closed by the first and last day of the record."""
    known = [file.day for file in site.archive().files("positions").files() if file.day is not None]
    today = site.clock().date()
    first, last = (min(known), max(known)) if known else (today, today)
    since = span.since or datetime(first.year, first.month, first.day, tzinfo=UTC)
    until = span.until or datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=1)
    return since, max(until, since + timedelta(seconds=1))


def _reports(site: Site, first: datetime, last: datetime) -> tuple[pl.DataFrame, bool]:
    """Reports that pictures from ``first`` to ``last`` rest on, in order of time."""
    within_reach(site, Asked(since=first - LASTING, until=last + _PIECE))
    version = site.version()
    begin = _floor(first - LASTING)
    parts, all_judged = [], True
    while begin <= last:
        key = (str(site.data), begin, version)
        rows, judged = _pieces.get(key, partial(positions_between, site.archive(), begin, begin + _PIECE))
        parts.append(rows)
        all_judged &= judged
        begin += _PIECE
    return pl.concat(parts), all_judged


def _floor(time: datetime) -> datetime:
    return time - (time - datetime(1970, 1, 1, tzinfo=UTC)) % _PIECE


add_file(router, "/replay/frames", frames, SWF1)
add_page(router, "/replay/days", days, page=False)
add_page(router, "/replay/activity", activity, page=False)
