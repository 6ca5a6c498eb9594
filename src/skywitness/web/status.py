"""``/status``: what the archive holds, how far it is derived, the live feeds, which reference tables there are."""

from datetime import datetime, timedelta
from typing import Any

from fastapi import APIRouter, Request

from skywitness.pipeline.summary import summary
from skywitness.store.reference_files import packaged_tables
from skywitness.store.registers.load import source_notes
from skywitness.web.answer import Document
from skywitness.web.live_hub import LiveHub
from skywitness.web.page import ONE, add_page
from skywitness.web.site import NOTHING_YET, AskedSite, Site

_LIVE = timedelta(minutes=5)
"""As long as an aircraft stays on a live map."""
router = APIRouter(tags=["status"])


def status(site: AskedSite, request: Request) -> Document:
    """What the archive holds, what lags behind, the live feeds, and the reference tables."""
    hub: LiveHub = request.app.state.hub
    held = site.memory.get(("summary", site.version()), lambda: summary(site.archive()))
    shown = {name: value for name, value in held.items() if name != "path"}  # it is the owner's affair
    shown |= {
        "data_since": held["first_observed_at"],
        "data_until": held["last_observed_at"],
        "live": is_live(held["last_observed_at"], site.clock()),
        "feeds": hub.feeds(),
        "reference": _reference(site),
    }
    notes = [NOTHING_YET] if site.is_empty else []
    if held["underived_sources"]:
        notes.append(f"{held['underived_sources']:,} sources are not in flights yet; run `skywitness derive`")
    return Document(shown, tuple(notes))


def is_live(last: datetime | None, now: datetime) -> bool:
    """Whether something was brought in so lately that it is on a live map."""
    return last is not None and timedelta(0) <= now - last < _LIVE


def _reference(site: Site) -> list[dict[str, Any]]:
    """Tables that came with the package, and those that were fetched."""
    packaged = site.memory.get("packaged tables", packaged_tables)
    fetched = source_notes(site.reference).values()
    return [
        *({"source": one.name, "state": "installed"} | one._asdict() for one in packaged),
        *({"source": one.name, "state": "fetched"} | one._asdict() for one in fetched),
    ]


add_page(router, "/status", status, ONE, lasting=False)
