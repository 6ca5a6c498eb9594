"""``/status``: what the archive holds, how far it is derived, which reference tables there are."""

from datetime import datetime, timedelta

from fastapi import APIRouter

from skywitness.pipeline.summary import summary
from skywitness.web.answer import Document
from skywitness.web.page import ONE, add_page
from skywitness.web.site import NOTHING_YET, AskedSite

_LIVE = timedelta(minutes=5)
"""As long as an aircraft stays on a live map."""
router = APIRouter(tags=["status"])


def status(site: AskedSite) -> Document:
    """What the archive holds, and what lags behind."""
    held = summary(site.archive())
    del held["path"]  # where it lies is nobody's affair but the owner's
    held |= {
        "data_since": held["first_observed_at"],
        "data_until": held["last_observed_at"],
        "live": is_live(held["last_observed_at"], site.clock()),
    }
    notes = [NOTHING_YET] if site.is_empty else []
    if held["underived_sources"]:
        notes.append(f"{held['underived_sources']:,} sources are not in flights yet; run `skywitness derive`")
    return Document(held, tuple(notes))


def is_live(last: datetime | None, now: datetime) -> bool:
    """Whether something was brought in so lately that it is on a live map."""
    return last is not None and timedelta(0) <= now - last < _LIVE


add_page(router, "/status", status, ONE)
