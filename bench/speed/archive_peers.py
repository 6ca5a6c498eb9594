"""Archive peers: the questions of ``archive_speed`` as SQL, for DuckDB over plain Parquet and for PostGIS.

PostGIS has the schema and indexes of Bellingcat's Turnstone (``backend-data-loading/setup_db.sql`` of the
repository bellingcat/adsb-history): ``adsb(t, hex, flight, alt, gs, geom, bearing, …)``, indexes on t, hex,
category and, GiST, on geom; its questions select what its do. DuckDB reads the files as imports leave them,
in one order, and keeps their footers in memory.
"""

import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from string import Template

import duckdb

HOUR = timedelta(hours=1)
NOON = datetime(2025, 3, 11, 12, tzinfo=UTC)
WEEK = NOON - 12 * HOUR, NOON - 12 * HOUR + 7 * 24 * HOUR
MONTH = WEEK[0], WEEK[0] + 30 * 24 * HOUR
GENEVA, ZURICH, ALPS = (46.1, 6.0, 46.3, 6.3), (47.3, 8.4, 47.6, 8.8), (45.0, 5.0, 48.0, 11.0)
"""Boxes: south, west, north, east."""

_SHOWN = (
    "icao24, observed_at, lat_deg, lon_deg, baro_altitude_ft, ground_speed_kt, track_deg, on_ground, callsign, "
    "source_sha256, source_row"
)
_DUCKDB = {
    "one airframe, a year": "SELECT $shown FROM $files WHERE icao24 = '$icao24'",
    "area and hour": "SELECT $shown FROM $files WHERE $in_geneva AND $in_hour",
    "A then B, a week": """
        WITH a AS (SELECT icao24, observed_at FROM $files WHERE $in_geneva AND $in_week),
             b AS (SELECT icao24, observed_at FROM $files WHERE $in_zurich AND $in_week_and_after)
        SELECT DISTINCT a.icao24, a.observed_at FROM a JOIN b ON a.icao24 = b.icao24
        AND b.observed_at > a.observed_at AND b.observed_at <= a.observed_at + INTERVAL 2 HOUR""",
    "heat map, area and month": """
        SELECT floor(lat_deg / 0.1), floor(lon_deg / 0.1), count(*), count(DISTINCT icao24)
        FROM $files WHERE $in_alps AND $in_month GROUP BY 1, 2""",
    "heat map, all": """
        SELECT floor(lat_deg), floor(lon_deg), count(*), count(DISTINCT icao24)
        FROM $files WHERE lat_deg IS NOT NULL GROUP BY 1, 2""",
    "last seen, all aircraft": "SELECT icao24, max(observed_at), count(*) FROM $files GROUP BY 1",
}
_TURNSTONE = "t, hex, flight, alt, gs, ST_X(geom) AS lon, ST_Y(geom) AS lat, bearing, registration, typecode"
_POSTGIS = {
    "one airframe, a year": "SELECT $shown FROM adsb WHERE hex = '$icao24'",
    "area and hour": "SELECT $shown FROM adsb WHERE $in_geneva AND $in_hour",
    "A then B, a week": """
        WITH a AS (SELECT hex, t FROM adsb WHERE $in_geneva AND $in_week),
             b AS (SELECT hex, t FROM adsb WHERE $in_zurich AND $in_week_and_after)
        SELECT DISTINCT a.hex, a.t FROM a JOIN b ON a.hex = b.hex AND b.t > a.t
        AND b.t <= a.t + INTERVAL '2 hours'""",
    "heat map, area and month": """
        SELECT floor(ST_Y(geom) / 0.1), floor(ST_X(geom) / 0.1), count(*), count(DISTINCT hex)
        FROM adsb WHERE $in_alps AND $in_month GROUP BY 1, 2""",
    "heat map, all": """
        SELECT floor(ST_Y(geom)), floor(ST_X(geom)), count(*), count(DISTINCT hex) FROM adsb GROUP BY 1, 2""",
    "last seen, all aircraft": "SELECT hex, max(t), count(*) FROM adsb GROUP BY 1",
}

Box = tuple[float, float, float, float]
Ask = Callable[[], int]
"""Asks, takes the whole answer, and gives its number of rows."""


def duck(paths: Sequence[Path], icao24: str) -> dict[str, Ask]:
    """The questions by name, to DuckDB over these files."""
    connection = duckdb.connect()
    connection.execute("SET parquet_metadata_cache = true; SET TimeZone = 'UTC'")
    files = f"read_parquet({[str(path) for path in paths]}, hive_partitioning = true)"
    values = {"files": files, "shown": _SHOWN, "icao24": icao24} | _bounds(_degrees, _days)

    def asked(sql: str) -> Ask:
        return lambda: len(next(iter(connection.execute(sql).fetchnumpy().values())))

    return {name: asked(Template(sql).substitute(values)) for name, sql in _DUCKDB.items()}


def postgis(connection: str, icao24: str) -> dict[str, Ask]:
    """The questions by name, to PostGIS by psql, which writes the rows to a file.

    Args:
        connection: as psql takes it.
        icao24: the aircraft asked about.
    """
    values = {"shown": _TURNSTONE, "icao24": icao24} | _bounds(_envelope, _times)

    def asked(sql: str) -> Ask:
        def ask() -> int:
            with tempfile.TemporaryFile() as answer:
                subprocess.run(["psql", connection, "-AtX", "-c", sql], check=True, stdout=answer)  # noqa: S607  the user's own
                answer.seek(0)
                return sum(1 for _ in answer)

        return ask

    return {name: asked(Template(sql).substitute(values)) for name, sql in _POSTGIS.items()}


def _bounds(within: Callable[[Box], str], during: Callable[[datetime, datetime], str]) -> Mapping[str, str]:
    boxes = {"geneva": GENEVA, "zurich": ZURICH, "alps": ALPS}
    spans = {
        "hour": (NOON, NOON + HOUR),
        "week": WEEK,
        "month": MONTH,
        "week_and_after": (WEEK[0], WEEK[1] + 2 * HOUR),
    }
    return {f"in_{name}": within(box) for name, box in boxes.items()} | {
        f"in_{name}": during(*span) for name, span in spans.items()
    }


def _degrees(box: Box) -> str:
    return f"lat_deg BETWEEN {box[0]} AND {box[2]} AND lon_deg BETWEEN {box[1]} AND {box[3]}"


def _days(since: datetime, until: datetime) -> str:
    days = f"day BETWEEN '{since.date()}' AND '{until.date()}'"
    return f"{days} AND observed_at >= '{since.isoformat()}' AND observed_at < '{until.isoformat()}'"


def _envelope(box: Box) -> str:
    return f"ST_Intersects(geom, ST_MakeEnvelope({box[1]}, {box[0]}, {box[3]}, {box[2]}, 4326))"


def _times(since: datetime, until: datetime) -> str:
    return f"t >= '{since.isoformat()}' AND t < '{until.isoformat()}'"
