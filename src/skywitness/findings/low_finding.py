"""Low finding: a low approach as a finding, for the detectors that class it."""

import polars as pl

from skywitness.findings.low_approaches import NEEDED, LowApproach
from skywitness.measure.clock import format_utc
from skywitness.model import Finding

_SMOOTHED = 5


def placed_rows(positions: pl.DataFrame) -> pl.DataFrame:
    """Positions by flight and time, repeated places left out, heights as the median of five.

    One wrong height among its neighbours, or an old place under new heights, would be a descent or a climb.
    """
    known = positions.select(NEEDED).drop_nulls(["lat_deg", "lon_deg", "baro_altitude_ft"])
    ordered = known.sort("flight_id", "observed_at")
    moved = pl.any_horizontal(pl.col(name).diff().ne_missing(0.0) for name in ("lat_deg", "lon_deg")) | (
        pl.col("flight_id") != pl.col("flight_id").shift()
    )
    smooth = pl.col("baro_altitude_ft").cast(pl.Float64).rolling_median(_SMOOTHED, min_samples=1, center=True)
    return ordered.filter(moved).with_columns(smooth.over("flight_id"))


def low_finding(
    kind: str, verdict: str, did: str, approach: LowApproach, rows: pl.DataFrame, sure: tuple[float, float]
) -> Finding:
    """The finding that a low approach makes.

    Args:
        kind: ``go_around`` or ``low_pass``.
        verdict: of it.
        did: what it did, in words.
        approach: where and how.
        rows: the positions that it was found in.
        sure: confidence and base rate.
    """
    piece = rows[approach.first : approach.last + 1]
    lowest = rows.row(approach.lowest, named=True)
    since, until = piece["observed_at"][0], piece["observed_at"][-1]
    icao24 = lowest["icao24"]
    return Finding(
        finding_id=f"{kind}-{icao24}-{since:%Y%m%dT%H%M%SZ}",
        kind=kind,
        verdict=verdict,
        icao24s=[icao24],
        airports=[approach.airport],
        since=since,
        until=until,
        lat_deg=lowest["lat_deg"],
        lon_deg=lowest["lon_deg"],
        confidence=sure[0],
        base_rate=sure[1],
        sentence=(
            f"{icao24} came in on runway {approach.runway} of {approach.airport} and {did}, lowest at "
            f"{format_utc(lowest['observed_at'])}, {approach.height_ft:.0f} ft over the field by pressure."
        ),
        number_names=["height_ft", "to_threshold_nm", "level_s", "speed_kt"],
        number_values=[approach.height_ft, approach.to_threshold_nm, approach.level_s, approach.speed_kt],
        basis=[lowest["flight_id"], f"{icao24} {format_utc(since)}/{format_utc(until)}"],
        source_sha256s=piece["source_sha256"].unique().sort().to_list(),
        algorithm=f"{kind} 1",
        reconstruction=bool(piece["reconstruction"].any()),
    )
