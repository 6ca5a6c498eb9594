"""Paging: a list a page at a time; the next page is of the same version of the tables, or is refused."""

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated, NamedTuple

import polars as pl
from fastapi import Depends, Query

from skywitness.pipeline.rules import rules_name
from skywitness.web.answer import Rows
from skywitness.web.problems import ProblemError
from skywitness.web.site import NOTHING_YET, AskedSite, Site

_USUAL_ROWS = 1_000
_MOST_ROWS = 50_000


class Paging(NamedTuple):
    """Which page of a list is asked for.

    Attributes:
        limit: rows of it.
        first: number of its first row, from 0.
    """

    limit: int
    first: int


def _paging(
    site: AskedSite,
    limit: Annotated[int, Query(ge=1, le=_MOST_ROWS, description="Rows of a page.")] = _USUAL_ROWS,
    after: Annotated[
        str | None, Query(max_length=64, description="`next` of the page before, as it was given.")
    ] = None,
) -> Paging:
    if after is None:
        return Paging(limit, 0)
    try:
        first, _, version = urlsafe_b64decode(after).decode("ascii").partition(".")
        number = int(first)
    except (ValueError, Base64Error):
        raise ProblemError(
            HTTPStatus.UNPROCESSABLE_ENTITY, "after is no `next` of ours", parameter="after"
        ) from None
    if version != _short(site):
        raise ProblemError(HTTPStatus.CONFLICT, "the archive has changed since the first page: begin again")
    return Paging(limit, max(number, 0))


AskedPaging = Annotated[Paging, Depends(_paging)]
"""A parameter of a page: ``limit`` and ``after``."""


def page_of(site: Site, frame: pl.DataFrame, paging: Paging, notes: Sequence[str] = ()) -> Rows:
    """One page of a list, with what asks for the next.

    Args:
        site: that was asked.
        frame: the whole list.
        paging: which page.
        notes: what the reader must know beside.
    """
    end = paging.first + paging.limit
    more = end < frame.height
    after = urlsafe_b64encode(f"{end}.{_short(site)}".encode()).decode() if more else None
    said = (NOTHING_YET, *notes) if site.is_empty else tuple(notes)
    return Rows(frame.slice(paging.first, paging.limit), frame.height, after, said)


def behind(site: Site) -> list[str]:
    """What to say when sources are not in what is derived: an empty answer must not read as "never"."""
    archive = site.archive()
    key = ("behind", site.version())
    sources = site.memory.get(key, lambda: len(archive.underived_sources(rules_name(archive))))
    if not sources:
        return []
    words = "1 source is" if sources == 1 else f"{sources:,} sources are"
    return [f"{words} not in flights and what follows yet; run `skywitness derive`"]


def _short(site: Site) -> str:
    return hashlib.sha256(site.version().encode()).hexdigest()[:16]
