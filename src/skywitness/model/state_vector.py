"""StateVector: one aircraft at one instant."""

from datetime import datetime
from typing import NamedTuple


class StateVector(NamedTuple):
    """What was known of one aircraft at one instant; a field that was not received is None.

    Attributes:
        icao24: ICAO 24-bit address, six lower-case hex digits. A leading ``~`` marks an identifier that is
            no ICAO address: ``~2a8c01`` an anonymous or ground-station address, ``~flight_id:e5259c3`` or
            ``~callsign:DESAE`` the name that a source without addresses gave instead.
        observed_at: time at which the position (or, without one, the message) was received, UTC.
        lat_deg: WGS 84 latitude in degrees, north positive; None together with lon_deg.
        lon_deg: WGS 84 longitude in degrees, east positive, in [-180, 180).
        baro_altitude_ft: pressure altitude (1013.25 hPa) in feet.
        geo_altitude_ft: height above the WGS 84 ellipsoid in feet.
        ground_speed_kt: speed over ground in knots.
        track_deg: track over ground in degrees clockwise from true north, in [0, 360).
        vertical_rate_fpm: climb positive, feet per minute.
        on_ground: True or False where the source says so.
        callsign: flight identification as sent, stripped and in upper case; None when blank.
        squawk: Mode A code, four octal digits.
        emergency: ``general``, ``lifeguard``, ``minfuel``, ``nordo``, ``unlawful``, ``downed``, ``reserved``
            (readsb's words); None when there is none.
        nic: navigation integrity category, 0 to 11.
        nac_p: navigation accuracy category for position, 0 to 11.
        sil: source integrity level, 0 to 3.
        adsb_version: 0, 1 or 2 (DO-260, DO-260A, DO-260B).
        position_source: ``adsb``, ``adsr``, ``tisb``, ``adsc``, ``mlat``, ``mode_s``, ``radar``, ``flarm``,
            ``estimated``, ``other``.
        stale: the source marks that nothing was received for a while (readsb: 20 s) before this position.
        new_leg: the source itself marks the start of a new flight here.
        receiver: identity of the receiver where the format carries one; of a live feed, else the feed's name.
        source_row: line, record or frame number in the source, from 1.
    """

    icao24: str
    observed_at: datetime
    lat_deg: float | None = None
    lon_deg: float | None = None
    baro_altitude_ft: int | None = None
    geo_altitude_ft: int | None = None
    ground_speed_kt: float | None = None
    track_deg: float | None = None
    vertical_rate_fpm: int | None = None
    on_ground: bool | None = None
    callsign: str | None = None
    squawk: str | None = None
    emergency: str | None = None
    nic: int | None = None
    nac_p: int | None = None
    sil: int | None = None
    adsb_version: int | None = None
    position_source: str | None = None
    stale: bool = False
    new_leg: bool = False
    receiver: str | None = None
    source_row: int = 0
