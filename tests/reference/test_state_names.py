"""State names: every name of the table is found again, forms follow, doubtful words are said to be doubtful."""

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skywitness.reference.search_inflection import forms
from skywitness.reference.state_names import LANGUAGES, StateNames, tokens_of
from skywitness.store.packaged import aircraft_blocks, table


@cache
def names() -> StateNames:
    return StateNames.from_rows(table("state_names"))


def mentions(text: str) -> list[tuple[str, str, bool]]:
    return [(text[one.start : one.end], " ".join(one.states), one.certain) for one in names().scan(text)]


@pytest.mark.parametrize("row", table("state_names"), ids=lambda row: row["state"])
def test_every_name_is_found(row: dict[str, str]) -> None:
    for language in LANGUAGES:
        for word in filter(None, [row[f"name_{language}"], *row[f"words_{language}"].split(";")]):
            found = names().find(word.removesuffix("?"))
            assert (row["state"] in found) == (row["kind"] != "none"), word


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (
            "RU",
            "Russia Rusia Россия России Россией Россию Russian russians ruso rusa rusos rusas российский",
        ),
        ("RU", "российская российские российскими РФ русских"),
        ("US", "US us USA U.S. American estadounidense estadounidenses США американский американского"),
        ("GB", "UK British Britain británico Великобритания британских"),
        ("VE", "Venezuela venezolano venezolana Венесуэла венесуэльский Венесуэлы"),
        ("SY", "Syria Syrian sirio Сирия Сирии сирийской"),
        ("CN", "China Chinese chino Китай Китая китайской"),
        ("TR", "Turkey Türkiye Turkiye turco Турция турецкого"),
        ("PL", "Polish Польша Польши польским polaca"),
        ("DE", "German alemán alemana alemanes Германии немецкий"),
        ("NL", "Dutch Нидерланды Нидерландов Holanda"),
        ("NE", "Niger Нигер Níger Nigerien"),
        ("NG", "Nigeria Nigerian Нигерии"),
        ("SU", "Soviet советский USSR СССР"),
        ("ES", "España españolas Испании"),
    ],
)
def test_forms_of_a_name(state: str, words: str) -> None:
    for word in words.split():
        assert names().find(word) == (state,), word


@pytest.mark.parametrize(
    ("words", "states"),
    [
        ("Congo", {"CD", "CG"}),
        ("Korea", {"KP", "KR"}),
        ("корейский", {"KP", "KR"}),
        ("Dominican", {"DM", "DO"}),
        ("Dominican Republic", {"DO"}),
        ("South Korea", {"KR"}),
        ("North Korean", {"KP"}),
        ("Democratic Republic of the Congo", {"CD"}),
        ("Georgia", {"GE", "US"}),
        ("грузинский", {"GE"}),
        ("Guinea", {"GN"}),
        ("Guinea-Bissau", {"GW"}),
        ("guinea ecuatorial", {"GQ"}),
        ("Papua New Guinea", {"PG"}),
        ("Южный Судан", {"SS"}),
        ("Северной Кореи", {"KP"}),
        ("Saudi Arabia", {"SA"}),
        ("Ruritania", set()),
        ("", set()),
        ("Indian Ocean", set()),
    ],
)
def test_names_of_several_states_and_of_none(words: str, states: set[str]) -> None:
    assert set(names().find(words)) == states


def test_a_text_is_scanned() -> None:
    assert mentions("A Russian Il-76 crossed the Indian Ocean to US bases, let us say, in South Korea.") == [
        ("Russian", "RU", True),
        ("US", "US", True),
        ("South Korea", "KR", True),
    ]
    assert mentions("Борт МЧС России вылетел из Сирии в Ливию, до того.") == [
        ("России", "RU", True),
        ("Сирии", "SY", True),
        ("Ливию", "LY", True),
    ]
    assert mentions("Aviones rusos en Venezuela y en Guinea Ecuatorial; la reunión de ayer") == [
        ("rusos", "RU", True),
        ("Venezuela", "VE", True),
        ("Guinea Ecuatorial", "GQ", True),
    ]


def test_words_that_mean_other_things_are_not_certain() -> None:
    assert mentions("Michael Jordan, Georgia and Korea") == [
        ("Jordan", "JO", False),
        ("Georgia", "GE US", False),
        ("Korea", "KP KR", False),
    ]
    assert mentions("a chad, a jordan") == []


@given(st.text(max_size=40))
def test_mentions_lie_in_the_text_in_order(text: str) -> None:
    found = names().scan(text)
    assert all(0 <= one.start < one.end <= len(text) and one.states for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(set(one.states) == set(names().find(text[one.start : one.end])) for one in found)


@given(st.sampled_from(table("state_names")), st.sampled_from(LANGUAGES))
def test_a_name_is_found_in_a_sentence(row: dict[str, str], language: str) -> None:
    name = row[f"name_{language}"]
    if name:
        sentence = f"zzz {name} zzz"
        assert [row["state"] in one.states for one in names().scan(sentence)] == [True]


@pytest.mark.parametrize(
    ("word", "language", "wanted"),
    [
        ("ruso", "es", {"ruso", "rusa", "rusos", "rusas"}),
        ("alemán", "es", {"alemán", "alemana", "alemanes", "alemanas"}),
        ("francés", "es", {"francés", "francesa", "franceses", "francesas"}),
        ("iraní", "es", {"iraní", "iraníes", "iranís"}),
        ("Rusia", "es", {"Rusia"}),
        ("Сирия", "ru", {"Сирия", "Сирии", "Сирию", "Сирией"}),
        ("Перу", "ru", {"Перу"}),
        ("США", "ru", {"США"}),
        ("Russian", "en", {"Russian", "Russians"}),
        ("Chinese", "en", {"Chinese"}),
    ],
)
def test_inflection(word: str, language: str, wanted: set[str]) -> None:
    assert set(forms(word, language)) == wanted


def test_inflection_of_russian_adjectives_after_the_grammar() -> None:
    wanted = "российский российского российскому российским российском российская российской российскую российское"
    assert set(forms("российский", "ru")) >= {*wanted.split(), "российские", "российских", "российскими"}


def test_the_table_names_every_state_with_a_block() -> None:
    listed = {row["state"] for row in table("state_names")}
    assert set(aircraft_blocks().state) <= listed
    assert all(
        row["name_en"] and row["name_es"] and row["name_ru"] for row in table("state_names") if row["state"] != "-"
    )
    assert tokens_of("Côte d\u2019Ivoire") == ("cote", "d", "ivoire")
