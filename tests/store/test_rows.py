"""Rows: records as frames in the types of a table's files."""

from datetime import UTC, datetime

from made_flights import made_flight
from skywitness.model import Remark
from skywitness.store.rows import frame_of
from skywitness.store.schema import FLIGHTS, REMARKS

T0 = datetime(2019, 3, 23, tzinfo=UTC)


def test_lists_of_all_lengths_keep_their_rows() -> None:
    lists = [["a", "b"], [], ["c"], [], ["d", "d", "e"]]
    records = [Remark("4ca2d1", T0, T0, "one_place", "", words, "rules", False) for words in lists]
    frame = frame_of(REMARKS, records)
    assert frame["source_sha256s"].to_list() == lists
    assert frame.schema["source_sha256s"] == REMARKS.stored_schema["source_sha256s"]


def test_no_record_gives_no_row_in_the_right_types() -> None:
    frame = frame_of(FLIGHTS, [])
    assert frame.height == 0
    assert dict(frame.schema) == FLIGHTS.stored_schema


def test_lists_of_numbers_and_nothing_else_in_them() -> None:
    flights = [
        made_flight("EGLL", None, (0, 1), adep_posteriors=[0.9, 0.05], ades_posteriors=[]),
        made_flight(None, "LFPG", (2, 3), adep_posteriors=[], ades_posteriors=[1.0]),
    ]
    frame = frame_of(FLIGHTS, flights)
    assert frame["adep_posteriors"].to_list() == [[0.9, 0.05], []]
    assert frame["ades_posteriors"].to_list() == [[], [1.0]]


def test_a_list_that_is_not_known_is_null() -> None:
    (flight,) = [made_flight("EGLL", None, (0, 1))]
    frame = frame_of(FLIGHTS, [flight._replace(callsigns=None), flight])  # type: ignore[arg-type]  # as a test's row
    assert frame["callsigns"].to_list()[0] is None
    assert frame["callsigns"].to_list()[1] == flight.callsigns
