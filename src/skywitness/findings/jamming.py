"""Jamming: cells and days in which aircraft say that their satellite navigation was disturbed."""

from dataclasses import dataclass
from typing import Any

import h3
import polars as pl

from skywitness.findings.jamming_share import (
    HIGH,
    HIGH_SHARE,
    LOW,
    MEDIUM,
    MEDIUM_SHARE,
    bad_share,
    band,
    chance_above,
    wilson_low,
)
from skywitness.measure.clock import format_utc
from skywitness.model import Doubt, Finding

NEEDED = (
    "icao24",
    "observed_at",
    "lat_deg",
    "lon_deg",
    "nic",
    "nac_p",
    "doubts",
    "source_sha256",
    "reconstruction",
)
"""Columns of the positions that jamming is counted in; ``doubts`` are the bits of ``model.Doubt``."""

_ALGORITHM = "jamming 1"
_KEY = ("cell", "day")
_ROUNDED = 2
_NOT_THERE = int(Doubt.TELEPORT | Doubt.IMPOSSIBLE | Doubt.SPOOF_ATTRACTOR | Doubt.DUPLICATE_ADDRESS)
"""Doubts about where an aircraft was; without a place it counts in no cell."""
_HALF_CELL_DEG = 0.05


@dataclass(frozen=True, slots=True)
class Jamming:
    """Cells of H3's resolution 4 and UTC days in which 2 % or more of the aircraft were disturbed.

    What it finds: an aircraft is bad in a cell and on a day when it there sent a navigation integrity category
    (NIC) or accuracy category for position (NACp) below what 14 CFR 91.227 asks for, and good when it sent only
    better ones. One that never sent better in the span asked for is not counted: old equipment sends low ones all
    its life. Bands are those of gpsjam.org, from (bad - 1) / (bad + good): ``medium`` from 2 %, ``high`` from
    10 %. gpsjam.org does not publish where it draws the line for one aircraft, so that its counts and ours may
    differ; from the same counts come the same bands. Beside them stand the lower end of the 95 % interval of the
    share (Wilson), the same share in hours of aircraft (one that crosses counts less than one that stays), the
    places that several aircraft jumped to (spoof attractors), and ghosts, tracks of aircraft that cannot have been
    there.

    Why it matters: jammers and spoofers are state or military property as a rule, and their reach shows where
    somebody expects drones or missiles. An aircraft's own positions are worth less there.

    How it is fooled: one broken receiver on a quiet day (hence the 1 that is taken off, and the interval); a
    jammed aircraft whose position stops altogether is not counted, nor is one heard only while it was jammed;
    places are displaced by the jamming itself; satellite geometry and manoeuvres lower the categories for a
    moment. Positions are rounded to 0.01 degrees before their cell is looked up, a thirtieth of a cell.

    Attributes:
        resolution: 4, as gpsjam.org: cells of 1,770 square kilometres on the mean.
        least_nic: 7: containment within 0.2 NM (14 CFR 91.227 (c)(1)(iii)).
        least_nac_p: 8: accuracy within 0.05 NM (14 CFR 91.227 (c)(1)(i)).
        attractor_airframes: 3 airframes that jumped to one place in one hour, as in tracks/attractors.py.
    """

    resolution: int = 4
    least_nic: int = 7
    least_nac_p: int = 8
    attractor_airframes: int = 3

    def seen(self, positions: pl.DataFrame) -> pl.DataFrame:
        """Aircraft by cell, day and hour: whether bad, ghost or jammed there; all of an aircraft must be given.

        Args:
            positions: the columns ``NEEDED``, in any order.
        """
        low = pl.any_horizontal(pl.col("nic") < self.least_nic, pl.col("nac_p") < self.least_nac_p)
        there = (pl.col("doubts") & _NOT_THERE) == 0
        known = positions.filter(pl.col("nic").is_not_null() | pl.col("nac_p").is_not_null(), there)
        known = known.with_columns(low=low.fill_null(value=False)).filter((~pl.col("low")).any().over("icao24"))
        rounded = known.with_columns(pl.col("lat_deg", "lon_deg").round(_ROUNDED))
        places = rounded.select("lat_deg", "lon_deg").unique()
        cells = [h3.latlng_to_cell(lat, lon, self.resolution) for lat, lon in places.iter_rows()]
        return (
            rounded.join(places.with_columns(cell=pl.Series(cells, dtype=pl.String)), on=["lat_deg", "lon_deg"])
            .group_by("icao24", "cell", day=pl.col("observed_at").dt.date(), hour=pl.col("observed_at").dt.hour())
            .agg(
                bad=pl.col("low").any(),
                ghost=(pl.col("doubts") & int(Doubt.GHOST)).ne(0).any(),
                since=pl.col("observed_at").min(),
                until=pl.col("observed_at").max(),
                source_sha256s=pl.col("source_sha256").unique(),
                reconstruction=pl.col("reconstruction").any(),
            )
        )

    def find(self, seen: pl.DataFrame, false_places: pl.DataFrame) -> list[Finding]:
        """Cells and days of the bands ``medium`` and ``high``, in order of day and cell.

        Args:
            seen: what ``seen`` gave, of all aircraft together.
            false_places: rows of that table: cell_lat_deg, cell_lon_deg, hour, icao24.
        """
        counted = self.counts(seen).join(self._attractors(false_places), on=_KEY, how="left").sort("day", "cell")
        rows = [(row, band(row["good"], row["bad"])) for row in counted.iter_rows(named=True)]
        usual = {name: sum(own == name for _, own in rows) / max(len(rows), 1) for name in (MEDIUM, HIGH)}
        usual[MEDIUM] += usual[HIGH]
        return [_finding(row, own, usual[own]) for row, own in rows if own != LOW]

    @staticmethod
    def counts(seen: pl.DataFrame) -> pl.DataFrame:
        """Aircraft and hours by cell and day: good, bad, hours, bad_hours, ghosts, and who was affected."""
        aircraft = seen.group_by("icao24", *_KEY).agg(
            pl.col("bad", "ghost", "reconstruction").any(),
            pl.col("since").min(),
            pl.col("until").max(),
            pl.col("source_sha256s").explode(empty_as_null=False).unique(),
            hours=pl.len(),
            bad_hours=pl.col("bad").sum(),
        )
        bad = pl.col("bad")
        return (
            aircraft.sort("icao24")
            .group_by(_KEY)
            .agg(
                good=(~bad).sum(),
                bad=bad.sum(),
                hours=pl.col("hours").sum(),
                bad_hours=pl.col("bad_hours").sum(),
                ghosts=pl.col("ghost").sum(),
                affected=pl.struct("icao24", "since", "until").filter(bad),
                since=pl.col("since").min(),
                until=pl.col("until").max(),
                source_sha256s=pl.col("source_sha256s").explode(empty_as_null=False).unique().sort(),
                reconstruction=pl.col("reconstruction").any(),
            )
        )

    def _attractors(self, false_places: pl.DataFrame) -> pl.DataFrame:
        """Number of places of a tenth of a degree in each cell and day that several aircraft jumped to."""
        many = (
            false_places.group_by("cell_lat_deg", "cell_lon_deg", "hour")
            .agg(pl.col("icao24").n_unique().alias("airframes"))
            .filter(pl.col("airframes") >= self.attractor_airframes)
            .with_columns(day=pl.col("hour").dt.date())
            .unique(["cell_lat_deg", "cell_lon_deg", "day"])
        )
        corners = many.select("cell_lat_deg", "cell_lon_deg").iter_rows()
        cells = [
            h3.latlng_to_cell(lat + _HALF_CELL_DEG, lon + _HALF_CELL_DEG, self.resolution) for lat, lon in corners
        ]
        placed = many.with_columns(cell=pl.Series(cells, dtype=pl.String))
        return placed.group_by(_KEY).agg(attractors=pl.len())


def _finding(row: dict[str, Any], verdict: str, base_rate: float) -> Finding:
    good, bad, since = row["good"], row["bad"], row["since"]
    lat_deg, lon_deg = h3.cell_to_latlng(row["cell"])
    total, attractors = good + bad, row["attractors"] or 0
    low = wilson_low(bad, total)
    return Finding(
        finding_id=f"jamming-{row['cell']}-{since:%Y%m%dT%H%M%SZ}",
        kind="jamming",
        verdict=verdict,
        icao24s=[aircraft["icao24"] for aircraft in row["affected"]],
        airports=[],
        since=since,
        until=row["until"],
        lat_deg=round(lat_deg, 6),
        lon_deg=round(lon_deg, 6),
        confidence=chance_above(HIGH_SHARE if verdict == HIGH else MEDIUM_SHARE, good, bad),
        base_rate=base_rate,
        sentence=(
            f"{bad} of {total} aircraft in cell {row['cell']} on {row['day']} sent low integrity or accuracy of "
            f"position: {bad_share(good, bad):.1%} as gpsjam counts, at least {low:.1%} at 95 % confidence."
        ),
        number_names=[
            "good_aircraft",
            "bad_aircraft",
            "bad_share",
            "wilson_low_share",
            "bad_hours_share",
            "aircraft_hours",
            "spoof_attractors",
            "ghosts",
        ],
        number_values=[
            float(good),
            float(bad),
            bad_share(good, bad),
            low,
            row["bad_hours"] / row["hours"],
            float(row["hours"]),
            float(attractors),
            float(row["ghosts"]),
        ],
        basis=[
            f"{aircraft['icao24']} {format_utc(aircraft['since'])}/{format_utc(aircraft['until'])}"
            for aircraft in row["affected"]
        ],
        source_sha256s=row["source_sha256s"],
        algorithm=_ALGORITHM,
        reconstruction=row["reconstruction"],
    )
