"""From the web: an address as a capture: fetched, packed as WARC, read and judged."""

import asyncio
import hashlib
from collections.abc import Callable
from datetime import datetime

from skywitness.cases.page_quality import text_quality
from skywitness.cases.picture import picture_facts
from skywitness.links.page_body import unchunked
from skywitness.links.page_get import AGENT, Exchange, Page, PageLimits, page_get
from skywitness.pipeline.capture.from_file import take_file
from skywitness.pipeline.capture.read import MainTextBy, charset_of, read_page
from skywitness.pipeline.capture.taken import Asked, Taken
from skywitness.store.cases.warc import WarcBlock, fields, write_warc

_PAGES = {"text/html", "application/xhtml+xml", ""}


def take_page(
    url: str,
    limits: PageLimits,
    asked: Asked,
    main_text: MainTextBy | None,
    tool: str,
    now: Callable[[], datetime],
) -> Taken:
    """Fetch an address.

    Args:
        url: of the page.
        limits: how much is taken.
        asked: what the person says of it.
        main_text: another program that finds the text of an article; None without.
        tool: name and version of this program.
        now: the time, UTC.

    Raises:
        LinkError: nothing came.
    """
    page = asyncio.run(page_get(url, limits))
    warc, records = write_warc(_blocks(page, tool, now()))
    taken = _read(page, asked, main_text)
    return taken._replace(
        method="http",
        requested_url=url,
        final_url=page.last.url,
        redirects=[hop.url for hop in page.exchanges[1:-1]],
        http_status=page.last.status,
        warc=warc,
        warc_records=records,
    )


def _read(page: Page, asked: Asked, main_text: MainTextBy | None) -> Taken:
    is_page = page.mime in _PAGES or page.body.lstrip()[:1] == b"<"
    if not is_page:
        taken = take_file(page.body, asked._replace(url=page.last.url), main_text)
        cut = text_quality(page.cut_off, page.cut_off) if page.cut_off else taken.quality
        return taken._replace(mime=page.mime, quality=cut, picture=picture_facts(page.body))
    read = read_page(
        page.body,
        charset_of(page.last.header("content-type")),
        main_text,
        status=page.last.status,
        cut_off=page.cut_off,
        expected=asked.expected,
    )
    return Taken(
        "http",
        page.mime or "text/html",
        page.body,
        read.quality,
        is_page=True,
        text=read.text,
        text_extractor=read.extractor,
        facts=read.facts,
    )


def _blocks(page: Page, tool: str, at: datetime) -> list[WarcBlock]:
    """Records of all hops: the answer, the request that it answers, and what else is known of the connection."""
    said = [("software", tool), ("format", "WARC file version 1.1"), ("http-header-user-agent", AGENT)]
    blocks = [WarcBlock("warcinfo", None, at, fields(said))]
    for hop in page.exchanges:
        number = len(blocks)
        payload = page.body if hop is page.last else _entity(hop)
        payload_sha256 = hashlib.sha256(payload).hexdigest()
        blocks.append(WarcBlock("response", hop.url, at, hop.response, _entity(hop), payload_sha256, hop.ip))
        blocks.append(WarcBlock("request", hop.url, at, hop.request, ip=hop.ip, about=number))
        known = [("resolved-address", hop.ip), ("tls-certificate-sha256", hop.certificate_sha256 or "none")]
        known += [("cut-off", hop.cut_off)] if hop.cut_off else []
        blocks.append(WarcBlock("metadata", hop.url, at, fields(known), about=number))
    return blocks


def _entity(hop: Exchange) -> bytes:
    """The body without its transfer encoding."""
    raw = hop.response[hop.head_bytes :]
    return unchunked(raw).content if "chunked" in hop.header("transfer-encoding").lower() else raw
