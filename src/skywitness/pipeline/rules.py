"""Rules: what a derivation rests on beside positions: the algorithm, and tables that the user updated."""

import hashlib
from pathlib import Path

from skywitness.movements.flights import ALGORITHM
from skywitness.pipeline.reconstruct import Reconstructor
from skywitness.store.archive import Archive
from skywitness.store.areas import FIRS, firs
from skywitness.store.packaged import airport_table
from skywitness.store.reference_files import AIRPORTS, FOLDER, RUNWAYS


def rules_name(archive: Archive) -> str:
    """Name of the rules over this archive; an update of its tables gives another, and all is derived anew."""
    data_dir = archive.folder.parent
    updated = [data_dir / FOLDER / AIRPORTS, data_dir / FOLDER / RUNWAYS, data_dir / FIRS]
    marks = [f"{path.name} {_sha256(path)[:12]}" for path in updated if path.is_file()]
    return ", ".join([ALGORITHM, *marks])


def rules_of(archive: Archive) -> Reconstructor:
    """The rules over an archive's own reference tables, and the packaged ones for what it lacks.

    Raises:
        ArchiveError: an updated table cannot be used.
    """
    data_dir = archive.folder.parent
    return Reconstructor.over(airport_table(data_dir / FOLDER), firs(data_dir))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
