"""State rows: state vectors that come as columns, of many aircraft and files, as one frame."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from skywitness.model.state_columns import StateColumns

_TIME = pl.Datetime("ms", "UTC")


def frame_of_states(tables: Sequence[StateColumns]) -> pl.DataFrame:
    """The rows of tables after one another; their fields are those of the first.

    One frame of many small tables: a frame of each would take longer than reading its file.
    """
    lengths = [len(table) for table in tables]
    owner = np.repeat(np.arange(len(tables), dtype=np.uint32), lengths)
    time_ms = np.concatenate([table.time_ms for table in tables])
    numbers = [
        pl.Series(name, np.concatenate([table.numbers[name] for table in tables]), nan_to_null=True)
        for name in tables[0].numbers
    ]
    words = [_words(name, tables) for name in tables[0].words]
    icao24 = pl.Series("icao24", [table.icao24 for table in tables], pl.String()).gather(owner)
    return pl.DataFrame([icao24, pl.Series("observed_at", time_ms).cast(_TIME), *numbers, *words])


def _words(name: str, tables: Sequence[StateColumns]) -> pl.Series:
    """A column of text: the values of all tables behind one another, and each row's picked from them."""
    values: list[str | None] = []
    index = []
    for table in tables:
        own, at = table.words[name]
        index.append(at + len(values))
        values += own
    return pl.Series(name, values, pl.String()).gather(np.concatenate(index))
