"""SQL: questions are answered over the tables' files, and nothing can be written or reached besides."""

from datetime import timedelta
from pathlib import Path

import pytest

from made_rows import T0, add, vectors
from skywitness.store.archive import Archive
from skywitness.store.errors import QueryError
from skywitness.store.schema import TABLES
from skywitness.store.sql import query


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive.create(tmp_path / "it's data")
    add(archive, {"a": vectors(20)})
    return archive


def test_a_question_is_answered(archive: Archive) -> None:
    sql = "SELECT icao24, count(*) AS n, min(observed_at) AS first, max(lat_deg) FROM positions GROUP BY icao24"
    answer = query(archive, sql)
    assert answer.columns == ["icao24", "n", "first", "max(lat_deg)"]
    assert answer.rows == [("4ca123", 20, T0, 52.019)]


def test_the_day_is_a_date_and_a_time_is_utc(archive: Archive) -> None:
    answer = query(
        archive, "FROM positions SELECT day::VARCHAR, hour(observed_at) ORDER BY observed_at DESC LIMIT 1"
    )
    assert answer.rows == [("2025-02-05", 0)]
    seen = query(archive, "SELECT max(observed_at) AS a, NULL::TIMESTAMPTZ AS a, 1 AS a FROM positions")
    assert (seen.columns, seen.rows) == (["a", "a", "a"], [(T0 + timedelta(seconds=19), None, 1)])


def test_order_is_kept(archive: Archive) -> None:
    rows = query(archive, "SELECT observed_at FROM positions, range(20000) ORDER BY observed_at DESC").rows
    assert rows == sorted(rows, reverse=True)
    assert len(rows) == 400_000


def test_every_table_has_the_columns_that_other_readers_get(archive: Archive, tmp_path: Path) -> None:
    empty = Archive.create(tmp_path / "empty")
    for place in (archive, empty):
        for table in TABLES.values():
            assert query(place, f"FROM {table.name} LIMIT 0").columns == list(table.read_schema)
            described = {row[0]: row[1] for row in query(place, f"DESCRIBE {table.name}").rows}
            assert described == {row[0]: row[1] for row in query(empty, f"DESCRIBE {table.name}").rows}


def test_rejects_can_be_unpacked(archive: Archive) -> None:
    sql = "SELECT name, r.reason, r.count FROM (SELECT name, unnest(rejects) AS r FROM sources)"
    assert query(archive, sql).rows == [("a.csv", "time_implausible", 2)]


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE t AS SELECT 1",
        "DELETE FROM positions",
        "INSERT INTO positions SELECT * FROM positions",
        "COPY positions TO 'out.csv'",
        "ATTACH 'other.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "PRAGMA database_list",
        "EXPORT DATABASE 'out'",
    ],
)
def test_statements_that_do_not_read_are_refused(archive: Archive, sql: str) -> None:
    with pytest.raises(QueryError, match="only statements that read are allowed"):
        query(archive, sql)


@pytest.mark.parametrize(
    "sql", ["SELECT * FROM read_csv('/etc/hostname')", "FROM 'other.parquet'", "SELECT * FROM glob('/*')"]
)
def test_other_files_cannot_be_reached(archive: Archive, sql: str) -> None:
    with pytest.raises(QueryError, match=r"Permission|disabled"):
        query(archive, sql)


@pytest.mark.parametrize(("sql", "number"), [("SELECT 1; SELECT 2", 2), ("", 0), ("-- nothing", 0)])
def test_one_statement_at_a_time(archive: Archive, sql: str, number: int) -> None:
    with pytest.raises(QueryError, match=f"one SQL statement, not {number}"):
        query(archive, sql)


def test_a_mistake_is_shown_with_its_place(archive: Archive) -> None:
    with pytest.raises(QueryError, match=r"(?s)nowhere.*\^"):
        query(archive, "SELECT * FROM nowhere")
