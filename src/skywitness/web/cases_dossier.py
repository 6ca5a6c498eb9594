"""``/cases/…/dossier``: the page to publish as it would be, and the same in the formats of others to take along.

A dossier is shown in a frame where nothing runs and nothing is fetched. To take one along is entered into the log
of the case with the hashes of its files.
"""

import hashlib
import io
import zipfile
from enum import StrEnum
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request

from skywitness import __version__
from skywitness.cases.dossier.content import Content
from skywitness.cases.profile import Profile
from skywitness.pipeline.case_dossier import dossier_content, dossier_of, dossier_page
from skywitness.store.cases.folder import CaseFolder
from skywitness.web.answer import Bytes, Document
from skywitness.web.cases_asked import AskedCase, Signed, Writer, add_action, now, writer
from skywitness.web.page import ONE, add_file, add_page
from skywitness.web.site import AskedSite, Site
from skywitness.web.users import Role, User

router = APIRouter(tags=["cases"])
_FRAMED: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'; sandbox",
    "X-Frame-Options": "SAMEORIGIN",
    "X-Robots-Tag": "noindex",
}


class Form(StrEnum):
    """The page alone, or all formats with their hashes."""

    HTML = "html"
    ZIP = "zip"


class Taken(Signed):
    """What is taken along."""

    profile: Profile = Profile.PUBLIC
    form: Form = Form.ZIP


AskedProfile = Annotated[Profile, Query(description="Who it is for.")]


def about(
    request: Request, site: AskedSite, folder: AskedCase, profile: AskedProfile = Profile.PUBLIC
) -> Document:
    """What a dossier of this profile would hold, and what an editor should know before it goes out."""
    content = _content(site, folder, profile, _reader(request, site))
    signed = sum(one.approved_by is not None for one in content.assessments.values())
    counts = {
        "claims": len(content.claims),
        "approved": signed,
        "proposed": len(content.assessments) - signed,
        "unchecked": len(content.claims) - len(content.checks),
        "sources": len(content.sources),
        "events": len(content.events),
    }
    return Document(
        {
            "case": folder.case()._asdict(),
            "profile": profile.value,
            "profiles": {one.value: one.told for one in Profile},
            "counts": counts,
            "head_sha256": content.head_sha256,
            "reconstruction": content.reconstruction,
        }
    )


def preview(request: Request, site: AskedSite, folder: AskedCase, profile: AskedProfile = Profile.PUBLIC) -> Bytes:
    """The page as it would be published, to look at."""
    content = _content(site, folder, profile, _reader(request, site))
    return Bytes(dossier_page(content), "text/html; charset=utf-8", None, _FRAMED)


def take(request: Request, site: AskedSite, folder: AskedCase, taken: Taken) -> Bytes:
    """The page, or all formats as a zip, to save; entered into the log of the case."""
    who = writer(request, taken, Role.EDITOR)
    content = _content(site, folder, taken.profile, who)
    name = f"{folder.case().slug}-{taken.profile.value}"
    files = {f"{name}.html": dossier_page(content)} if taken.form is Form.HTML else dossier_of(content)
    hashes = {inner: hashlib.sha256(held).hexdigest() for inner, held in sorted(files.items())}
    with folder.writing(*who) as write:
        write.note("export", "dossier", taken.profile.value, hashes)
    if taken.form is Form.HTML:
        return Bytes(files[f"{name}.html"], "text/html; charset=utf-8", f"{name}.html", _FRAMED)
    return Bytes(_zipped(name, files), "application/zip", f"{name}.zip")


def _content(site: Site, folder: CaseFolder, profile: Profile, who: Writer) -> Content:
    archive = None if site.is_empty else site.archive()
    return dossier_content(
        folder,
        archive,
        profile=profile.value,
        made_at=who.at,
        made_by=who.name,
        program=f"skywitness {__version__}",
    )


def _reader(request: Request, site: Site) -> Writer:
    user: User = request.state.user
    return Writer(user.name, now(site))


def _zipped(name: str, files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bundle:
        for inner, data in sorted(files.items()):
            bundle.writestr(zipfile.ZipInfo(f"{name}/{inner}"), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


add_file(router, "/cases/{slug}/dossier.html", preview, "text/html; charset=utf-8", lasting=False)
add_page(router, "/cases/{slug}/dossier", about, ONE, lasting=False)
add_action(router, "/cases/{slug}/dossier", take)
