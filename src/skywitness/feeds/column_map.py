"""Column map: which heading of a CSV file holds which field, in which unit, as the user says or as it looks."""

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from skywitness.feeds import fields
from skywitness.feeds.fields import RejectedError
from skywitness.measure.units import FPM_PER_MPS, FT_PER_M, KT_PER_KMH, KT_PER_MPS

Convert = Callable[[str], object]
_SOURCE_WORDS = frozenset(
    {"adsb", "adsr", "tisb", "adsc", "mlat", "mode_s", "radar", "flarm", "estimated", "other"}
)


def _source(cell: str) -> str | None:
    word = cell.strip().lower().replace("-", "")
    return word if word in _SOURCE_WORDS else None


class Target(NamedTuple):
    """What a column can hold.

    Attributes:
        field: the field of a state vector (or attribute of a statement) that it ends up in.
        meaning: what it is and in which unit, for the note to the user.
        convert: from a cell to the field's value.
        guesses: headings that mean it where the user says nothing, best first, in normal form.
    """

    field: str
    meaning: str
    convert: Convert
    guesses: tuple[str, ...] = ()


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_TIMES = (
    "observed_at time timestamp point_time event_time datetime date_time snapshot_time position_time "
    "time_position time_utc utc_time utc unix_time epoch"
)
_ADDRESSES = (
    "icao24 icao hex icao_hex hex_ident hexident hexid adshex icao_address icao_addr icao_24 icao24bit mode_s "
    "modes modes_hex modes_code mode_s_code address aircraft_hex"
)

TARGETS: dict[str, Target] = {
    "observed_at": Target("observed_at", "time", fields.any_time, _words(_TIMES)),
    "lat_deg": Target("lat_deg", "latitude in degrees", str, _words("lat_deg lat latitude")),
    "lon_deg": Target("lon_deg", "longitude in degrees", str, _words("lon_deg lon long lng longitude")),
    "position": Target("position", "latitude and longitude in degrees", str, _words("position")),
    "icao24": Target("icao24", "address", str, _words(_ADDRESSES)),
    "flight_id": Target("flight_id", "the source's name of the flight", str, _words("flight_id fr24_id flightid")),
    "callsign": Target(
        "callsign", "callsign", fields.callsign, _words("callsign call_sign flight ident flight_ident")
    ),
    "baro_altitude_ft": Target(
        "baro_altitude_ft",
        "pressure altitude in feet",
        fields.altitude_ft,
        _words("baro_altitude_ft altitude alt alt_baro altitude_ft alt_ft baro_alt altitude_baro"),
    ),
    "baro_altitude_m": Target(
        "baro_altitude_ft",
        "pressure altitude in metres",
        partial(fields.altitude_ft, ft_per_unit=FT_PER_M),
        _words("baro_altitude_m altitude_m alt_m baroaltitude baro_altitude"),
    ),
    "geo_altitude_ft": Target(
        "geo_altitude_ft",
        "height above the ellipsoid in feet",
        fields.altitude_ft,
        _words("geo_altitude_ft alt_geom alt_geom_ft"),
    ),
    "geo_altitude_m": Target(
        "geo_altitude_ft",
        "height above the ellipsoid in metres",
        partial(fields.altitude_ft, ft_per_unit=FT_PER_M),
        _words("geo_altitude_m alt_geom_m"),
    ),
    "ground_speed_kt": Target(
        "ground_speed_kt",
        "ground speed in knots",
        fields.ground_speed_kt,
        _words("ground_speed_kt ground_speed groundspeed ground_spe gs gspeed speed speed_kt speed_kts gs_kt"),
    ),
    "ground_speed_mps": Target(
        "ground_speed_kt",
        "ground speed in metres per second",
        partial(fields.ground_speed_kt, kt_per_unit=KT_PER_MPS),
        _words("ground_speed_mps speed_mps speed_ms velocity"),
    ),
    "ground_speed_kmh": Target(
        "ground_speed_kt",
        "ground speed in kilometres per hour",
        partial(fields.ground_speed_kt, kt_per_unit=KT_PER_KMH),
        _words("ground_speed_kmh speed_kmh speed_kph"),
    ),
    "track_deg": Target(
        "track_deg",
        "track over ground in degrees",
        fields.track_deg,
        _words("track_deg track true_track heading direction course"),
    ),
    "vertical_rate_fpm": Target(
        "vertical_rate_fpm",
        "vertical rate in feet per minute",
        fields.vertical_rate_fpm,
        _words(
            "vertical_rate_fpm vertical_rate vertical_r vertical_s vert_rate vert_speed vertical_speed baro_rate "
            "vspeed vspd roc rocd"
        ),
    ),
    "vertical_rate_mps": Target(
        "vertical_rate_fpm",
        "vertical rate in metres per second",
        partial(fields.vertical_rate_fpm, fpm_per_unit=FPM_PER_MPS),
        _words("vertical_rate_mps vertrate"),
    ),
    "on_ground": Target(
        "on_ground", "whether on the ground", fields.yes_no, _words("on_ground onground is_on_ground")
    ),
    "squawk": Target("squawk", "squawk", fields.squawk, _words("squawk squawk_code")),
    "emergency": Target("emergency", "emergency", fields.emergency, _words("emergency")),
    "nic": Target("nic", "NIC", partial(fields.category, highest=11), _words("nic")),
    "nac_p": Target("nac_p", "NACp", partial(fields.category, highest=11), _words("nac_p nacp")),
    "sil": Target("sil", "SIL", partial(fields.category, highest=3), _words("sil")),
    "adsb_version": Target(
        "adsb_version", "ADS-B version", partial(fields.category, highest=2), _words("adsb_version")
    ),
    "position_source": Target("position_source", "source of the position", _source, _words("position_source")),
    "receiver": Target("receiver", "receiver", fields.text, _words("receiver receiver_id")),
    "registration": Target(
        "registration",
        "registration",
        fields.text,
        _words("registration reg tail tail_number n_number aircraft_registration"),
    ),
    "typecode": Target(
        "typecode", "type", fields.text, _words("typecode type_code aircraft_type ac_type icao_type")
    ),
    "model": Target("model", "model", fields.text, _words("model")),
    "operator": Target("operator", "operator", fields.text, _words("operator")),
    "adep": Target("adep", "airport of departure", fields.text, _words("adep")),
    "ades": Target("ades", "airport of destination", fields.text, _words("ades")),
}
"""What a column can hold, by the name that ``--columns`` takes; shapefiles cut headings to ten letters."""

_SHORT_NAMES = {"time": "observed_at", "lat": "lat_deg", "lon": "lon_deg"}
_ATTRIBUTES = frozenset({"registration", "typecode", "model", "operator", "adep", "ades"})
_PLACE = frozenset({"lat_deg", "lon_deg"})
_PLACED = frozenset({"observed_at", "position", "lat_deg", "lon_deg", "icao24", "flight_id"})
_TODO = "name the columns with --columns, such as observed_at=HEADING,lat_deg=HEADING,lon_deg=HEADING"


class ColumnMap(NamedTuple):
    """Where the fields are.

    Attributes:
        indices: target to index of its column.
        note: what was taken for what, as a sentence.
    """

    indices: dict[str, int]
    note: str

    def of(self, target: str) -> int:
        """Index of a target's column, -1 when there is none."""
        return self.indices.get(target, -1)

    def values(self) -> list[tuple[int, str, Convert]]:
        """Index, field and conversion of every column that holds an optional field."""
        found = ((index, TARGETS[target]) for target, index in self.indices.items() if target not in _PLACED)
        return [
            (index, target.field, target.convert) for index, target in found if target.field not in _ATTRIBUTES
        ]

    def attributes(self) -> list[tuple[str, int]]:
        """Attribute and index of every column that says who the aircraft is."""
        return [(target, index) for target, index in self.indices.items() if target in _ATTRIBUTES]


def map_columns(headings: list[str], wanted: dict[str, str]) -> ColumnMap:
    """The columns that the user names, and the others by what their headings look like.

    Args:
        headings: as the file has them.
        wanted: target to heading.

    Raises:
        RejectedError: ``columns_not_understood``: a target or heading that does not exist, or no time or place.
    """
    indices = dict(_named(headings, wanted))
    normal = [_normal(heading) for heading in headings]
    for name, target in TARGETS.items():
        taken = {TARGETS[known].field for known in indices}
        if target.field in taken or _needless(name, taken):
            continue
        index = _first(target.guesses, normal, set(indices.values()))
        if index >= 0:
            indices[name] = index
    if "observed_at" not in indices or not (indices.keys() >= _PLACE or "position" in indices):
        raise RejectedError("columns_not_understood", f"{_listed(headings)}; {_TODO}", longest=400)
    return ColumnMap(indices, _note(headings, indices))


def _needless(name: str, taken: set[str]) -> bool:
    """Whether a place is known already, as two columns or as one."""
    return (name == "position" and taken >= _PLACE) or (name in _PLACE and "position" in taken)


def _named(headings: list[str], wanted: dict[str, str]) -> list[tuple[str, int]]:
    found = []
    lower = [heading.lower() for heading in headings]
    for name, heading in wanted.items():
        target = _SHORT_NAMES.get(name, name)
        if target not in TARGETS:
            known = ", ".join(TARGETS)
            raise RejectedError(
                "columns_not_understood", f"no field is called {name}; known are {known}", longest=900
            )
        if heading.strip().lower() not in lower:
            raise RejectedError(
                "columns_not_understood", f"no heading {heading} in {_listed(headings)}", longest=400
            )
        exact = headings.index(heading) if heading in headings else lower.index(heading.strip().lower())
        found.append((target, exact))
    return found


def _first(guesses: tuple[str, ...], headings: list[str], taken: set[int]) -> int:
    for guess in guesses:
        if guess in headings and (index := headings.index(guess)) not in taken:
            return index
    return -1


def _normal(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", heading.lower()).strip("_")


def _listed(headings: list[str]) -> str:
    return "headings found: " + ", ".join(headings[:40])


def _note(headings: list[str], indices: dict[str, int]) -> str:
    taken = ", ".join(f"{headings[index]} as {TARGETS[name].meaning}" for name, index in indices.items())
    unused = [heading for index, heading in enumerate(headings) if index not in indices.values() and heading]
    return f"columns taken: {taken}" + (f"; not used: {', '.join(unused)}" if unused else "")
