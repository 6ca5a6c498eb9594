"""``/v2/…``: the live picture as adsb.lol, airplanes.live and ADS-B Exchange give it.

Paths and envelope: adsblol/api, ``utils/api_v2.py``; airplanes.live, REST API. The services' limit of 250 NM holds
here too, so that a client that is used to it sees the same.
"""

import time
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from skywitness.emit.aircraft_json import aircraft_object, v2_json
from skywitness.emit.known_aircraft import KnownAircraft
from skywitness.measure.clock import ms_from_utc
from skywitness.measure.geodesy import bearing_deg, distance_nm
from skywitness.web.readsb_files import latest_of

MOST_NM = 250
_MOST_NAMES = 1_000
router = APIRouter(tags=["v2"], prefix="/v2")
Names = Annotated[str, Path(max_length=8_000, description="One or several, with commas between.")]
Lat = Annotated[float, Path(ge=-90, le=90)]
Lon = Annotated[float, Path(ge=-180, le=180)]
Radius = Annotated[float, Path(ge=0, le=MOST_NM, description="Nautical miles.")]


def by_hex(request: Request, names: Names) -> Response:
    """Aircraft with these addresses."""
    wanted = _several(names.lower())
    return _answer(request, lambda one: one.state.icao24 in wanted)


def by_callsign(request: Request, names: Names) -> Response:
    """Aircraft that send these callsigns."""
    wanted = _several(names.upper())
    return _answer(request, lambda one: (one.state.callsign or "") in wanted)


def by_registration(request: Request, names: Names) -> Response:
    """Aircraft that a source lists under these registrations."""
    wanted = _several(names.upper())
    return _answer(request, lambda one: (one.name.registration or "").upper() in wanted)


def by_type(request: Request, names: Names) -> Response:
    """Aircraft of these ICAO type designators."""
    wanted = _several(names.upper())
    return _answer(request, lambda one: (one.name.typecode or "").upper() in wanted)


def by_squawk(request: Request, names: Annotated[str, Path(pattern="^[0-7]{4}$")]) -> Response:
    """Aircraft that send this squawk."""
    return _answer(request, lambda one: one.state.squawk == names)


def military(request: Request) -> Response:
    """Aircraft that are graded military."""
    return _answer(request, lambda one: one.name.military)


def flagged(request: Request) -> Response:
    """LADD and PIA lists are none of ours: nobody is on them here."""
    return _answer(request, lambda _one: False)


def around(request: Request, lat: Lat, lon: Lon, radius: Radius) -> Response:
    """Aircraft within a circle, with distance and bearing from its centre."""
    return _answer(request, lambda one: _distance(one, lat, lon) <= radius, (lat, lon))


def closest(request: Request, lat: Lat, lon: Lon, radius: Radius) -> Response:
    """The aircraft that is nearest to a point, within a circle."""
    found, _ = latest_of(request).read()
    near = [one for one in found.aircraft if _distance(one, lat, lon) <= radius]
    best = min(near, key=lambda one: _distance(one, lat, lon), default=None)
    return _answer(request, lambda one: one is best, (lat, lon))


def _answer(
    request: Request, fits: Callable[[KnownAircraft], bool], centre: tuple[float, float] | None = None
) -> Response:
    begun = time.perf_counter()
    found, now = latest_of(request).read()
    now_ms = ms_from_utc(now)
    objects = [_object(one, now_ms, centre) for one in found.aircraft if fits(one)]
    body = v2_json(objects, now_ms, (time.perf_counter() - begun) * 1000)
    return Response(body, headers={"Cache-Control": "private, no-cache"}, media_type="application/json")


def _object(one: KnownAircraft, now_ms: int, centre: tuple[float, float] | None) -> dict[str, object]:
    written = aircraft_object(one, now_ms)
    if centre is not None:
        written["dst"] = round(_distance(one, *centre), 3)
        written["dir"] = round(float(bearing_deg(*centre, one.state.lat_deg or 0.0, one.state.lon_deg or 0.0)), 1)
    return written


def _distance(one: KnownAircraft, lat: float, lon: float) -> float:
    state = one.state
    if state.lat_deg is None or state.lon_deg is None:
        return float("inf")
    return float(distance_nm(lat, lon, state.lat_deg, state.lon_deg))


def _several(names: str) -> set[str]:
    return {name.strip() for name in names.split(",")[:_MOST_NAMES]} - {""}


ROUTES: dict[str, Callable[..., Response]] = {
    "/hex/{names}": by_hex,
    "/icao/{names}": by_hex,
    "/callsign/{names}": by_callsign,
    "/reg/{names}": by_registration,
    "/registration/{names}": by_registration,
    "/type/{names}": by_type,
    "/sqk/{names}": by_squawk,
    "/squawk/{names}": by_squawk,
    "/mil": military,
    "/ladd": flagged,
    "/pia": flagged,
    "/point/{lat}/{lon}/{radius}": around,
    "/lat/{lat}/lon/{lon}/dist/{radius}": around,
    "/closest/{lat}/{lon}/{radius}": closest,
}
"""Every question, by its path."""

for _path, _ask in ROUTES.items():
    router.add_api_route(_path, _ask, response_class=Response, methods=["GET"])
