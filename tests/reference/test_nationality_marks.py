"""Nationality marks: every form finds its state, serials find none, columns agree with single ones."""

import re
from datetime import date, timedelta
from itertools import combinations
from random import Random

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from made_registrations import formed, marks
from skywitness.reference.flag_state_verdict import BLOCK_USED, SUCCESSORS
from skywitness.reference.nationality_mark_columns import SCHEMA, states_of
from skywitness.reference.nationality_marks import Mark
from skywitness.store.packaged import aircraft_blocks, table


def day_of(mark: Mark) -> date:
    """A day on which it was in use."""
    return mark.valid_from or (mark.valid_to - timedelta(days=1) if mark.valid_to else date(2026, 1, 1))


@given(formed())
def test_every_form_finds_its_state(case: tuple[Mark, str]) -> None:
    mark, registration = case
    found = marks().state_of(registration, day_of(mark))
    assert found is not None
    assert (found.mark, found.states, found.exact) == (mark.mark, mark.states, True)
    assert found.civil_pattern == (mark.register == "civil")


@given(formed(), st.randoms(use_true_random=False))
def test_case_and_spaces_and_dashes_do_not_matter(case: tuple[Mark, str], random: Random) -> None:
    _, registration = case
    spaced = "".join(random.choice(["", " "]) + letter for letter in registration).lower()
    assert marks().state_of(spaced.replace("-", "\u2013")) == marks().state_of(registration)


@given(formed())
def test_a_former_mark_is_none_today(case: tuple[Mark, str]) -> None:
    mark, registration = case
    today = marks().state_of(registration, date(2026, 11, 23))
    if mark.valid_to is not None:
        assert today is None or today.states != mark.states
        ever = marks().state_of(registration)
        assert ever is not None
        assert ("former mark" in ever.reason) == (ever.states == mark.states)


@given(st.one_of(st.text(max_size=9), formed().map(lambda case: case[1].replace("-", "")), formed().map(str)))
def test_what_is_found_begins_with_its_mark(text: str) -> None:
    found = marks().state_of(text)
    if found is not None:
        bare = re.sub(r"[^A-Z0-9]", "", text.upper())
        assert bare.startswith(found.mark.replace("-", ""))
        assert len(bare) > len(found.mark.replace("-", ""))


@pytest.mark.parametrize(
    ("registration", "states", "civil"),
    [
        ("RA-82035", ["RU"], True),  # An-124 of the 224th Flight Unit
        ("RA-8203G", ["RU"], True),
        ("RF-86496", ["RU"], False),
        ("cccp-86555", ["SU"], True),
        ("N628TS", ["US"], True),
        ("VP-BXX", ["BM"], True),
        ("VQBXX", ["BM"], True),
        ("VP-CZZ", ["KY"], True),
        ("B-HNR", ["HK"], True),
        ("B-LRA", ["HK"], True),
        ("B-MBA", ["MO"], True),
        ("B-2447", ["CN"], True),
        ("B-32FN", ["CN"], True),
        ("B-18901", ["TW"], True),
        ("F-GSPZ", ["FR"], True),
        ("F-RARF", ["FR"], False),  # Cotam 001
        ("F-OREU", ["FR"], True),
        ("YV2349", ["VE"], True),
        ("YV-2349", ["VE"], True),
        ("HZ-AK11", ["SA"], True),
        ("XC-LOK", ["MX"], True),
        ("LX-N90442", ["LU"], False),
        ("7T-WIU", ["DZ"], False),
        ("7T-VKA", ["DZ"], True),
        ("4K-AZ01", ["AZ"], True),
        ("EP-GOM", ["IR"], True),
        ("YK-ATA", ["SY"], True),
        ("UP-I7601", ["KZ"], True),
        ("EW-001PA", ["BY"], True),
        ("OB-1870-P", ["PE"], True),
        ("PJ-AAA", ["CW", "SX"], True),
        ("T7-VIP1", ["SM"], True),
        ("OK-ABC", ["CZ"], True),
        ("YU-APA", ["RS"], True),
        ("SU-YAH", ["PS"], True),
        ("JA8089", ["JP"], True),
        ("M-YSKY", ["IM"], True),
        ("2-RICH", ["GG"], True),
    ],
)
def test_registrations_that_are_known(registration: str, states: list[str], *, civil: bool) -> None:
    found = marks().state_of(registration)
    assert found is not None
    assert (list(found.states), found.civil_pattern) == (states, civil)


SERIALS = {
    "United States": ("03-3119", "168246"),
    "Germany": ("54+15",),
    "Italy": ("MM62175",),
    "Netherlands": ("G-273", "N-110", "D-101"),
    "Belgium": ("ST-03",),
    "Spain": ("T.21-01",),
    "Denmark": ("B-538", "C-080"),
    "Argentina": ("TC-69",),
    "United Kingdom": ("ZZ176", "XR232"),
    "Sweden": ("84002",),
    "Thailand": ("F22-01/65",),
    "Australia": ("A41-206",),
    "Canada": ("130604",),
    "Colombia": ("FAC1282", "EJC-1108"),
    "Chile": ("C-22",),
    "Brazil": ("FAB6702",),
    "Indonesia": ("P-8304",),
    "India": ("IN236", "P101"),
}


@pytest.mark.parametrize("serial", [serial for serials in SERIALS.values() for serial in serials])
def test_serials_of_armed_forces_name_no_state(serial: str) -> None:
    assert marks().state_of(serial) is None


@pytest.mark.parametrize("empty", [None, "", "  ", "-", "--", "N", "RA-", "TWR", "N/A", "unknown!"])
def test_nothing_names_no_state(empty: str | None) -> None:
    assert marks().state_of(empty) is None


def test_a_hyphen_in_another_place_refutes() -> None:
    assert marks().state_of("R-A82035") is None
    assert marks().state_of("VPB-XX") is None
    found = marks().state_of("CN-RGA"), marks().state_of("C-NRGA")
    assert [one and one.states for one in found] == [("MA",), None]


def test_without_its_hyphen_it_is_said_not_to_be_exact() -> None:
    found = marks().state_of("GABCD")
    assert found is not None
    assert (found.states, found.exact) == (("GB",), False)
    assert "without its hyphen" in found.reason


def test_days_decide_between_states_with_one_mark() -> None:
    days = {date(1985, 1, 1): "CS", date(1995, 1, 1): "CZ"}
    for day, state in days.items():
        found = marks().state_of("OK-ABC", day)
        assert found is not None
        assert found.states == (state,)
    assert marks().state_of("CCCP-86555", date(2005, 1, 1)) is None
    assert marks().state_of("B-HAA", date(1990, 1, 1)) is None


SHARING = [(one, other) for one, other in combinations(marks().marks, 2) if one.bare == other.bare]


@given(st.data(), st.sampled_from(SHARING))
def test_rows_of_one_mark_do_not_overlap(data: st.DataObject, pair: tuple[Mark, Mark]) -> None:
    one, other = pair
    rest = data.draw(st.from_regex(one.pattern, fullmatch=True))
    if re.fullmatch(other.pattern, rest):
        day = max(one.valid_from or date.min, other.valid_from or date.min)
        assert not (one.holds_on(day) and other.holds_on(day))


def test_the_table_is_sound() -> None:
    without_block = {"AD", "DM", "KN", "SS", "TL", "TV", "UN", "XK"}
    known = set(aircraft_blocks().state) | set(BLOCK_USED) | set(SUCCESSORS) | without_block
    for row in table("nationality_marks"):
        assert set(row["state"].split()) <= known, row
        assert row["hyphen"] in {"yes", "always", "inside", "either", "no"}
        assert row["register"] in {"civil", "state", "unknown"}
        assert row["source"]
    missing = set(aircraft_blocks().state) - {state for mark in marks().marks for state in mark.states}
    assert missing == set()


@given(st.lists(st.one_of(st.none(), st.text(max_size=9), formed().map(lambda case: case[1]))))
@example(["-", "Q-ABC"])
def test_columns_agree_with_single_ones(texts: list[str | None]) -> None:
    column = states_of(marks(), pl.Series("registration", texts, dtype=pl.String))
    assert dict(column.schema) == SCHEMA
    for text, row in zip(texts, column.iter_rows(named=True), strict=True):
        found = marks().state_of(text)
        if found is None:
            assert set(row.values()) == {None}
        else:
            assert row["states"] == " ".join(found.states)
            assert row["state"] == (found.states[0] if len(found.states) == 1 else None)
            assert (row["mark"], row["civil_pattern"], row["exact"]) == (
                found.mark,
                found.civil_pattern,
                found.exact,
            )


def test_columns_know_days() -> None:
    asked = pl.Series(["CCCP-86555", "OK-ABC", None])
    assert states_of(marks(), asked, date(1985, 1, 1))["state"].to_list() == ["SU", "CS", None]
    assert states_of(marks(), asked, date(2020, 1, 1))["state"].to_list() == [None, "CZ", None]
