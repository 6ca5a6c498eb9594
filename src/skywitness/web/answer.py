"""Answer: what a page says, and how it is written as JSON, CSV, Arrow, Parquet or GeoJSON."""

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from urllib.parse import urlencode

import polars as pl
from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from skywitness.emit.csv_text import csv_lines
from skywitness.emit.exports.rows_geojson import rows_geojson
from skywitness.emit.text_times import text_times
from skywitness.emit.values import plain
from skywitness.web.parquet import parquet_bytes

_PIECE_ROWS = 2_000
"""Rows that are written at a time: some 2 MB of JSON, so that memory does not grow with the answer."""


class Form(Enum):
    """How an answer is written, by the ending of its URL."""

    JSON = "json"
    CSV = "csv"
    ARROW = "arrow"
    PARQUET = "parquet"
    GEOJSON = "geojson"

    @property
    def media_type(self) -> str:
        """As the header says it."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    Form.JSON: "application/json",
    Form.CSV: "text/csv",
    Form.ARROW: "application/vnd.apache.arrow.stream",
    Form.PARQUET: "application/vnd.apache.parquet",
    Form.GEOJSON: "application/geo+json",
}


@dataclass(frozen=True)
class Document:
    """An answer that is one object.

    Attributes:
        content: names and values; values may be anything that ``plain`` knows.
        notes: what the reader must know beside, in words.
    """

    content: Mapping[str, Any]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rows:
    """An answer that is a list.

    Attributes:
        frame: the rows of this page of it.
        total: rows of the whole list; None where that is not known.
        after: what to ask with for the next page; None when this is the last.
        notes: what the reader must know beside, in words.
        more: further members of the JSON.
    """

    frame: pl.DataFrame
    total: int | None = None
    after: str | None = None
    notes: tuple[str, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Columns:
    """An answer of many numbers: a list a column.

    Attributes:
        frame: its columns; times are written as Unix milliseconds.
        notes: what the reader must know beside, in words.
        more: further members of the JSON.
    """

    frame: pl.DataFrame
    notes: tuple[str, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Text:
    """An answer that is a text of its own form.

    Attributes:
        text: as it is.
        media_type: of it.
        name: of the file that a browser makes of it.
    """

    text: str
    media_type: str
    name: str


@dataclass(frozen=True)
class Bytes:
    """An answer that is bytes of its own form.

    Attributes:
        content: as they are.
        media_type: of them.
        name: of the file that a browser makes of it; None to show them.
        headers: that go with them.
    """

    content: bytes
    media_type: str
    name: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


Answer = Document | Rows | Columns | Text | Bytes


async def respond(answer: Answer, form: Form, request: Request) -> Response:
    """An answer as a response; what takes time is written in a thread.

    Args:
        answer: what to say.
        form: how, where the answer leaves it open.
        request: what was asked, for the link to the next page.
    """
    if isinstance(answer, Document):
        return Response(await run_in_threadpool(_document, answer), media_type=Form.JSON.media_type)
    if isinstance(answer, Text | Bytes):
        return _file(answer)
    return await _table(answer, form, request)


async def _table(answer: Rows | Columns, form: Form, request: Request) -> Response:
    if form is Form.ARROW:
        return Response(await run_in_threadpool(_arrow, answer.frame), media_type=form.media_type)
    if form is Form.PARQUET:
        return Response(await run_in_threadpool(parquet_bytes, answer.frame), media_type=form.media_type)
    if form is Form.GEOJSON:
        return _streamed(rows_geojson(answer.frame, answer.notes), form, answer, request)
    if form is Form.CSV:
        return _streamed(_csv(answer.frame), form, answer, request)
    if isinstance(answer, Columns):
        return Response(await run_in_threadpool(_columns, answer), media_type=form.media_type)
    return _streamed(_json(answer), form, answer, request)


def _file(answer: Text | Bytes) -> Response:
    content = answer.text.encode() if isinstance(answer, Text) else answer.content
    headers = {} if isinstance(answer, Text) else dict(answer.headers)
    if answer.name is not None:
        headers["Content-Disposition"] = f'attachment; filename="{_harmless(answer.name)}"'
    return Response(content, headers=headers, media_type=answer.media_type)


def _harmless(name: str) -> str:
    return "".join(mark if mark.isascii() and (mark.isalnum() or mark in "-_.") else "_" for mark in name)


def _streamed(pieces: Iterator[str], form: Form, answer: Rows | Columns, request: Request) -> Response:
    headers = {}
    if isinstance(answer, Rows) and answer.after:
        query = {**request.query_params, "after": answer.after}
        headers["Link"] = f'<{request.url.path}?{urlencode(query)}>; rel="next"'
    return StreamingResponse(pieces, headers=headers, media_type=form.media_type)


def _document(answer: Document) -> bytes:
    notes = {"notes": list(answer.notes)} if answer.notes else {}
    return json.dumps(plain({**answer.content, **notes}), allow_nan=False).encode()


def _json(answer: Rows) -> Iterator[str]:
    simulated = "reconstruction" in answer.frame.columns and bool(answer.frame["reconstruction"].any())
    head = {
        "total": answer.total,
        "next": answer.after,
        "notes": list(answer.notes),
        "reconstruction": simulated,
        **answer.more,
    }
    yield json.dumps(plain(head), allow_nan=False)[:-1] + ', "rows": ['
    for number, piece in enumerate(answer.frame.iter_slices(_PIECE_ROWS)):
        rows = (json.dumps(plain(row), allow_nan=False) for row in text_times(piece).iter_rows(named=True))
        yield (",\n" if number else "\n") + ",\n".join(rows)
    yield "]}\n"


def _csv(frame: pl.DataFrame) -> Iterator[str]:
    lines = csv_lines(frame.columns, [])
    yield next(lines)
    for piece in frame.iter_slices(_PIECE_ROWS):
        written = csv_lines(piece.columns, text_times(piece).iter_rows())
        next(written)
        yield "".join(written)


def _columns(answer: Columns) -> bytes:
    times = [name for name, kind in answer.frame.schema.items() if isinstance(kind, pl.Datetime)]
    frame = answer.frame.with_columns(pl.col(times).dt.epoch("ms")) if times else answer.frame
    content = {
        **answer.more,
        "notes": list(answer.notes),
        "columns": {name: frame[name].to_list() for name in frame.columns},
    }
    return json.dumps(plain(content), allow_nan=False, separators=(",", ":")).encode()


def _arrow(frame: pl.DataFrame) -> bytes:
    stream = io.BytesIO()
    frame.write_ipc_stream(stream, compression="uncompressed")
    return stream.getvalue()
