"""Statements side by side, what is shown of them, and labels by day: one by one and in columns."""

from collections.abc import Mapping
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skywitness.reference.aircraft_records import records
from skywitness.reference.display import shown
from skywitness.reference.label_segments import FIRST_DAY, LABELS, LAST_DAY, label_segments
from skywitness.reference.labels import Labels, bound
from skywitness.reference.register import Register, SourceNote, SourceTable

KINDS = {
    "mine": "own",
    "faa": "registry",
    "recordings": "recorded",
    "one": "table",
    "two": "table",
    "six": "table",
}


def source(name: str, *rows: Mapping[str, object], as_of: date | None = None) -> SourceTable:
    return SourceTable(SourceNote(name, KINDS[name], as_of, "CC0"), records(pl.DataFrame(list(rows))))


def test_every_statement_stands_beside_its_source() -> None:
    register = Register.of(
        [
            source("one", {"icao24": "AB12CD", "registration": "ra-1 ", "operator": "", "source_row": 7}),
            source("two", {"icao24": "ab12cd", "registration": "RA1", "typecode": "il62"}, as_of=date(2020, 1, 2)),
        ]
    )
    said = register.statements("ab12cd")
    assert [(one.attribute, one.value, one.source, one.source_date, one.method) for one in said] == [
        ("registration", "RA-1", "one", None, "listed"),
        ("registration", "RA1", "two", date(2020, 1, 2), "listed"),
        ("typecode", "IL62", "two", date(2020, 1, 2), "listed"),
    ]
    assert (said[0].source_row, said[0].licence) == (7, "CC0")
    assert register.statements("000000") == []
    assert register.addresses_of("RA 1") == ["ab12cd"]
    assert register.addresses_of("-") == []
    assert register.addresses().to_list() == ["ab12cd"]


def test_a_row_about_a_registration_counts_for_the_address_that_bears_it() -> None:
    register = Register.of(
        [
            source("mine", {"registration": "N1", "operator": "Me"}, {"registration": "N2", "operator": "You"}),
            source("one", {"icao24": "a00001", "registration": "N-1"}),
        ]
    )
    methods = {(one.attribute, one.value): one.method for one in register.statements("a00001")}
    assert methods[("operator", "Me")] == "listed by registration"
    assert ("operator", "You") not in methods
    assert Labels(label_segments(register)).of("a00001") is not None
    assert Labels(label_segments(register)).at(pl.Series(["a00001"]))["operator"].to_list() == ["Me"]


def test_differing_values_are_a_conflict_and_spellings_are_not() -> None:
    register = Register.of(
        [
            source("one", {"icao24": "ab12cd", "registration": "RA-1", "typecode": "IL62", "operator": "A"}),
            source("two", {"icao24": "ab12cd", "registration": "RA1", "typecode": "A124", "operator": "B"}),
            source("six", {"icao24": "ab12cd", "typecode": "A124"}),
        ]
    )
    seen = shown(register.statements("ab12cd"), KINDS)
    assert seen["registration"].value == "RA-1"
    assert seen["registration"].differing == ()
    assert seen["registration"].agreeing == ("one", "two")
    assert (seen["typecode"].value, seen["typecode"].differing) == ("A124", (("IL62", "one"),))
    assert seen["operator"].differing == ()
    labels = Labels(label_segments(register)).of("ab12cd")
    assert labels is not None
    assert labels["conflicts"] == ["typecode"]
    assert labels["typecode_source"] in {"two", "six"}


def test_ones_own_file_goes_before_a_registry_and_that_before_a_majority() -> None:
    tables = [
        source("one", {"icao24": "a00001", "typecode": "C172"}),
        source("two", {"icao24": "a00001", "typecode": "C172"}),
        source("faa", {"icao24": "a00001", "typecode": "C182"}),
    ]
    assert shown(Register.of(tables).statements("a00001"), KINDS)["typecode"].value == "C182"
    tables.append(source("mine", {"icao24": "a00001", "typecode": "C206"}))
    assert shown(Register.of(tables).statements("a00001"), KINDS)["typecode"].value == "C206"


def test_an_address_that_moves_is_another_aircraft_on_another_day() -> None:
    moved = date(2019, 5, 1)
    register = Register.of(
        [
            source(
                "faa",
                {"icao24": "a00001", "registration": "N1", "valid_to": moved, "valid_from": None},
                {"icao24": "a00001", "registration": "N2", "valid_to": None, "valid_from": moved},
            )
        ]
    )
    labels = Labels(label_segments(register))
    days = pl.Series([moved - timedelta(1), moved, None], dtype=pl.Date)
    found = labels.at(pl.Series(["a00001"] * 3), days)
    assert found["registration"].to_list() == ["N1", "N2", "N2"]
    assert found["conflicts"].to_list() == [[], [], []]
    history = labels.history("a00001")
    assert [(bound(since), bound(until)) for since, until in history.select("since", "until").iter_rows()] == [
        (None, moved),
        (moved, None),
    ]
    before = labels.of("a00001", moved - timedelta(1))
    assert before is not None
    assert before["registration"] == "N1"


def test_what_a_source_no_longer_says_is_kept_and_not_shown() -> None:
    changed = date(2026, 3, 1)
    rows = (
        {"icao24": "a00001", "operator": "Air Force", "stated_since": date(2026, 1, 1), "stated_until": changed},
        {"icao24": "a00001", "operator": "Private", "stated_since": changed, "stated_until": None},
    )
    register = Register.of([source("one", *rows)])
    assert [one.value for one in register.statements("a00001")] == ["Air Force", "Private"]
    assert shown(register.statements("a00001"), KINDS)["operator"].value == "Private"
    assert Labels(label_segments(register)).at(pl.Series(["a00001"]))["operator"].to_list() == ["Private"]


@pytest.mark.parametrize("rows", [0, 3])
def test_what_is_not_listed_is_null(rows: int) -> None:
    table = source("one", *({"icao24": f"a0000{n}", "registration": f"N{n}"} for n in range(rows or 1)))
    register = Register.of([SourceTable(table.note, table.rows.head(rows))])
    asked = pl.Series(["~a00001", "zzzzzz", "a000011", "", None, "ffffff"])
    found = Labels(label_segments(register)).at(asked)
    assert found["icao24"].to_list() == asked.to_list()
    assert found["registration"].null_count() == len(asked)


DAYS = st.one_of(st.none(), st.dates(date(2018, 1, 1), date(2018, 1, 9)))
ROWS = st.builds(
    lambda name, icao24, registration, typecode, operator, bounds, stated: (
        name,
        {
            "icao24": icao24,
            "registration": registration,
            "typecode": typecode,
            "operator": operator,
            "valid_from": bounds[0],
            "valid_to": bounds[1],
            "stated_on": stated,
        },
    ),
    st.sampled_from(sorted(KINDS)),
    st.sampled_from(["a00001", "a00002", "~a00001"]),
    st.sampled_from([None, "N1", "N-1", "N2"]),
    st.sampled_from([None, "C172", "IL62"]),
    st.sampled_from([None, "A", "B"]),
    st.tuples(DAYS, DAYS).filter(lambda days: days[0] is None or days[1] is None or days[0] < days[1]),
    DAYS,
)


@settings(deadline=None)
@given(st.lists(ROWS, max_size=12), st.dates(date(2017, 12, 30), date(2018, 1, 12)))
def test_columns_show_what_one_by_one_is_shown(rows: list[tuple[str, dict[str, object]]], day: date) -> None:
    kinds = {"valid_from": pl.Date, "valid_to": pl.Date, "stated_on": pl.Date}
    tables = [
        SourceTable(
            SourceNote(name, kind, date(2018, 1, 5)),
            records(pl.DataFrame([row for of, row in rows if of == name], schema_overrides=kinds)),
        )
        for name, kind in KINDS.items()
        if any(of == name for of, _ in rows)
    ]
    register = Register.of(tables)
    segments = label_segments(register)
    labels = Labels(segments)
    for icao24 in ("a00001", "a00002", "~a00001"):
        one_by_one = shown(register.statements(icao24), KINDS, day)
        row = labels.of(icao24, day) or {}
        for attribute in LABELS:
            one = one_by_one.get(attribute)
            assert row.get(attribute) == (one.value if one else None)
            assert row.get(f"{attribute}_source") == (one.source if one else None)
            assert (attribute in row.get("conflicts", [])) == bool(one and one.differing)
        history = labels.history(icao24)
        if history.height:
            assert (history["since"][0], history["until"][-1]) == (FIRST_DAY, LAST_DAY)
            assert history["until"].head(history.height - 1).to_list() == history["since"].slice(1).to_list()


ASKED = st.sampled_from(["a00001", "a00002", "~a00001", "a0000", "~flight_id:a00001", "", None])


@settings(deadline=None)
@given(st.lists(ASKED, max_size=8), st.integers(0, 1))
def test_many_addresses_are_found_as_few_are(asked: list[str | None], several: int) -> None:
    rows = [{"icao24": "a00001", "registration": "N1"}, {"icao24": "~a00001", "registration": "X"}]
    if several:
        rows.append({"icao24": "a00002", "registration": "N2", "valid_from": date(2018, 1, 1)})  # type: ignore[dict-item]
    labels = Labels(label_segments(Register.of([source("one", *rows)])))
    few = labels.at(pl.Series(asked, dtype=pl.String))
    many = labels.at(pl.Series([*asked, *["a00001"] * 20_000], dtype=pl.String)).head(len(asked))
    assert few.equals(many)
