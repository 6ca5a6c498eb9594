"""Registers: what each kind of frame says, in our words and units.

Field names on the right are rs1090's. Clauses are those of ICAO Doc 9871 (second edition) and RTCA DO-260B.
"""

from typing import Any

from skywitness.decode.frames import Frame

_EMERGENCIES = {
    "general": "general",
    "medical": "lifeguard",
    "minimum_fuel": "minfuel",
    "no_communication": "nordo",
    "unlawful_interference": "unlawful",
    "downed_aircraft": "downed",
    "reserved": "reserved",
}
_NIC_OF_TYPECODE = {
    5: 11,
    6: 10,
    7: 8,
    8: 0,
    9: 11,
    10: 10,
    11: 8,
    12: 7,
    13: 6,
    14: 5,
    15: 4,
    16: 2,
    17: 1,
    18: 0,
}
_NIC_OF_TYPECODE |= {20: 11, 21: 10, 22: 0}
"""Least integrity category that a type code allows (DO-260B, table 2-70), without the supplement bits."""


def values_of(frame: Frame) -> dict[str, Any]:
    """What the frame says, by StateVector's names; geo_minus_baro_ft as well."""
    if frame.df in {17, 18}:
        return _extended_squitter(frame)
    return _surveillance_reply(frame)


def _surveillance_reply(frame: Frame) -> dict[str, Any]:
    fields = frame.fields
    values: dict[str, Any] = {}
    if frame.df in {0, 4, 16, 20} and fields.get("altitude") is not None:
        values["baro_altitude_ft"] = int(fields["altitude"])
    if frame.df in {5, 21} and fields.get("squawk"):
        values["squawk"] = str(fields["squawk"])
    if frame.df == 11:
        values |= _capability(frame)
    if frame.df in {4, 5, 20, 21}:
        # Flight status 0 and 2 airborne, 1 and 3 on the ground; 4 and 5 do not say (Annex 10, IV, 3.1.2.6.5.1).
        status = frame.message.frame[0] & 7
        values |= {"on_ground": status in {1, 3}} if status < 4 else {}
    if callsign := _callsign((fields.get("bds20") or {}).get("callsign")):
        values["callsign"] = callsign
    return values


def _capability(frame: Frame) -> dict[str, Any]:
    """Capability 4 is on the ground, 5 airborne; others do not say (Annex 10, IV, 3.1.2.5.2.2.1)."""
    capability = frame.message.frame[0] & 7
    return {"on_ground": capability == 4} if capability in {4, 5} else {}


def _extended_squitter(frame: Frame) -> dict[str, Any]:
    reader = {
        "05": _airborne_position,
        "06": _surface_position,
        "08": _identification,
        "09": _velocity,
        "61": _aircraft_status,
        "62": _target_state,
        "65": _operational_status,
    }.get(str(frame.fields.get("bds")))
    return reader(frame.fields) if reader else {}


def _airborne_position(fields: dict[str, Any]) -> dict[str, Any]:
    """Type codes 9 to 18 with pressure altitude, 20 to 22 with height above the ellipsoid (A.2.3.2)."""
    name = "geo_altitude_ft" if fields.get("source") == "GNSS" else "baro_altitude_ft"
    altitude = fields.get("altitude")
    values: dict[str, Any] = {"on_ground": False, "nic": _NIC_OF_TYPECODE.get(fields.get("tc", 0))}
    return values | ({name: int(altitude)} if altitude is not None else {})


def _surface_position(fields: dict[str, Any]) -> dict[str, Any]:
    """Type codes 5 to 8: movement and ground track beside the place (A.2.3.3); no altitude."""
    values = {"on_ground": True, "nic": _NIC_OF_TYPECODE.get(fields.get("tc", 0)), "baro_altitude_ft": None}
    return values | _numbers(fields, ground_speed_kt="groundspeed", track_deg="track")


def _identification(fields: dict[str, Any]) -> dict[str, Any]:
    callsign = _callsign(fields.get("callsign"))
    return {"callsign": callsign} if callsign else {}


def _velocity(fields: dict[str, Any]) -> dict[str, Any]:
    """Type code 19: subtypes 1 and 2 over the ground; 3 and 4 through the air give only the climb (A.2.3.5)."""
    values = _numbers(
        fields,
        ground_speed_kt="groundspeed",
        track_deg="track",
        vertical_rate_fpm="vertical_rate",
        geo_minus_baro_ft="geo_minus_baro",
    )
    return values | {
        name: int(values[name]) for name in ("vertical_rate_fpm", "geo_minus_baro_ft") if name in values
    }


def _aircraft_status(fields: dict[str, Any]) -> dict[str, Any]:
    """Type code 28, subtype 1: emergency and Mode A code (A.2.3.7)."""
    if fields.get("subtype") != "emergency_priority":
        return {}
    squawk = fields.get("squawk")
    values: dict[str, Any] = {"emergency": _EMERGENCIES.get(str(fields.get("emergency_state")))}
    return values | ({"squawk": str(squawk)} if squawk and squawk != "0000" else {})


def _target_state(fields: dict[str, Any]) -> dict[str, Any]:
    return {"nac_p": int(fields["NACp"])} if fields.get("NACp") is not None else {}


def _operational_status(fields: dict[str, Any]) -> dict[str, Any]:
    """Type code 31: version, accuracy and integrity (A.2.3.10)."""
    names = {"adsb_version": "version", "nac_p": "NACp", "sil": "SIL"}
    return {name: int(fields[key]) for name, key in names.items() if fields.get(key) is not None}


def _numbers(fields: dict[str, Any], **names: str) -> dict[str, Any]:
    return {name: fields[key] for name, key in names.items() if fields.get(key) is not None}


def _callsign(text: Any) -> str | None:  # noqa: ANN401  rs1090's dictionaries are untyped
    """Eight characters of the six-bit alphabet; unused codes come as ``#`` and make the whole callsign void."""
    callsign = str(text or "").strip(" _").upper()
    return callsign if callsign and "#" not in callsign else None
