"""Import peers: what others do with recorded positions on their way in, each in a process of its own.

Usage: ``python bench/speed/import_peers.py adsbtrack CHECKOUT TRACES`` and ``… turnstone CHECKOUT HEATMAPS
DATABASE``, in an environment that has what they need. Prints how many positions were read and how many were
stored.

adsbtrack (repository frankea/adsbtrack) keeps the rows of a trace as JSON text in SQLite and reads them again
when it derives flights: its ``insert_trace_day`` as a statement here, then its own ``_merge_trace_rows`` and
``_extract_point_fields``. What it does with points after that is left out. Turnstone (bellingcat/adsb-history)
reads the heatmap files of tar1090, keeps one position of an aircraft a minute, and copies them into PostgreSQL
with PostGIS: its own functions, its schema and indexes, no table of aircraft.
"""

import gzip
import json
import sqlite3
import sys
import tempfile
from pathlib import Path

import numpy as np

_GZIP = b"\x1f\x8b"
_SLICE = 243235997
"""Mark of a slice in readsb's heatmaps; it has the place of an address."""


def adsbtrack(checkout: Path, traces: Path) -> tuple[int, int]:
    """Positions read and parsed by adsbtrack."""
    sys.path.insert(0, str(checkout))
    from adsbtrack.config import Config  # noqa: PLC0415  found by the user's word
    from adsbtrack.parser import _extract_point_fields, _merge_trace_rows  # noqa: PLC0415

    config, points = Config(), 0
    with tempfile.TemporaryDirectory() as folder:
        base = sqlite3.connect(Path(folder) / "adsbtrack.db")
        base.row_factory = sqlite3.Row
        base.execute(
            "CREATE TABLE trace_days (icao, date, source, timestamp, trace_json, PRIMARY KEY (icao, date))"
        )
        for path in sorted(traces.rglob("trace_full_*.json")):
            text = path.read_bytes()
            data = json.loads(gzip.decompress(text) if text.startswith(_GZIP) else text)
            row = data["icao"], "2025-02-04", "adsbx", data["timestamp"], json.dumps(data["trace"])
            base.execute("INSERT OR REPLACE INTO trace_days VALUES (?, ?, ?, ?, ?)", row)
        base.commit()
        for (icao24,) in base.execute("SELECT icao FROM trace_days").fetchall():
            rows = base.execute("SELECT * FROM trace_days WHERE icao = ?", (icao24,)).fetchall()
            _, begin_s, merged, _ = _merge_trace_rows(rows, config)
            found = [_extract_point_fields(one, begin_s + one[0], one[1], one[2]) for one in merged]
            points += len(found)
    return points, points


def turnstone(checkout: Path, heatmaps: Path, database: str) -> tuple[int, int]:
    """Positions read and stored by Turnstone."""
    sys.path.insert(0, str(checkout / "backend-data-loading"))
    import process_adsb_data as loader  # noqa: PLC0415  found by the user's word
    from sqlalchemy import text  # noqa: PLC0415  in the peer's environment only

    loader.logger.remove()
    engine = loader.get_database_engine(database)
    statements = (checkout / "backend-data-loading" / "setup_db.sql").read_text().split(";")
    with engine.connect() as connection:
        for statement in statements:
            words = "\n".join(line for line in statement.splitlines() if not line.startswith("--")).strip()
            if words and not words.startswith(("CREATE DATABASE", "COPY")):
                connection.execute(text(words))
        connection.commit()
    stored = loader.process_directory(str(heatmaps), engine)
    loader.create_indexes_and_finalize(engine)
    loader.cleanup_temp_table(engine)
    words = [np.fromfile(path, np.int32)[::4] for path in heatmaps.rglob("[0-9]*") if path.is_file()]
    return sum(int((mark != _SLICE).sum()) for mark in words), stored


if __name__ == "__main__":
    peer, *arguments = sys.argv[1:]
    if peer == "adsbtrack":
        print(*adsbtrack(Path(arguments[0]), Path(arguments[1])))
    else:
        print(*turnstone(Path(arguments[0]), Path(arguments[1]), arguments[2]))
