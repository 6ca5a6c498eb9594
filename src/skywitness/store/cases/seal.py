"""Seal: the hash of ``case.db`` after the last entry: even a byte that no row uses cannot be changed unseen."""

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from skywitness.measure.canonical_json import canonical_json, canonical_sha256

NAME = "seal.json"


class Seal(NamedTuple):
    """What ``seal.json`` says.

    Attributes:
        seq: number of the last entry of the log.
        entry_sha256: of it.
        database_sha256: of ``case.db``, with nothing left in its write-ahead log.
        database_bytes: of it.
        seal_sha256: of the canonical JSON of all the above.
    """

    seq: int
    entry_sha256: str
    database_sha256: str
    database_bytes: int
    seal_sha256: str = ""

    def expected_sha256(self) -> str:
        """The hash that its other fields give."""
        said = self._asdict()
        del said["seal_sha256"]
        return canonical_sha256(said)


def write_seal(folder: Path, seq: int, entry_sha256: str) -> None:
    """Put a new seal in the place of the old one; only for who holds the case's lock."""
    database = (folder / "case.db").read_bytes()
    seal = Seal(seq, entry_sha256, hashlib.sha256(database).hexdigest(), len(database))
    seal = seal._replace(seal_sha256=seal.expected_sha256())
    handle, name = tempfile.mkstemp(prefix=".part-", dir=folder)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(canonical_json(seal._asdict()) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o644)
        part.replace(folder / NAME)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def read_seal(folder: Path) -> Seal | None:
    """The seal; None when it is missing, or was not written by this program as it is."""
    try:
        content = (folder / NAME).read_bytes()
        said: dict[str, Any] = json.loads(content)
        seal = Seal(**said)
        written = canonical_json(seal._asdict()) + b"\n" == content
    except (OSError, ValueError, TypeError):
        return None
    return seal if written and seal.seal_sha256 == seal.expected_sha256() else None
