"""Surroundings: what the fetched sources list around an address, worked out once for each version of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import polars as pl

from skywitness.reference.grading.grader import Surroundings
from skywitness.reference.grading.neighbours import Neighbourhood
from skywitness.store.errors import ArchiveError, disk_errors
from skywitness.store.reference_files import FOLDER

_NEIGHBOURS: Final = "surroundings.neighbours.ipc"
_TYPES: Final = "surroundings.types.ipc"
_RULES: Final = "rules"


def surroundings(data_dir: Path, rules: str, make: Callable[[], Surroundings]) -> Surroundings:
    """The surroundings that were kept, or new ones, which are kept if the folder can be written to.

    Args:
        data_dir: the data directory.
        rules: name of the rules and of the sources' versions that they are of.
        make: works them out anew.
    """
    folder = data_dir / FOLDER
    files = folder / _NEIGHBOURS, folder / _TYPES
    if not folder.is_dir():
        return make()
    try:
        kept = [pl.read_ipc(file.read_bytes()) for file in files]
        if all((table[_RULES] == rules).all() for table in kept):
            return Surroundings(
                Neighbourhood(kept[0]["number"].to_numpy(), kept[0]["use"].to_numpy()), kept[1].drop(_RULES)
            )
    except (OSError, pl.exceptions.PolarsError):
        pass  # none kept, or of no use: made anew
    found = make()
    neighbours = pl.DataFrame({"number": found.neighbours.numbers, "use": found.neighbours.uses})
    for file, table in zip(files, (neighbours, found.odds_by_type), strict=True):
        _keep(file, table.with_columns(pl.lit(rules).alias(_RULES)))
    return found


def _keep(file: Path, table: pl.DataFrame) -> None:
    part = file.with_name(f"{file.name}.part")
    try:
        with disk_errors():
            table.write_ipc(part, compression="zstd")
            part.replace(file)
    except (OSError, ArchiveError):
        part.unlink(missing_ok=True)
