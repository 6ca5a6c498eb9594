"""Mentions of types in running prose: what is found, and what must not be."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skywitness.reference.type_names import TypeNames
from skywitness.store.packaged import type_names


@pytest.fixture(scope="module")
def names() -> TypeNames:
    return type_names()


def mentioned(names: TypeNames, text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.matches[0].typecode) for one in names.scan(text)]


def test_english(names: TypeNames) -> None:
    text = (
        "Two aircraft, an An-124 and an Il-62M, landed near Caracas on Saturday. A US Air Force C-17A Globemaster "
        "III had left Ramstein an hour before, behind three KC-135Rs. A Boeing 737-800 of the airline waited, and "
        'a Black Hawk helicopter circled. The newspaper printed it as "II-62". A B-2 bomber was not seen.'
    )
    assert mentioned(names, text) == [
        ("An-124", "A124"),
        ("Il-62M", "IL62"),
        ("C-17A Globemaster III", "C17"),
        ("KC-135R", "K35R"),
        ("Boeing 737-800", "B738"),
        ("Black Hawk", "H60"),
        ("II-62", "IL62"),
        ("B-2", "B2"),
    ]


def test_spanish(names: TypeNames) -> None:
    text = (
        "El avión Ilyushin Il-76 aterrizó en Maiquetía; un C-130J de la Fuerza Aérea y dos helicópteros Mi-17 lo "
        "esperaban. Los cazas Su-30MK2 despegaron después, y el Gulfstream V del ministro a las 5."
    )
    assert mentioned(names, text) == [
        ("Ilyushin Il-76", "IL76"),
        ("C-130J", "C30J"),
        ("Mi-17", "MI8"),
        ("Su-30MK2", "SU27"),
        ("Gulfstream V", "GLF5"),
    ]


def test_russian(names: TypeNames) -> None:
    text = (
        "Транспортный самолёт Ан-124 «Руслан» вылетел с аэродрома Чкаловский, за ним Ил-62М и два Ту-154М. "
        "Экипаж Боинга 737-800 ждал; вертолёты Ми-8АМТШ вернулись."
    )
    assert mentioned(names, text) == [
        ("Ан-124", "A124"),
        ("Руслан", "A124"),
        ("Ил-62М", "IL62"),
        ("Ту-154М", "T154"),
        ("Боинга 737-800", "B738"),
        ("Ми-8АМТШ", "MI8"),
    ]


def test_slashes_part_types_and_belong_to_names(names: TypeNames) -> None:
    text = "An-124/Tu-160, Il-62M/Ilyushin Il-76 and an RC-135V/W flight; F/A-18E/F jets, a B2 bomber."
    assert mentioned(names, text) == [
        ("An-124", "A124"),
        ("Tu-160", "T160"),
        ("Il-62M", "IL62"),
        ("Ilyushin Il-76", "IL76"),
        ("RC-135V/W", "R135"),
        ("F/A-18E/F", "F18S"),
        ("B2", "B2"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        # English prose of the kind that reports on flights are full of, without a type in it.
        "The meeting of the G-20 was in room B-12 of the C-Tower; 747 delegates came, and 737 stayed for the A-1.",
        "He took the M-25 to the A-10 junction, left at exit 5, and paid 350 dollars for a king's dinner.",
        "Mirage and Falcon were the names of two bars; the eagle, the bear and the condor are animals.",
        "On 5 May 2024 the company, Diamond Mining, sold 172 shares to Mr Hercules Galaxy and Ms Victoria Cougar.",
        "The Apache people, a chinook wind, the Poseidon of Homer, a hurricane in Texas, a tornado and a typhoon.",
        "MI5 and MI6 would not say who it was; U2 played, and UB40 sang at the K2 club on the E-40.",
        "Article 8 of the UN Charter, COVID-19, PM-10 and CO-2 rose; the P-value was 0.05 and the D-16 fell.",
        "Registration RA-82035, callsign RFF7001, squawk 2000, flight level 350, at 10:30 UTC: nothing was known.",
        "He may fly to Bell, California, to the Piper's daughter, with Robinson and Douglas, in a brown wagon.",
        "Her MD-PhD and the AT-1 form were late; the YP-12 exam is for pupils, S-300 batteries are for others.",
        "The aircraft A6-EUY, as C4ADS wrote of the flight, hid its E2E key; the M2 and jet lag did the rest.",
        # Spanish.
        "El martes 13 salieron de la sala A-3 hacia la carretera A-7; la ley 737 se votó en la C-12 con 62 votos.",
        "El cóndor, el águila y el halcón vuelan sobre los Andes; la caravana llegó a la estación de Atocha.",
        # Russian.
        "Руслан и Людмила читали поэму 76 раз; на трассе М-4 у дома 62 стоял медведь, а в зале А-50 было пусто.",
        "Министр Антонов и академик Туполев говорили с Сухим о погоде; в 1976 году школа № 124 была закрыта.",
    ],
)
def test_ordinary_prose_gives_nothing(names: TypeNames, text: str) -> None:
    assert mentioned(names, text) == []


@settings(deadline=None)
@given(st.text(max_size=200))
def test_mentions_are_in_order_and_within_the_text(text: str) -> None:
    last = 0
    for one in type_names().scan(text):
        assert last <= one.start < one.end <= len(text)
        assert one.matches
        last = one.end
