"""Loiter: flights that circle, hold, soar or fly line after line over one place."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np
import polars as pl

from skywitness.findings.loiter_course import Course, course
from skywitness.findings.loiter_shape import (
    HOLDING,
    LAWN_MOWER,
    ORBIT,
    RACETRACK,
    THERMAL,
    UNKNOWN,
    Shape,
    ShapeRule,
)
from skywitness.findings.loiter_spells import LoiterRule
from skywitness.findings.loiter_trim import trimmed
from skywitness.measure.clock import format_utc
from skywitness.model import Finding
from skywitness.reference.airports import Airports
from skywitness.reference.cities import Cities

NEEDED = (
    "flight_id",
    "icao24",
    "observed_at",
    "lat_deg",
    "lon_deg",
    "baro_altitude_ft",
    "source_sha256",
    "reconstruction",
)
"""Columns of the positions that a loiter is found in."""

_ALGORITHM = "loiter 1"
_DID = {
    ORBIT: "circled",
    RACETRACK: "flew a racetrack",
    LAWN_MOWER: "flew parallel lines",
    HOLDING: "held",
    THERMAL: "circled as in thermals",
    UNKNOWN: "stayed, turning back again and again,",
}
_CONFIDENCE = {ORBIT: 0.9, RACETRACK: 0.8, LAWN_MOWER: 0.8, HOLDING: 0.8, THERMAL: 0.9, UNKNOWN: 0.9}
"""That it loitered and that the shape is right; judgement, to be read beside the measured shares."""
_LAPPED = {ORBIT, RACETRACK, HOLDING}


@dataclass(frozen=True, slots=True)
class Loiter:
    """Spells in which a flight stays over one place.

    What it finds: stretches of a flight with two full circles of net turn within 25 minutes, or with a way of
    more than six times the distance it got away. Each is classed by its shape: ``orbit`` (round, one way),
    ``racetrack`` (round two ends), ``holding`` (laps timed and flown as published holds are), ``lawn_mower`` (line
    after line, moving on across them by even steps), ``thermal`` (slow, tight and climbing in the turns), and
    ``unknown`` where the shape does not decide. All of it comes from the positions; what the aircraft says of its
    own track is not read.

    Why it matters: who circles a place looks at it, listens to it, waits for somebody there, or refuels others.
    BuzzFeed News found surveillance aircraft of the FBI by their turns (2017).

    How it is fooled: circuits at a field are racetracks, and the field is named. Positions further apart than a
    quarter of a circle hide the turns; a quick glider heard every ten seconds may be seen to turn the wrong way. A
    survey flown as interleaved racetracks is called one. One wide circle, as of calibration flights around a
    beacon, is not two. Fire-fighters that fly to and fro between water and fire are ``unknown``. What lies under
    the centre need not be what it was there for. Silences of ten minutes and more cut a spell in two.

    Attributes:
        rule: which stretches count.
        shapes: how they are classed.
        near_field_nm: 5 NM: a field this close to the centre is named; judgement.
        near_city_nm: 60 NM: else a city of 200,000 people this close; judgement, what a map on a page shows.
    """

    rule: LoiterRule = field(default_factory=LoiterRule)
    shapes: ShapeRule = field(default_factory=ShapeRule)
    near_field_nm: float = 5.0
    near_city_nm: float = 60.0

    def find(self, positions: pl.DataFrame, airports: Airports, cities: Cities | None = None) -> list[Finding]:
        """Spells in order of flight and time.

        Args:
            positions: the columns ``NEEDED``, of positions in the air that are not doubted, in any order.
            airports: to name what lies under a centre.
            cities: to say where it is when no field is near; None for not at all.
        """
        rows = positions.select(NEEDED).drop_nulls(["lat_deg", "lon_deg"]).sort("flight_id", "observed_at")
        if not rows.height:
            return []
        flight = rows["flight_id"].rle_id().cast(pl.Int64).to_numpy()
        time_s = rows["observed_at"].dt.epoch("ms").to_numpy() / 1000
        whole = course(flight, time_s, rows["lat_deg"].to_numpy(), rows["lon_deg"].to_numpy())
        altitude_ft = rows["baro_altitude_ft"].cast(pl.Float64).fill_null(np.nan).to_numpy()[whole.row]
        spells = [trimmed(whole, first, last) for first, last in self.rule.spells(whole)]
        flights = int(flight[-1]) + 1
        base_rate = len({int(flight[whole.row[first]]) for first, _ in spells}) / flights
        return [
            self._finding(
                _spell(rows, whole, span), self.shapes.of(whole, *span, altitude_ft), base_rate, airports, cities
            )
            for span in spells
        ]

    def _finding(
        self, spell: dict[str, Any], shape: Shape, base_rate: float, airports: Airports, cities: Cities | None
    ) -> Finding:
        icao24, since, until = spell["icao24"], spell["since"], spell["until"]
        fields = airports.near(shape.lat_deg, shape.lon_deg, self.near_field_nm)
        codes = [airports.codes[int(row)] for row in fields.rows[:1]]
        under = f", {fields.distance_nm[0]:.1f} NM from {codes[0]}" if codes else self._city(shape, cities)
        return Finding(
            finding_id=f"loiter-{icao24}-{since:%Y%m%dT%H%M%SZ}",
            kind="loiter",
            verdict=shape.verdict,
            icao24s=[icao24],
            airports=codes,
            since=since,
            until=until,
            lat_deg=round(shape.lat_deg, 6),
            lon_deg=round(shape.lon_deg, 6),
            confidence=_CONFIDENCE[shape.verdict],
            base_rate=base_rate,
            sentence=f"{icao24} {_sentence(shape, since, until)}{under}.",
            number_names=["radius_nm", "turn_radius_nm", "laps", "way_nm", "speed_kt", "duration_min"],
            number_values=[
                shape.radius_nm,
                shape.turn_radius_nm,
                shape.laps,
                shape.way_nm,
                shape.speed_kt,
                (until - since).total_seconds() / 60,
            ],
            basis=[spell["flight_id"], f"{icao24} {format_utc(since)}/{format_utc(until)}"],
            source_sha256s=spell["source_sha256s"],
            algorithm=_ALGORITHM,
            reconstruction=spell["reconstruction"],
        )

    def _city(self, shape: Shape, cities: Cities | None) -> str:
        city = cities.nearest(shape.lat_deg, shape.lon_deg, self.near_city_nm) if cities else None
        if city is None:
            return ""
        return f", {city.distance_nm:.0f} NM {city.wind} of {city.name} ({city.country})"


def _spell(rows: pl.DataFrame, whole: Course, span: tuple[int, int]) -> dict[str, Any]:
    first, last = (int(whole.row[place]) for place in span)
    piece = rows[first : last + 1]
    return {
        "flight_id": piece["flight_id"][0],
        "icao24": piece["icao24"][0],
        "since": piece["observed_at"][0],
        "until": piece["observed_at"][-1],
        "source_sha256s": piece["source_sha256"].unique().sort().to_list(),
        "reconstruction": bool(piece["reconstruction"].any()),
    }


def _sentence(shape: Shape, since: datetime, until: datetime) -> str:
    minutes = (until - since).total_seconds() / 60
    way = ""
    if shape.verdict in _LAPPED:
        way = f", {abs(shape.laps):.1f} laps to the {'right' if shape.laps > 0 else 'left'}"
    place = f"{abs(shape.lat_deg):.3f}{'NS'[shape.lat_deg < 0]} {abs(shape.lon_deg):.3f}{'EW'[shape.lon_deg < 0]}"
    return (
        f"{_DID[shape.verdict]} for {minutes:.0f} min from {format_utc(since)}{way}, "
        f"mostly within {shape.radius_nm:.1f} NM of {place}"
    )
