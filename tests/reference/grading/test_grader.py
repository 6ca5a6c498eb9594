"""Military, state or civil: each kind of evidence, what fools it, and what must hold of all together."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skywitness.reference.aircraft_records import records
from skywitness.reference.grading.grader import KINDS, Grader, with_callsign
from skywitness.reference.grading.neighbours import CIVIL, MILITARY, STATE, Neighbourhood
from skywitness.reference.grading.serials import SerialForms
from skywitness.reference.register import Register, SourceNote, SourceTable
from skywitness.store.packaged import flag_state_reader, grader, table

UK_CIVIL, UK_FORCES, RUSSIAN = "400a00", "43c123", "14a000"


def graded(
    icao24: str, *rows: dict[str, object], around: dict[str, str | None] | None = None
) -> dict[str, object]:
    register = Register.of(
        SourceTable(SourceNote(f"table {number}", "table"), records(pl.DataFrame([{"icao24": icao24, **row}])))
        for number, row in enumerate(rows)
    )
    weigh = grader()
    company = weigh.surroundings(register)
    if around is not None:
        listed = pl.DataFrame(
            {"icao24": list(around), "use": list(around.values())}, schema={"icao24": pl.String, "use": pl.String}
        )
        company = company._replace(neighbours=Neighbourhood.of(listed))
    return weigh.grade([icao24], register, company).row(0, named=True)


def test_an_address_of_which_nothing_is_known_has_no_grade() -> None:
    found = graded(UK_CIVIL)
    assert (found["grade"], found["grade_words"]) == (None, None)
    assert found["military_probability"] == pytest.approx(0.032, abs=0.003)


@pytest.mark.parametrize(
    ("icao24", "row", "grade", "words"),
    [
        (UK_FORCES, {}, "military", "address block"),
        (UK_CIVIL, {"military": "military"}, "military", "a table's mark"),
        (UK_CIVIL, {"military": "state"}, "state", "a table's mark"),
        (UK_CIVIL, {"registration": "ZZ333"}, "military", "form of registration"),
        ("ae1234", {"registration": "66-0123"}, "military", "form of registration"),
        ("ae1234", {"registration": "6014"}, "state", "form of registration"),
        ("155000", {"registration": "RF-86080"}, "military", "form of registration"),
        (UK_CIVIL, {"operator": "Royal Air Force"}, "military", "operator's name"),
        (UK_CIVIL, {"operator": "National Police Air Service"}, "state", "operator's name"),
        (UK_CIVIL, {"owner": "Ministry of Defence"}, "military", "operator's name"),
        (UK_CIVIL, {"registration": "G-ABCD", "operator": "Flying School"}, "civil", "nothing says otherwise"),
    ],
)
def test_each_kind_of_evidence_is_named(icao24: str, row: dict[str, object], grade: str, words: str) -> None:
    found = graded(icao24, *([row] if row else []), around={})
    assert found["grade"] == grade
    assert words in str(found["grade_words"])


@pytest.mark.parametrize(
    "name",
    [
        "Royal Air Force Flying Club",
        "Army & Navy Stores",
        "RNAF Historic Flight",
        "Imperial War Museum",
        "Navy Federal Credit Union",
        "British Airways",
        "Armadale Aviation",
        "Planet Air",
    ],
)
def test_names_that_only_sound_military_are_not(name: str) -> None:
    assert graded(UK_CIVIL, {"registration": "G-ABCD", "operator": name})["grade"] == "civil"


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("Fuerza Aérea Venezolana", "military"),
        ("Força Aérea Brasileira", "military"),
        ("Armée de l'Air", "military"),
        ("Luftwaffe", "military"),
        ("Ejército de Chile", "military"),
        ("Marina Militare", "military"),
        ("Policía Nacional", "state"),
        ("Guardia Costiera", "state"),
        ("Bundespolizei", "state"),
        ("United States Coast Guard", "state"),
        ("US Customs and Border Protection", "state"),
        ("Qatar Amiri Flight", "state"),
        ("Gov of Azerbaijan", "state"),
    ],
)
def test_words_of_several_languages(name: str, use: str) -> None:
    assert grader().words.use_of(name) == use


@settings(deadline=None)
@given(st.sampled_from(["C17", "C130", "F16", "IL76", "A124", "B52", "T38"]))
def test_a_type_alone_never_makes_an_aircraft_military(typecode: str) -> None:
    others = [
        {"icao24": f"ae{n:04x}", "registration": f"{n % 90 + 10}-{n:04d}", "typecode": typecode} for n in range(60)
    ]
    table = SourceTable(
        SourceNote("one", "table"), records(pl.DataFrame([*others, {"icao24": UK_CIVIL, "typecode": typecode}]))
    )
    register = Register.of([table])
    weigh = grader()
    found = weigh.grade([UK_CIVIL], register, weigh.surroundings(register)).row(0, named=True)
    assert found["military_probability"] < 0.5
    assert found["type_military"] == 0


def test_neighbours_speak_where_no_table_does() -> None:
    forces = {f"0ac9{n:02x}": "military" for n in range(0, 40, 2)}
    assert graded("0ac911", around=dict(forces))["grade"] == "military"
    police = dict.fromkeys(forces, "state")
    assert graded("0ac911", around=dict(police))["grade"] == "state"
    mixed = {icao24: None if n % 2 else "military" for n, icao24 in enumerate(forces)}
    assert graded("0ac911", around=dict(mixed))["grade"] != "civil"
    nobody: dict[str, str | None] = dict.fromkeys(forces)
    assert graded("0ac911", around=nobody)["grade"] is None or graded("0ac911", around=nobody)["grade"] == "civil"


def test_a_russian_number_in_no_civil_series() -> None:
    civil: dict[str, str | None] = {f"{0x140000 + 73000 + n:06x}": None for n in range(20)}
    assert graded(f"{0x140000 + 73100:06x}", around=civil)["grade"] != "military"
    unlisted = graded(f"{0x140000 + 36023:06x}", around=civil)
    assert unlisted["grade"] == "military"
    assert "series of the address" in str(unlisted["grade_words"])
    assert graded("1d3348", around=civil)["grade"] == "military"
    assert graded("43e123", around=civil)["grade"] is None


def test_counts_of_neighbours_leave_the_address_itself_out() -> None:
    listed = pl.DataFrame(
        {"icao24": ["0ac900", "0ac910", "0ac920", "0acfff"], "use": ["military", "state", None, "military"]}
    )
    near = Neighbourhood.of(listed)
    around = near.around(pl.Series([0x0AC910, 0x0AC911]).to_numpy())
    assert {use: around[use].tolist() for use in (CIVIL, MILITARY, STATE)} == {
        CIVIL: [1, 1],
        MILITARY: [1, 1],
        STATE: [0, 1],
    }


def test_forms_have_dates() -> None:
    rows, marks = table("registration_patterns"), flag_state_reader().marks
    before = SerialForms.from_rows(rows, marks, date(2005, 1, 1)).uses_of(
        pl.Series(["RF-86080"]), pl.Series(["RU"])
    )
    since = SerialForms.from_rows(rows, marks, date(2019, 1, 1)).uses_of(
        pl.Series(["RF-86080"]), pl.Series(["RU"])
    )
    assert (before.to_list(), since.to_list()) == (["serial"], ["military"])


def test_a_callsign_adds_and_never_takes_away() -> None:
    assert with_callsign(0.03, 0.01, None) == (0.03, 0.01)
    military, state = with_callsign(0.03, 0.01, "military")
    assert military > 0.9
    assert state < 0.1
    assert with_callsign(0.03, 0.01, "state")[1] > 0.7


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "registration": st.sampled_from([None, "G-ABCD", "ZZ333", "RF-12345"]),
            "operator": st.sampled_from([None, "Royal Navy", "Border Force", "Somebody Ltd"]),
            "military": st.sampled_from([None, "military", "state", "civil"]),
            "typecode": st.sampled_from([None, "C17"]),
        }
    ),
    max_size=3,
)


@settings(deadline=None)
@given(st.sampled_from([UK_CIVIL, UK_FORCES, RUSSIAN, "~400a00", "zzzzzz"]), ROWS)
def test_probabilities_are_probabilities_and_follow_the_evidence(
    icao24: str, rows: list[dict[str, object]]
) -> None:
    found = graded(icao24, *rows, around={})
    military, state = found["military_probability"], found["state_probability"]
    assert isinstance(military, float)
    assert isinstance(state, float)
    assert 0 <= military <= 1
    assert 0 <= military + state <= 1 + 1e-9
    with_mark = graded(icao24, *rows, {"military": "military"}, around={})
    told = any(found[f"{kind}_military"] for kind in KINDS if kind in {"listed", "form", "series"})
    assert told or with_mark["military_probability"] >= military - 1e-9  # type: ignore[operator]
    assert isinstance(grader(), Grader)
