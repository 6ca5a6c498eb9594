"""Identify: what the record, the reference sources and the address say of who an aircraft is, by day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from skywitness.model import AircraftIdentity
from skywitness.movements.identity import Identity
from skywitness.reference.flag_state_columns import flag_states_of
from skywitness.reference.flag_state_verdict import CONSISTENT
from skywitness.reference.grading.grader import with_callsign
from skywitness.reference.label_segments import FIRST_DAY, LAST_DAY, label_segments
from skywitness.reference.labels import Labels
from skywitness.reference.recorded import recorded
from skywitness.reference.register import Register
from skywitness.reference.registrations import computed_registration
from skywitness.store.archive import Archive
from skywitness.store.packaged import flag_state_reader, grader, military_designators
from skywitness.store.reference_files import FOLDER
from skywitness.store.register import register
from skywitness.store.registers.compiled import FORM
from skywitness.store.registers.load import source_notes
from skywitness.store.surroundings import surroundings

ALGORITHM: Final = "identity 1"
_GRADE: Final = ("grade", "military_probability", "state_probability", "grade_words")
_ADDRESS: Final = "address"
"""Name of the source of what follows from the address."""


@dataclass(frozen=True, slots=True)
class Identities:
    """Who the aircraft of an archive are.

    Attributes:
        labels: for every address, by time; each piece in the columns of ``AircraftIdentity`` but its algorithm.
        algorithm: the rules, and the versions of the reference sources that they were run over.
    """

    labels: Labels
    algorithm: str

    @classmethod
    def of(cls, archive: Archive, icao24s: Collection[str] | None = None) -> "Identities":
        """Identities of the aircraft that an archive has positions of or statements about.

        Args:
            archive: with the reference sources in its data directory.
            icao24s: only these; None for all.
        """
        wanted = sorted(icao24s) if icao24s is not None else _addresses(archive)
        sources = sources_about(archive, wanted)
        rules = identity_rules(archive)
        segments = _complete(label_segments(sources), wanted)
        return cls(Labels(_with_grade(segments, _grades(archive, wanted, sources, rules))), rules)

    def get(self, icao24: str) -> Identity:
        """What movements need to know of an address: what holds now."""
        label = self.labels.of(icao24)
        if label is None:
            return Identity()
        return Identity(label["registration"], label["typecode"], label["flag_state"])

    def differing(self, stored: pl.DataFrame) -> list[str]:
        """Addresses whose rows are not those stored, in order; what rules were run over aside."""
        said = [
            rows.select(
                pl.all().exclude("conflicts", "algorithm"), pl.col("conflicts").list.join(",")
            ).with_row_index(which)
            for which, rows in (("new", self.rows()), ("old", stored))
        ]
        on = [name for name in said[0].columns if name != "new"]
        both = said[0].join(said[1], on=on, how="full", nulls_equal=True, coalesce=True)
        odd = both.filter(pl.col("new").is_null() | pl.col("old").is_null())
        return odd["icao24"].unique().sort().to_list()

    def rows(self) -> pl.DataFrame:
        """A row for each address and piece of time, in the columns of ``AircraftIdentity``."""
        day = pl.col("since", "until")
        unbounded = day.is_in([FIRST_DAY, LAST_DAY])
        said = self.labels.segments.with_columns(pl.when(~unbounded).then(day), algorithm=pl.lit(self.algorithm))
        return said.select(AircraftIdentity._fields)


def identity_rules(archive: Archive) -> str:
    """Name of the rules over an archive's reference sources; fetching another version of one gives another."""
    notes = source_notes(archive.folder.parent / FOLDER)
    sources = (f"{name} {notes[name].sha256[:12]}.{FORM}" for name in sorted(notes))
    return ", ".join([ALGORITHM, *sources])


def sources_about(archive: Archive, icao24s: Collection[str]) -> Register:
    """What the fetched sources and the recordings say of these addresses."""
    said = archive.statements().filter(pl.col("icao24").is_in(sorted(icao24s)))
    heard = said.select("icao24", "attribute", "value", "observed_at").collect()
    return Register.of([*register(archive.folder.parent, icao24s).tables, recorded(heard)])


def _addresses(archive: Archive) -> list[str]:
    heard = archive.positions().select(pl.col("icao24").unique()).collect(engine="streaming")
    said = archive.statements().select(pl.col("icao24").unique()).collect()
    return pl.concat([heard, said]).unique().sort("icao24")["icao24"].to_list()


def _complete(segments: pl.DataFrame, icao24s: list[str]) -> pl.DataFrame:
    """With rows for addresses that no source lists, and with what follows from the address."""
    unlisted = sorted(set(icao24s).difference(segments["icao24"]))
    trivial = pl.DataFrame({"icao24": unlisted}, schema={"icao24": pl.String()}).with_columns(
        since=pl.lit(FIRST_DAY), until=pl.lit(LAST_DAY), conflicts=pl.lit([], pl.List(pl.String))
    )
    everyone = pl.concat([segments, trivial], how="diagonal").sort("icao24", "since")
    return _with_flag(_with_registration(everyone))


def _with_registration(rows: pl.DataFrame) -> pl.DataFrame:
    without = rows.filter(pl.col("registration").is_null())["icao24"].unique()
    computed = {icao24: computed_registration(icao24) for icao24 in without}
    return _filled(rows, "registration", computed, _ADDRESS)


def _with_flag(rows: pl.DataFrame) -> pl.DataFrame:
    """The state that the registration's mark names, where it fits the address; else that of the address block."""
    said = flag_states_of(flag_state_reader(), rows["icao24"], rows["registration"])
    names_one = said["by_registration"].str.len_bytes() == len("RU")
    fits = said["verdict"].is_in(sorted(CONSISTENT)) & names_one
    by_mark = pl.select(pl.when(fits).then(said["by_registration"])).to_series()
    filled = _column_filled(rows, "flag_state", by_mark, "registration")
    return _column_filled(filled, "flag_state", said["by_address"], _ADDRESS)


def _grades(archive: Archive, icao24s: list[str], sources: Register, rules: str) -> pl.DataFrame:
    data_dir, weigh = archive.folder.parent, grader()
    around = surroundings(data_dir, rules, lambda: weigh.surroundings(register(data_dir)))
    return weigh.grade(icao24s, sources, around)


def _with_grade(rows: pl.DataFrame, grades: pl.DataFrame) -> pl.DataFrame:
    return rows.join(grades.select("icao24", *_GRADE), on="icao24", how="left", maintain_order="left")


def _filled(rows: pl.DataFrame, label: str, values: dict[str, str | None], source: str) -> pl.DataFrame:
    """A label filled where no source gives it, and its source named."""
    known = {icao24: value for icao24, value in values.items() if value is not None}
    found = pl.col("icao24").replace_strict(known, default=None, return_dtype=pl.String)
    missing = pl.col(label).is_null() & found.is_not_null()
    return rows.with_columns(
        pl.col(label).fill_null(found),
        pl.when(missing).then(pl.lit(source)).otherwise(pl.col(f"{label}_source")).alias(f"{label}_source"),
    )


def _column_filled(rows: pl.DataFrame, label: str, values: pl.Series, source: str) -> pl.DataFrame:
    missing = rows[label].is_null() & values.is_not_null()
    named = pl.when(missing).then(pl.lit(source)).otherwise(pl.col(f"{label}_source"))
    return rows.with_columns(pl.col(label).fill_null(values), named.alias(f"{label}_source"))


def labelled(rows: pl.DataFrame, identities: Identities, day: pl.Expr) -> pl.DataFrame:
    """Flights or visits with the labels that held on their days.

    Args:
        rows: with icao24 and the columns of the labels; a callsign counts as evidence of who flew.
        identities: of these aircraft.
        day: the day of a row.
    """
    names = ("registration", "typecode", "flag_state", "operator", "military_probability")
    held = identities.labels.at(rows["icao24"], rows.select(day.alias("day"))["day"])
    found = rows.with_columns(held[name].alias(name) for name in names)
    if "callsign" not in rows.columns:
        return found
    uses = _callsign_uses(rows["callsign"])
    pairs = zip(held["military_probability"], held["state_probability"], uses, strict=True)
    heard = [
        None if military is None else with_callsign(military, state, use)[0] for military, state, use in pairs
    ]
    return found.with_columns(pl.Series("military_probability", heard, pl.Float64))


def _callsign_uses(callsigns: pl.Series) -> pl.Series:
    """``military`` or ``state`` by the designator that each begins with; null for every other."""
    known = {sign: military_designators().match(sign) for sign in callsigns.drop_nulls().unique()}
    uses = {sign: operator.use for sign, operator in known.items() if operator}
    return callsigns.replace_strict(uses, default=None, return_dtype=pl.String)


def shown_on(identities: Identities, icao24: str, on: date | None) -> AircraftIdentity | None:
    """Who an address was on a day, or is now; None when nothing is known of it."""
    label = identities.labels.of(icao24, on)
    if label is None:
        return None
    bounds = {name: None if label[name] in {FIRST_DAY, LAST_DAY} else label[name] for name in ("since", "until")}
    return AircraftIdentity(**(label | bounds), algorithm=identities.algorithm)
