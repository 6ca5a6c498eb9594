"""Blobs: files named by the SHA-256 of their bytes, written once and read-only."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from skywitness.store.cases.errors import CaseError, CaseMissingError

FOLDER = "blobs"


def blob_path(folder: Path, sha256: str) -> Path:
    """Where a blob lies: ``blobs/ab/abcd…``.

    Raises:
        CaseError: that is no SHA-256 in hex.
    """
    if len(sha256) != 64 or set(sha256) - set("0123456789abcdef"):
        raise CaseError(f"{sha256!r} is no SHA-256")
    return folder / FOLDER / sha256[:2] / sha256


def write_blob(folder: Path, data: bytes) -> tuple[str, bool]:
    """Store bytes under their hash, whole or not at all: a file beside it, brought to the disk, then renamed.

    Returns:
        Their SHA-256, and whether they were not there before.

    Raises:
        OSError: no room, or the folder cannot be written to; nothing is left behind.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    target = blob_path(folder, sha256)
    if target.is_file() and target.stat().st_size == len(data):
        return sha256, False
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".part-", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o444)
        part.replace(target)
        part = target
        sync_folder(target.parent)
    except BaseException:
        with suppress(FileNotFoundError):
            part.unlink()
        raise
    return sha256, True


def read_blob(folder: Path, sha256: str) -> bytes:
    """Bytes of a blob, hashed once more as they are read.

    Raises:
        CaseMissingError: it is not there.
        CaseError: its bytes are not those that its name says.
    """
    path = blob_path(folder, sha256)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise CaseMissingError(f"{path.relative_to(folder)} is missing from the case {folder.name}") from None
    if hashlib.sha256(data).hexdigest() != sha256:
        raise CaseError(
            f"{path.relative_to(folder)} of the case {folder.name} has other bytes than it was stored with"
        )
    return data


def delete_blob(folder: Path, sha256: str) -> None:
    """Take a blob's file away; no error when it is not there."""
    with suppress(FileNotFoundError):
        blob_path(folder, sha256).unlink()


def blob_files(folder: Path) -> Iterator[Path]:
    """Every file below ``blobs``, in order of path."""
    yield from sorted(path for path in (folder / FOLDER).rglob("*") if path.is_file() or path.is_symlink())


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
