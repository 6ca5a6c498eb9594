"""Runways: what OurAirports' table of runways says of each field, and which of its thresholds can be believed."""

from typing import Final

import numpy as np
import polars as pl

from skywitness.measure.geodesy import bearing_deg, destination, distance_nm
from skywitness.measure.units import FT_PER_M, M_PER_NM
from skywitness.reference.runway_ends import RunwayEnds

COLUMNS: Final = (
    "airport_ref",
    "airport_ident",
    "length_ft",
    "surface",
    "closed",
    *(
        f"{end}_{name}"
        for end in ("le", "he")
        for name in ("ident", "latitude_deg", "longitude_deg", "elevation_ft", "displaced_threshold_ft")
    ),
)
"""What is read of OurAirports' runways.csv; "le" is the end with the lower number."""

_TEXTS = ("airport_ref", "airport_ident", "surface", "closed", "le_ident", "he_ident")
_PAVED = r"(?i)^(asp|asf|conc|con\b|con/|bit|brick|paved|hard|tarmac|tar\b|mac\b|cop\b|com\b|pem\b|per\b)"
"""The data dictionary of OurAirports has no fixed list of surfaces; these are the codes and words that occur."""
_FT_PER_NM = FT_PER_M * M_PER_NM
_SURFACE_UNKNOWN = r"(?i)^(unk.*|.|)$"
_NO_RUNWAY = r"(?i)^(h\d*|pad|b\d|all)$"  # helipads, balloon launch sites, open landing areas
_WATER = r"(?i)^wat"

_FURTHEST_FROM_FIELD_NM = 6.0  # the reference points of the largest fields are some 3 NM from their furthest ends
_MAGNETIC_DEG, _MAGNETIC_FAR_NORTH_DEG = (
    45.0,
    80.0,
)  # designators are magnetic; the north of Canada has declined by 60
_FAR_NORTH_DEG = 60.0


def open_runways(raw: pl.DataFrame) -> pl.DataFrame:
    """Runways for land aeroplanes that are not closed.

    Args:
        raw: rows of OurAirports' runways.csv, every column of ``COLUMNS`` as text.

    Returns:
        The same with numbers as numbers and ``paved``: true, false, or null when the surface is unknown.
    """
    numbers = [name for name in COLUMNS if name not in _TEXTS]
    surface, designator = pl.col("surface").fill_null("").str.strip_chars(), pl.col("le_ident").fill_null("")
    wanted = (
        pl.col("closed").ne_missing("1") & ~designator.str.contains(_NO_RUNWAY) & ~surface.str.contains(_WATER)
    )
    return raw.filter(wanted).with_columns(
        pl.col(numbers).cast(pl.Float64, strict=False).fill_nan(None),
        pl.when(~surface.str.contains(_SURFACE_UNKNOWN)).then(surface.str.contains(_PAVED)).alias("paved"),
    )


def by_field(runways: pl.DataFrame) -> pl.DataFrame:
    """One row a field: ``airport_ref``, ``longest_ft``, ``some_paved`` (null when unknown) and its middle.

    The middle is that of the thresholds of its longest runway whose both ends are given: ``middle_lat`` and
    ``middle_lon``, degrees, null when there is none.
    """
    length = pl.when(pl.col("length_ft") > 0).then(pl.col("length_ft"))
    lat, lon = _middle("latitude_deg"), _middle("longitude_deg")
    longest_first = runways.sort("length_ft", descending=True, nulls_last=True, maintain_order=True)
    return longest_first.group_by("airport_ref", maintain_order=True).agg(
        length.max().alias("longest_ft"),
        pl.when(pl.col("paved").any()).then(True).when(pl.col("paved").is_not_null().all()).then(False)
        .first().alias("some_paved"),
        lat.filter(lat.is_not_null() & lon.is_not_null()).first().alias("middle_lat"),
        lon.filter(lat.is_not_null() & lon.is_not_null()).first().alias("middle_lon"),
    )  # fmt: skip


def runway_ends(runways: pl.DataFrame, fields: pl.DataFrame) -> RunwayEnds:
    """Ends whose thresholds can be believed.

    Believed are two thresholds whose distance fits the length of the runway, near the field, in a direction that
    fits the number painted on them (which is magnetic); where the two are the wrong way round they are exchanged.
    The landing threshold is the end of the pavement moved in by the displacement.

    Args:
        runways: from ``open_runways``.
        fields: ``row``, ``airport_ref``, ``lat``, ``lon`` (degrees) and ``elevation`` (ft) of the fields.
    """
    placed = runways.join(fields, on="airport_ref").filter(
        pl.all_horizontal(
            pl.col(f"{end}_{name}_deg").is_not_null() for end in ("le", "he") for name in ("latitude", "longitude")
        )
    )
    placed = _believed(placed)
    both = pl.concat([_end(placed, "le", "he"), _end(placed, "he", "le")])
    both = both.sort("row", "designator", "lat", maintain_order=True)
    columns = {name: both[name].to_numpy() for name in both.columns if name != "designator"}
    lat, lon = destination(columns["lat"], columns["lon"], columns["heading"], columns["displaced_nm"])
    return RunwayEnds(
        field=columns["row"].astype(np.int64),
        lat_deg=lat,
        lon_deg=lon,
        elevation_ft=columns["end_elevation"].astype(np.float64),
        heading_deg=columns["heading"],
        length_ft=columns["length"].astype(np.float64),
        paved=columns["paved"].astype(np.bool_),
        designator=np.array(both["designator"].to_list(), np.object_),
    )


def _middle(name: str) -> pl.Expr:
    return (pl.col(f"le_{name}") + pl.col(f"he_{name}")) / 2


def _believed(placed: pl.DataFrame) -> pl.DataFrame:
    """Runways whose thresholds fit, with ``between_nm``, ``heading`` from the lower end, ``exchanged``."""
    low = (placed["le_latitude_deg"].to_numpy(), placed["le_longitude_deg"].to_numpy())
    high = (placed["he_latitude_deg"].to_numpy(), placed["he_longitude_deg"].to_numpy())
    field_lat, field_lon = placed["lat"].to_numpy(), placed["lon"].to_numpy()
    between_ft = distance_nm(*low, *high) * _FT_PER_NM
    length = placed["length_ft"].fill_null(np.nan).to_numpy()
    heading = bearing_deg(*low, *high)
    painted = placed["le_ident"].str.extract(r"^(\d{1,2})").cast(pl.Float64).fill_null(np.nan).to_numpy() * 10
    off = np.abs((heading - painted + 180) % 360 - 180)
    allowed = np.where(np.abs(field_lat) > _FAR_NORTH_DEG, _MAGNETIC_FAR_NORTH_DEG, _MAGNETIC_DEG)
    fits_length = np.where(length > 0, np.abs(between_ft / length - 1) < 0.5, between_ft < 16_000)
    away = np.maximum(distance_nm(field_lat, field_lon, *low), distance_nm(field_lat, field_lon, *high))
    right_way, wrong_way = ~(off > allowed), off >= 180 - allowed
    return placed.with_columns(
        pl.Series("heading", heading), pl.Series("exchanged", wrong_way), pl.Series("between_ft", between_ft)
    ).filter(
        pl.Series(fits_length & (away < _FURTHEST_FROM_FIELD_NM) & (between_ft > 200) & (right_way | wrong_way))
    )


def _end(placed: pl.DataFrame, here: str, there: str) -> pl.DataFrame:
    """Rows of one end; an exchanged end lies where the table has the other one."""
    exchanged, reverse = pl.col("exchanged"), here == "he"

    def place(name: str) -> pl.Expr:
        return pl.when(exchanged).then(pl.col(f"{there}_{name}")).otherwise(pl.col(f"{here}_{name}"))

    turned = pl.when(exchanged).then(180.0).otherwise(0.0) + (180.0 if reverse else 0.0)
    displaced = pl.col(f"{here}_displaced_threshold_ft").fill_null(0).clip(0, pl.col("between_ft") * 0.6)
    return placed.select(
        "row",
        lat=place("latitude_deg"),
        lon=place("longitude_deg"),
        end_elevation=place("elevation_ft").fill_null(pl.col("elevation")).cast(pl.Float64).fill_null(np.nan),
        heading=(pl.col("heading") + turned) % 360,
        displaced_nm=displaced / _FT_PER_NM,
        length=pl.when(pl.col("length_ft") > 0).then("length_ft").otherwise("between_ft"),
        paved=pl.col("paved").fill_null(False),
        designator=pl.col(f"{here}_ident").fill_null("").str.strip_chars(),
    )
