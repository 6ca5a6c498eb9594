"""By place: positions within boxes, from the order by place where compaction has made it, else from the other."""

from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final, NamedTuple

import polars as pl

from skywitness.reference.asked_area import Box
from skywitness.store.archive import Archive
from skywitness.store.delta import DataFile
from skywitness.store.rows import as_read
from skywitness.store.scan import may_hold, scan
from skywitness.store.schema import POSITIONS, POSITIONS_BY_PLACE
from skywitness.store.twins import twins

_DEGREES: Final = pl.Decimal(9, 6)
_STEP: Final = Decimal("0.000001")


class Reading(NamedTuple):
    """Which files a question reads.

    Attributes:
        place: files in order of place.
        aircraft: files in order of aircraft.
        files_total: files of positions in the archive.
    """

    place: list[DataFile]
    aircraft: list[DataFile]
    files_total: int

    @property
    def order(self) -> str:
        """``by place``, ``by aircraft`` or ``by place and by aircraft``."""
        words = [word for word, files in (("by place", self.place), ("by aircraft", self.aircraft)) if files]
        return " and ".join(words) or "none"

    @property
    def rows(self) -> int:
        """Rows in the files; of most only the statistics are read."""
        return sum(file.rows for file in (*self.place, *self.aircraft))


def positions_in(
    archive: Archive,
    boxes: Sequence[Box] | None,
    since: datetime | None = None,
    until: datetime | None = None,
    icao24s: Collection[str] | None = None,
) -> tuple[pl.LazyFrame, Reading]:
    """Positions with a place in any of these boxes, in no order, and what is read for them.

    Args:
        archive: open for reading.
        boxes: None for everywhere.
        since: only from this time on, UTC.
        until: only before this time, UTC.
        icao24s: only these aircraft.
    """
    reading = _reading(archive, boxes, since, until, icao24s)
    parts = [scan(POSITIONS_BY_PLACE, reading.place), scan(POSITIONS, reading.aircraft)]
    kept = _conditions(boxes, since, until, icao24s)
    found = [
        as_read(POSITIONS, part.filter(kept)) for part, files in zip(parts, reading[:2], strict=True) if files
    ]
    return pl.concat(found or [as_read(POSITIONS, scan(POSITIONS, []))]), reading


def _reading(
    archive: Archive,
    boxes: Sequence[Box] | None,
    since: datetime | None,
    until: datetime | None,
    icao24s: Collection[str] | None,
) -> Reading:
    total = len(archive.files("positions").files())
    if boxes is None or icao24s is not None:
        # Named aircraft lie together in the other order, and their files are known.
        return Reading([], archive.position_files(icao24s, since, until), total)
    files = archive.position_files(None, since, until)
    places = [f for f in archive.index(POSITIONS_BY_PLACE).files() if may_hold(f, None, since, until)]
    paired = twins(files, places)
    return Reading(
        [twin for twin in paired.values() if twin], [f for f, twin in paired.items() if not twin], total
    )


def _conditions(
    boxes: Sequence[Box] | None,
    since: datetime | None,
    until: datetime | None,
    icao24s: Collection[str] | None,
) -> pl.Expr:
    time = pl.col("observed_at")
    kept = [pl.col("lat_deg").is_not_null()]
    if since is not None:
        kept.append(time >= since)
    if until is not None:
        kept.append(time < until)
    if icao24s is not None:
        wanted = sorted(icao24s) or [""]
        kept += [
            pl.col("icao24").is_between(pl.lit(wanted[0]), pl.lit(wanted[-1])),
            pl.col("icao24").is_in(wanted),
        ]
    if boxes is not None:
        kept.append(pl.any_horizontal([_inside(box) for box in boxes]) if len(boxes) != 1 else _inside(boxes[0]))
    return pl.all_horizontal(kept)


def _inside(box: Box) -> pl.Expr:
    """As stored decimals, so that a row group is left out by its statistics; widened to their step."""
    south, west = (_decimal(value, ROUND_FLOOR) for value in (box.south_lat_deg, box.west_lon_deg))
    north, east = (_decimal(value, ROUND_CEILING) for value in (box.north_lat_deg, box.east_lon_deg))
    return pl.col("lat_deg").is_between(south, north) & pl.col("lon_deg").is_between(west, east)


def _decimal(value: float, rounding: str) -> pl.Expr:
    return pl.lit(Decimal(repr(float(value))).quantize(_STEP, rounding), dtype=_DEGREES)
