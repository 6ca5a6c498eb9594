"""Folding names: one spelling for what people write differently, one by one and in columns alike."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skywitness.reference.airport_name_columns import core, folded, romanised
from skywitness.reference.airport_name_fold import fold, nominatives, sounds
from skywitness.reference.airport_name_words import Said, without_kinds
from skywitness.reference.airports import Airports
from skywitness.store.packaged import table


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Maiquetía", "maiquetia"),
        ("SÃO PAULO/Guarulhos", "sao paulo guarulhos"),
        ("O'Hare", "ohare"),
        ("Łask", "lask"),
        ("Çiğli", "cigli"),
        # BGN/PCGN 1947 romanises so; soft signs and the dots of ё are left out.
        ("Чкаловский", "chkalovskiy"),
        ("Шереметьево", "sheremetyevo"),
        ("Ейск", "yeysk"),
        ("Щёлково", "shchelkovo"),
        ("  two   words ", "two words"),
        ("", ""),
    ],
)
def test_folding(written: str, expected: str) -> None:
    assert fold(written) == expected


@pytest.mark.parametrize(
    "spellings",
    [
        ("Khmeimim", "Hmeimim", "Hmeymim", "Хмеймим"),
        ("Чкаловский", "Chkalovsky", "Chkalovskiy", "Chkalovskij", "Chkalovski"),
        ("Дягилево", "Dyagilevo", "Diyagilevo", "Diagilevo"),
        ("Caracas", "Каракас", "Karakas"),
        ("Kubinka", "Кубинка"),
    ],
)
def test_spellings_of_one_name_sound_alike(spellings: tuple[str, ...]) -> None:
    assert len({sounds(fold(spelling)) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("case", "nominative"),
    [
        ("Москвой", "москва"),
        ("Дамаска", "дамаск"),
        ("Кубинке", "кубинка"),
        ("Чкаловского", "чкаловский"),
        ("Чкаловском", "чкаловский"),
        ("Пермью", "пермь"),
        ("Энгельсе", "энгельс"),
    ],
)
def test_russian_names_in_other_cases(case: str, nominative: str) -> None:
    assert nominative in list(nominatives(case))


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert "  " not in once
    assert once == once.strip()


@pytest.mark.parametrize(
    ("name", "bare", "said"),
    [
        ("ramstein air base", "ramstein", Said.FIELD | Said.MILITARY),
        ("aeropuerto internacional de la chinita", "la chinita", Said.FIELD | Said.AIRPORT | Said.INTERNATIONAL),
        ("base aerea el libertador", "el libertador", Said.FIELD | Said.MILITARY),
        ("caracas main airport", "caracas", Said.FIELD | Said.AIRPORT | Said.MAIN),
        ("gatwick", "gatwick", Said.NOTHING),
        ("airport", "", Said.FIELD | Said.AIRPORT),
    ],
)
def test_words_for_the_kind_of_field(name: str, bare: str, said: int) -> None:
    assert without_kinds(name) == (bare, said)


@pytest.mark.parametrize("word", ["аэропорт", "аэропорта", "аэродрома", "авиабазе", "авиабаза", "аэродроме"])
def test_russian_words_for_a_field_are_known_in_their_cases(word: str) -> None:
    bare, said = without_kinds(fold(word))
    assert bare == ""
    assert said & Said.FIELD


def test_columns_fold_as_single_names_do(fields: Airports) -> None:
    own = [name for airport in fields.airports for name in (airport.name, airport.city)]
    names = pl.Series(sorted({*own, *(row["alias"] for row in table("airport_names"))}))
    columns = pl.select(key=folded(pl.lit(romanised(names)))).with_columns(bare=core(pl.col("key")))
    assert columns["key"].to_list() == [fold(name) for name in names]
    assert columns["bare"].to_list() == [without_kinds(fold(name))[0] for name in names]
