"""Flag states by the million: what address and registration say of the state, in columns."""

from datetime import date
from typing import Final

import numpy as np
import polars as pl

from skywitness.reference.flag_state_verdict import address_kind, verdict
from skywitness.reference.flag_states import FlagStateReader
from skywitness.reference.nationality_mark_columns import states_of
from skywitness.reference.states import AddressBlocks

SCHEMA: Final[dict[str, pl.DataType]] = {
    "by_address": pl.String(),
    "by_registration": pl.String(),
    "verdict": pl.String(),
}
"""Columns of ``flag_states_of``; where a mark names several states, their codes with a space between."""

_SAMPLE: Final = "7c0000"
"""Stands for every address that is one: only its kind matters once its block is known."""


def flag_states_of(
    reader: FlagStateReader, icao24: pl.Series, registrations: pl.Series, on: date | None = None
) -> pl.DataFrame:
    """As ``FlagStateReader.of`` without other registrations and operator, of two columns of one length.

    Args:
        reader: blocks and marks.
        icao24: addresses in any case, null for none.
        registrations: as sources write them, null for none.
        on: the day; None for any.
    """
    address = icao24.cast(pl.String).str.strip_chars().str.to_lowercase().fill_null("")
    is_address = address.str.contains(r"^[0-9a-f]{6}$")
    said = pl.DataFrame(
        {
            "by_address": blocks_of(reader.blocks, address),
            "address": address.zip_with(~is_address | address.is_in(["000000", "ffffff"]), pl.Series([_SAMPLE])),
            "given": registrations.cast(pl.String).str.strip_chars().fill_null("") != "",
        }
    ).hstack(states_of(reader.marks, registrations, on).select("exact", by_registration="states"))
    keys = said.columns
    different = said.unique()
    verdicts = [_verdict(row) for row in different.iter_rows(named=True)]
    judged = different.with_columns(verdict=pl.Series(verdicts, dtype=pl.String))
    return said.join(judged, on=keys, how="left", nulls_equal=True, maintain_order="left").select(*SCHEMA)


def _verdict(row: dict[str, str | bool | None]) -> str:
    block = str(row["by_address"]) if row["by_address"] else None
    kind = address_kind(str(row["address"]), block)
    states = str(row["by_registration"] or "").split()
    return verdict(kind, block, states, given=bool(row["given"]), exact=bool(row["exact"]))


def blocks_of(blocks: AddressBlocks, icao24: pl.Series) -> pl.Series:
    """As ``AddressBlocks.flag_state``, of a column; null for what is no address and for no block."""
    digits = icao24.set(~icao24.str.contains("^[0-9a-fA-F]{6}$"), None)
    numbers = digits.str.to_integer(base=16, strict=False, dtype=pl.Int64).fill_null(-1).to_numpy()
    index = np.searchsorted(np.array(blocks.first), numbers, side="right") - 1
    inside = (index >= 0) & (numbers <= np.array(blocks.last)[index])
    states = pl.Series("by_address", [*blocks.state, None], dtype=pl.String)
    return states[pl.Series(np.where(inside, index, len(blocks.state)))]
