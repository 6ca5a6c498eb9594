"""Annotate: a list of addresses and registrations in; who each was on its day out."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import polars as pl

from skywitness.pipeline.identify import Identities
from skywitness.reference.label_segments import FIRST_DAY, LAST_DAY
from skywitness.reference.register import bare, bare_column
from skywitness.store.archive import Archive
from skywitness.store.register import addresses_by_registration

_ADDRESS: Final = re.compile(r"~?[0-9a-f]{6}")
LABELS: Final = (
    "icao24",
    "registration",
    "registration_source",
    "typecode",
    "typecode_source",
    "model",
    "operator",
    "operator_source",
    "flag_state",
    "flag_state_source",
    "grade",
    "military_probability",
    "state_probability",
    "grade_words",
    "since",
    "until",
    "conflicts",
    "note",
)
"""Columns of ``annotated``."""


def annotated(archive: Archive, ids: Sequence[str], days: Sequence[date | None]) -> pl.DataFrame:
    """Who each was on its day.

    Args:
        archive: with the reference sources in its data directory.
        ids: addresses and registrations, in any case, hyphens or not.
        days: the day of each; None for now.

    Returns:
        A row for each, in order. Where a registration is borne by several addresses on the day, or by none, the
        row is empty and ``note`` says so.
    """
    names = sorted({bare(text) for text in ids if not _is_address(text)})
    borne = addresses_by_registration(archive.folder.parent, names)
    borne = _with_recorded(archive, names, borne)
    named = {address for addresses in borne.values() for address in addresses}
    identities = Identities.of(archive, {_address(text) for text in ids if _is_address(text)} | named)
    found = [_resolved(text, day, borne, identities) for text, day in zip(ids, days, strict=True)]
    rows = pl.DataFrame(
        {"icao24": [icao24 for icao24, _ in found], "day": list(days), "note": [note for _, note in found]},
        schema={"icao24": pl.String(), "day": pl.Date(), "note": pl.String()},
    )
    held = identities.labels.at(rows["icao24"], rows["day"]).with_columns(rows["note"])
    unbounded = pl.col("since", "until").is_in([FIRST_DAY, LAST_DAY])
    return held.with_columns(pl.when(~unbounded).then(pl.col("since", "until"))).select(*LABELS)


def _is_address(text: str) -> bool:
    return _ADDRESS.fullmatch(_address(text)) is not None


def _address(text: str) -> str:
    return text.strip().lower()


def _with_recorded(archive: Archive, names: Sequence[str], borne: Mapping[str, set[str]]) -> dict[str, set[str]]:
    said = archive.statements().filter(pl.col("attribute") == "registration")
    rows = said.select("icao24", bare_column("value").alias("bare")).filter(pl.col("bare").is_in(list(names)))
    together = {name: set(borne.get(name, ())) for name in names}
    for icao24, name in rows.unique().collect().iter_rows():
        together[name].add(icao24)
    return together


def _resolved(
    text: str, day: date | None, borne: Mapping[str, set[str]], identities: Identities
) -> tuple[str | None, str | None]:
    """The address of an ID on a day, and what to say where it has none."""
    if _is_address(text):
        return _address(text), None
    name = bare(text)
    candidates = sorted(borne.get(name, ()))
    held = [icao24 for icao24 in candidates if _bears(identities, icao24, name, day)] or candidates
    if len(held) == 1:
        return held[0], None
    return None, f"borne by {', '.join(held)}" if held else "no source lists it"


def _bears(identities: Identities, icao24: str, name: str, day: date | None) -> bool:
    label = identities.labels.of(icao24, day)
    return label is not None and bare(label["registration"] or "") == name
