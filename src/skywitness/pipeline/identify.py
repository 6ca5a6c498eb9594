"""Identify: what the record says of who an airframe is, for labelling its flights."""

from dataclasses import dataclass

import polars as pl

from skywitness.movements.identity import Identity
from skywitness.reference.registrations import computed_registration
from skywitness.reference.states import AddressBlocks
from skywitness.store.archive import Archive
from skywitness.store.packaged import aircraft_blocks


@dataclass(frozen=True, slots=True)
class Identities:
    """Labels by address: the latest statement of each attribute, else what follows from the address.

    Every statement stays in its table; this picks one for display. Of several values the one with the latest
    source's date wins, and among equals the alphabetically first, so that the pick does not depend on the order
    of imports.
    """

    stated: dict[tuple[str, str], str]
    blocks: AddressBlocks

    @classmethod
    def of(cls, archive: Archive) -> "Identities":
        """Labels from an archive's statements."""
        latest = (
            archive.statements()
            .filter(pl.col("attribute").is_in(["registration", "typecode"]))
            .sort(
                "icao24",
                "attribute",
                "observed_at",
                "value",
                descending=[False, False, True, False],
                nulls_last=True,
            )
            .unique(["icao24", "attribute"], keep="first", maintain_order=True)
            .select("icao24", "attribute", "value")
            .collect()
        )
        return cls(
            {(icao24, attribute): value for icao24, attribute, value in latest.iter_rows()}, aircraft_blocks()
        )

    def get(self, icao24: str) -> Identity:
        """Label of one address; fields are None where nothing is known."""
        return Identity(
            registration=self.stated.get((icao24, "registration")) or computed_registration(icao24),
            typecode=self.stated.get((icao24, "typecode")),
            flag_state=self.blocks.flag_state(icao24),
        )
