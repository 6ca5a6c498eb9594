"""Mentions of fields in running prose: what is found, and what must not be."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skywitness.reference.airport_names import AirportNames
from skywitness.store.packaged import airport_names


@pytest.fixture(scope="module")
def names() -> AirportNames:
    return airport_names()


def mentioned(names: AirportNames, text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.matches[0].airport) for one in names.scan(text)]


def test_english(names: AirportNames) -> None:
    text = (
        "The Il-62M left Khmeimim air base on Friday, stopped at Bagram Airfield and landed at Maiquetía. It had "
        "come from Chkalovsky, a Moscow military airport. The crew drove to London Heathrow, then JFK airport."
    )
    assert mentioned(names, text) == [
        ("Khmeimim air base", "OSLK"),
        ("Bagram Airfield", "OAIX"),
        ("Maiquetía", "SVMI"),
        ("Chkalovsky", "UUMU"),
        ("Moscow military airport", "UUMU"),
        ("London Heathrow", "EGLL"),
        ("JFK airport", "KJFK"),
    ]


def test_spanish(names: AirportNames) -> None:
    text = (
        "El avión despegó del aeropuerto militar de Chkalovsky y aterrizó en el Aeropuerto Internacional de "
        "Maiquetía. La base aérea El Libertador recibió otro vuelo procedente de La Habana."
    )
    assert mentioned(names, text) == [
        ("aeropuerto militar de Chkalovsky", "UUMU"),
        ("Aeropuerto Internacional de Maiquetía", "SVMI"),
        ("base aérea El Libertador", "SVBL"),
    ]


def test_russian(names: AirportNames) -> None:
    text = (
        "Самолёт вылетел с аэродрома Чкаловский и приземлился на авиабазе Хмеймим, затем в аэропорту Внуково. "
        "Рейс из Шереметьево задержан."
    )
    assert mentioned(names, text) == [
        ("аэродрома Чкаловский", "UUMU"),
        ("авиабазе Хмеймим", "OSLK"),
        ("аэропорту Внуково", "UUWW"),
        ("Шереметьево", "UUEE"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Simón Bolívar was born in Caracas; Bush, Lincoln and Kennedy were presidents.",
        "El Libertador murió en Santa Marta. Barcelona ganó el partido en Madrid.",
        "The customer base grew, the playing field is level, and the terminal velocity is known.",
        "NATO, OPEC, UNSC and the EU met in Paris; NASA and the FBI did not.",
        "Airport security is tight. The airport was closed. At the base of the mountain stands a house.",
        "Rota is a town in Spain and Dover has cliffs. Tartus is a port.",
        "Военная база данных. Москва и Париж. Аэропорт закрыт.",
        "",
    ],
)
def test_what_is_no_mention(names: AirportNames, text: str) -> None:
    assert mentioned(names, text) == []


def test_codes_count_in_the_company_of_words_about_flying(names: AirportNames) -> None:
    assert mentioned(names, "The flight from UUEE to SVMI took 14 hours.") == [("UUEE", "UUEE"), ("SVMI", "SVMI")]
    assert mentioned(names, "The word UUEE stands here for no reason.") == []
    assert mentioned(names, "THE FLIGHT WAS LATE BECAUSE OF STORMS OVER THE EAST COAST AND LAKE AREAS") == []


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(["airport", "Paris", "base", "de", "SVMI", "аэропорт", "Внуково", ".", ",", "O'Hare"])
    )
    .map(" ".join)
    .filter(bool)
    | st.text(max_size=60)
)
def test_mentions_are_pieces_of_the_text_in_order(text: str) -> None:
    end = 0
    for mention in airport_names().scan(text):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.matches
        end = mention.end
