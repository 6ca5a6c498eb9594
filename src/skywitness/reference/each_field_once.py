"""Each field once: rows of the joined table that are one place on the ground become one row."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from skywitness.reference.field_kinds import CODES
from skywitness.reference.place_index import PlaceIndex
from skywitness.reference.same_field import NEAR_NM, same_places

_LAND = ("large", "medium", "small", "unknown")
_USE = ("kind", "scheduled", "airport_ref", "names", "keywords")


@dataclass(frozen=True, slots=True)
class Once:
    """The table with each field once.

    Attributes:
        fields: the rows kept.
        aliases: codes of rows left out, and the code of the row that stands for them.
        completed: how many rows kept took kind, use and runways from the row left out.
        dropped: how many rows added nothing.
    """

    fields: pl.DataFrame
    aliases: dict[str, str]
    completed: int
    dropped: int


def each_once(fields: pl.DataFrame) -> Once:
    """Leave out what is in the table already.

    Of two rows that are one field the one that ``airportsdata`` has stays, then the larger, then that with an IATA
    code. A closed field beside an open one is the same ground under an older name.

    Args:
        fields: icao, iata, name, lat, lon, kind, scheduled, airport_ref, names, keywords and ``ours``: whether
            airportsdata has it.
    """
    fields = fields.with_row_index("site")
    land = fields.filter(pl.col("kind").is_in(_LAND))
    first, second = same_places(land["lat"].to_numpy(), land["lon"].to_numpy(), land["name"].to_list())
    sites = land["site"].to_numpy()
    involved = land.filter(pl.Series(np.isin(np.arange(len(land)), (first, second))))
    stands_for = _decided(sites[first], sites[second], _ranks(involved, len(fields))) | _closed_beside(
        fields, land
    )
    icao, reference, kind = (fields[name].to_list() for name in ("icao", "airport_ref", "kind"))
    giving: dict[int, int] = {}
    for other, keeper in stands_for.items():
        if reference[keeper] is None and reference[other] is not None and kind[other] in _LAND:
            giving.setdefault(keeper, other)
    kept = _completed(fields, giving).filter(~pl.col("site").is_in(list(stands_for)))
    aliases = {icao[other]: icao[keeper] for other, keeper in stands_for.items()}
    return Once(kept.drop("site", "ours"), aliases, len(giving), len(stands_for) - len(giving))


def _ranks(involved: pl.DataFrame, count: int) -> NDArray[np.int64]:
    """Place of each of these rows in the order of preference, by number of row, shape (count,)."""
    order = involved.with_columns(code=pl.col("kind").replace_strict(CODES)).sort(
        ~pl.col("ours"), pl.col("airport_ref").is_null(), "code", pl.col("iata") == "", "icao"
    )
    ranks = np.full(count, count, np.int64)
    ranks[order["site"].to_numpy()] = np.arange(len(order))
    return ranks


def _decided(first: NDArray[np.int64], second: NDArray[np.int64], ranks: NDArray[np.int64]) -> dict[int, int]:
    """For each row left out the row that stays, the best first."""
    better = np.where(ranks[first] < ranks[second], first, second)
    worse = np.where(ranks[first] < ranks[second], second, first)
    order = np.lexsort((ranks[worse], ranks[better]))
    stands_for: dict[int, int] = {}
    for keeper, other in zip(better[order].tolist(), worse[order].tolist(), strict=True):
        if keeper not in stands_for:
            stands_for.setdefault(other, keeper)
    return stands_for


def _closed_beside(fields: pl.DataFrame, land: pl.DataFrame) -> dict[int, int]:
    """Closed fields that only OurAirports has, and the open one beside which each lies."""
    closed = fields.filter((pl.col("kind") == "closed") & ~pl.col("ours"))
    places = PlaceIndex.of(land["lat"].to_numpy(), land["lon"].to_numpy())
    found = places.nearest(closed["lat"].to_numpy(), closed["lon"].to_numpy(), NEAR_NM)
    beside = np.flatnonzero(found >= 0)
    others, keepers = closed["site"].to_numpy()[beside], land["site"].to_numpy()[found[beside]]
    return dict(zip(others.tolist(), keepers.tolist(), strict=True))


def _completed(fields: pl.DataFrame, giving: dict[int, int]) -> pl.DataFrame:
    """The table with kind, use and runways of some rows taken from others."""
    if not giving:
        return fields
    site = pl.DataFrame(
        {"site": list(giving), "other": list(giving.values())}, schema=dict.fromkeys(("site", "other"), pl.UInt32)
    )
    given = site.join(fields.select(pl.col("site").alias("other"), *_USE), on="other").drop("other")
    return fields.update(given, on="site", how="left")
