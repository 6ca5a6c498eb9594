"""Bag: files as a BagIt zip (RFC 8493) that checks itself: by sha256sum, and by a script of Python alone."""

import hashlib
import os
import zipfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from skywitness.store.cases import verify_bag
from skywitness.store.errors import disk_errors

_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST = "manifest-sha256.txt"
"""The list of hashes, as ``sha256sum -c`` reads it."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip holds: the same files make the same bytes."""


def write_bag(target: Path, name: str, payload: Iterable[tuple[str, bytes]], info: Mapping[str, str]) -> str:
    """Write a zip with one folder in it: the bag. Whole or not at all.

    Args:
        target: of the zip.
        name: of the folder.
        payload: names below ``data/`` and bytes; the names are distinct.
        info: fields of ``bag-info.txt``.

    Returns:
        SHA-256 of the zip.

    Raises:
        DiskFullError: no room.
        OSError: it cannot be written.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        with disk_errors():
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
                _write(archive, name, payload, info)
            with part.open("rb") as file:
                os.fsync(file.fileno())
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            part.replace(target)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()
    return sha256


def self_checking(files: Mapping[str, bytes], *, sign: Callable[[bytes], bytes] | None = None) -> dict[str, bytes]:
    """Files with the list of their hashes and a script that holds them against it.

    Args:
        files: by name.
        sign: makes a signature of the list; None for none.
    """
    listed = _manifest(files)
    tags = {MANIFEST: listed, "verify.py": Path(verify_bag.__file__).read_bytes()}
    if sign is not None:
        tags[f"{MANIFEST}.sig"] = sign(listed)
    return {**files, **tags, f"tag{MANIFEST}": _manifest(tags)}


def _manifest(files: Mapping[str, bytes]) -> bytes:
    return "".join(_line(content, name) for name, content in sorted(files.items())).encode()


def _write(
    archive: zipfile.ZipFile, name: str, payload: Iterable[tuple[str, bytes]], info: Mapping[str, str]
) -> None:
    lines, octets, streams = [], 0, 0
    for inner, content in payload:
        _add(archive, f"{name}/data/{inner}", content)
        lines.append(_line(content, f"data/{inner}"))
        octets, streams = octets + len(content), streams + 1
    said = {**info, "Payload-Oxum": f"{octets}.{streams}"}
    tags = {
        "bagit.txt": _DECLARATION,
        "bag-info.txt": "".join(f"{key}: {' '.join(value.split())}\n" for key, value in said.items()).encode(),
        MANIFEST: "".join(sorted(lines, key=lambda line: line[66:])).encode(),
        "verify.py": Path(verify_bag.__file__).read_bytes(),
    }
    for inner, content in tags.items():
        _add(archive, f"{name}/{inner}", content)
    _add(archive, f"{name}/tag{MANIFEST}", _manifest(tags))


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    member = zipfile.ZipInfo(name, _EPOCH)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    archive.writestr(member, content)


def _line(content: bytes, name: str) -> str:
    return f"{hashlib.sha256(content).hexdigest()}  {name}\n"
