"""Retention: old raw segments deleted once the archive has what is in them."""

import re
from collections.abc import Collection
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from skywitness.store.raw_log.manifest import Entry, Manifest

_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*(hours?|days?|weeks?|[kmgt]i?b|bytes)", re.IGNORECASE)
_MS = {"hour": 3_600_000, "day": 86_400_000, "week": 7 * 86_400_000}
_BYTES = {"k": 1_000, "m": 1_000_000, "g": 1_000_000_000, "t": 1_000_000_000_000}


class Keep(NamedTuple):
    """How much of the raw log is kept, for each feed.

    Attributes:
        age_ms: segments whose last delivery is older go; None for no limit.
        size_bytes: the oldest go until the rest is no larger; None for no limit.
    """

    age_ms: int | None = None
    size_bytes: int | None = None

    @classmethod
    def parsed(cls, text: str) -> "Keep":
        """From words such as ``7 days``, ``20 GB``, both with a comma between them, or ``all``.

        Raises:
            ValueError: it cannot be meant.
        """
        keep = cls()
        if text.strip().lower() == "all":
            return keep
        for part in text.split(","):
            found = _SPAN.fullmatch(part.strip())
            if not found:
                raise ValueError(f"{text!r} is neither an age (7 days), a size (20 GB), both, nor all")
            number, unit = float(found[1]), found[2].lower()
            if unit.rstrip("s") in _MS:
                keep = keep._replace(age_ms=int(number * _MS[unit.rstrip("s")]))
            else:
                keep = keep._replace(size_bytes=int(number * _bytes(unit)))
        return keep


def _bytes(unit: str) -> int:
    power = "bkmgt".index(unit[0])
    if unit[1:2] == "i":
        return int(1024**power)
    return 1 if unit == "bytes" else _BYTES[unit[0]]


def delete_old(folder: Path, manifest: Manifest, listed: Collection[str], keep: Keep, now_ms: int) -> list[Entry]:
    """Delete segments of a feed that are too old or too much, oldest first, and note each in the manifest.

    A segment stays while the archive does not list it, and while the one after it is not listed: that one is
    decoded with this one's end.

    Args:
        folder: of the feed; the caller holds ``recording``.
        manifest: of the feed.
        listed: SHA-256 of the sources that are wholly in the archive.
        keep: how much is kept.
        now_ms: Unix milliseconds.

    Returns:
        The lines of those deleted.

    Raises:
        OSError: a file cannot be deleted.
    """
    here = list(manifest.here.values())
    if keep == Keep() or not here:
        return []
    total = sum(entry.size_bytes or 0 for entry in here)
    deleted = []
    for entry, following in pairwise(here):
        reason = _reason(entry, total, keep, now_ms)
        if not reason or entry.source_sha256 not in listed or following.source_sha256 not in listed:
            break
        (folder / entry.path).unlink(missing_ok=True)
        deleted.append(manifest.add(entry._replace(event="deleted", at_ms=now_ms, note=reason)))
        total -= entry.size_bytes or 0
    return deleted


def _reason(entry: Entry, total: int, keep: Keep, now_ms: int) -> str | None:
    last_ms = entry.last_ms if entry.last_ms is not None else entry.at_ms
    if keep.age_ms is not None and now_ms - last_ms > keep.age_ms:
        return f"older than {keep.age_ms // 3_600_000} hours"
    if keep.size_bytes is not None and total > keep.size_bytes:
        return f"more than {keep.size_bytes} bytes were kept"
    return None
