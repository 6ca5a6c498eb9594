"""Schema: the SQL that makes a case file, from the records of the model.

Nothing in it can be changed or deleted, and no row goes in without its entry in the log, whatever program writes:
triggers refuse it. They hold against mistakes; against somebody who removes them, ``verify`` does.
"""

from collections.abc import Iterator

from skywitness.store.cases.entry import GENESIS
from skywitness.store.cases.tables import CASE_TABLES, CASE_TABLES_BY_NAME, SCHEMA_VERSION, CaseTable
from skywitness.store.cases.values import sql_type

APPLICATION_ID = 0x534B5957
"""``SKYW``: what ``file`` and SQLite tell a case file by."""

_LOG = """CREATE TABLE log (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  object_kind TEXT NOT NULL,
  object_id TEXT NOT NULL,
  payload_sha256 TEXT NOT NULL,
  previous_sha256 TEXT NOT NULL,
  entry_sha256 TEXT NOT NULL UNIQUE
)"""
_LOG_CHAIN = f"""CREATE TRIGGER log_follows BEFORE INSERT ON log WHEN
  NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM log) OR
  NEW.previous_sha256 IS NOT
    coalesce((SELECT entry_sha256 FROM log ORDER BY seq DESC LIMIT 1), '{GENESIS}')
BEGIN SELECT RAISE(ABORT, 'an entry of the log follows the one before it'); END"""  # noqa: S608  a constant of ours
_WORDS = "tokenize = 'unicode61 remove_diacritics 2'"
_SEARCH = (
    f"CREATE VIRTUAL TABLE text_search USING fts5(capture_id UNINDEXED, text, {_WORDS})",
    f"CREATE VIRTUAL TABLE claim_search USING fts5(claim_id UNINDEXED, proposition, quote, {_WORDS})",
)


def statements() -> Iterator[str]:
    """Every statement that makes an empty case file."""
    yield f"PRAGMA application_id = {APPLICATION_ID}"
    yield f"PRAGMA user_version = {SCHEMA_VERSION}"
    yield _LOG
    yield _LOG_CHAIN
    yield from _kept("log")
    for table in CASE_TABLES:
        yield from _table(table)
    yield from _SEARCH


def _table(table: CaseTable) -> Iterator[str]:
    columns = [f"{name} {sql_type(kind)}" for name, kind in table.columns.items()]
    columns.append("log_seq INTEGER NOT NULL UNIQUE REFERENCES log(seq)")
    keys = [f"PRIMARY KEY ({', '.join(table.key)})"] if table.key else []
    for column, other in table.refers:
        keys.append(f"FOREIGN KEY ({column}) REFERENCES {other}({CASE_TABLES_BY_NAME[other].key[0]})")
    yield f"CREATE TABLE {table.name} (\n  " + ",\n  ".join(columns + keys) + "\n)"
    yield (
        f"CREATE TRIGGER {table.name}_logged BEFORE INSERT ON {table.name} WHEN NOT EXISTS"  # noqa: S608  names of ours
        f" (SELECT 1 FROM log WHERE seq = NEW.log_seq AND object_kind = '{table.name}')"
        f" BEGIN SELECT RAISE(ABORT, 'a row needs its entry in the log'); END"
    )
    if "supersedes" in table.columns:
        parts = " AND split_from IS NULL" if "split_from" in table.columns else ""
        yield (
            f"CREATE UNIQUE INDEX {table.name}_corrected_once ON {table.name}(supersedes)"
            f" WHERE supersedes IS NOT NULL{parts}"
        )
    yield from _kept(table.name)


def _kept(name: str) -> Iterator[str]:
    for change in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {name}_no_{change.lower()} BEFORE {change} ON {name}"
            f" BEGIN SELECT RAISE(ABORT, 'a case is added to, never changed: append a row that supersedes'); END"
        )
