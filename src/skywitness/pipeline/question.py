"""Question: the aircraft, places and span that a finding is asked for."""

from datetime import datetime
from typing import NamedTuple

import polars as pl

from skywitness.store.archive import Archive


class Question(NamedTuple):
    """What is asked for; None asks for everything.

    Attributes:
        icao24s: addresses.
        airports: ICAO codes of fields.
        flags: ISO 3166 alpha-2 codes of flag states.
        typecodes: ICAO document 8643 designators, upper case.
        since: first instant that findings may rest on, UTC.
        until: first instant after it, UTC; what was heard from then on is as if it were not known.
    """

    icao24s: list[str] | None = None
    airports: list[str] | None = None
    flags: list[str] | None = None
    typecodes: list[str] | None = None
    since: datetime | None = None
    until: datetime | None = None

    def of_aircraft(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Rows of the aircraft asked for.

        Args:
            rows: with icao24, flag_state and typecode.
        """
        for column, values in (
            (pl.col("icao24"), self.icao24s),
            (pl.col("flag_state"), self.flags),
            (pl.col("typecode").str.to_uppercase(), self.typecodes),
        ):
            if values is not None:
                rows = rows.filter(column.is_in(values))
        return rows

    def addresses(self, archive: Archive) -> list[str] | None:
        """Addresses that ever were of the aircraft asked for, in order; None for all."""
        if self.flags is None and self.typecodes is None:
            return self.icao24s
        known = self.of_aircraft(archive.derived("identities")).select(pl.col("icao24").unique()).collect()
        return known["icao24"].sort().to_list()
