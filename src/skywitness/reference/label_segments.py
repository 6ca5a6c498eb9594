"""Label segments: what is shown of every address and for which days, computed in columns for all at once.

It is the rule of ``display`` over whole sources: an address's time is cut where any statement about it begins or
ends, and in each piece the first statement by the rule is taken.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

import polars as pl

from skywitness.reference.display import COMPARED, RANK, same_column
from skywitness.reference.register import Register, SourceTable, bare_column

LABELS: Final = ("registration", "typecode", "model", "operator", "flag_state")
"""Attributes that a flight is labelled with."""

FIRST_DAY, LAST_DAY = date(1, 1, 1), date(9999, 12, 31)
"""Stand for no beginning and no end."""

_PIECE = ["icao24", "since", "until"]
SCHEMA: Final[dict[str, pl.DataType]] = {
    "icao24": pl.String(),
    "since": pl.Date(),
    "until": pl.Date(),
    **{name: pl.String() for attribute in LABELS for name in (attribute, f"{attribute}_source")},
    "conflicts": pl.List(pl.String),
}
"""Columns of ``label_segments``."""


def label_segments(register: Register) -> pl.DataFrame:
    """Labels of every address of a register, by time.

    Returns:
        Rows in order of address and time: icao24, since (first day), until (first day after; both FIRST_DAY and
        LAST_DAY where there is no bound), each of LABELS with the name of its source under ``<label>_source``,
        and ``conflicts``, the labels for which sources differ. The pieces of an address tile its time.
    """
    said = {attribute: _said(register, attribute) for attribute in LABELS}
    pieces = _pieces([rows for rows in said.values() if rows.height])
    labelled = pieces
    for attribute, rows in said.items():
        labelled = labelled.hstack(_picked(attribute, rows, pieces))
    conflicts = pl.concat_list(
        pl.when(pl.col(f"{attribute}_differs")).then(pl.lit(attribute)) for attribute in LABELS
    ).list.drop_nulls()
    return _joined(labelled.with_columns(conflicts=conflicts).select(*SCHEMA))


def _said(register: Register, attribute: str) -> pl.DataFrame:
    """All statements of one attribute: icao24, value, source, rank, said_on, since, until."""
    parts = [
        _columns(table, table.rows, attribute)
        for table in register.tables
        if attribute in table.rows.columns and table.rows.height
    ]
    named = _by_registration(register)
    parts += [_columns(table, rows, attribute) for table, rows in named if attribute in rows.columns]
    if not parts:
        return _columns(None, pl.DataFrame(schema={"icao24": pl.String(), attribute: pl.String()}), attribute)
    return pl.concat(parts)


def _columns(table: SourceTable | None, rows: pl.DataFrame, attribute: str) -> pl.DataFrame:
    def day(name: str, otherwise: date | None) -> pl.Expr:
        known = pl.col(name) if name in rows.columns else pl.lit(None, pl.Date())
        return known.fill_null(pl.lit(otherwise, pl.Date()))

    stands = pl.col("stated_until").is_null() if "stated_until" in rows.columns else pl.lit(value=True)
    return rows.filter(pl.col("icao24").is_not_null() & pl.col(attribute).is_not_null() & stands).select(
        "icao24",
        pl.col(attribute).cast(pl.String).alias("value"),
        pl.lit(table.note.name if table else None, pl.String()).alias("source"),
        pl.lit(RANK[table.note.kind] if table else None, pl.Int8()).alias("rank"),
        day("stated_on", table.note.as_of if table else None).alias("said_on"),
        day("valid_from", FIRST_DAY).alias("since"),
        day("valid_to", LAST_DAY).alias("until"),
    )


def _by_registration(register: Register) -> list[tuple[SourceTable, pl.DataFrame]]:
    """Rows without an address, under the addresses to which other sources give their registration."""
    without = [
        (table, table.rows.filter(pl.col("icao24").is_null() & pl.col("registration").is_not_null()))
        for table in register.tables
        if "registration" in table.rows.columns
    ]
    without = [(table, rows) for table, rows in without if rows.height]
    if not without:
        return []
    wanted = pl.concat([rows.select(bare_column("registration").alias("bare")) for _, rows in without]).unique()
    borne = pl.concat(
        [
            rows.filter(pl.col("icao24").is_not_null())
            .select("icao24", bare_column("registration").alias("bare"))
            .join(wanted, on="bare", how="semi")
            for _, rows in register.tables
            if "registration" in rows.columns
        ]
    ).unique()
    return [
        (
            table,
            rows.drop("icao24").with_columns(bare_column("registration").alias("bare")).join(borne, on="bare"),
        )
        for table, rows in without
    ]


def _pieces(said: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The time of each address, cut wherever a statement about it begins or ends."""
    if not said:
        return pl.DataFrame(schema={"icao24": pl.String(), "since": pl.Date(), "until": pl.Date()})
    day = pl.col("day")
    bounds = [rows.select("icao24", day=name) for rows in said for name in ("since", "until")]
    inner = pl.concat(
        [rows.filter(day.is_between(FIRST_DAY, LAST_DAY, closed="none")) for rows in bounds]
    ).unique()
    everyone = pl.concat([rows["icao24"] for rows in said]).unique().sort().to_frame()
    whole = everyone.join(inner, on="icao24", how="anti", maintain_order="left")
    cut = everyone.join(inner, on="icao24", how="semi")
    days = pl.concat([inner, *(cut.with_columns(day=pl.lit(end)) for end in (FIRST_DAY, LAST_DAY))]).sort(
        "icao24", "day"
    )
    parts = days.select("icao24", since=day, until=day.shift(-1).over("icao24")).drop_nulls("until")
    bounded = whole.with_columns(since=pl.lit(FIRST_DAY), until=pl.lit(LAST_DAY))
    return pl.concat([bounded, parts]).sort("icao24", "since") if parts.height else bounded


def _picked(attribute: str, said: pl.DataFrame, pieces: pl.DataFrame) -> pl.DataFrame:
    """Beside each piece the first statement by the rule, its source, and whether others differ."""
    always = (pl.col("since") == FIRST_DAY) & (pl.col("until") == LAST_DAY)
    only = pl.col("icao24").is_unique()
    names = {"value": attribute, "source": f"{attribute}_source", "differs": f"{attribute}_differs"}
    undisputed = said.filter(only & always).select("icao24", "value", "source", differs=pl.lit(value=False))
    disputed = said.filter(~(only & always))
    simple = pieces.select("icao24").join(undisputed, on="icao24", how="left", maintain_order="left")
    if disputed.height:
        judged = pieces.join(_judged(attribute, disputed, pieces), on=_PIECE, how="left", maintain_order="left")
        simple = simple.select(pl.col(name).fill_null(judged[name]) for name in names)
    return simple.select(pl.col(name).alias(label) for name, label in names.items())


def _judged(attribute: str, said: pl.DataFrame, pieces: pl.DataFrame) -> pl.DataFrame:
    """Where several statements are made, or some not for all time: since, until, value, source, differs."""
    keyed = said.with_columns(key=same_column(attribute))
    placed = pieces.join(keyed, on="icao24", suffix="_said").filter(
        (pl.col("since_said") <= pl.col("since")) & (pl.col("until") <= pl.col("until_said"))
    )
    first = placed.with_columns(sharing=pl.col("source").n_unique().over([*_PIECE, "key"])).sort(
        [*_PIECE, "rank", "sharing", "said_on", "value", "source"],
        descending=[False, False, False, False, True, True, False, False],
        nulls_last=True,
    )
    differs = pl.col("key").n_unique() > 1 if attribute in COMPARED else pl.lit(value=False)
    return first.group_by(_PIECE, maintain_order=True).agg(
        pl.col("value").first(), pl.col("source").first(), differs=differs
    )


def _joined(rows: pl.DataFrame) -> pl.DataFrame:
    """Neighbouring pieces of an address with the same labels become one."""
    labels = [name for name in SCHEMA if name not in _PIECE]
    same = pl.all_horizontal(pl.col(name).eq_missing(pl.col(name).shift(1)) for name in ["icao24", *labels])
    run = (~same.fill_null(value=False)).cum_sum().alias("run")
    joined = rows.with_columns(run).group_by("run", maintain_order=True)
    return joined.agg(
        pl.col("icao24").first(), pl.col("since").first(), pl.col("until").last(), pl.col(labels).first()
    ).select(*SCHEMA)
