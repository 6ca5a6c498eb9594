"""Search: what questions in three languages ask for, and which rows of which source answer them."""

import re
from collections.abc import Collection
from functools import cache
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_registrations import marks
from skywitness.reference.aircraft_records import SCHEMA
from skywitness.reference.register import SourceNote, SourceTable
from skywitness.reference.search_matches import Matches, Searcher
from skywitness.reference.search_vocabulary import FORCES, GRADES, KINDS, USES
from skywitness.reference.search_words import Query, QueryReader
from skywitness.reference.state_names import StateNames
from skywitness.store.packaged import aircraft_blocks, table

CODES = {
    "il62": ["IL62"],
    "il76": ["IL76"],
    "ил76": ["IL76"],
    "an124": ["A124"],
    "c17": ["C17"],
    "ec135": ["EC35"],
}


def types(text: str) -> Collection[str]:
    return CODES.get(re.sub(r"[\W_]", "", text), [])


@cache
def reader() -> QueryReader:
    return QueryReader(types, StateNames.from_rows(table("state_names")), marks())


def read(question: str) -> Query:
    return reader().read(question)


def test_the_questions_of_the_plan() -> None:
    il62 = read("il62 russia military")
    assert (il62.typecodes, il62.states, il62.grades) == (("IL62",), ("RU",), ("military",))
    volga = read("An-124 volga")
    assert (volga.typecodes, volga.texts) == (("A124",), ("volga",))
    assert read("RA-820").registrations == ("RA820",)
    usaf = read("usaf c17")
    assert (usaf.texts, usaf.typecodes) == (("usaf",), ("C17",))
    assert (read("154073").addresses, read("154073").registrations) == (("154073",), ("154073",))
    jets = read("gulfstream venezuela government")
    assert (jets.texts, jets.states, jets.grades) == (("gulfstream",), ("VE",), ("state",))
    police = read("helicopter police germany")
    assert (police.kinds, police.uses, police.states) == (("Helicopter",), ("police",), ("DE",))
    mchs = read("МЧС Ил-76")
    assert (mchs.uses, mchs.typecodes) == (("emergencies ministry",), ("IL76",))


@pytest.mark.parametrize(
    ("question", "states", "grades", "uses"),
    [
        ("российские военные", ("RU",), ("military",), ()),
        ("aviones militares rusos en Venezuela", ("RU", "VE"), ("military",), ()),
        ("гражданские самолёты Сирии", ("SY",), ("civil",), ()),
        ("guardia costera de España", ("ES",), (), ("coast guard",)),
        ("US coast guard", ("US",), (), ("coast guard",)),
        ("papua new guinea police", ("PG",), (), ("police",)),
        ("the navy of north korea", ("KP",), ("military",), ()),
        ("полиция, Германия", ("DE",), (), ("police",)),
        ("", (), (), ()),
        ("the", (), (), ()),
    ],
)
def test_words_of_three_languages(
    question: str, states: tuple[str, ...], grades: tuple[str, ...], uses: tuple[str, ...]
) -> None:
    query = read(question)
    assert (query.states, query.grades, query.uses) == (states, grades, uses)


def test_a_type_that_looks_like_a_registration_is_both() -> None:
    (word,) = read("C-17").words
    assert [(meaning.sort, meaning.values) for meaning in word.meanings] == [
        ("type", ("C17",)),
        ("registration", ("C17",)),
    ]
    (word,) = read("volga-dnepr").words
    assert [meaning.sort for meaning in word.meanings] == ["text"]


def test_patterns_of_the_vocabulary_are_regular_expressions_of_both_engines() -> None:
    probe = pl.Series(["police"])
    for pattern in (*GRADES.values(), *USES.values(), *KINDS.values(), *FORCES.values()):
        assert probe.str.contains(rf"(?i)\b(?:{pattern})\b").to_list() == [
            bool(re.search(rf"\b(?:{pattern})\b", "police"))
        ]


@given(st.text(max_size=60))
def test_any_question_can_be_read_and_asked(question: str) -> None:
    query = read(question)
    assert searcher().matches(sources(), query).total >= 0
    assert all(word.meanings for word in query.words)
    assert len(query.words) <= len(question.split())


@cache
def searcher() -> Searcher:
    return Searcher(aircraft_blocks(), marks(), {"Helicopter": ["EC35", "MI8"]})


def source(name: str, *rows: dict[str, Any]) -> SourceTable:
    return SourceTable(
        SourceNote(name, "table"), pl.DataFrame(rows, schema=SCHEMA).sort("icao24", nulls_last=True)
    )


@cache
def sources() -> tuple[SourceTable, ...]:
    """Two sources that know different things of the same aircraft."""
    return (
        source(
            "alpha",
            {"icao24": "1551e0", "registration": "RA-86496", "typecode": "IL62", "military": "military"},
            {"icao24": "154073", "registration": "RA-82035", "typecode": "A124"},
            {"icao24": "15407b", "registration": "RA-82043", "typecode": "A124"},
            {"icao24": "3dd576", "registration": "D-HBBY", "typecode": "EC35"},
            {"icao24": "ae1234", "registration": "03-3119", "typecode": "C17", "military": "military"},
            {"icao24": "a00001", "registration": "N1", "typecode": "C172", "model": "CESSNA 172 American"},
            {"icao24": "152a4b", "registration": "RF-76841", "typecode": "IL76"},
        ),
        source(
            "beta",
            {"icao24": "1551e0", "operator": "Russian Air Force", "tags": "VIP"},
            {"icao24": "15407b", "operator": "Volga-Dnepr Airlines"},
            {"icao24": "3dd576", "operator": "Polizei Bayern", "flag_state": "DE"},
            {"icao24": "ae1234", "operator": "United States Air Force"},
            {"icao24": "152a4b", "operator": "EMERCOM of Russia"},
            {"registration": "YV1234", "operator": "Gobierno de Venezuela", "model": "Gulfstream G200"},
        ),
    )


def ask(question: str) -> Matches:
    return searcher().matches(sources(), read(question))


@pytest.mark.parametrize(
    ("question", "aircraft"),
    [
        ("il62 russia military", ["1551e0"]),
        ("An-124 volga", ["15407b"]),
        ("an124", ["154073", "15407b"]),
        ("RA-820", ["154073", "15407b"]),
        ("ra820", ["154073", "15407b"]),
        ("usaf c17", ["ae1234"]),
        ("us air force", ["ae1234"]),
        ("154073", ["154073"]),
        ("03-31", ["ae1234"]),
        ("gulfstream venezuela government", ["YV1234"]),
        ("helicopter police germany", ["3dd576"]),
        ("МЧС Ил-76", ["152a4b"]),
        ("emercom", ["152a4b"]),
        ("вертолет полиции Германии", ["3dd576"]),
        ("militar ruso", ["1551e0"]),
        ("american cessna", ["a00001"]),
        ("german il62", []),
        ("xyzzy", []),
        ("", []),
    ],
)
def test_questions_find_their_aircraft(question: str, aircraft: list[str]) -> None:
    found = ask(question)
    assert sorted(found.aircraft["aircraft"]) == aircraft
    assert found.total == len(aircraft)
    assert set(found.hits["aircraft"]) == set(aircraft)


def test_each_hit_names_its_source_and_attribute() -> None:
    hits = ask("il62 russia military").hits.select("word", "source", "attribute", "value").rows()
    assert set(hits) == {
        ("il62", "alpha", "typecode", "IL62"),
        ("russia", "alpha", "mark", "RA-86496"),
        ("russia", "alpha", "address block", "1551e0"),
        ("russia", "beta", "address block", "1551e0"),
        ("russia", "beta", "operator", "Russian Air Force"),
        ("military", "alpha", "military", "military"),
        ("military", "beta", "operator", "Russian Air Force"),
    }


def test_what_a_source_says_outranks_what_only_looks_so() -> None:
    found = ask("russia")
    assert found.aircraft["score"].is_sorted(descending=True)
    assert found.aircraft.row(0, named=True) == {"aircraft": "152a4b", "score": 0.9, "sources": 2}
    assert found.aircraft.row(-1, named=True) == {"aircraft": "154073", "score": 0.9, "sources": 1}
    assert ask("germany").aircraft["score"].to_list() == [1.0]


def test_the_first_are_given_and_all_are_counted() -> None:
    found = searcher().matches(sources(), read("russia"), most=2)
    assert (found.total, found.aircraft.height, found.hits["aircraft"].n_unique()) == (4, 2, 2)


def test_a_state_in_the_name_of_a_model_means_nothing() -> None:
    hits = ask("american cessna").hits
    assert set(hits.filter(pl.col("word") == "american")["attribute"]) == {"mark", "address block"}


def test_no_sources_find_nothing() -> None:
    assert searcher().matches((), read("il62 russia")).total == 0
    empty = SourceTable(SourceNote("empty", "table"), pl.DataFrame(schema={"icao24": pl.String}))
    assert searcher().matches((empty,), read("il62 russia")).total == 0


def test_half_a_million_rows_are_looked_through() -> None:
    numbers = pl.int_range(0x100000, 0x100000 + 650_000, eager=True)
    rows = pl.DataFrame(
        {
            "icao24": [f"{number:06x}" for number in numbers],
            "registration": [f"RA-{number % 100_000:05}" for number in numbers],
            "typecode": [("IL62", "C172", "B738", "A320")[number % 4] for number in numbers],
            "operator": [("Russian Air Force", None, "Aeroflot", "Volga")[number % 4] for number in numbers],
            "military": [("military", None)[number % 2] for number in numbers],
        }
    )
    tables = (SourceTable(SourceNote("many", "table"), rows),)
    found = searcher().matches(tables, read("il62 russia military"))
    assert found.total == 162_500
