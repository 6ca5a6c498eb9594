"""One aircraft object of readsb or dump1090, as it stands in aircraft.json, in API replies and in JSON lines.

Source: readsb ``README-json.md``, FlightAware dump1090 ``README-json.md``; the names that dump1090-mutability used
before (``altitude``, ``speed``, ``vert_rate``) and a compact dialect (``gscp`` for the speed) are understood as
well. ``lastPosition``, ``rr_lat`` and ``rr_lon`` are not current positions and are left alone.
"""

from datetime import datetime, timedelta

from skywitness.feeds import fields
from skywitness.feeds.recent import apart
from skywitness.model import StateVector

_ATTRIBUTES = (
    ("registration", "r"),
    ("typecode", "t"),
    ("model", "desc"),
    ("operator", "ownOp"),
    ("year", "year"),
    ("flags", "dbFlags"),
)
_SOURCES = {
    "adsb": "adsb",
    "adsr": "adsr",
    "tisb": "tisb",
    "adsc": "adsc",
    "mlat": "mlat",
    "mode": "mode_s",
}
"""Position source by the first four letters of readsb's ``type``."""
_LONGEST_AGO_S = 1e6


def states(aircraft: dict[str, object], now: datetime, row: int) -> list[StateVector]:
    """The state of one aircraft; two rows where its position is more than 10 s older than its last message.

    Args:
        aircraft: the object.
        now: when it was written, UTC.
        row: its number in the source.

    Raises:
        RejectedError: no usable address, position or time.
    """
    get = aircraft.get
    icao24 = fields.address(get("hex"))
    lat_deg, lon_deg = fields.position(get("lat"), get("lon"))
    heard_at = _ago(now, get("seen"))
    seen_at = heard_at if lat_deg is None else _ago(now, get("seen_pos"))
    altitude = get("alt_baro", get("altitude"))
    state = StateVector(
        icao24,
        seen_at,
        lat_deg,
        lon_deg,
        fields.altitude_ft(altitude),
        fields.altitude_ft(get("alt_geom")),
        fields.ground_speed_kt(get("gs", get("speed", get("gscp")))),
        fields.track_deg(get("track")),
        vertical_rate_fpm(aircraft),
        True if altitude == "ground" else None,
        fields.callsign(get("flight")),
        fields.squawk(get("squawk")),
        fields.emergency(get("emergency")),
        fields.category(get("nic"), 11),
        fields.category(get("nac_p"), 11),
        fields.category(get("sil"), 3),
        fields.category(get("version"), 2),
        position_source(aircraft),
        source_row=row,
    )
    return [state] if lat_deg is None or "seen" not in aircraft else apart(state, heard_at)


def statements(aircraft: dict[str, object]) -> list[tuple[str, object]]:
    """What the object, or the head of a trace, says about who the aircraft is; flags only where one is set."""
    return [(attribute, value) for attribute, key in _ATTRIBUTES if (value := aircraft.get(key))]


def vertical_rate_fpm(aircraft: dict[str, object]) -> int | None:
    """Barometric rate, else geometric."""
    for key in ("baro_rate", "geom_rate", "vert_rate"):
        rate = fields.vertical_rate_fpm(aircraft.get(key))
        if rate is not None:
            return rate
    return None


def position_source(aircraft: dict[str, object]) -> str | None:
    """Where the position comes from: the lists of computed fields first, then ``type``; None without either."""
    for key in ("mlat", "tisb"):
        names = aircraft.get(key)
        if isinstance(names, list) and "lat" in names:
            return key
    return source_of_type(aircraft.get("type"))


def source_of_type(kind: object) -> str | None:
    """Position source for readsb's word for the type of the underlying messages."""
    return _SOURCES.get(kind[:4], "other") if isinstance(kind, str) and kind else None


def _ago(now: datetime, seconds: object) -> datetime:
    ago_s = fields.number(seconds)
    if ago_s is None or not 0 < ago_s < _LONGEST_AGO_S:
        return now
    return now - timedelta(milliseconds=round(ago_s * 1000))
