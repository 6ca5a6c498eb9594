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
from skywitness.store.schema import TABLES, Table

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


class Answer(NamedTuple):
    """Result of a query: names of the columns, and rows in their order."""

    columns: list[str]
    rows: list[tuple[Any, ...]]


def query(archive: Archive, sql: str) -> Answer:
    """Answer one statement that reads; times are UTC.

    Tables: ``positions``, ``statements``, ``sources``, ``flights``, ``visits``.

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
    connection.execute(f"SET allowed_paths = [{', '.join(map(_quoted, allowed))}]")
    connection.execute("SET enable_external_access = false; SET lock_configuration = true")


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
