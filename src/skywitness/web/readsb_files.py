"""Files that readsb writes and tar1090 fetches: the live picture, the receiver, traces, days of history, heatmaps.

The same paths are there at ``/`` and below ``/tar1090/``. Traces, chunks and heatmaps are gzip, as from readsb.
Source: readsb ``README-json.md``; requests of tar1090's ``html/early.js`` and ``html/script.js``.
"""

import gzip
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from skywitness import __version__
from skywitness.emit.aircraft_json import aircraft_json, receiver_json
from skywitness.emit.heatmap import heatmap
from skywitness.emit.trace_json import recent, trace_json
from skywitness.measure.clock import ms_from_utc
from skywitness.pipeline.heard import heard, states, track_of
from skywitness.web.latest import Latest
from skywitness.web.problems import ProblemError
from skywitness.web.site import AskedSite, Site

PREFIXES = ("", "/tar1090")
REFRESH_MS = 1_000
_LIVE_DAY = timedelta(days=1)
_HALF_HOUR = timedelta(minutes=30)
_CHUNK_STEP = timedelta(seconds=30)
_CHUNKS = {"current_large.gz": timedelta(minutes=30), "current_small.gz": timedelta(minutes=5)}
"""Names and lengths of the chunks of recent history: those two of tar1090.sh's that grow."""
_HEX = r"^~?[0-9a-f]{6}$"
_GZIP = {"Content-Encoding": "gzip", "Cache-Control": "private, no-cache"}
_NOT_KEPT = {"Cache-Control": "private, no-cache"}
_NUMBER = re.compile(r"^\d{1,4}$")

router = APIRouter(tags=["readsb files"])
Hex = Annotated[str, Path(pattern=_HEX, description="ICAO 24-bit address, lower case.")]


def aircraft(request: Request) -> Response:
    """What is being heard, as readsb's aircraft.json."""
    found, now = latest_of(request).read()
    return _json(aircraft_json(found.aircraft, ms_from_utc(now), found.messages))


def receiver(site: AskedSite) -> Response:
    """What tar1090 has to know before it begins."""
    return _json(receiver_json(__version__, REFRESH_MS, site.options.receiver_deg))


def live_trace(
    site: AskedSite, tail: str, icao24: Hex, part: Annotated[str, Path(pattern="^(full|recent)$")]
) -> Response:
    """The last 24 hours of one aircraft, or the end of them."""
    _belongs(tail, icao24)
    now = site.clock()
    track, name = track_of(site.archive(), icao24, now - _LIVE_DAY, now)
    if not track:
        raise ProblemError(404, f"nothing was heard of {icao24} in the last 24 hours")
    return _zipped(trace_json(icao24, track if part == "full" else recent(track), name))


def day_trace(site: AskedSite, year: str, month: str, day: str, tail: str, icao24: Hex) -> Response:
    """One aircraft on one UTC day."""
    _belongs(tail, icao24)
    begin = _midnight(year, month, day)
    track, name = track_of(site.archive(), icao24, begin, begin + _LIVE_DAY)
    if not track:
        raise ProblemError(404, f"nothing was heard of {icao24} on {begin.date()}")
    return _zipped(trace_json(icao24, track, name, begin))


def half_hour(site: AskedSite, year: str, month: str, day: str, number: str) -> Response:
    """Everybody in one half hour of a UTC day, for tar1090's replay."""
    begin = _midnight(year, month, day) + _HALF_HOUR * _whole(number, 47)
    rows = site.archive().positions(since=begin, until=begin + _HALF_HOUR).sort("observed_at").collect()
    if rows.is_empty():
        raise ProblemError(404, f"nothing was heard in the half hour from {begin:%Y-%m-%d %H:%M} UTC")
    body = heatmap(states(rows), begin)
    return Response(gzip.compress(body, 6, mtime=0), headers=_GZIP, media_type="application/octet-stream")


def chunks() -> Response:
    """Names of the chunks of recent history."""
    names = list(_CHUNKS)
    return _json(
        json.dumps({"pf_data": "false", "enable_uat": "false", "chunks": names, "chunks_all": names}).encode()
    )


def chunk(site: AskedSite, name: Annotated[str, Path(pattern=r"^current_(large|small)\.gz$")]) -> Response:
    """Recent history: a picture every 30 s."""
    now, archive = site.clock(), site.archive()
    steps = int(_CHUNKS[name] / _CHUNK_STEP)
    files = []
    for step in range(steps, 0, -1):
        at = now - step * _CHUNK_STEP
        found = heard(archive, at, _CHUNK_STEP)
        files.append(aircraft_json(found.aircraft, ms_from_utc(at), 0))
    return _zipped(b'{"files":[' + b",".join(files) + b"]}")


def latest_of(request: Request) -> Latest:
    """What was heard lately, shared by all who ask."""
    state = request.app.state
    if not hasattr(state, "latest"):
        site: Site = state.site
        state.latest = Latest(site, state.feeds.collector if state.feeds else None)
    found: Latest = state.latest
    return found


def _belongs(tail: str, icao24: str) -> None:
    if tail != icao24[-2:]:
        raise ProblemError(404, f"traces of {icao24} lie in the folder {icao24[-2:]}")


def _midnight(year: str, month: str, day: str) -> datetime:
    try:
        whole = date(_whole(year, 9999), _whole(month, 12), _whole(day, 31))
    except ValueError as error:
        raise ProblemError(404, f"{year}/{month}/{day} is no day") from error
    return datetime(whole.year, whole.month, whole.day, tzinfo=UTC)


def _whole(text: str, most: int) -> int:
    if not _NUMBER.match(text) or int(text) > most:
        raise ProblemError(404, f"{text!r} is no number up to {most}")
    return int(text)


def _json(body: bytes) -> Response:
    return Response(body, headers=_NOT_KEPT, media_type="application/json")


def _zipped(body: bytes) -> Response:
    return Response(gzip.compress(body, 6, mtime=0), headers=_GZIP, media_type="application/json")


_DAY = "/globe_history/{year}/{month}/{day}"
ROUTES: dict[str, Callable[..., Response]] = {
    "/data/aircraft.json": aircraft,
    "/data/receiver.json": receiver,
    "/data/traces/{tail}/trace_{part}_{icao24}.json": live_trace,
    _DAY + "/traces/{tail}/trace_full_{icao24}.json": day_trace,
    _DAY + "/heatmap/{number}.bin.ttf": half_hour,
    "/chunks/chunks.json": chunks,
    "/chunks/{name}": chunk,
}
"""Every file, by its path."""

for _prefix in PREFIXES:
    for _path, _answer in ROUTES.items():
        router.add_api_route(
            _prefix + _path, _answer, response_class=Response, methods=["GET"], include_in_schema=not _prefix
        )
