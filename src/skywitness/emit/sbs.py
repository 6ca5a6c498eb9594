"""SBS-1 (BaseStation) lines, as readsb writes them on port 30003 (``net_io.c``, modesSendSBSOutput).

``feeds/sbs`` reads them and lists the columns. Identifiers that are no ICAO addresses are left out, as by readsb.
"""

from collections.abc import Iterator
from datetime import datetime

from skywitness.emit.readsb_words import is_address
from skywitness.model import StateVector

_EMPTY = [""] * 12
_CALLSIGN, _ALTITUDE, _SPEED, _TRACK, _LAT, _LON, _RATE, _SQUAWK, _ALERT, _EMERGENCY, _SPI, _GROUND = range(12)


def sbs_lines(state: StateVector) -> Iterator[str]:
    """Lines of one state: identity, squawk, velocity and position, each only where it is known.

    The position comes last, so that a reader who joins lines has the rest when it arrives.
    """
    if not is_address(state.icao24) or state.icao24.startswith("~"):
        return
    ground = "" if state.on_ground is None else "-1" if state.on_ground else "0"
    if state.callsign:
        yield _line(state, 1, {_CALLSIGN: state.callsign})
    if state.squawk:
        emergency = "-1" if state.emergency else "0"
        yield _line(state, 6, {_SQUAWK: state.squawk, _ALERT: "0", _EMERGENCY: emergency, _SPI: "0"})
    if state.ground_speed_kt is not None or state.track_deg is not None or state.vertical_rate_fpm is not None:
        velocity = {_SPEED: state.ground_speed_kt, _TRACK: state.track_deg, _RATE: state.vertical_rate_fpm}
        yield _line(state, 4, {at: _number(value) for at, value in velocity.items()})
    if state.lat_deg is not None and state.lon_deg is not None:
        place = {_LAT: f"{state.lat_deg:.6f}", _LON: f"{state.lon_deg:.6f}", _GROUND: ground}
        yield _line(state, 2 if state.on_ground else 3, {_ALTITUDE: _altitude(state), **place})


def _line(state: StateVector, transmission: int, said: dict[int, str]) -> str:
    cells = _EMPTY.copy()
    for column, value in said.items():
        cells[column] = value
    when = _time(state.observed_at)
    record = "MLAT" if state.position_source == "mlat" else "MSG"
    head = [record, str(transmission), "1", "1", state.icao24.upper(), "1", *when, *when]
    return ",".join(head + cells) + "\r\n"


def _altitude(state: StateVector) -> str:
    if state.baro_altitude_ft is not None:
        return str(state.baro_altitude_ft)
    return "" if state.geo_altitude_ft is None else f"{state.geo_altitude_ft}H"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}" if abs(value) < 1e5 else f"{value:.0f}"


def _time(at: datetime) -> tuple[str, str]:
    return at.strftime("%Y/%m/%d"), f"{at:%H:%M:%S}.{at.microsecond // 1000:03d}"
