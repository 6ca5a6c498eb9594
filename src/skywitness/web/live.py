"""``/live`` and ``/ws/live``: where every aircraft is, or was at a time; once, or as it changes."""

import asyncio
import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

import polars as pl
from fastapi import APIRouter, Query, WebSocket, WebSocketDisconnect

from skywitness.measure.clock import format_utc
from skywitness.pipeline.asked import Asked
from skywitness.pipeline.picture import LASTING, picture_at, positions_between
from skywitness.pipeline.refusal import RefusalError
from skywitness.pipeline.times import moment
from skywitness.reference.asked_area import BoxArea
from skywitness.store.archive import Archive
from skywitness.web.answer import Columns
from skywitness.web.live_hub import LiveHub, Viewer
from skywitness.web.live_table import Viewport
from skywitness.web.names import LABELS, identities_on, kind_of
from skywitness.web.page import ONE, add_page
from skywitness.web.places import AskedArea, box_of
from skywitness.web.site import NOTHING_YET, AskedSite
from skywitness.web.spans import within_reach
from skywitness.web.words import Time

router = APIRouter(tags=["live"])
_LONGEST_MESSAGE = 1_000
_TRY_AGAIN_LATER = 1013


def live(
    site: AskedSite,
    where: AskedArea,
    t: Time = None,
    lasting_s: Annotated[float, Query(ge=1, le=86_400, description="How long one stays in the picture.")] = 300.0,
) -> Columns:
    """Where every aircraft was last, as columns; without a time now, or at the end of the record."""
    archive, now = site.archive(), site.clock()
    last = _last(archive)
    at = moment(t, "t") if t else None
    live_now = at is None and last is not None and timedelta(0) <= now - last < LASTING
    shown_at = at or (now if live_now else last) or now
    lasting = timedelta(seconds=lasting_s)
    since, until = shown_at - lasting, shown_at + timedelta(milliseconds=1)
    within_reach(site, Asked(since=since, until=until))
    rows, judged = positions_between(archive, since, until)
    picture = picture_at(rows, shown_at, lasting)
    if where is not None:
        picture = picture.filter(where.holds(picture["lat_deg"].to_numpy(), picture["lon_deg"].to_numpy()))
    notes = [] if judged else ["too many positions to judge: what speaks against them is not said"]
    if site.is_empty:
        notes.append(NOTHING_YET)
    more = {"t": format_utc(shown_at), "live": live_now, "reconstruction": bool(picture["reconstruction"].any())}
    return Columns(with_names(archive, picture, shown_at.date()), tuple(notes), more)


def with_names(archive: Archive, picture: pl.DataFrame, on: date) -> pl.DataFrame:
    """A picture with who each aircraft was on a day."""
    who = identities_on(archive, picture["icao24"].to_list(), on)
    kinds = [kind_of(typecode) for typecode in who["typecode"]]
    described = who.with_columns(
        pl.Series("description", [kind for kind, _ in kinds], pl.String),
        pl.Series("wake", [wake for _, wake in kinds], pl.String),
    )
    wanted = ["icao24", *LABELS, "description", "wake"]
    return picture.join(described.select(wanted), on="icao24", how="left", maintain_order="left")


def _last(archive: Archive) -> datetime | None:
    """Time of the last report, looked for in the files of the last days only."""
    days = [file.day for file in archive.files("positions").files() if file.day is not None]
    if not days:
        return None
    since = datetime.combine(max(days), time(), UTC)
    last: datetime | None = archive.positions(since=since).select(pl.col("observed_at").max()).collect().item()
    return last


@router.websocket("/ws/live")
async def watch(socket: WebSocket, bbox: str | None = None, *, names: bool = True) -> None:
    """Binary frames as aircraft move; a text ``{"bbox": [w, s, e, n]}`` or ``{"bbox": null}`` turns the view.

    With ``names=false`` names are not sent: ``/aircraft/names`` has them.
    """
    hub: LiveHub = socket.app.state.hub
    await socket.accept()
    if hub.full:
        await socket.close(_TRY_AGAIN_LATER, "too many maps")
        return
    async with hub.viewer(_viewport(bbox), named=names) as viewer:
        sending = asyncio.create_task(_send(socket, viewer))
        try:
            await _listen(socket, hub, viewer)
        except WebSocketDisconnect:
            pass  # a map that is closed is no trouble
        finally:
            sending.cancel()


async def _send(socket: WebSocket, viewer: Viewer) -> None:
    while True:
        message = await viewer.next()
        if isinstance(message, bytes):
            await socket.send_bytes(message)
        else:
            await socket.send_text(message)


async def _listen(socket: WebSocket, hub: LiveHub, viewer: Viewer) -> None:
    while True:
        text = await socket.receive_text()
        if len(text) > _LONGEST_MESSAGE:
            continue
        try:
            wanted = json.loads(text)["bbox"]
            viewport = _viewport(None if wanted is None else ",".join(map(str, wanted)))
        except (ValueError, KeyError, TypeError):
            viewer.say(json.dumps({"problem": 'send {"bbox": [west, south, east, north]} or {"bbox": null}'}))
            continue
        await hub.turn(viewer, viewport)


def _viewport(bbox: str | None) -> Viewport | None:
    """What a map asks for; all the world where it asks for nothing that can be."""
    if bbox is None:
        return None
    try:
        box = box_of(bbox)
    except RefusalError:
        return None
    return _scaled(box)


def _scaled(box: BoxArea) -> Viewport:
    edges = (box.south_lat_deg, box.west_lon_deg, box.north_lat_deg, box.east_lon_deg)
    return Viewport(*(round(edge * 1e7) for edge in edges))


add_page(router, "/live", live, ONE, page=False, lasting=False)
