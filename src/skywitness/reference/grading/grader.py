"""Grader: all kinds of evidence together, as probabilities with their reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from skywitness.reference.flag_state_columns import blocks_of
from skywitness.reference.grading import weights
from skywitness.reference.grading.neighbours import Neighbourhood
from skywitness.reference.grading.serials import SerialForms
from skywitness.reference.grading.use_words import UseWords
from skywitness.reference.grading.weights import Weight
from skywitness.reference.military import MilitaryBlocks
from skywitness.reference.register import Register
from skywitness.reference.states import AddressBlocks

KINDS: Final = ("block", "listed", "form", "operator", "type", "series", "neighbours")
"""Kinds of evidence, in the order in which they are named."""
_WORDS: Final = {
    "block": "address block",
    "listed": "a table's mark",
    "form": "form of registration",
    "operator": "operator's name",
    "type": "type beside it",
    "series": "series of the address",
    "neighbours": "neighbouring addresses",
    "callsign": "callsign",
}
GRADE_FROM: Final = 0.5
"""A grade is given when it is more likely than the others together."""
_SURE, _PROBABLE = 0.95, 0.8
_CLEAR: Final = 3.4
"""What outweighs the prior, in log odds."""
_TELLING: Final = 1.0
"""Evidence of less than this, in log odds, is not named as a reason."""

SCHEMA: Final[dict[str, pl.DataType]] = {
    "icao24": pl.String(),
    **{f"{kind}_{use}": pl.Float64() for kind in KINDS for use in ("military", "state")},
    "military_probability": pl.Float64(),
    "state_probability": pl.Float64(),
    "grade": pl.String(),
    "grade_words": pl.String(),
}
"""Columns of ``Grader.grade``: log odds by kind, probabilities, the grade and what it rests on."""


class Surroundings(NamedTuple):
    """The company that aircraft are in.

    Attributes:
        neighbours: listed addresses and what they are.
        odds_by_type: typecode and odds, in log odds, that a listed aircraft of the type bears a serial.
    """

    neighbours: Neighbourhood
    odds_by_type: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Grader:
    """Weighs what is said of an aircraft and what follows from its address; never what it does.

    Its type counts beside other evidence only. Kinds of evidence are taken to be independent of one another, which
    they are not quite: probabilities near 0 and 1 are a little bolder than they should be. Coast guards count as
    state, also those that are armed forces; a government's aircraft that an air force flies counts as whatever its
    registration and operator are.

    How it is fooled: an aircraft of the forces that no table lists, with a civil registration in a civil block, is
    civil to it; a table edited in bad faith is believed as far as its kind of evidence goes.

    Attributes:
        states: address blocks of states.
        blocks: address blocks of armed forces.
        forms: forms of registrations.
        words: words in operators' names.
    """

    states: AddressBlocks
    blocks: MilitaryBlocks
    forms: SerialForms
    words: UseWords

    def surroundings(self, register: Register) -> "Surroundings":
        """What the sources list, for what follows from the company that an aircraft is in."""
        said = self._said(register, self._with_block(register.addresses().to_frame())).fill_null(0.0)
        kinds = ("listed", "form", "operator")
        military, state = (pl.sum_horizontal(f"{kind}_{use}" for kind in kinds) for use in ("military", "state"))
        use = pl.when((military >= _CLEAR) & (military > state)).then(pl.lit("military"))
        used = said.with_columns(use=use.when(state >= _CLEAR).then(pl.lit("state")))
        return Surroundings(Neighbourhood.of(used), _odds_by_type(used))

    def grade(self, icao24s: Iterable[str], register: Register, around: "Surroundings") -> pl.DataFrame:
        """Grades of addresses.

        Args:
            icao24s: which, each once.
            register: what sources say of them.
            around: what is listed around them.

        Returns:
            A row for each, in their order, with the columns of ``SCHEMA``. ``grade`` is None where nothing is
            known or nothing is more likely than not.
        """
        asked = pl.DataFrame({"icao24": list(icao24s)}, schema={"icao24": pl.String()})
        evidence = self._said(register, self._with_block(asked))
        rows = asked.join(evidence, on="icao24", how="left", maintain_order="left")
        return _concluded(self._with_address(_with_type(rows, around.odds_by_type), around.neighbours))

    def _with_block(self, icao24s: pl.DataFrame) -> pl.DataFrame:
        return icao24s.with_columns(blocks_of(self.states, icao24s["icao24"]).alias("block"))

    def _said(self, register: Register, asked: pl.DataFrame) -> pl.DataFrame:
        """Log odds of what sources say: icao24, and two columns for each kind that they speak of."""
        rows = _standing(register).join(asked, on="icao24")
        rows = rows.with_columns(
            form=self.forms.uses_of(rows["registration"], rows["block"]),
            use=self.words.uses_of(rows["operator"]),
            owner_use=self.words.uses_of(rows["owner"]),
        )
        of_owner = pl.when(pl.col("owner_use").is_in(["military", "state"])).then("owner_use")
        rows = rows.with_columns(use=pl.coalesce(pl.col("use").replace("other", None), of_owner, "use"))
        return rows.group_by("icao24").agg(
            *_both("listed", "military", weights.LISTED, "max"),
            *_both("form", "form", weights.FORM, "mean"),
            *_both("operator", "use", weights.OPERATOR, "mean"),
            typecode=pl.col("typecode").drop_nulls().first(),
            is_serial=pl.col("form").is_in(["military", "serial"]).any(),
        )

    def _with_address(self, rows: pl.DataFrame, around: Neighbourhood) -> pl.DataFrame:
        """With the evidence of the address itself."""
        numbers = rows["icao24"].str.to_integer(base=16, strict=False).fill_null(-1).to_numpy().astype(np.int64)
        held = np.fromiter(map(self.blocks.holds, rows["icao24"]), np.bool_, len(rows))
        unsaid = (rows["form_military"].is_null() & rows["listed_military"].is_null()).to_numpy()
        series = unsaid & ~held & around.without_civil_series(numbers)
        military, state = _of_neighbours(around, numbers)
        share = np.where(series | (numbers < 0), 0.0, np.where(unsaid, 1.0, weights.NEIGHBOURS_BESIDE))
        return rows.with_columns(
            *_where("block", held, weights.BLOCK),
            *_where("series", series, weights.SERIES),
            pl.Series("neighbours_military", share * military),
            pl.Series("neighbours_state", share * state),
        )


def _odds_by_type(said: pl.DataFrame) -> pl.DataFrame:
    """Of listed aircraft by type: log odds of a serial, the prior's taken off and bounded."""
    low, high = weights.TYPE_BOUNDS
    before, other = weights.NEIGHBOURS_PRIOR.military, weights.NEIGHBOURS_CIVIL
    serials = pl.col("is_serial").fill_null(value=False).sum()
    odds = ((serials + before) / (pl.len() - serials + other) / (before / other)).log()
    counted = said.drop_nulls("typecode").group_by("typecode")
    return counted.agg(type_military=odds.clip(low, high), type_state=odds.clip(low, high) / 2)


def _with_type(rows: pl.DataFrame, odds_by_type: pl.DataFrame) -> pl.DataFrame:
    """With what the type says beside a mark or an operator's name, and nothing where neither is."""
    marked = pl.max_horizontal("listed_military", "listed_state", "operator_military", "operator_state") > 0
    typed = rows.join(odds_by_type, on="typecode", how="left", maintain_order="left")
    return typed.with_columns(pl.when(marked).then(pl.col("type_military", "type_state")))


def with_callsign(military: float, state: float, use: str | None) -> tuple[float, float]:
    """Probabilities with the evidence of a callsign.

    Args:
        military: before, of flying for armed forces.
        state: before, of flying for a state otherwise.
        use: of the designator that the callsign begins with, ``military`` or ``state``; None changes nothing.
    """
    weight = weights.CALLSIGN.get(use or "")
    if weight is None:
        return military, state
    parts = (military * np.exp(weight.military), state * np.exp(weight.state), max(1.0 - military - state, 1e-9))
    return float(parts[0] / sum(parts)), float(parts[1] / sum(parts))


def _standing(register: Register) -> pl.DataFrame:
    """Rows that sources still hold: source, icao24, registration, typecode, operator, owner, military."""
    names = ("icao24", "registration", "typecode", "operator", "owner", "military")
    parts = []
    for note, rows in register.tables:
        held = rows.filter(pl.col("stated_until").is_null()) if "stated_until" in rows.columns else rows
        columns = [
            (pl.col(name) if name in rows.columns else pl.lit(None)).cast(pl.String).alias(name) for name in names
        ]
        parts.append(held.select(*columns, source=pl.lit(note.name)).drop_nulls("icao24"))
    empty = pl.DataFrame(schema=dict.fromkeys((*names, "source"), pl.String()))
    return pl.concat([empty, *parts])


def _both(kind: str, column: str, table: Mapping[str, Weight], how: str) -> list[pl.Expr]:
    """The log odds of a kind, over the rows of an address."""
    found = []
    for use in ("military", "state"):
        values = {name: getattr(weight, use) for name, weight in table.items()}
        said = pl.col(column).replace_strict(values, default=None, return_dtype=pl.Float64)
        found.append((said.max() if how == "max" else said.mean()).alias(f"{kind}_{use}"))
    return found


def _where(kind: str, held: NDArray[np.bool_], weight: Weight) -> list[pl.Series]:
    return [
        pl.Series(f"{kind}_military", np.where(held, weight.military, 0.0)),
        pl.Series(f"{kind}_state", np.where(held, weight.state, 0.0)),
    ]


def _of_neighbours(
    around: Neighbourhood, numbers: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Log odds from the shares of military and state aircraft around, the prior's shares taken off."""
    civil, military, state = around.around(numbers)
    odds = []
    for count, before in ((military, weights.NEIGHBOURS_PRIOR.military), (state, weights.NEIGHBOURS_PRIOR.state)):
        odds.append(
            np.log((count + before) / (civil + weights.NEIGHBOURS_CIVIL) / (before / weights.NEIGHBOURS_CIVIL))
        )
    return odds[0], odds[1]


def _concluded(rows: pl.DataFrame) -> pl.DataFrame:
    rows = rows.with_columns(
        pl.col(f"{kind}_{use}").fill_null(0.0) for kind in KINDS for use in ("military", "state")
    )
    odds = {
        use: (pl.sum_horizontal(f"{kind}_{use}" for kind in KINDS) + getattr(weights.PRIOR, use)).exp()
        for use in ("military", "state")
    }
    whole = odds["military"] + odds["state"] + 1.0
    rows = rows.with_columns(
        military_probability=odds["military"] / whole, state_probability=odds["state"] / whole
    )
    return rows.with_columns(grade=_grade()).with_columns(grade_words=_words()).select(*SCHEMA)


def _grade() -> pl.Expr:
    military, state = pl.col("military_probability"), pl.col("state_probability")
    known = pl.any_horizontal(pl.col(f"{kind}_military") != 0 for kind in KINDS)
    return (
        pl.when(military >= GRADE_FROM)
        .then(pl.lit("military"))
        .when(state >= GRADE_FROM)
        .then(pl.lit("state"))
        .when(known & (1 - military - state >= _SURE))
        .then(pl.lit("civil"))
    )


def _words() -> pl.Expr:
    """For example ``military by a table's mark, form of registration``; null without a grade."""

    def reasons(use: str) -> pl.Expr:
        named = [
            pl.when(pl.col(f"{kind}_{use}") >= _TELLING).then(pl.lit(_WORDS[kind])).otherwise(None)
            for kind in KINDS
        ]
        return pl.concat_list(named).list.drop_nulls().list.join(", ")

    def words(use: str) -> pl.Expr:
        likely = pl.col(f"{use}_probability")
        how = pl.when(likely >= _SURE).then(pl.lit("")).when(likely >= _PROBABLE).then(pl.lit("probably "))
        return pl.concat_str(how.otherwise(pl.lit("perhaps ")), pl.lit(f"{use} by "), reasons(use))

    grade = pl.col("grade")
    return (
        pl.when(grade == "military")
        .then(words("military"))
        .when(grade == "state")
        .then(words("state"))
        .when(grade == "civil")
        .then(pl.lit("civil: nothing says otherwise"))
    )
