"""History: each row with the days between which the source held it, so that no edit of a source is lost."""

from datetime import date
from typing import Final

import polars as pl

from skywitness.reference.aircraft_records import SCHEMA

_SINCE, _UNTIL, _ROW = "stated_since", "stated_until", "source_row"
_NTH: Final = "nth"
_CONTENT: Final = [name for name in SCHEMA if name not in {_SINCE, _UNTIL, _ROW}]


def with_history(new: pl.DataFrame, before: pl.DataFrame | None, day: date) -> pl.DataFrame:
    """A new version of a source together with what earlier versions said and it no longer does.

    A row is the same when every cell but its line number is; equal rows are matched one to one. What comes back
    after it was gone begins anew: the days between stay unclaimed.

    Args:
        new: aircraft records of the new version.
        before: the earlier result of this function, None for a first version.
        day: of the new version; one before the last version's counts as that one's.
    """
    if before is None:
        dated = new.with_columns(pl.lit(day).alias(_SINCE), pl.lit(None, pl.Date).alias(_UNTIL))
        return _ordered(dated)
    if before.height:
        day = max(day, before.select(pl.max_horizontal(pl.col(_SINCE).max(), pl.col(_UNTIL).max())).item())
    standing, gone = before.filter(pl.col(_UNTIL).is_null()), before.filter(pl.col(_UNTIL).is_not_null())
    keys = [*_CONTENT, _NTH]
    now, then = _numbered(new), _numbered(standing)
    kept = now.drop(_SINCE).join(then.select(*keys, _SINCE), on=keys, how="left", nulls_equal=True)
    dropped = then.join(now.select(keys), on=keys, how="anti", nulls_equal=True)
    return _ordered(
        pl.concat(
            [
                kept.with_columns(pl.col(_SINCE).fill_null(day)).select(*SCHEMA),
                dropped.with_columns(pl.lit(day).alias(_UNTIL)).select(*SCHEMA),
                gone.select(*SCHEMA),
            ]
        )
    )


def reread(before: pl.DataFrame, again: pl.DataFrame) -> pl.DataFrame:
    """An earlier result whose standing rows are as this program reads the same file now.

    Without this, a change of a reader would look like an edit of the source.

    Args:
        before: of ``with_history``.
        again: aircraft records of the same version, read anew.
    """
    standing = before.filter(pl.col(_UNTIL).is_null())
    since = again.drop(_SINCE).join(standing.select(_ROW, _SINCE), on=_ROW, how="left")
    oldest = standing.select(pl.col(_SINCE).max()).item()
    return pl.concat(
        [
            since.with_columns(pl.col(_SINCE).fill_null(oldest)).select(*SCHEMA),
            before.filter(pl.col(_UNTIL).is_not_null()),
        ]
    )


def _numbered(rows: pl.DataFrame) -> pl.DataFrame:
    """Equal rows counted through, so that each matches one."""
    return rows.sort(_ROW).with_columns(pl.int_range(pl.len()).over(_CONTENT).alias(_NTH))


def _ordered(rows: pl.DataFrame) -> pl.DataFrame:
    """By address, and within it always alike."""
    keys = ["icao24", "registration", _UNTIL, _SINCE, _ROW, *_CONTENT[2:]]
    return rows.select(*SCHEMA).sort(keys, nulls_last=True, maintain_order=True)
