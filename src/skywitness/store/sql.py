"""SQL: one read-only query in DuckDB over the files of every table's current version."""

import tempfile
from datetime import UTC
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import polars as pl
from polars.datatypes import DataType, DataTypeClass

from skywitness.store.archive import Archive
from skywitness.store.delta import DataFile
from skywitness.store.errors import QueryError
from skywitness.store.schema import AIRFRAME_DAYS, POSITIONS_BY_PLACE, TABLES, Table
from skywitness.store.twins import is_compacted, twins

_DUCKDB_TYPES = {
    "String": "VARCHAR",
    "Int64": "BIGINT",
    "Int32": "INTEGER",
    "Int8": "TINYINT",
    "Float64": "DOUBLE",
    "Boolean": "BOOLEAN",
    "Date": "DATE",
    "Datetime": "TIMESTAMPTZ",
}
_READING = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}

_PLACED = "FILTER (lat_deg IS NOT NULL)"
_DAYS = (
    "SELECT icao24, day, '' AS file, count(*) AS state_vectors, count(lat_deg) AS positions, "
    "min(observed_at) AS first_observed_at, max(observed_at) AS last_observed_at, "
    f"max(observed_at) {_PLACED} AS last_placed_at, arg_max(lat_deg, observed_at) {_PLACED} AS last_lat_deg, "
    f"arg_max(lon_deg, observed_at) {_PLACED} AS last_lon_deg, bool_or(reconstruction) AS reconstruction"
)
"""Rows of AirframeDay from positions."""


class Answer(NamedTuple):
    """Result of a query: names of the columns, and rows in their order."""

    columns: list[str]
    rows: list[tuple[Any, ...]]


def query(archive: Archive, sql: str) -> Answer:
    """Answer one statement that reads; times are UTC.

    Tables: those of ``schema.TABLES``; ``positions_by_place``, the positions in an order that answers questions
    about a place; ``airframe_days``, which aircraft were heard on which days.

    Raises:
        QueryError: not one statement, not one that reads, or it failed.
    """
    with tempfile.TemporaryDirectory(prefix="skywitness-sql-") as spill, duckdb.connect(":memory:") as connection:
        _prepare(connection, archive, Path(spill))
        try:
            _require_one_reader(connection, sql)
            return _answered(connection, sql)
        except duckdb.Error as error:
            raise QueryError(str(error).strip()) from error


def _answered(connection: duckdb.DuckDBPyConnection, sql: str) -> Answer:
    """Rows of an answer.

    DuckDB hands over a time with a zone only through a package that nothing else here needs, so such columns are
    asked for once more as plain times of UTC.
    """
    result = connection.execute(sql)
    names, types = zip(*((column[0], str(column[1])) for column in result.description or []), strict=True)
    zoned = {index for index, type_ in enumerate(types) if type_ == "TIMESTAMP WITH TIME ZONE"}
    if not zoned:
        return Answer(list(names), result.fetchall())
    columns = (f"#{i + 1} AT TIME ZONE 'UTC'" if i in zoned else f"#{i + 1}" for i in range(len(names)))
    bare = connection.cursor().sql(sql).project(", ".join(columns))
    rows = [
        tuple(value.replace(tzinfo=UTC) if i in zoned and value else value for i, value in enumerate(row))
        for row in bare.fetchall()
    ]
    return Answer(list(names), rows)


def _require_one_reader(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    statements = connection.extract_statements(sql)
    if len(statements) != 1:
        raise QueryError(f"give one SQL statement, not {len(statements)}")
    kind = statements[0].type
    if kind not in _READING:
        raise QueryError(f"only statements that read are allowed (SELECT, DESCRIBE, EXPLAIN), not {kind.name}")


def _prepare(connection: duckdb.DuckDBPyConnection, archive: Archive, spill: Path) -> None:
    """Views first, then locks: afterwards only the tables' own files can be read, and no setting changed."""
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false")
    connection.execute(f"SET temp_directory = {_quoted(spill)}")
    allowed: list[Path] = []
    for table in TABLES.values():
        files = archive.files(table.name).files()
        connection.execute(f"CREATE VIEW {table.name} AS {_select(table, files)}")
        allowed += [file.path for file in files]
    allowed += _prepare_indexes(connection, archive)
    connection.execute(f"SET allowed_paths = [{', '.join(map(_quoted, allowed))}]")
    connection.execute("SET enable_external_access = false; SET lock_configuration = true")


def _prepare_indexes(connection: duckdb.DuckDBPyConnection, archive: Archive) -> list[Path]:
    """Views of what compaction keeps beside the positions, whole whether a day is compacted or not."""
    positions = archive.files("positions").files()
    paired = twins(positions, archive.index(POSITIONS_BY_PLACE).files())
    places = [twin or file for file, twin in paired.items()]
    placed = f"SELECT * FROM ({_select(POSITIONS_BY_PLACE, places)}) WHERE lat_deg IS NOT NULL"  # noqa: S608  our own text
    connection.execute(f"CREATE VIEW positions_by_place AS {placed}")
    index = archive.index(AIRFRAME_DAYS).files()
    known = [file for file in positions if index and is_compacted(file)]
    stems = ", ".join(f"'{file.path.stem}'" for file in known) or "NULL"
    held = f"SELECT * FROM ({_select(AIRFRAME_DAYS, index)}) WHERE file IN ({stems})"  # noqa: S608  our own text
    others = _select(POSITIONS_BY_PLACE, [file for file in positions if file not in known])
    connection.execute(
        f"CREATE VIEW airframe_days AS {held} UNION ALL {_DAYS} FROM ({others}) GROUP BY icao24, day"
    )
    return [file.path for file in (*places, *index)]


def _select(table: Table, files: list[DataFile]) -> str:
    if not files:
        columns = (f"NULL::{_duckdb_type(column.read)} AS {column.name}" for column in table.columns)
        return f"SELECT {', '.join(columns)} WHERE false"
    columns = (f"{column.name}::{_duckdb_type(column.read)} AS {column.name}" for column in table.columns)
    paths = ", ".join(_quoted(file.path) for file in files)
    hive = "hive_partitioning = true, hive_types = {'day': DATE}" if table.by_day else "hive_partitioning = false"
    return f"SELECT {', '.join(columns)} FROM read_parquet([{paths}], {hive})"  # noqa: S608  our names, quoted paths


def _duckdb_type(dtype: DataType | DataTypeClass) -> str:
    if isinstance(dtype, pl.List):
        return f"{_duckdb_type(dtype.inner)}[]"
    if isinstance(dtype, pl.Struct):
        return f"STRUCT({', '.join(f'{field.name} {_duckdb_type(field.dtype)}' for field in dtype.fields)})"
    return _DUCKDB_TYPES[dtype.base_type().__name__]


def _quoted(path: Path) -> str:
    text = str(path.absolute()).replace("'", "''")
    return f"'{text}'"
