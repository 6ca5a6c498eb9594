"""Airports: every known field, found by place or by code, with its kind, its use, its runways and its dates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from skywitness.reference.airport import Airport, AirportRows, AirportsByCode
from skywitness.reference.field_kinds import CODES, KINDS, NO_RUNWAY, kind_by_name
from skywitness.reference.place_index import PlaceIndex
from skywitness.reference.runway_ends import RunwayEnds

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]

_PLACE = ("icao", "iata", "name", "city", "country", "elevation", "lat", "lon", "tz")
_OPTIONAL = ("paved", "scheduled_from_s", "scheduled_until_s")
_USE = {
    "scheduled": False,
    "military": False,
    "joint": False,
    "longest_ft": np.nan,
    "opened_s": -np.inf,
    "closed_s": np.inf,
}
"""What stands for a column that the rows do not have."""


class Near(NamedTuple):
    """Fields near a place: rows of the table, nearest first, and their distances."""

    rows: Rows
    distance_nm: Floats


class NearEach(NamedTuple):
    """Fields near each of several places, those of the first place first, each place's nearest first.

    Attributes:
        place: index of the place, ascending, shape (k,), as the other two.
        rows: rows of the table.
        distance_nm: from the place.
    """

    place: Rows
    rows: Rows
    distance_nm: Floats


@dataclass(frozen=True, eq=False)
class Airports:
    """The table of fields, sorted by latitude; columns of shape (n,), one row a field.

    Attributes:
        airports: the fields.
        by_icao: the fields by code, also by codes that they had or have elsewhere.
        lat_deg: aerodrome reference point, degrees.
        lon_deg: degrees.
        elevation_ft: above mean sea level; NaN when unknown.
        kind_code: kind, as its place in ``field_kinds.KINDS``.
        rotor_or_water: a heliport or a seaplane base.
        scheduled: airlines serve it by timetable, as far as the table's date goes.
        scheduled_from_s: since when they do, Unix seconds; -inf when unknown, +inf when they do not.
        scheduled_until_s: until when they did; +inf when they still do.
        military: an air base, a naval air station or an army airfield.
        joint: military and civil at once.
        longest_ft: length of the longest open runway; NaN when unknown.
        paved: an open runway is paved; without any runway known, true of large and medium airports.
        opened_s: since when one can land there, Unix seconds; -inf when unknown.
        closed_s: until when; +inf when unknown, also of the kind "closed".
        runway_ends: the ends of open runways whose thresholds are known, in the order of the fields.
        first_end: where the ends of each field begin, shape (n + 1,).
    """

    airports: Sequence[Airport]
    by_icao: Mapping[str, Airport]
    codes: Sequence[str]
    lat_deg: Floats
    lon_deg: Floats
    elevation_ft: Floats
    kind_code: NDArray[np.int64]
    rotor_or_water: Flags
    scheduled: Flags
    scheduled_from_s: Floats
    scheduled_until_s: Floats
    military: Flags
    joint: Flags
    longest_ft: Floats
    paved: Flags
    opened_s: Floats
    closed_s: Floats
    runway_ends: RunwayEnds
    first_end: Rows
    _places: PlaceIndex
    _by_elevation: tuple[tuple[Rows, PlaceIndex], ...]

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, Any]]) -> "Airports":
        """Table without runways from rows: icao, iata, name, city, country, elevation, lat, lon, tz.

        What else ``from_columns`` reads is optional.
        """
        listed = sorted(rows, key=lambda row: (float(row["lat"]), row["icao"]))
        names = {name for row in listed for name in row} & {*_USE, *_OPTIONAL} | {*_PLACE}
        columns: dict[str, Any] = {name: [row.get(name, _USE.get(name)) for row in listed] for name in names}
        columns["kind_code"] = [CODES[row.get("kind") or kind_by_name(row["name"])] for row in listed]
        return cls.from_columns(columns)

    @classmethod
    def from_columns(
        cls,
        columns: Mapping[str, Any],
        runway_ends: RunwayEnds | None = None,
        aliases: Mapping[str, str] | None = None,
    ) -> "Airports":
        """Table from columns that are sorted by latitude.

        Args:
            columns: icao, iata, name, city, country, elevation (ft), lat, lon (degrees), tz and kind_code; and
                where known scheduled, scheduled_from_s, scheduled_until_s, military, joint, longest_ft, paved,
                opened_s and closed_s.
            runway_ends: ends, sorted by field; none when left out.
            aliases: other codes, and the code of the field that each stands for.
        """
        count, ends = len(columns["icao"]), runway_ends or RunwayEnds.none()
        place = {name: np.array(columns[name], np.float64) for name in ("elevation", "lat", "lon")}
        use = {name: np.array(columns.get(name, [default] * count)) for name, default in _USE.items()}
        kind_code = np.array(columns["kind_code"], np.int64)
        airports = AirportRows([columns[name] for name in _PLACE])
        known = np.isfinite(place["elevation"])
        landing = known & ~np.isin(kind_code, [CODES[kind] for kind in (*NO_RUNWAY, "closed")])
        return cls(
            airports=airports,
            by_icao=AirportsByCode(airports, columns["icao"], aliases or {}),
            codes=list(columns["icao"]),
            lat_deg=place["lat"],
            lon_deg=place["lon"],
            elevation_ft=place["elevation"],
            kind_code=kind_code,
            rotor_or_water=np.isin(kind_code, [CODES["heliport"], CODES["seaplane_base"]]),
            scheduled=use["scheduled"].astype(np.bool_),
            scheduled_from_s=_or(columns, "scheduled_from_s", np.where(use["scheduled"], -np.inf, np.inf)),
            scheduled_until_s=_or(columns, "scheduled_until_s", np.full(count, np.inf)),
            military=use["military"].astype(np.bool_),
            joint=use["joint"].astype(np.bool_),
            longest_ft=use["longest_ft"].astype(np.float64),
            paved=_or(columns, "paved", kind_code <= CODES["medium"]).astype(np.bool_),
            opened_s=use["opened_s"].astype(np.float64),
            closed_s=use["closed_s"].astype(np.float64),
            runway_ends=ends,
            first_end=np.append(0, np.cumsum(np.bincount(ends.field, minlength=count))),
            _places=PlaceIndex.of(place["lat"], place["lon"]),
            _by_elevation=tuple(
                (rows, PlaceIndex.of(place["lat"][rows], place["lon"][rows]))
                for rows in (np.flatnonzero(landing), np.flatnonzero(known & ~landing))
            ),
        )

    @property
    def kind(self) -> NDArray[np.object_]:
        """Kind of each field in words, shape (n,)."""
        return np.array(KINDS, np.object_)[self.kind_code]

    def ends_of(self, row: int) -> slice:
        """Where in ``runway_ends`` the ends of one field are."""
        return slice(int(self.first_end[row]), int(self.first_end[row + 1]))

    def scheduled_at(self, rows: Rows, time_s: float | Floats) -> Flags:
        """Whether airlines served these fields by timetable at a time, or each at its own, shape of ``rows``."""
        return np.asarray((self.scheduled_from_s[rows] <= time_s) & (time_s < self.scheduled_until_s[rows]))

    def near(self, lat_deg: float, lon_deg: float, radius_nm: float) -> Near:
        """Fields of all kinds within a radius, nearest first; right across the antimeridian and at the poles."""
        return Near(*self._places.near(lat_deg, lon_deg, radius_nm))

    def near_each(self, lat_deg: Floats, lon_deg: Floats, radius_nm: Floats) -> NearEach:
        """As ``near`` for many places, shape (n,), each with its radius."""
        return NearEach(*self._places.near_each(lat_deg, lon_deg, radius_nm))

    def nearest_elevation_ft(self, lat_deg: Floats, lon_deg: Floats, radius_nm: float) -> Floats:
        """Elevation of the field nearest to each of many places, shape (k,); NaN where none is within the radius.

        Fields of unknown elevation do not count; heliports, seaplane bases, balloon ports and closed fields only
        where there is nothing else.
        """
        elevation = np.full(len(lat_deg), np.nan)
        for rows, places in self._by_elevation:
            wanting = np.flatnonzero(np.isnan(elevation))
            found = places.nearest(lat_deg[wanting], lon_deg[wanting], radius_nm)
            hit = found >= 0
            elevation[wanting[hit]] = self.elevation_ft[rows[found[hit]]]
        return elevation


def _or(columns: Mapping[str, Any], name: str, default: NDArray[Any]) -> NDArray[Any]:
    return np.array(columns[name]) if name in columns else default
