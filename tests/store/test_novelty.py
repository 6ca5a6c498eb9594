"""Novelty: which rows are new, held to the rule written out row by row."""

from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from skywitness.model import StateVector
from skywitness.store.novelty import IDENTITY, NEEDED, new_rows
from skywitness.store.rows import frame_of, repeated
from skywitness.store.schema import POSITIONS

T0 = datetime(2026, 1, 1, tzinfo=UTC)
SOURCES = ["b" * 64, "a" * 64, "c" * 64]
ROW = st.tuples(
    st.sampled_from(["4ca8f1", "~4ca8f1", "400001"]),
    st.integers(0, 2),
    st.sampled_from([None, 51.5, 51.6]),
    st.sampled_from([None, "TST07", "TST08"]),
    st.sampled_from([None, "roof"]),
)
_SAID = [name for name in POSITIONS.read_schema if name not in {*IDENTITY, "source_sha256", "source_row", "day"}]


def table(rows: list[tuple[int, Any]]) -> pl.DataFrame:
    """Rows of sources, numbered, in stored types."""
    states = [
        StateVector(icao24, T0 + timedelta(seconds=at), lat, lat, callsign=said, receiver=receiver, source_row=row)
        for row, (_, (icao24, at, lat, said, receiver)) in enumerate(rows, 1)
    ]
    owners = repeated(((SOURCES[source], 1) for source, _ in rows), pl.String())
    extra = {"source_sha256": owners, "reconstruction": repeated([(False, len(rows))], pl.Boolean())}
    return frame_of(POSITIONS, states, extra).with_columns(day=pl.col("observed_at").dt.date())


def key(row: dict[str, Any]) -> tuple[object, ...]:
    """What makes two rows the same observation."""
    said = () if row["lat_deg"] is not None else tuple(row[name] for name in _SAID)
    return (*(row[name] for name in IDENTITY), *said)


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.tuples(st.integers(0, 2), ROW), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 2), ROW), max_size=6),
)
def test_new_and_resumed_rows(staged_rows: list[tuple[int, Any]], stored_rows: list[tuple[int, Any]]) -> None:
    staged, stored = table(staged_rows), table(stored_rows).unique(IDENTITY, maintain_order=True)
    holder = {key(row): row["source_sha256"] for row in stored.iter_rows(named=True)}
    first: dict[tuple[object, ...], dict[str, Any]] = {}
    for row in sorted(
        staged.iter_rows(named=True), key=lambda row: (SOURCES.index(row["source_sha256"]), row["source_row"])
    ):
        first.setdefault(key(row), row)
    wanted_new = [row["source_row"] for found, row in first.items() if found not in holder]
    wanted_resumed = [
        row["source_row"] for found, row in first.items() if holder.get(found) == row["source_sha256"]
    ]
    new, resumed = new_rows(staged, stored.select(NEEDED), SOURCES)
    assert sorted(new["source_row"].to_list()) == sorted(wanted_new)
    assert sorted(resumed["source_row"].to_list()) == sorted(wanted_resumed)
    for frame in (new, resumed):
        assert frame.columns == staged.columns
        assert frame.equals(frame.sort(POSITIONS.order))
