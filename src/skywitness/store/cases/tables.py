"""Tables: which record of the model is which table of a case, and how a row is told from another."""

from typing import Any, NamedTuple

from skywitness.model import (
    Assessment,
    Capture,
    Case,
    CaseBlob,
    CaseEvent,
    CaseMedia,
    CaseSource,
    CaseStamp,
    Check,
    Claim,
    ClaimLink,
    Observation,
    TextZone,
    Tombstone,
    WarcRecord,
)
from skywitness.store.cases.values import field_types

SCHEMA_VERSION = 1
"""Of the case file; a program that knows another refuses, with words."""


class CaseTable(NamedTuple):
    """One table.

    Attributes:
        name: in SQL.
        record: its rows, a NamedTuple of the model.
        key: columns that no two rows share; empty where a later row is a new state of the same thing.
        prefix: of ids that the store gives to records that come without one; empty where it gives none.
        refers: columns that hold a key of another table, and which.
    """

    name: str
    record: Any
    key: tuple[str, ...]
    prefix: str = ""
    refers: tuple[tuple[str, str], ...] = ()

    @property
    def columns(self) -> dict[str, Any]:
        """Types of its columns by name, in order."""
        return field_types(self.record)


CASE_TABLES = (
    CaseTable("cases", Case, ()),
    CaseTable("sources", CaseSource, ("source_id",), "source"),
    CaseTable("captures", Capture, ("capture_id",), "capture", (("source_id", "sources"),)),
    CaseTable("blobs", CaseBlob, ("sha256",)),
    CaseTable("warc_records", WarcRecord, ("record_id",), "", (("capture_id", "captures"),)),
    CaseTable("text_zones", TextZone, ("zone_id",), "zone", (("capture_id", "captures"),)),
    CaseTable("media", CaseMedia, ("media_id",), "media", (("capture_id", "captures"),)),
    CaseTable("claims", Claim, ("claim_id",), "claim"),
    CaseTable(
        "claim_links",
        ClaimLink,
        ("from_claim_id", "to_claim_id", "kind"),
        "",
        (("from_claim_id", "claims"), ("to_claim_id", "claims")),
    ),
    CaseTable("observations", Observation, ("observation_id",), "observation"),
    CaseTable("checks", Check, ("check_id",), "check", (("claim_id", "claims"),)),
    CaseTable("assessments", Assessment, ("assessment_id",), "assessment", (("claim_id", "claims"),)),
    CaseTable("events", CaseEvent, ("event_id",), "event"),
    CaseTable("tombstones", Tombstone, ("tombstone_id",), "tombstone", (("capture_id", "captures"),)),
    CaseTable("stamps", CaseStamp, ("stamp_id",), "stamp"),
)
"""Every table of records; the log is beside them."""

_BY_RECORD = {table.record: table for table in CASE_TABLES}
CASE_TABLES_BY_NAME = {table.name: table for table in CASE_TABLES}


def table_of(record: object) -> CaseTable:
    """The table of a record, or of a type of record.

    Raises:
        TypeError: cases have no such records.
    """
    kind = record if isinstance(record, type) else type(record)
    if kind not in _BY_RECORD:
        raise TypeError(f"a case has no table of {kind.__name__}")
    return _BY_RECORD[kind]


def object_id(table: CaseTable, record: Any) -> str:  # noqa: ANN401  any NamedTuple of the table
    """How the log names a record: its key; for a table without one, its first column."""
    return " ".join(str(getattr(record, name)) for name in table.key or record._fields[:1])
