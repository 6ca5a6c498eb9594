"""Twins: each compacted file of positions, and the file that holds the same rows by place.

A file in order of aircraft is called after the SHA-256 of its bytes, its twin after that and its own. So a reader
who knows the current files of positions knows which of the others count: the two tables cannot disagree.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from skywitness.store.delta import DataFile

_COMPACTED = re.compile(r"^compact-([0-9a-f]{64})\.parquet$")
_PLACE = re.compile(r"^place-([0-9a-f]{32})-([0-9a-f]{64})\.parquet$")
_KEY_DIGITS = 32


def is_compacted(file: DataFile) -> bool:
    """Whether compaction wrote this file of positions."""
    return _COMPACTED.match(file.path.name) is not None


def twin_name(compacted: Path, sha256: str) -> str:
    """Name for the rows of a compacted file by place.

    Args:
        compacted: the file of positions.
        sha256: of the bytes of the file to be named.
    """
    found = _COMPACTED.match(compacted.name)
    assert found is not None, compacted  # noqa: S101  the caller wrote it under such a name
    return f"place-{found[1][:_KEY_DIGITS]}-{sha256}.parquet"


def twins(files: Sequence[DataFile], places: Sequence[DataFile]) -> dict[DataFile, DataFile | None]:
    """Each file of positions with the file of its rows by place; None where there is none."""
    by_key = {found[1]: file for file in places if (found := _PLACE.match(file.path.name))}
    keys = [found[1] if (found := _COMPACTED.match(file.path.name)) else "" for file in files]
    return {file: by_key.get(key[:_KEY_DIGITS]) for file, key in zip(files, keys, strict=True)}


def sha256_in_name(path: Path) -> str | None:
    """The SHA-256 that a file's bytes should have; None where its name does not say."""
    found = _COMPACTED.match(path.name) or _PLACE.match(path.name)
    return found[found.lastindex or 1] if found else None
