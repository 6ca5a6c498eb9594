"""Peers: other people's rules for airports, reimplemented from their published descriptions.

They are given the true flights, so that only their airports are judged; ours must find its flights itself.

- nearest: ``traffic``'s rule, the field nearest to the first and last position, of every kind, at any distance
  (``traffic_own.py`` runs its own code and finds the same fields)
- endpoint: OPDI's, the nearest large or medium field within 30 NM of the first or last position if that is on the
  ground or at most 15,000 ft above the field, fields without scheduled service set back by 10 NM
- endpoint, all fields: the same over every field
- OPDI shipped: endpoint for departures; for arrivals the field with more descending than climbing votes (margin 2)
  among positions below FL60 within 20 NM, by closest approach with the same set-back, and by the course where two
  differ by less than 2 NM
- adsbtrack: a field within 2 km of the first or last position on the ground, else no answer

Sources: EUROCONTROL's paper on aerodromes in the OPDI flight list (version 7, 2026); adsbtrack's documentation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

import numpy as np
import polars as pl
from answers import Answer
from fields import Fields, fields
from kept import on_disk
from labelled import Labelled
from numpy.typing import NDArray

from skywitness.measure.geodesy import bearing_deg, distance_nm, turn_deg

Floats = NDArray[np.float64]
_SET_BACK_NM = 10.0
_ON_FIELD_NM = 2 / 1.852


@dataclass(frozen=True)
class Ends:
    """One flight as columns, in order of time."""

    lat: Floats
    lon: Floats
    altitude_ft: Floats
    ground: NDArray[np.bool_]


class Rule(Protocol):
    """A peer's rule for one end of a flight."""

    __name__: str

    def __call__(self, table: Fields, ends: Ends, *, departure: bool) -> str | None:
        """The field that it names, None for no answer."""


def peer_answers(labelled: Labelled, rule: Rule) -> list[Answer]:
    """Both ends of every true flight by a rule."""
    frame = labelled.positions.select(
        "truth", "observed_at", "lat_deg", "lon_deg", "baro_altitude_ft", "on_ground"
    )
    told = sha256(frame.hash_rows().to_numpy().tobytes()).hexdigest()
    return on_disk(f"{rule.__name__} {told}", lambda: _peer_answers(labelled, rule))


def _peer_answers(labelled: Labelled, rule: Rule) -> list[Answer]:
    table, found = fields(), []
    for (truth,), rows in labelled.positions.filter(pl.col("truth") >= 0).group_by("truth", maintain_order=True):
        ends = _ends(rows.sort("observed_at", maintain_order=True))
        found += [
            Answer(int(str(truth)), departure, rule(table, ends, departure=departure))
            for departure in (True, False)
        ]
    return found


def _ends(rows: pl.DataFrame) -> Ends:
    lat, lon, altitude, speed = (
        rows[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
        for name in ("lat_deg", "lon_deg", "baro_altitude_ft", "ground_speed_kt")
    )
    said = rows["on_ground"].fill_null(value=False).to_numpy()
    return Ends(lat, lon, altitude, said | ((altitude <= 0) & (speed < 50)))


def nearest(table: Fields, ends: Ends, *, departure: bool) -> str | None:
    """The nearest field of any kind."""
    at = 0 if departure else -1
    away = distance_nm(ends.lat[at], ends.lon[at], table.lat_deg, table.lon_deg)
    return table.fields[int(np.argmin(away))].ident


def endpoint(table: Fields, ends: Ends, *, departure: bool) -> str | None:
    """OPDI's endpoint rule over large and medium fields."""
    return _endpoint(table, ends, ("large", "medium"), departure=departure)


def endpoint_all(table: Fields, ends: Ends, *, departure: bool) -> str | None:
    """The endpoint rule over every field."""
    return _endpoint(table, ends, ("large", "medium", "small", "heliport", "seaplane"), departure=departure)


def _endpoint(table: Fields, ends: Ends, kinds: Sequence[str], *, departure: bool) -> str | None:
    at = 0 if departure else -1
    rows, away = table.near(ends.lat[at], ends.lon[at], 30.0)
    best, best_nm = None, np.inf
    for row, nm in zip(rows, away, strict=True):
        field = table.fields[row]
        low = bool(ends.ground[at]) or ends.altitude_ft[at] - field.elevation_ft <= 15_000
        set_back = float(nm) + (0 if field.scheduled else _SET_BACK_NM)
        if field.kind in kinds and low and set_back < best_nm:
            best, best_nm = field.ident, set_back
    return best


def opdi_shipped(table: Fields, ends: Ends, *, departure: bool) -> str | None:
    """Endpoint for departures, trend for arrivals."""
    return endpoint(table, ends, departure=True) if departure else _trend(table, ends)


def _trend(table: Fields, ends: Ends) -> str | None:
    low = np.flatnonzero(ends.altitude_ft <= 6000)
    if len(low) < 3:
        return None
    smooth = np.convolve(np.pad(ends.altitude_ft[low], 2, mode="edge"), np.ones(5) / 5, mode="valid")
    steps = np.append(0, np.sign(np.diff(smooth)))
    candidates = _around(table, ends.lat[low], ends.lon[low])
    if not len(candidates):
        return None
    away = distance_nm(
        ends.lat[low][:, None], ends.lon[low][:, None], table.lat_deg[candidates], table.lon_deg[candidates]
    )
    near = away <= 20
    votes = (near * -steps[:, None]).sum(0)
    set_back = np.array([0 if table.fields[row].scheduled else _SET_BACK_NM for row in candidates])
    ranked = np.where((votes > 2) & near.any(0), away.min(0) + set_back, np.inf)
    if not np.isfinite(ranked.min()):
        return None
    ties = np.flatnonzero(ranked <= ranked.min() + 2)
    return (
        table.fields[candidates[ties[np.argmin(_off_course(table, ends, low, candidates[ties]))]]].ident
        if len(ties) > 1
        else table.fields[candidates[int(np.argmin(ranked))]].ident
    )


def _around(table: Fields, lat: Floats, lon: Floats) -> NDArray[np.int64]:
    """Large and medium fields within 20 NM of any of these places; every tenth place is asked."""
    found = [
        table.near(float(lat[at]), float(lon[at]), 25.0)[0] for at in range(0, len(lat), max(len(lat) // 40, 1))
    ]
    rows = np.unique(np.concatenate(found)) if found else np.empty(0, np.int64)
    return rows[[table.fields[row].kind in {"large", "medium"} for row in rows]] if len(rows) else rows


def _off_course(table: Fields, ends: Ends, low: NDArray[np.int64], rows: NDArray[np.int64]) -> Floats:
    first, last = max(int(low[-1]) - 20, 0), int(low[-1])
    course = bearing_deg(ends.lat[first], ends.lon[first], ends.lat[last], ends.lon[last])
    towards = bearing_deg(ends.lat[first], ends.lon[first], table.lat_deg[rows], table.lon_deg[rows])
    return np.asarray(abs(turn_deg(course, towards)))


def adsbtrack(table: Fields, ends: Ends, *, departure: bool) -> str | None:
    """A field only where the aircraft was heard on the ground on it."""
    air = np.flatnonzero(~ends.ground)
    if not len(air):
        return None
    rows = np.arange(0, air[0]) if departure else np.arange(air[-1] + 1, len(ends.lat))
    if not len(rows):
        return None
    at = rows[-1] if departure else rows[0]
    near, away = table.near(float(ends.lat[at]), float(ends.lon[at]), _ON_FIELD_NM)
    named = [table.fields[row].ident for row in near if table.fields[row].kind in {"large", "medium", "small"}]
    return named[0] if len(away) and named else None


RULES: dict[str, Rule] = {
    "nearest (traffic)": nearest,
    "endpoint (OPDI)": endpoint,
    "endpoint, all fields": endpoint_all,
    "OPDI shipped": opdi_shipped,
    "adsbtrack": adsbtrack,
}
