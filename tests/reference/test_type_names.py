"""Names of types as people write them, and the designators that they can mean."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skywitness.reference.type_names import MOST_MATCHES, TypeNames
from skywitness.store.packaged import aircraft_types, type_names

CODES = sorted({row["ICAO Designator"] for row in aircraft_types()})
WORDS = ("the", "Il-62", "C", "17", "Boeing", "737", "MAX", "Hercules", "-", "Ан", "124", "Руслан", "v")


@pytest.fixture(scope="module")
def names() -> TypeNames:
    return type_names()


def codes(names: TypeNames, text: str) -> list[str]:
    return [match.typecode for match in names.find(text)]


@pytest.mark.parametrize(
    ("typecode", "written"),
    [
        ("IL62", "Il-62M; IL62; il62; Il 62; IL-62; Ilyushin Il-62M; Ил-62; Ил-62М; Il-62MK; самолёт Ил-62"),
        ("IL76", "Il-76; Il-76TD; IL76; Il-76MD-90A; Ил-76МД; Ил-78М; Candid; Ilyushin Il-76TD-90VD"),
        ("A124", "An-124; An124; An-124-100; Ан-124; Ан-124 Руслан; Antonov An-124 Ruslan; Ruslan; Руслан"),
        ("C17", "C-17; C17; C17A; C-17A; Globemaster III; Boeing C-17A Globemaster III; Globemaster; CC-177"),
        ("C30J", "C-130J; C130J; C30J; C-130J-30; Super Hercules; KC-130J; Lockheed Martin C-130J Super Hercules"),
        ("C130", "C-130H; C130H; C-130E; L-100-30; Lockheed C-130H Hercules"),
        ("B744", "747-400F; 747-400; Boeing 747-400F; B744; Боинг 747-400"),
        ("B38M", "737 MAX 8; Boeing 737 MAX 8; Boeing 737-8; B38M"),
        ("T154", "Tu-154M; Tu-154; Ту-154М; Tupolev Tu-154M"),
        ("GLF5", "Gulfstream V; Gulfstream G550; G550; GLF5; glf5; G-V; C-37A"),
        ("GLF6", "Gulfstream G650; G650ER; Gulfstream G650ER"),
        ("H60", "UH-60; UH60; UH-60M Black Hawk; Blackhawk; Black Hawk; MH-60R; Sikorsky S-70"),
        ("H47", "CH-47; CH-47F"),
        ("MI8", "Mi-8; Mi-17; Ми-8; Ми-8АМТШ; Mi-171; Mil Mi-8MTV"),
        ("K35R", "KC-135R; KC-135T"),
        ("R135", "RC-135; RC-135W Rivet Joint; RC-135V"),
        ("E3TF", "E3TF"),
        ("Q9", "MQ-9; MQ-9A Reaper; MQ-9B"),
        ("B772", "777-200"),
        ("A332", "A330-200; A330 MRTT; Airbus A330-200F"),
        ("B350", "King Air 350; King Air 350i; MC-12W"),
        ("EC35", "EC135; EC-135"),
        ("MC23", "MC-21; MS-21-300"),
        ("SU27", "Su-34; Su-35S; Su-30MK2; Су-30СМ"),
        ("T160", "Tu-160; Ту-160; Blackjack"),
        ("TU95", "Tu-95MS; Tu-142; Ту-95"),
    ],
)
def test_one_type(names: TypeNames, typecode: str, written: str) -> None:
    for text in written.split("; "):
        found = names.find(text)
        assert [match.typecode for match in found] == [typecode], (text, found)


@pytest.mark.parametrize("text", ["II-62", "II-62M", "ll-62", "Il-62X", "Ilyushin 62", "Antonov 124", "С-130Н"])
def test_read_otherwise_than_written_is_not_exact(names: TypeNames, text: str) -> None:
    found = names.find(text)
    assert found[0].typecode in {"IL62", "A124", "C130"}
    assert not found[0].exact
    assert found[0].reason


@pytest.mark.parametrize(("text", "never"), [("C-130J", "C130"), ("C-130H", "C30J"), ("KC-130J", "C130")])
def test_the_two_hercules_are_never_taken_for_each_other(names: TypeNames, text: str, never: str) -> None:
    assert never not in codes(names, text)


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("C-130", {"C130", "C30J"}),
        ("KC-130", {"C130", "C30J"}),
        ("Hercules", {"C130", "C30J"}),
        ("C-5 Galaxy", {"C5", "C5M"}),
        ("Galaxy", {"C5", "C5M", "GALX"}),
        ("747", {"B744", "B748"}),
        ("Boeing 737", {"B738", "B38M"}),
        ("DC-9", {"DC91", "DC93"}),
        ("A-50", {"A50", "K50"}),
        ("C-2", {"C2", "KC2"}),
        ("F-35", {"F35", "VF35"}),
        ("Condor", {"A124", "D6CR"}),
        ("Falcon", {"F16", "F900"}),
        ("AWACS", {"E3TF", "A50"}),
        ("Gulfstream G500", {"GLF5", "GA5C"}),
        ("EC-130", {"C130", "EC30"}),
    ],
)
def test_ambiguous_names_give_all_and_none_as_exact(names: TypeNames, text: str, some: set[str]) -> None:
    found = names.find(text)
    assert some <= {match.typecode for match in found}
    assert not any(match.exact for match in found)


def test_a_designator_is_exact_beside_other_readings(names: TypeNames) -> None:
    assert [(one.typecode, one.exact) for one in names.find("C130")] == [("C130", True), ("C30J", False)]


@pytest.mark.parametrize("text", ["Y-9", "KJ-500", "VC-25B"])
def test_types_without_designator_are_no_exact_match(names: TypeNames, text: str) -> None:
    found = names.find(text)
    assert found
    assert not any(match.exact for match in found)
    assert "built from" in found[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-", "russia", "military", "Moscow", "RA-82035", "154073", "hello", "62",
        "Boeing", "Airbus", "Bell", "Cessna", "Ilyushin", "jet", "самолёт", "helicóptero", "1234", "N123AB",
        "2026-11-23", "the aircraft", "No. 5", "ZZZZ",
    ],
)  # fmt: skip
def test_what_names_no_type(names: TypeNames, text: str) -> None:
    assert codes(names, text) == []


def test_every_designator_names_itself_first(names: TypeNames) -> None:
    first = [names.find(code)[0] for code in CODES]
    assert [(one.typecode, one.exact) for one in first] == [(code, True) for code in CODES]


def test_every_row_of_the_document_finds_its_designator(names: TypeNames) -> None:
    missed = [
        (row["Manufacturer"], row["Model"])
        for row in aircraft_types()
        if row["ICAO Designator"] not in codes(names, f"{row['Manufacturer'].partition(' (')[0]} {row['Model']}")
    ]
    assert missed == []


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join) | st.text(max_size=30))
def test_any_text_is_answered_in_short(text: str) -> None:
    found = type_names().find(text)
    assert len(found) <= MOST_MATCHES
    assert len({match.typecode for match in found}) == len(found)
    assert all(match.reason for match in found)


@pytest.mark.parametrize(
    ("words", "typecode"),
    [("il62", "IL62"), ("Boeing 737-800", "B738"), ("king air 350", "B350"), ("737 max 8", "B38M"), ("МЧС", None)]
    + [(words, None) for words in ("il62 russia", "military il62", "il62 russia military", "c-17 usa", "russia")],
)
def test_words_of_a_question_all_belong_to_the_name(names: TypeNames, words: str, typecode: str | None) -> None:
    assert names.designators(words) == ((typecode,) if typecode else ())
