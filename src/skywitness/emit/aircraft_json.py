"""``aircraft.json``, ``receiver.json`` and the envelope of the v2 services, as tar1090 and others read them.

Source: readsb ``README-json.md``; the v2 envelope as adsb.lol describes it (``ac``, ``msg``, ``now``, ``total``,
``ctime``, ``ptime``; ``now`` and ``ctime`` in milliseconds). A field that is not known is left out.
"""

import json
from collections.abc import Iterable, Sequence

from skywitness.emit.known_aircraft import KnownAircraft
from skywitness.emit.readsb_words import altitude_of, is_address, name_fields, padded, rounded, said, type_of

_COMPUTED = ("gs", "track", "baro_rate", "lat", "lon", "nic", "rc", "nac_p")
"""Fields that readsb marks where receivers computed a position together (README-json.md, ``mlat``)."""
_DISTANCE_DIGITS = 3


def aircraft_object(aircraft: KnownAircraft, now_ms: int) -> dict[str, object]:
    """One aircraft as readsb writes it.

    Args:
        aircraft: as it was last heard.
        now_ms: time of the snapshot, Unix milliseconds; ages are counted from it and never below nought.
    """
    state = aircraft.state
    is_placed = state.lat_deg is not None and aircraft.placed_ms is not None
    return said(
        {
            "hex": state.icao24,
            "type": type_of(state),
            "flight": None if state.callsign is None else padded(state.callsign),
            **name_fields(aircraft.name),
            "alt_baro": altitude_of(state),
            "alt_geom": state.geo_altitude_ft,
            "gs": rounded(state.ground_speed_kt, 2),
            "track": rounded(state.track_deg, 2),
            "baro_rate": state.vertical_rate_fpm,
            "squawk": state.squawk,
            "emergency": state.emergency or ("none" if state.squawk else None),
            "lat": rounded(state.lat_deg, 6),
            "lon": rounded(state.lon_deg, 6),
            "nic": state.nic,
            "seen_pos": _ago_s(now_ms, aircraft.placed_ms) if is_placed else None,
            "version": state.adsb_version,
            "nac_p": state.nac_p,
            "sil": state.sil,
            "mlat": list(_COMPUTED) if state.position_source == "mlat" else [],
            "tisb": list(_COMPUTED) if state.position_source == "tisb" else [],
            "messages": aircraft.messages,
            "seen": _ago_s(now_ms, aircraft.heard_ms),
        }
    )


def aircraft_json(aircraft: Iterable[KnownAircraft], now_ms: int, messages: int) -> bytes:
    """``aircraft.json``: everything that is being heard.

    Args:
        aircraft: to be listed; names that are no addresses of six digits are left out.
        now_ms: Unix milliseconds.
        messages: received so far, from which tar1090 computes a rate.
    """
    listed = [aircraft_object(one, now_ms) for one in aircraft if is_address(one.state.icao24)]
    return _json({"now": now_ms / 1000, "messages": messages, "aircraft": listed})


def v2_json(aircraft: Sequence[dict[str, object]], now_ms: int, took_ms: float) -> bytes:
    """The envelope of the v2 services.

    Args:
        aircraft: objects from ``aircraft_object``, with ``dst`` and ``dir`` where a point was asked for.
        now_ms: Unix milliseconds.
        took_ms: milliseconds spent on the answer.
    """
    return _json(
        {
            "ac": list(aircraft),
            "msg": "No error",
            "now": now_ms,
            "total": len(aircraft),
            "ctime": now_ms,
            "ptime": round(took_ms, _DISTANCE_DIGITS),
        }
    )


def receiver_json(version: str, refresh_ms: int, place_deg: tuple[float, float] | None, history: int = 0) -> bytes:
    """``receiver.json``: what tar1090 has to know before it begins.

    ``binCraft`` and ``zstd`` are left out, so that it asks for plain JSON.

    Args:
        version: of the program.
        refresh_ms: milliseconds between two fetches of ``aircraft.json``.
        place_deg: latitude and longitude of the receiver; None where there is none or it is not told.
        history: number of ``history_N.json`` files.
    """
    lat_deg, lon_deg = place_deg or (None, None)
    return _json(
        said(
            {
                "refresh": refresh_ms,
                "history": history,
                "readsb": True,
                "dbServer": True,
                "haveTraces": True,
                "globeIndexGrid": None,
                "version": version,
                "lat": rounded(lat_deg, 4),
                "lon": rounded(lon_deg, 4),
            }
        )
    )


def _ago_s(now_ms: int, at_ms: int | None) -> float:
    return 0.0 if at_ms is None else max(0, now_ms - at_ms) / 1000


def _json(document: dict[str, object]) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
