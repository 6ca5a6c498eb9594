"""Aircraft record: one row of one reference source about one aircraft."""

from datetime import date
from typing import NamedTuple


class AircraftRecord(NamedTuple):
    """What one row of one source says of one aircraft; each field that is not None is a statement.

    Rows are kept side by side, also those of one source that contradict one another.

    Attributes:
        icao24: 24-bit address, six hexadecimal digits in lower case.
        registration: registration or military serial, upper case, with its hyphen if the source has one.
        typecode: type designator of ICAO document 8643, upper case.
        model: manufacturer and model as the source writes them.
        serial_number: the manufacturer's.
        year: built or manufactured.
        operator: as the source writes it.
        operator_designator: three-letter designator of the operator, upper case.
        owner: as the source writes it.
        flag_state: ISO 3166 alpha-2 code of the state of registry, where the source names the state.
        military: ``military``, ``state`` or ``civil``, where the source grades the aircraft.
        use: category of use in the source's words.
        tags: further words of the source, joined by ``; ``.
        valid_from: first day for which the source says so.
        valid_to: first day for which the source says so no more.
        stated_on: day of the source's own date for the row.
        source_row: line or record number in the source, from 1.
        stated_since: day of the first fetched version of the source that held this row.
        stated_until: day of the first fetched version that held it no more; None while it stands there.
    """

    icao24: str | None = None
    registration: str | None = None
    typecode: str | None = None
    model: str | None = None
    serial_number: str | None = None
    year: int | None = None
    operator: str | None = None
    operator_designator: str | None = None
    owner: str | None = None
    flag_state: str | None = None
    military: str | None = None
    use: str | None = None
    tags: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    stated_on: date | None = None
    source_row: int = 0
    stated_since: date | None = None
    stated_until: date | None = None
