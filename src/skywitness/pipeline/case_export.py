"""Case export: a case and its dossier as a bag that checks itself, in one of three profiles."""

import csv
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from skywitness.cases.picture_stripped import picture_stripped
from skywitness.cases.profile import LeftOut, Profile, is_left_out, left_out, redacted
from skywitness.measure.canonical_json import canonical_json
from skywitness.measure.clock import format_utc
from skywitness.model import Capture, CaseBlob, CaseSource, Check, Claim, Tombstone
from skywitness.pipeline.case_dossier import dossier_content, dossier_of
from skywitness.store.archive import Archive
from skywitness.store.cases.bag import write_bag
from skywitness.store.cases.entry import Entry
from skywitness.store.cases.folder import CaseFolder
from skywitness.store.cases.tables import CASE_TABLES
from skywitness.store.cases.values import to_json

_DOSSIER = "dossier"
_CONFIDENTIAL = "of a confidential source, or resting on one"
_ARCHIVES = {"application/warc", "application/wacz", "application/zip", "multipart/related"}
_SHOWN = ("text/", "image/", "application/pdf", "application/json", "application/xhtml+xml", "application/xml")
_UNKNOWN = "what a file of this kind says of place and people is not known"
_NO_ARCHIVE = "archives hold addresses, headers and cookies"
_OWN_BROWSER = "it came out of somebody's own browser"


class Withheld(NamedTuple):
    """Something that is not in the bag, or not as it is in the case.

    Attributes:
        seq: of its record in the log; None for bytes.
        what: name of the record or of the file.
        why: in words.
        instead: name of what stands in its place; None when nothing does.
    """

    seq: int | None
    what: str
    why: str
    instead: str | None = None


def export_bag(
    folder: CaseFolder,
    archive: Archive | None,
    target: Path,
    profile: Profile,
    actor: str,
    tool: str,
    at: datetime,
) -> str:
    """Write a case with its dossier as a BagIt zip and enter that into its log.

    Args:
        folder: of the case.
        archive: derived; None for a dossier without a map.
        target: of the zip.
        profile: what is handed on.
        actor: name of the person.
        tool: name and version of this program.
        at: UTC.

    Returns:
        SHA-256 of the zip.

    Raises:
        CaseError: the case cannot be read, or bytes of it were changed.
        DiskFullError: no room.
    """
    head = folder.case()
    entries = folder.log()
    name = f"{head.slug}-{profile.value}-{at:%Y%m%d}"
    info = {
        "Source-Organization": "not stated",
        "External-Description": head.title,
        "External-Identifier": head.slug,
        "Bagging-Date": f"{at:%Y-%m-%d}",
        "Bag-Software-Agent": tool,
        "Skywitness-Profile": profile.value,
        "Skywitness-Log-Entries": str(len(entries)),
        "Skywitness-Log-Head": entries[-1].entry_sha256,
    }
    content = dossier_content(folder, archive, profile=profile, made_at=at, made_by=actor, program=tool)
    dossier = ((f"{_DOSSIER}/{inner}", held) for inner, held in dossier_of(content).items())
    sha256 = write_bag(target, name, chain(_payload(folder, entries, profile), dossier), info)
    with folder.writing(actor, at) as write:
        write.note("export", "bag", profile.value, {"sha256": sha256, "at": format_utc(at)})
    return sha256


def _payload(folder: CaseFolder, entries: list[Entry], profile: Profile) -> Iterator[tuple[str, bytes]]:
    """Names below ``data/`` and bytes, one after the other: only one file is held at a time."""
    out = left_out(profile, folder.rows(CaseSource), folder.rows(Capture), folder.rows(Claim), folder.rows(Check))
    withheld: list[Withheld] = []
    by_object = {(e.object_kind, e.object_id, e.seq): e.seq for e in entries if e.action == "append"}
    for table in CASE_TABLES:
        seqs = sorted(seq for (kind, _, seq) in by_object if kind == table.name)
        lines = []
        for seq, record in zip(seqs, folder.rows(table.record), strict=True):
            if is_left_out(record, out):
                withheld.append(Withheld(seq, table.name, _CONFIDENTIAL))
            else:
                lines.append(b"%d\t%s\n" % (seq, canonical_json(to_json(redacted(record, profile)))))
        yield f"records/{table.name}.tsv", b"".join(lines)
    if profile is not Profile.PUBLIC:
        yield "log.jsonl", b"".join(entry.line() for entry in entries)
    yield from _blobs(folder, profile, out, withheld)
    yield "withheld.csv", _table(withheld)


def _blobs(
    folder: CaseFolder, profile: Profile, out: LeftOut, withheld: list[Withheld]
) -> Iterator[tuple[str, bytes]]:
    own = {one.blob_sha256 for one in folder.rows(Capture) if _is_own(one)}
    deleted = {stone.sha256: stone.reason for stone in folder.rows(Tombstone)}
    for blob in folder.blobs():
        name = f"blobs/{blob.sha256[:2]}/{blob.sha256}"
        if blob.sha256 in deleted:
            withheld.append(Withheld(None, name, "deleted from the case"))
        elif is_left_out(blob, out):
            withheld.append(Withheld(None, name, _CONFIDENTIAL))
        elif profile is not Profile.PUBLIC:
            yield name, folder.blob(blob.sha256)
        elif own & {blob.sha256, blob.derived_from} and blob.mime != "text/plain":
            withheld.append(Withheld(None, name, _OWN_BROWSER))
        else:
            yield from _public_blob(folder, blob, name, withheld)


def _is_own(capture: Capture) -> bool:
    """Whether somebody's own browser may have made it: who was logged in stands in such pages."""
    return capture.method.startswith("import_") or (capture.method == "upload" and capture.mime == "text/html")


def _public_blob(
    folder: CaseFolder, blob: CaseBlob, name: str, withheld: list[Withheld]
) -> Iterator[tuple[str, bytes]]:
    if blob.mime in _ARCHIVES:
        withheld.append(Withheld(None, name, _NO_ARCHIVE))
        return
    if not blob.mime.startswith(_SHOWN):
        withheld.append(Withheld(None, name, _UNKNOWN))
        return
    content = folder.blob(blob.sha256)
    stripped = picture_stripped(content) if blob.mime.startswith("image/") else content
    if stripped == content:
        yield name, content
    elif stripped:
        yield f"{name}.stripped", stripped
        withheld.append(Withheld(None, name, "what the picture's file says of itself", f"{name}.stripped"))
    else:
        withheld.append(Withheld(None, name, "a picture whose own words cannot be taken out"))


def _table(withheld: list[Withheld]) -> bytes:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(Withheld._fields)
    writer.writerows(withheld)
    return out.getvalue().encode()
