"""What people call fields: names, codes and descriptions in three languages, with how sure and why."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skywitness.measure.geodesy import distance_nm
from skywitness.reference.airport_name_fold import fold
from skywitness.reference.airport_name_question import StateWord
from skywitness.reference.airport_names import MOST_MATCHES, AirportMatch, AirportNames
from skywitness.reference.airports import Airports
from skywitness.store.packaged import airport_names, airport_table, table

STATES = {
    fold(word): [StateWord(state, adjective)]
    for state, names, adjectives in (
        ("RU", "Russia Rusia Россия", "Russian ruso rusa российский российская"),
        ("US", "USA", "US American estadounidense американский американская"),
        ("SY", "Syria Siria Сирия", "Syrian sirio"),
        ("CU", "Cuba Куба", "Cuban"),
        ("VE", "Venezuela Венесуэла", "Venezuelan"),
        ("ES", "Spain España Испания", "Spanish"),
    )
    for words, adjective in ((names, False), (adjectives, True))
    for word in words.split()
}
FIELDS = airport_table()
CODES = st.sampled_from([code for code in FIELDS.codes if code.isalnum() and code.isupper()])
WORDS = st.sampled_from(["air", "base", "de", "Paris", "LFPG", "Москва", "military", "near", "Russia"])
ROWS = st.integers(0, len(FIELDS.codes) - 1)


@pytest.fixture(scope="module")
def names() -> AirportNames:
    return replace(airport_names(), _states=STATES)


def weights(matches: list[AirportMatch]) -> dict[str, float]:
    return {match.airport: match.weight for match in matches}


@pytest.mark.parametrize(
    ("airport", "written"),
    [
        ("SVMI", "SVMI; CCS; Maiquetía; maiquetia; Майкетия; Caracas airport; the airport of Caracas"),
        ("SVMI", "Caracas's main airport; aeropuerto de Caracas; аэропорт Каракаса"),
        ("OSLK", "Khmeimim; Hmeimim; Hmeymim; Humaymim; Хмеймим; حميميم; авиабаза Хмеймим; на авиабазе Хмеймим"),
        ("UUMU", "UUMU; Chkalovsky; Чкаловский; аэродром Чкаловский; с аэродрома Чкаловского"),
        ("UUWW", "Vnukovo; Внуково; аэропорт Внуково"),
        ("UUEE", "Sheremetyevo; Шереметьево; Sheremetyevo International Airport"),
        ("UUMB", "Kubinka; Кубинка; в Кубинке"),
        ("UUBD", "Diyagilevo; Dyagilevo; Дягилево"),
        ("RU-8602", "Engels-2; авиабаза Энгельс"),
        ("ETAR", "Ramstein; Ramstein Air Base; Рамштайн; base aérea de Ramstein"),
        ("OTBH", "Al Udeid; Al-Udeid; Эль-Удейд"),
        ("LTAG", "Incirlik; İncirlik; Инджирлик"),
        ("MUGM", "Gitmo; Guantánamo Bay; base naval de Guantánamo"),
        ("MHPR", "MHSC; MHPR; Soto Cano; Palmerola; base aérea de Palmerola"),
        ("OAIX", "Bagram; Баграм"),
        ("KADW", "Joint Base Andrews; Andrews Air Force Base; ADW"),
        ("KDOV", "Dover Air Force Base; Dover AFB"),
        ("LERT", "Naval Station Rota; base naval de Rota"),
        ("LICZ", "Sigonella; NAS Sigonella"),
        ("LIPA", "Aviano"),
        ("OIII", "Mehrabad; Мехрабад"),
        ("SVFM", "base aérea La Carlota"),
        ("SVBL", "Base Aérea El Libertador"),
        ("EGLL", "Heathrow; London Heathrow; Хитроу; LHR"),
        ("KJFK", "JFK; JFK airport"),
        ("KORD", "O'Hare; O’Hare; Chicago O'Hare International Airport"),
        ("HEAZ", "Almaza"),
        ("HL69", "Al Jufra; Эль-Джуфра"),
    ],
)  # fmt: skip
def test_names_of_one_field(names: AirportNames, airport: str, written: str) -> None:
    for text in written.split(";"):
        matches = names.find(text.strip())
        assert matches, text
        assert matches[0].airport == airport, text
        assert matches[0].weight >= 0.7, text
        assert matches[0].reason, text


def test_names_of_several_fields_stay_open(names: AirportNames) -> None:
    bolivar = weights(names.find("Simón Bolívar"))
    assert {"SVMI", "SKSM"} <= set(bolivar)
    assert max(bolivar.values()) < 0.6
    barcelona = weights(names.find("Barcelona"))
    assert barcelona["LEBL"] > barcelona["SVBC"] > 0.05
    guantanamo = weights(names.find("Guantánamo"))
    assert guantanamo["MUGM"] > guantanamo["MUGT"] > 0.2


def test_a_state_decides_between_towns_of_one_name(names: AirportNames) -> None:
    assert names.find("Barcelona, Venezuela")[0].airport == "SVBC"
    assert names.find("Barcelona, España")[0].airport == "LEBL"


def test_a_filter_takes_only_what_is_sure(names: AirportNames) -> None:
    assert names.only("Khmeimim") == "OSLK"
    assert names.only("svmi") is None  # in small letters it may be a word
    assert names.only("SVMI") == "SVMI"
    assert names.only("Simón Bolívar") is None
    assert names.only("a Moscow military airport") is None
    assert names.only("qqzz xxyy") is None


def test_a_port_without_a_field_has_none(names: AirportNames) -> None:
    for text in ("Tartus", "Tartus airport", "порт Тартус"):
        assert sum(weights(names.find(text)).values()) < 0.3


@pytest.mark.parametrize("text", ["", "  ", "airport", "the", "qqzz xxyy", "12", "؟", "a" * 5000])
def test_what_names_nothing_finds_nothing(names: AirportNames, text: str) -> None:
    assert names.find(text) == []


@pytest.mark.parametrize(
    "text", ["a Moscow military airport", "un aeropuerto militar de Moscú", "военный аэродром под Москвой"]
)
def test_a_military_airport_of_moscow(names: AirportNames, text: str) -> None:
    matches = names.find(text)
    found = weights(matches)
    assert matches[0].airport == "UUMU"
    assert {"UUMB", "UUBW"} <= set(found)  # Kubinka, 63 km out, and Ramenskoye, which is joint
    assert not any(match.exact for match in matches)
    assert all("military" in match.reason for match in matches[:3])


@pytest.mark.parametrize(
    "text", ["a Russian airbase in Syria", "российская авиабаза в Сирии", "base aérea rusa en Siria"]
)
def test_a_russian_base_in_syria(names: AirportNames, text: str) -> None:
    matches = names.find(text, on=date(2018, 5, 1))
    assert matches[0].airport == "OSLK"
    assert len(matches) > 1
    assert "forces of RU" in matches[0].reason


def test_a_tenant_counts_only_in_its_time(names: AirportNames) -> None:
    before = weights(names.find("a Russian airbase in Syria", on=date(2010, 5, 1)))
    assert before.get("OSLK", 0.0) < 0.3


def test_a_base_of_the_united_states_in_cuba(names: AirportNames) -> None:
    assert names.find("US base in Cuba")[0].airport == "MUGM"


def test_an_airport_near_paris(names: AirportNames) -> None:
    found = weights(names.find("an airport near Paris"))
    assert {"LFPG", "LFPO", "LFPB", "LFOB"} <= set(found)
    assert set(list(found)[:2]) == {"LFPG", "LFPO"}


def test_what_istanbul_airport_was(names: AirportNames) -> None:
    assert names.find("Istanbul airport", on=date(2018, 1, 1))[0].airport == "LTBA"
    assert names.find("Istanbul airport", on=date(2022, 1, 1))[0].airport == "LTFM"
    assert names.find("Istanbul airport")[0].airport == "LTFM"


def test_fields_that_are_gone_are_found_by_name(names: AirportNames) -> None:
    for text, airport in (("Kai Tak", "VHHX"), ("Tempelhof", "DE-0456"), ("Tegel", "EDDT")):
        assert names.find(text)[0].airport == airport
    assert names.find("Hong Kong airport", on=date(1995, 1, 1))[0].airport == "VHHX"
    assert names.find("Hong Kong airport", on=date(2015, 1, 1))[0].airport == "VHHH"


def test_an_air_base_and_the_airport_of_one_town(names: AirportNames) -> None:
    assert names.find("Ramon air base")[0].airport == "LLRM"
    assert names.find("Ramon airport")[0].airport == "LLER"
    assert names.find("Port Sudan Air Base")[0].airport == "HSSP"


@settings(max_examples=300, deadline=None)
@given(CODES)
def test_every_code_finds_its_field(code: str) -> None:
    matches = airport_names().find(code)
    assert matches[0].airport.upper() == code
    assert matches[0].exact


@settings(max_examples=300, deadline=None)
@given(ROWS)
def test_every_name_finds_its_own_field_among_the_candidates(row: int) -> None:
    airport = FIELDS.airports[row]
    found = airport_names().find(fold(airport.name))
    assert airport.icao in weights(found) or len(found) == MOST_MATCHES


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40) | st.lists(WORDS).map(" ".join))
def test_weights_are_probabilities(text: str) -> None:
    matches = airport_names().find(text)
    listed = [match.weight for match in matches]
    assert all(0 < weight <= 1 for weight in listed)
    assert sum(listed) <= 1 + 1e-9
    assert listed == sorted(listed, reverse=True)
    assert len({match.airport for match in matches}) == len(matches)


def test_rows_of_our_tables_name_fields_that_are_there(fields: Airports) -> None:
    for row in (*table("airport_names"), *table("air_base_tenants")):
        assert row["airport"] in fields.by_icao, row
        assert row["source"], row
    certainties = [float(row["certainty"]) for row in table("airport_names")]
    assert all(0 < certainty < 1 for certainty in certainties)


def test_certainties_of_one_name_do_not_exceed_one() -> None:
    total: dict[tuple[str, str, str], dict[str, float]] = {}
    for row in table("airport_names"):
        of_name = total.setdefault((fold(row["alias"]), row["since"], row["until"]), {})
        of_name[row["airport"]] = max(of_name.get(row["airport"], 0.0), float(row["certainty"]))
    assert [key for key, of_name in total.items() if sum(of_name.values()) > 1 + 1e-9] == []


def test_cities_are_near_the_fields_that_are_theirs(fields: Airports) -> None:
    place = {(row["name"], row["country"]): row for row in table("cities")}
    for city, country, airport in (("Moscow", "RU", "UUWW"), ("Caracas", "VE", "SVMI"), ("Paris", "FR", "LFPO")):
        row, field = place[city, country], fields.by_icao[airport]
        away = distance_nm(float(row["lat_deg"]), float(row["lon_deg"]), field.lat_deg, field.lon_deg)
        assert away < 25
