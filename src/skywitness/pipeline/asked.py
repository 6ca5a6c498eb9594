"""Asked: what a question to the archive is about, and what its answer cost."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter
from typing import NamedTuple

import polars as pl

from skywitness.reference.asked_area import Area
from skywitness.store.archive import Archive
from skywitness.store.by_place import Reading, positions_in


class Asked(NamedTuple):
    """What a question is about; None asks for everything.

    Attributes:
        area: where.
        since: from this time on, UTC.
        until: before this time, UTC.
        icao24s: these aircraft.
        lowest_ft: pressure altitude of at least so many feet; positions without one are left out.
        highest_ft: pressure altitude of at most so many feet.
        typecodes: ICAO document 8643 designators.
        flags: ISO 3166 alpha-2 codes of flag states.
        operator: words in the operator's name, in any case.
        military: only aircraft graded military.
    """

    area: Area | None = None
    since: datetime | None = None
    until: datetime | None = None
    icao24s: list[str] | None = None
    lowest_ft: int | None = None
    highest_ft: int | None = None
    typecodes: list[str] | None = None
    flags: list[str] | None = None
    operator: str | None = None
    military: bool = False

    @property
    def by_identity(self) -> bool:
        """Whether it matters who an aircraft is."""
        return self.military or any(value is not None for value in (self.typecodes, self.flags, self.operator))


@dataclass
class Cost:
    """What an answer took, step by step.

    Attributes:
        lines: a step each, in words.
    """

    lines: list[str] = field(default_factory=list)

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Time one step."""
        began = perf_counter()
        yield
        self.lines.append(f"{what}: {(perf_counter() - began) * 1000:.0f} ms")

    def read(self, reading: Reading, rows: int) -> None:
        """Note which files were read for how many rows."""
        files = len(reading.place) + len(reading.aircraft)
        self.lines.append(
            f"order {reading.order}: {files:,} of {reading.files_total:,} files opened ({reading.rows:,} rows), "
            f"{rows:,} taken in the boxes round the area"
        )


def candidates(archive: Archive, asked: Asked) -> tuple[pl.LazyFrame, Reading]:
    """Positions as reported in the bounding boxes of a question's area, in no order, and what is read for them.

    Who an aircraft is is not looked at.
    """
    boxes = asked.area.boxes() if asked.area else None
    rows, reading = positions_in(archive, boxes, asked.since, asked.until, asked.icao24s)
    height = pl.col("baro_altitude_ft")
    if asked.lowest_ft is not None:
        rows = rows.filter(height >= asked.lowest_ft)
    if asked.highest_ft is not None:
        rows = rows.filter(height <= asked.highest_ft)
    return rows, reading


def found_positions(
    archive: Archive, questions: Sequence[Asked], columns: Sequence[str], cost: Cost
) -> list[pl.DataFrame]:
    """Positions as reported that each question is about, in no order; who an aircraft is is not looked at.

    Args:
        archive: open for reading.
        questions: answered at the same time.
        columns: to return; icao24, observed_at, lat_deg and lon_deg always are.
        cost: takes what it cost.
    """
    wanted = list(dict.fromkeys(["icao24", "observed_at", "lat_deg", "lon_deg", *columns]))
    with cost.step("positions"):
        asked = [candidates(archive, question) for question in questions]
        frames = pl.collect_all([rows.select(wanted) for rows, _ in asked])
        for (_, reading), found in zip(asked, frames, strict=True):
            cost.read(reading, found.height)
        return [_inside(question.area, found) for question, found in zip(questions, frames, strict=True)]


def _inside(area: Area | None, found: pl.DataFrame) -> pl.DataFrame:
    return found.filter(area.holds(found["lat_deg"].to_numpy(), found["lon_deg"].to_numpy())) if area else found
