"""Forget: the bytes of a capture deleted, with a tombstone for each that says what, by whom and why."""

from datetime import datetime

from skywitness.model import Capture, CaseBlob, Tombstone
from skywitness.store.cases.blobs import delete_blob
from skywitness.store.cases.errors import CaseError
from skywitness.store.cases.folder import CaseFolder

_FORGET = "forget"


def forget(folder: CaseFolder, capture_id: str, reason: str, actor: str, at: datetime) -> list[Tombstone]:
    """Delete the bytes, text, picture and WARC of a capture; their hashes and the capture's row stay.

    Bytes that another capture has too stay, until that one is forgotten. Quotes in claims stay: they are rows.

    Args:
        folder: of the case.
        capture_id: the capture.
        reason: in the words of who deletes it.
        actor: name of the person.
        at: UTC.

    Returns:
        What was deleted.

    Raises:
        CaseError: there is no such capture, or no reason.
    """
    if not reason.strip():
        raise CaseError("a deletion needs a reason; it stays in the log")
    capture = folder.get(Capture, capture_id)
    buried = {stone.sha256 for stone in folder.rows(Tombstone)}
    gone = {entry.object_id for entry in folder.log() if entry.action == _FORGET} | {capture_id}
    others = [other for other in folder.rows(Capture) if other.capture_id not in gone]
    kept = {sha256 for other in others for sha256 in _bytes_of(folder, other)}
    wanted = [sha256 for sha256 in _bytes_of(folder, capture) if sha256 not in kept]
    sizes = {blob.sha256: blob.size_bytes for blob in folder.blobs()}
    with folder.writing(actor, at) as write:
        write.note(_FORGET, "captures", capture_id, {"reason": reason})
        stones = [
            write.append(Tombstone("", capture_id, sha256, sizes[sha256], reason, actor, at))
            for sha256 in wanted
            if sha256 not in buried
        ]
        write.forget_text(capture_id)
    for sha256 in wanted:
        delete_blob(folder.path, sha256)
    return stones


def _bytes_of(folder: CaseFolder, capture: Capture) -> list[str]:
    """Blobs of a capture: the original, what was made from it, and its WARC file."""
    made = [blob.sha256 for blob in folder.where(CaseBlob, "derived_from", capture.blob_sha256)]
    said = [capture.blob_sha256, capture.text_sha256, capture.screenshot_sha256, capture.warc_sha256, *made]
    return list(dict.fromkeys(sha256 for sha256 in said if sha256))
