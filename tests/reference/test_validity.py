"""Dates of fields, and the table of them."""

import re
from collections.abc import Mapping

import pytest

from skywitness.reference.airports import Airports
from skywitness.reference.field_kinds import KINDS
from skywitness.reference.validity import COLUMNS, edtf_start_s
from skywitness.store.packaged import table


@pytest.mark.parametrize(
    ("text", "seconds"),
    # date -u -d ... +%s
    [("1970", 0), ("2019-04-06", 1554508800), ("2014-07", 1404172800), ("1998-07-06", 899683200)],
)
def test_dates_begin_when_they_begin(text: str, seconds: int) -> None:
    assert edtf_start_s(text) == seconds


@pytest.mark.parametrize("text", ["", "2019-13", "06.04.2019", "2019-4-6", "2019-04-06T00:00", "19"])
def test_what_is_no_date_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|month|day"):
        edtf_start_s(text)


def _order(row: Mapping[str, str]) -> list[float]:
    return [edtf_start_s(row[name]) for name in ("opened", "scheduled_from", "scheduled_until") if row[name]]


def test_every_dated_row_is_a_field_in_order_with_a_source(fields: Airports, row_of: dict[str, int]) -> None:
    rows = table("airport_validity")
    assert len({row["icao"] for row in rows}) == len(rows) >= 20
    for row in rows:
        assert row["icao"] in row_of
        assert any(row[name] for name in COLUMNS)
        assert _order(row) == sorted(_order(row))
        assert row["kind"] in {*KINDS, ""} - {"closed", "unknown"}
        assert not row["replaced_by"] or row["replaced_by"] in row_of
        assert len(row["source"]) > 10
        assert fields.kind[row_of[row["icao"]]] != "closed"


def test_every_listed_air_base_is_a_field_with_a_source(row_of: dict[str, int]) -> None:
    rows = table("air_bases")
    assert len({row["icao"] for row in rows}) == len(rows)
    for row in rows:
        assert row["icao"] in row_of
        assert row["use"] in {"military", "joint", "civil"}
        assert re.search(r"\w{4}", row["source"])
