"""Nearest time zone: for fields whose own is not written down, that of the nearest field of the same country."""

import numpy as np
import polars as pl

from skywitness.reference.place_index import PlaceIndex

_WITHIN_NM = (8.0, 25.0, 80.0, 300.0, 1500.0)  # each search takes as long as it is wide; few are left for the last
_COUNTED_WITH = {"PR": "US", "VI": "US", "MP": "US", "AS": "US"}  # as airportsdata counts these territories


def with_timezones(fields: pl.DataFrame) -> pl.DataFrame:
    """The table with ``tz`` filled in where it was empty and the country has a field with a time zone.

    How it is fooled: within a few miles of the edge of a zone the nearest field may be on the other side.

    Args:
        fields: country, lat, lon (degrees) and tz (IANA name or empty).
    """
    fields = fields.with_columns(group=pl.col("country").replace(_COUNTED_WITH))
    known = fields.filter(pl.col("tz") != "")
    only = known.group_by("group").agg(pl.col("tz").first().alias("only"), pl.col("tz").n_unique().alias("zones"))
    only = only.filter(pl.col("zones") == 1).drop("zones")
    fields = fields.join(only, on="group", how="left", maintain_order="left")
    fields = fields.with_columns(tz=pl.when(pl.col("tz") == "").then(pl.col("only").fill_null("")).otherwise("tz"))
    return _from_nearest(fields.drop("only"), known).drop("group")


def _from_nearest(fields: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """The table with the time zones of countries that have several."""
    wanting = np.flatnonzero((fields["tz"] == "").to_numpy())
    places = PlaceIndex.of(known["lat"].to_numpy(), known["lon"].to_numpy())
    groups = pl.Series(sorted(set(fields["group"])))
    number = dict(zip(groups, range(len(groups)), strict=True))
    group, group_known = (
        table["group"].replace_strict(number, return_dtype=pl.Int64).to_numpy() for table in (fields, known)
    )
    lat, lon = fields["lat"].to_numpy(), fields["lon"].to_numpy()
    nearest = np.full(len(fields), -1, np.int64)
    for radius_nm in _WITHIN_NM:
        left = wanting[nearest[wanting] < 0]
        nearest[left] = places.nearest(lat[left], lon[left], radius_nm, (group[left], group_known))
    rows = pl.Series(nearest)
    zones = known["tz"].gather(pl.select(pl.when(rows >= 0).then(rows)).to_series()).fill_null("")
    return fields.with_columns(tz=pl.when(pl.col("tz") == "").then(zones).otherwise("tz"))
