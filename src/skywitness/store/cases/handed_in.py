"""Handed in: what a file is that somebody hands in, by its bytes, and the page or text in it."""

import email
import email.policy
import json
import re
import zipfile
import zlib
from email.message import EmailMessage
from io import BytesIO
from typing import NamedTuple

from skywitness.store.cases.errors import CaseError
from skywitness.store.cases.read_pdf import read_pdf
from skywitness.store.cases.warc import Archived, answers

_PICTURES = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF8": "image/gif",
    b"II*\0": "image/tiff",
    b"MM\0*": "image/tiff",
}
_HTML = re.compile(
    rb"^(\xef\xbb\xbf|\s|<!--.*?-->|<\?xml[^>]*\?>)*<(!doctype html|html|head|body|article|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_SINGLEFILE = re.compile(r"Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*([^\n]+)", re.IGNORECASE)
_MHTML = re.compile(
    rb"^(From: <Saved by|MIME-Version:|Snapshot-Content-Location:|Content-Type: multipart/related)", re.IGNORECASE
)
_ZIP = b"PK\x03\x04"
_GZIP = b"\x1f\x8b"
_MOST_UNPACKED = 200 << 20


class HandedIn(NamedTuple):
    """A file, and what is in it.

    Attributes:
        method: of the capture: ``upload``, ``import_wacz``, ``import_singlefile``, ``import_mhtml`` or ``paste``.
        mime: by its bytes.
        url: address of the page, as the file says; None when it does not.
        status: of the answer in an archive; None without one.
        html: of the page in it; None when it is none.
        charset: of the page, as told.
        text: what can be read where it is no page; None when nothing can.
        title: as the file says.
        said: what else it says of itself, in words; None when nothing.
        wrong: why not all of it could be read; None when all was.
    """

    method: str
    mime: str
    url: str | None = None
    status: int | None = None
    html: bytes | None = None
    charset: str | None = None
    text: str | None = None
    title: str | None = None
    said: str | None = None
    wrong: str | None = None


def handed_in(content: bytes, *, pasted: bool = False) -> HandedIn:
    """What a file is, by its bytes; its name says nothing.

    Args:
        content: of the file.
        pasted: it came from the keyboard or a pipe.

    Raises:
        CaseError: an archive in which no page can be found.
    """
    if picture := _picture(content):
        return HandedIn("upload", picture)
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith((_ZIP, _GZIP, b"WARC/1.")):
        return _archive(content)
    if _MHTML.match(content.lstrip()[:200]):
        return _mhtml(content)
    if _HTML.match(content[:4096]):
        return _html(content)
    return _text(content, pasted=pasted)


def _picture(content: bytes) -> str | None:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((mime for mark, mime in _PICTURES.items() if content.startswith(mark)), None)


def _archive(content: bytes) -> HandedIn:
    if content.startswith(_ZIP):
        return _wacz(content)
    return _page_of(answers_or_error(content), None, "application/warc", "a WARC file")


def _pdf(content: bytes) -> HandedIn:
    found = read_pdf(content)
    text = "\f".join(found.pages).strip()
    without = sum(not page.strip() for page in found.pages)
    said = f"{len(found.pages)} pages" + (f", {without} of them without text" if without else "")
    return HandedIn(
        "upload", "application/pdf", text=text or None, title=found.title, said=said, wrong=found.wrong
    )


def _html(content: bytes) -> HandedIn:
    saved = _SINGLEFILE.search(content[:4096].decode("utf-8", "replace"))
    if not saved:
        return HandedIn("upload", "text/html", html=content)
    said = f"SingleFile says: saved {' '.join(saved[2].split())}"
    return HandedIn("import_singlefile", "text/html", url=saved[1], html=content, said=said)


def _text(content: bytes, *, pasted: bool) -> HandedIn:
    method = "paste" if pasted else "upload"
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return HandedIn(method, "application/octet-stream")
    if "\0" in text:
        return HandedIn(method, "application/octet-stream")
    return HandedIn(method, "text/plain", text=text)


def _mhtml(content: bytes) -> HandedIn:
    message = email.message_from_bytes(content, policy=email.policy.default)
    parts = [part for part in message.walk() if part.get_content_type() == "text/html"]
    url = str(message.get("Snapshot-Content-Location") or "") or None
    if not parts:
        return HandedIn("import_mhtml", "multipart/related", url=url, wrong="there is no page in it")
    part = parts[0]
    assert isinstance(part, EmailMessage)  # noqa: S101  the policy makes them so
    html = part.get_payload(decode=True)
    said = f"the MHTML file says: saved {message['Date']}" if message["Date"] else None
    where = url or str(part.get("Content-Location") or "") or None
    page = html if isinstance(html, bytes) else b""
    return HandedIn("import_mhtml", "multipart/related", where, None, page, part.get_content_charset(), said=said)


def _wacz(content: bytes) -> HandedIn:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            warcs = [
                name for name in names if name.startswith("archive/") and name.endswith((".warc", ".warc.gz"))
            ]
            if not warcs:
                return HandedIn("upload", "application/zip")
            found = [answer for name in warcs for answer in answers_or_error(_unpacked(archive, name))]
            first = _first_page(archive) if "pages/pages.jsonl" in names else None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise CaseError(f"the WACZ file cannot be opened: {error}") from error
    return _page_of(found, first, "application/wacz", "a WACZ file")


def _unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _MOST_UNPACKED:
        raise CaseError(f"{name} in the WACZ file is larger than {_MOST_UNPACKED:,} bytes")
    return archive.read(name)


def _first_page(archive: zipfile.ZipFile) -> str | None:
    """Address of the first page that a WACZ file lists."""
    for line in _unpacked(archive, "pages/pages.jsonl").splitlines():
        try:
            said = json.loads(line)
        except ValueError:
            continue
        if isinstance(said, dict) and isinstance(said.get("url"), str):
            return str(said["url"])
    return None


def answers_or_error(content: bytes) -> list[Archived]:
    """Answers in a WARC file.

    Raises:
        CaseError: it cannot be read.
    """
    try:
        return list(answers(content, _MOST_UNPACKED))
    except ValueError as error:
        raise CaseError(f"the archive cannot be opened: {error}") from error


def _page_of(found: list[Archived], wanted: str | None, mime: str, what: str) -> HandedIn:
    pages = [answer for answer in found if answer.mime in {"text/html", "application/xhtml+xml"}]
    good = [answer for answer in pages if answer.status == 200] or pages
    page = next((answer for answer in good if answer.uri == wanted), good[0] if good else None)
    if page is None:
        raise CaseError(f"there is no page in {what} with {len(found)} answers")
    said = f"{what} says: captured {page.at}; {len(found)} answers in it"
    method = "import_wacz" if mime == "application/wacz" else "upload"
    wrong = None if page.is_whole else f"{what} is cut off within the page"
    return HandedIn(method, mime, page.uri, page.status, page.content, page.charset, said=said, wrong=wrong)
