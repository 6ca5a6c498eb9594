"""Questions to the archive: who was in an area, who was in one and then in another, and how busy it was where.

``track`` has the track of one aircraft, ``seen`` when and where each was last seen.
"""

from datetime import timedelta

import polars as pl

from skywitness.pipeline.asked import Asked, Cost, candidates, found_positions
from skywitness.pipeline.identified import LABELS, identified
from skywitness.pipeline.judged import judged
from skywitness.reference.asked_area import Area, BoxArea
from skywitness.store.archive import Archive
from skywitness.store.schema import POSITIONS

_BASIS = ["source_sha256", "source_row", "reconstruction"]


def positions(archive: Archive, asked: Asked, cost: Cost | None = None, *, doubted: bool = False) -> pl.DataFrame:
    """Positions that fit, in order of time: every field, who the aircraft was on the day, what speaks against it.

    Args:
        archive: open for reading.
        asked: where, when and which aircraft.
        cost: takes what it cost.
        doubted: keep positions against which something speaks, with the words in ``doubt``.
    """
    cost = cost or Cost()
    [found] = found_positions(archive, [asked], [*POSITIONS.stored_schema], cost)
    with cost.step("identities"):
        known = identified(archive, found, "observed_at", asked)
    with cost.step("doubts"):
        rows = judged(archive, known)
    kept = rows if doubted else rows.filter(pl.col("doubt").is_null())
    return kept.sort("observed_at", "icao24", "source_sha256", "source_row")


def passages(
    archive: Archive,
    asked: Asked,
    then: Area,
    within: timedelta,
    cost: Cost | None = None,
    *,
    doubted: bool = False,
) -> pl.DataFrame:
    """Aircraft seen in one area and then in another: from its last position there to its first one here.

    A row for each time that an aircraft went over, in order of time. A position that lies in both counts as in
    either, but not as going from one to the other.

    Args:
        archive: open for reading.
        asked: the first area and the rest of the question; its span is that of the positions in the first area.
        then: the second area.
        within: at most this much time between the two positions, more than none.
        cost: takes what it cost.
        doubted: take positions too against which something speaks.
    """
    cost = cost or Cost()
    until = asked.until + within if asked.until else None
    both = [asked, asked._replace(area=then, until=until)]
    first, second = found_positions(archive, both, _BASIS, cost)
    pairs = _pairs(first, second, within)
    with cost.step("identities"):
        paired = [rows.join(pairs, on="icao24", how="semi") for rows in (first, second)]
        known = [identified(archive, rows, "observed_at", asked) for rows in paired]
    if not doubted:
        with cost.step("doubts"):
            sound = judged(archive, pl.concat(known).unique()).filter(pl.col("doubt").is_null())
            on = ["icao24", "observed_at", "source_sha256", "source_row"]
            known = [rows.join(sound, on=on, how="semi") for rows in known]
    labels = known[0].select("icao24", "observed_at", *LABELS).unique(["icao24", "observed_at"], keep="first")
    went = _pairs(known[0], known[1], within).join(
        labels, left_on=["icao24", "left_at"], right_on=["icao24", "observed_at"], how="left"
    )
    return went.sort("left_at", "icao24")


def _pairs(first: pl.DataFrame, second: pl.DataFrame, within: timedelta) -> pl.DataFrame:
    """A row for each last position in the first area that one in the second follows."""
    order = ["icao24", "observed_at", "source_sha256", "source_row"]
    left = first.sort(order).select("icao24", "observed_at", "lat_deg", "lon_deg", *_BASIS)
    left = left.select("icao24", pl.all().exclude("icao24").name.prefix("left_")).rename(
        {"left_observed_at": "left_at"}
    )
    came = second.sort(order).select("icao24", "observed_at", "lat_deg", "lon_deg", *_BASIS)
    came = came.select("icao24", pl.all().exclude("icao24").name.prefix("came_")).rename(
        {"came_observed_at": "came_at"}
    )
    joined = came.sort("came_at", maintain_order=True).join_asof(
        left.sort("left_at", maintain_order=True),
        left_on="came_at",
        right_on="left_at",
        by="icao24",
        strategy="backward",
        tolerance=within,
        allow_exact_matches=False,
        check_sortedness=False,
    )
    met = joined.filter(pl.col("left_at").is_not_null()).sort("icao24", "came_at", maintain_order=True)
    once = met.unique(["icao24", "left_at"], keep="first", maintain_order=True)
    return once.select(
        "icao24",
        "left_at",
        "came_at",
        ((pl.col("came_at") - pl.col("left_at")).dt.total_milliseconds() / 1000).alias("between_s"),
        *(
            f"{end}_{name}"
            for end in ("left", "came")
            for name in ("lat_deg", "lon_deg", "source_sha256", "source_row")
        ),
        (pl.col("left_reconstruction") | pl.col("came_reconstruction")).alias("reconstruction"),
    )


def heat(archive: Archive, asked: Asked, cell_deg: float, cost: Cost | None = None) -> pl.DataFrame:
    """Positions and aircraft by cell of latitude and longitude, as reported: none is judged.

    Args:
        archive: open for reading.
        asked: where, when and which aircraft.
        cell_deg: side of a cell, degrees; cells begin at 0° N, 0° E.
        cost: takes what it cost.

    Returns:
        The south-western corner of each cell with a position, ``cell_deg``, ``positions``, ``aircraft``; from
        south to north and west to east.
    """
    cost = cost or Cost()
    rows = _counted(archive, asked, cost)
    corners = ("lat_deg", "lon_deg")
    with cost.step("cells"):
        number = (pl.col(corners) / cell_deg).floor().cast(pl.Int32)
        cells = rows.group_by(number.name.prefix("cell_")).agg(
            pl.len().cast(pl.Int64).alias("positions"),
            pl.col("icao24").n_unique().cast(pl.Int64).alias("aircraft"),
            pl.col("reconstruction").any(),
        )
        counted = cells.sort("cell_lat_deg", "cell_lon_deg").collect(engine="streaming")
    return counted.with_columns(
        (pl.col("cell_lat_deg", "cell_lon_deg") * cell_deg).round(9), cell_deg=pl.lit(cell_deg)
    ).select("cell_lat_deg", "cell_lon_deg", "cell_deg", "positions", "aircraft", "reconstruction")


def _counted(archive: Archive, asked: Asked, cost: Cost) -> pl.LazyFrame:
    """Positions to count; a box of all aircraft is exact as it is read, and need not fit into memory."""
    if not asked.by_identity and isinstance(asked.area, BoxArea | None):
        return candidates(archive, asked)[0].select("icao24", "lat_deg", "lon_deg", "reconstruction")
    [found] = found_positions(archive, [asked], ["reconstruction"], cost)
    return (identified(archive, found, "observed_at", asked) if asked.by_identity else found).lazy()
