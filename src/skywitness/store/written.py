"""Written: what is known of a file once it has been written."""

from pathlib import Path
from typing import NamedTuple


class Written(NamedTuple):
    """A file that was written.

    Attributes:
        path: where.
        sha256: of its bytes.
        rows: in it.
        first_icao24: least address; None when it has no row.
        last_icao24: greatest.
    """

    path: Path
    sha256: str
    rows: int
    first_icao24: str | None
    last_icao24: str | None
