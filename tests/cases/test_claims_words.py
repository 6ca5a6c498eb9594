"""What the words of a claim mean: dates, numbers, aircraft, places, hedges, kinds."""

import math
from datetime import UTC, date, datetime

import pytest

from made_claims import one, read
from skywitness.cases.text_dates import DateWords
from skywitness.cases.text_numbers import NumberWords
from skywitness.cases.text_stretch import Stretch
from skywitness.store.packaged import table

MONDAY = date(2019, 3, 25)
DATES = [
    ("en", "on Monday", "2019-03-25", "weekday"),
    ("en", "on Saturday", "2019-03-23", "weekday"),
    ("en", "before Monday", "../2019-03-24", "before_weekday"),
    ("en", "since July", "2018-07/..", "since_month"),
    ("en", "this weekend", "2019-03-23/2019-03-24", "weekend"),
    ("en", "last December", "2018-12", "month"),
    ("en", "in January", "2019-01", "month"),
    ("en", "bans are set to begin on 28 April", "2019-04-28", "day_month"),
    ("en", "it left on 28 April", "2018-04-28", "day_month"),
    ("en", "in recent weeks", "2019-02-11~/2019-03-25", "recent_units"),
    ("en", "on March 24, 2019", "2019-03-24", "month_day_year"),
    ("en", "three days ago", "2019-03-22", "units_ago"),
    ("en", "yesterday", "2019-03-24", "relative_day"),
    ("es", "el martes", "2019-03-19", "weekday"),
    ("es", "la semana pasada", "2019-03-18/2019-03-24", "running_unit"),
    ("es", "el 23 de marzo de 2019", "2019-03-23", "day_month_year"),
    ("ru", "во вторник", "2019-03-19", "weekday"),
    ("ru", "в декабре прошлого года", "2018-12", "month"),
    ("ru", "до понедельника", "../2019-03-24", "before_weekday"),
]


@pytest.mark.parametrize(("language", "words", "edtf", "rule"), DATES)
def test_news_dates(language: str, words: str, edtf: str, rule: str) -> None:
    dates = DateWords.from_rows(table("date_words"), language)
    (found,) = dates.scan(words, Stretch(0, len(words)), MONDAY, "UTC")
    assert (found.time.edtf, found.time.rule, found.time.anchor) == (edtf, rule, "2019-03-25")


@pytest.mark.parametrize("words", ["it may have left", "years one of the crew", "General Mayorga said"])
def test_what_is_no_date(words: str) -> None:
    assert DateWords.from_rows(table("date_words"), "en").scan(words, Stretch(0, len(words)), MONDAY, "UTC") == []


def test_a_day_is_that_of_its_zone() -> None:
    dates = DateWords.from_rows(table("date_words"), "en")
    (found,) = dates.scan("on Saturday", Stretch(0, 11), MONDAY, "America/Caracas")
    assert found.time.earliest == datetime(2019, 3, 23, 4, tzinfo=UTC)  # Caracas was four hours behind UTC
    assert found.time.latest == datetime(2019, 3, 24, 4, tzinfo=UTC)


def test_without_a_day_of_publication_a_weekday_stays_open() -> None:
    claim = read("A cargo plane landed at Nairobi airport on Saturday.", None)[0]
    assert (claim.times[0].earliest, claim.times[0].latest) == (None, None)
    assert claim.times[0].rule == "undated_weekday"


NUMBERS = [
    ("en", "up to 100 soldiers", (0, 100, "person")),
    ("en", "nearly 100 soldiers", (85, 100, "person")),
    ("en", "about 100 Kenyan soldiers", (90, 110, "person")),
    ("en", "at least six trips", (6, math.inf, "flight")),
    ("en", "35 tons of food", (35 * 0.90718474, 35 * 1.0160469, "tonne")),
    ("en", "35 tonnes of food", (35, 35, "tonne")),
    ("en", "between 30 and 35 tonnes", (30, 35, "tonne")),
    ("en", "twenty-one marines", (21, 21, "person")),
    ("en", "both planes", (2, 2, "aircraft")),
    ("es", "unas 40 toneladas", (36, 44, "tonne")),
    ("ru", "до 35 тонн", (0, 35, "tonne")),
]


@pytest.mark.parametrize(("language", "words", "expected"), NUMBERS)
def test_numbers_are_intervals(language: str, words: str, expected: tuple[float, float, str]) -> None:
    (found,) = NumberWords.from_rows(table("number_words"), language).scan(words, Stretch(0, len(words)))
    low, high, unit = expected
    assert found.quantity.unit == unit
    assert found.quantity.low_in_unit == pytest.approx(low)
    assert found.quantity.high_in_unit == pytest.approx(high)


KINDS = [
    ("A cargo plane landed at Nairobi airport", "arrival", "track"),
    ("The cargo plane took off from Nairobi", "departure", "track"),
    ("The plane stopped in Khartoum", "stop", "track"),
    ("The plane is listed as an air force aircraft", "operator_listing", "registry"),
    ("A military plane was seen at Nairobi airport", "presence", "track"),
    ("Both planes had made regular trips from Nairobi to Khartoum", "route_pattern", "track"),
    ("It was the first time since March that the plane had come", "first_time", "track"),
    ("The plane was carrying ammunition", "payload", "physics"),
    ("About 100 soldiers disembarked", "personnel", "physics"),
    ("The two planes flew in formation", "together", "track"),
    ("The president is popular at home", "none", "external"),
    ("Un carguero aterrizó en Nairobi", "arrival", "track"),
    ("Самолёт приземлился в Каракасе", "arrival", "track"),
]


@pytest.mark.parametrize(("sentence", "kind", "checkability"), KINDS)
def test_kind_of_check(sentence: str, kind: str, checkability: str) -> None:
    claim = one(sentence)
    assert (claim.kind, claim.checkability) == (kind, checkability)


HEDGES = [
    ("The plane may have left Nairobi", "modal"),
    ("The plane apparently left Nairobi", "distancing"),
    ("The plane reportedly left Nairobi", "hearsay"),
    ("The plane is expected to leave Nairobi", "future"),
    ("An airlift would have to be larger", "counterfactual"),
    ("About 100 soldiers landed in Nairobi", "approximator"),
    ("El avión habría salido de Nairobi", "hearsay"),
    ("Самолёт якобы вылетел из Каракаса", "distancing"),
]


@pytest.mark.parametrize(("sentence", "kind"), HEDGES)
def test_hedges(sentence: str, kind: str) -> None:
    assert kind in {hedge.kind for hedge in one(sentence).hedges}


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister denied that a plane had landed",
        "No plane landed in Nairobi",
        "El avión no aterrizó en Nairobi",
        "Самолёт не вылетал из Каракаса",
    ],
)
def test_denials(sentence: str) -> None:
    assert one(sentence).polarity == "denies"


def test_a_denied_denial_asserts() -> None:
    assert one("The minister denied that no plane had landed").polarity == "asserts"


def test_a_load_is_a_claim_of_its_own() -> None:
    kinds = [
        claim.kind for claim in read("A cargo plane with military equipment landed at Nairobi airport on Sunday.")
    ]
    assert kinds == ["arrival", "payload"]


def test_signs_of_an_aircraft() -> None:
    claim = one("An Il-76 registered RA-76842, with the callsign RFF7042, landed at Nairobi airport")
    (aircraft,) = claim.aircraft
    assert (aircraft.typecodes, aircraft.registrations, aircraft.callsigns) == (
        ["IL76"],
        ["RA-76842"],
        ["RFF7042"],
    )
    assert (aircraft.number, aircraft.flag_state) == (1, "RU")


def test_roles_of_places() -> None:
    claim = one("The plane flew from Minsk to Nairobi via Khartoum over the Red Sea")
    assert [(place.role, place.words) for place in claim.places] == [
        ("from", "Minsk"),
        ("to", "Nairobi"),
        ("via", "Khartoum"),
        ("over", "Red Sea"),
    ]


def test_spans_hold_the_exact_words() -> None:
    text = "Planes seen\n\nTwo planes came on Sunday, Colonel Ada Brandt said. «Nothing» is known.\n"
    for claim in read(text):
        span = claim.spans[0]
        assert text[span.start : span.end] == span.exact
        assert text[: span.start].endswith(span.prefix)
        assert text[span.end :].startswith(span.suffix)


def test_begging_is_no_claim() -> None:
    text = "Planes\n\nTwo planes came on Sunday.\n\nThey left again.\n\nSupport our work now.\n\nA plane a day."
    assert not [claim for claim in read(text) if "plane a day" in claim.proposition]


def test_a_purpose_that_is_part_of_a_subject_is_not_cut_off() -> None:
    (claim,) = read("The colonel said the airlift to supply a garrison would have to be much larger.")
    assert claim.kind == "scale"
    assert claim.checkability == "physics"
    assert "the airlift to supply a garrison" in claim.proposition.lower()


def test_a_purpose_behind_its_verb_is_a_claim_of_its_own() -> None:
    kinds = [claim.kind for claim in read("Two transports landed at Juba to deliver aid to the hospital.")]
    assert kinds == ["arrival", "none"]
