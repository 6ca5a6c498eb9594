"""Search matches: the aircraft of all sources that fit a question, ranked, with what made each fit."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Final, NamedTuple

import polars as pl

from skywitness.reference.nationality_marks import Mark, NationalityMarks
from skywitness.reference.register import SourceTable, bare_column
from skywitness.reference.search_words import Meaning, Query, Word
from skywitness.reference.states import AddressBlocks

_SURE: Final = 1.0
_BY_MARK: Final = 0.9
_BY_BLOCK: Final = 0.6
_TEXTS: Final[Mapping[str, float]] = {"operator": 0.9, "owner": 0.8, "use": 0.8, "tags": 0.7, "model": 0.5}
"""Weights by which answers are put in order; judgements. Where an aircraft is found in a text, the attribute says
how near it is to what was asked for."""

_LOOKED_THROUGH: Final[Mapping[str, tuple[str, ...]]] = {
    "text": ("operator", "owner", "use", "tags", "model"),
    "use": ("operator", "owner", "use", "tags"),
    "grade": ("operator", "owner", "use", "tags"),
    "state": ("operator", "owner", "tags"),
    "kind": ("model", "tags"),
}
"""Attributes in whose text words of each sort are looked for: a state in the name of a model means nothing."""

_COLUMNS: Final = {"address": "icao24", "type": "typecode", "kind": "typecode", "grade": "military"}
"""Where values stand as they are."""

_SELECTIVE: Final = ("address", "registration", "type", "use", "text", "kind", "grade", "state")
"""Sorts of meanings, those that leave the fewest aircraft first: the next word need only look at those."""

HITS: Final[dict[str, pl.DataType]] = {
    "aircraft": pl.String(),
    "word": pl.String(),
    "weight": pl.Float64(),
    "source": pl.String(),
    "attribute": pl.String(),
    "value": pl.String(),
}
"""Columns of hits: an aircraft by its address, or by its registration where a source has no address for it."""


class Matches(NamedTuple):
    """Aircraft that fit.

    Attributes:
        total: how many there are.
        aircraft: the first of them: ``aircraft``, ``score`` (0 to 1), ``sources`` (how many made it fit).
        hits: why, the columns of ``HITS``, in the order of ``aircraft``.
    """

    total: int
    aircraft: pl.DataFrame
    hits: pl.DataFrame


@dataclass(frozen=True)
class Searcher:
    """Looks through the rows of all sources, each source's apart.

    A word may be fitted by one source and the next by another: the type stands in a table, the operator in a
    second, the state in the address.

    How it is fooled: what a table says of an address may be of an aircraft that had it before; the state of block
    and mark is that of the register, not of the operator; words in names of operators mislead.

    Attributes:
        blocks: of addresses.
        marks: of registrations.
        kinds: type designators by kind of aircraft, as ``KINDS`` of the vocabulary spells them.
    """

    blocks: AddressBlocks
    marks: NationalityMarks
    kinds: Mapping[str, Collection[str]] = field(default_factory=dict)

    def matches(self, tables: Sequence[SourceTable], query: Query, most: int = 100) -> Matches:
        """Aircraft that fit every word of a question.

        Args:
            tables: sources with their rows, as in ``Register``.
            query: the question; one without words fits nothing.
            most: aircraft to give back.
        """
        found: list[pl.DataFrame] = []
        left: pl.Series | None = None
        for word in sorted(query.words, key=_selectivity):
            hits = self._hits(tables, word, left)
            left = hits["aircraft"].unique()
            found.append(hits)
        if left is None:
            return Matches(0, _ranked(pl.DataFrame(schema=HITS), 1, most), pl.DataFrame(schema=HITS))
        fitting = (
            found[0] if len(found) == 1 else pl.concat(found).join(left.to_frame(), on="aircraft", how="semi")
        )
        ranked = _ranked(fitting, len(query.words), most)
        places = ranked.select("aircraft").with_row_index("place")
        hits = fitting.join(places, on="aircraft").sort("place", "word", "weight", descending=[False, False, True])
        return Matches(len(left), ranked, hits.select(*HITS))

    def _hits(self, tables: Sequence[SourceTable], word: Word, left: pl.Series | None) -> pl.DataFrame:
        """Rows that fit one word, of the aircraft that are left."""
        hits = [
            self._of_table(_narrowed(table.rows, left), word).with_columns(
                source=pl.lit(table.note.name), word=pl.lit(word.asked)
            )
            for table in tables
        ]
        hits = [one.select(*HITS) for one in hits]
        return pl.concat(hits) if hits else pl.DataFrame(schema=HITS)

    def _of_table(self, rows: pl.DataFrame, word: Word) -> pl.DataFrame:
        tests = [test for meaning in word.meanings for test in self._tests(meaning, rows)]
        empty = pl.DataFrame(schema={name: HITS[name] for name in ("aircraft", "weight", "attribute", "value")})
        parts = [
            rows.lazy()
            .filter(test.holds)
            .select(
                aircraft=aircraft_key(rows.columns),
                weight=pl.lit(test.weight),
                attribute=pl.lit(test.attribute),
                value=pl.col(test.column).cast(pl.String),
            )
            for test in tests
        ]
        return pl.concat([empty, *pl.collect_all(parts)]).filter(pl.col("aircraft").is_not_null())

    def _tests(self, meaning: Meaning, rows: pl.DataFrame) -> Iterator["_Test"]:
        """What a row has to fulfil, one for each attribute that can."""
        values = list(meaning.values)
        if meaning.sort == "state":
            tests = self._of_states(values)
        elif meaning.sort == "registration":
            tests = [_Test("registration", _begins(values), _SURE)]
        elif column := _COLUMNS.get(meaning.sort):
            values = self._of_kinds(values) if meaning.sort == "kind" else values
            tests = [_Test(column, pl.col(column).is_in(values), _SURE)]
        else:
            tests = []
        yield from (test for test in tests if test.column in rows.columns)
        for name in _LOOKED_THROUGH.get(meaning.sort, ()) if meaning.text else ():
            if name in rows.columns:
                yield _Test(name, _contains(rows[name], meaning.text or ""), _TEXTS[name])

    def _of_kinds(self, kinds: Collection[str]) -> list[str]:
        return sorted(code for kind in kinds for code in self.kinds.get(kind, ()))

    def _of_states(self, states: Collection[str]) -> list["_Test"]:
        """By the source's word, by the mark of the registration, by the block of the address."""
        marks = [
            mark for mark in self.marks.marks if set(states).intersection(mark.states) and mark.valid_to is None
        ]
        return [
            _Test("flag_state", pl.col("flag_state").is_in(list(states)), _SURE),
            _Test("registration", pl.col("registration").str.contains(_pattern(marks)), _BY_MARK, "mark"),
            _Test("icao24", self._in_blocks(states), _BY_BLOCK, "address block"),
        ]

    def _in_blocks(self, states: Collection[str]) -> pl.Expr:
        zipped = zip(self.blocks.first, self.blocks.last, self.blocks.state, strict=True)
        inside = [
            pl.col("icao24").is_between(pl.lit(f"{first:06x}"), pl.lit(f"{last:06x}"))
            for first, last, state in zipped
            if state in states
        ]
        return reduce(lambda one, other: one | other, inside, pl.lit(value=False))


class _Test(NamedTuple):
    """A condition on rows: the column that is looked at, the condition, the weight, the attribute's name."""

    column: str
    holds: pl.Expr
    weight: float
    name: str = ""

    @property
    def attribute(self) -> str:
        """What a hit says it was found by."""
        return self.name or self.column


def aircraft_key(columns: Collection[str]) -> pl.Expr:
    """What an aircraft goes by: its address, or its registration where a source has no address for it."""
    return pl.coalesce("icao24", "registration") if "registration" in columns else pl.col("icao24")


def _contains(column: pl.Series, pattern: str) -> pl.Expr:
    """Whether a text has the pattern; looked for in each different text once."""
    texts = column.drop_nulls().unique()
    return pl.col(column.name).is_in(texts.filter(texts.str.contains(pattern)).implode())


def _begins(beginnings: Collection[str]) -> pl.Expr:
    bare = bare_column("registration")
    return reduce(lambda one, other: one | other, (bare.str.starts_with(text) for text in beginnings))


def _pattern(marks: Sequence[Mark]) -> str:
    """All registrations of these marks, with hyphens as the state writes them."""
    hyphens = {"yes": "-", "always": "-", "either": "-?"}
    forms = [f"{mark.mark}{hyphens.get(mark.hyphen, '')}(?:{mark.pattern})" for mark in marks]
    return f"^(?:{'|'.join(forms)})$" if forms else "^$"


def _narrowed(rows: pl.DataFrame, left: pl.Series | None) -> pl.DataFrame:
    if left is None:
        return rows
    return rows.filter(aircraft_key(rows.columns).is_in(left.implode()))


def _selectivity(word: Word) -> int:
    return max((_SELECTIVE.index(meaning.sort) for meaning in word.meanings), default=0)


def _ranked(fitting: pl.DataFrame, words: int, most: int) -> pl.DataFrame:
    """The aircraft, best first: by the mean over the words of the best weight of each, then by sources."""
    bits = {name: 1 << place for place, name in enumerate(fitting["source"].unique().sort())}
    bit = pl.col("source").replace_strict(bits, default=0, return_dtype=pl.UInt64)
    best = fitting.lazy().group_by("aircraft", "word").agg(pl.col("weight").max(), bit.bitwise_or().alias("by"))
    score = best.group_by("aircraft").agg(
        score=pl.col("weight").sum() / words, sources=pl.col("by").bitwise_or().bitwise_count_ones()
    )
    order = ["score", "sources", "aircraft"]
    first = score.top_k(most, by=order, reverse=[False, False, True])
    return first.sort(order, descending=[True, True, False]).collect()
