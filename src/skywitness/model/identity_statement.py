"""Identity statement: one attribute of one aircraft, with who says so and since when."""

from datetime import date
from typing import NamedTuple


class IdentityStatement(NamedTuple):
    """What one source says of one attribute of one aircraft; statements stand side by side and are never merged.

    Attributes:
        icao24: the address it is about.
        attribute: a field of AircraftRecord, from ``registration`` to ``tags``.
        value: as the source has it.
        source: name of the table, registry or recording; ``address`` for what follows from the address.
        source_date: the source's own date for it, or of the version of the source; None where it has none.
        valid_from: first day for which it says so; None for no beginning.
        valid_to: first day for which it says so no more; None for no end.
        stated_since: day of the first fetched version that held it; None where that is not known.
        stated_until: day of the first fetched version that held it no more; None while it stands.
        method: ``listed`` (a row about the address), ``listed by registration`` (a row about the registration that
            the address bears), ``recorded`` (sent or written beside positions) or ``computed`` (from the address).
        licence: of the source; None where none is stated.
        source_row: line or record number in the source, from 1; None for what is computed.
    """

    icao24: str
    attribute: str
    value: str
    source: str
    source_date: date | None
    valid_from: date | None
    valid_to: date | None
    stated_since: date | None
    stated_until: date | None
    method: str
    licence: str | None
    source_row: int | None

    def holds_on(self, day: date | None) -> bool:
        """Whether it is said of this day; None asks for what is said now."""
        if day is None:
            return self.valid_to is None and self.stated_until is None
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day < self.valid_to
        )
