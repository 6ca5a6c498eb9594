"""Gap: a silence of one airframe, and where it can have been."""

from datetime import datetime
from typing import NamedTuple


class Gap(NamedTuple):
    """One silence between two positions of an airframe.

    The path is inferred: it is drawn dashed and feeds no statistic.

    Attributes:
        gap_id: ``<icao24>-gap-<from_at as YYYYMMDDThhmmssZ>``.
        icao24: as in StateVector.
        flight_id: the flight that it lies in; None when it lies between two.
        kind: ``in_flight`` (one flight goes on), ``landed_unseen`` (it must have landed) or ``on_ground``.
        landed_log_odds: natural logarithm of the odds that it landed; None where these were not weighed: with
            ground contact on a side, without time to land, or past what it can stay in the air.
        from_at: time of the last position before, UTC.
        to_at: time of the first position after, UTC.
        duration_s: to_at - from_at, seconds.
        from_lat_deg: latitude of the last position before, degrees.
        from_lon_deg: longitude of it.
        to_lat_deg: latitude of the first position after, degrees.
        to_lon_deg: longitude of it.
        from_altitude_ft: pressure altitude before, feet; None when unknown.
        to_altitude_ft: pressure altitude after, feet; None when unknown.
        great_circle_nm: distance between the two positions, nautical miles.
        required_speed_kt: great_circle_nm over the time, knots.
        path_lat_deg: latitudes along the most probable way, ends included; empty unless ``in_flight``.
        path_lon_deg: longitudes of them.
        path_half_width_nm: at each of them, it was within so many nautical miles of it, nine times of ten.
        countries: ISO 3166 alpha-2 codes of the states over whose land or territorial waters it may have flown.
        country_probabilities: probability of each, 0 to 1.
        firs: flight information regions that it may have crossed; empty where no boundaries are installed.
        fir_probabilities: probability of each, 0 to 1.
        source_sha256s: sources of the two positions.
        algorithm: name and version of the rules that made the row.
        reconstruction: True when either position was simulated.
    """

    gap_id: str
    icao24: str
    flight_id: str | None
    kind: str
    landed_log_odds: float | None
    from_at: datetime
    to_at: datetime
    duration_s: float
    from_lat_deg: float
    from_lon_deg: float
    to_lat_deg: float
    to_lon_deg: float
    from_altitude_ft: int | None
    to_altitude_ft: int | None
    great_circle_nm: float
    required_speed_kt: float
    path_lat_deg: list[float]
    path_lon_deg: list[float]
    path_half_width_nm: list[float]
    countries: list[str]
    country_probabilities: list[float]
    firs: list[str]
    fir_probabilities: list[float]
    source_sha256s: list[str]
    algorithm: str
    reconstruction: bool
