"""Names of types as people type them, and the designators that they stand for."""

import pytest

from skywitness.reference.type_designators import TypeDesignators
from skywitness.store.packaged import type_table


@pytest.fixture(scope="module")
def names() -> TypeDesignators:
    return TypeDesignators.of(type_table())


@pytest.mark.parametrize(
    ("text", "typecode"),
    [
        ("Il-62M", "IL62"),
        ("IL62", "IL62"),
        ("Ilyushin 62", "IL62"),
        ("Ил-62", "IL62"),
        ("An-124-100", "A124"),
        ("Antonov 124", "A124"),
        ("Ан-124", "A124"),
        ("Ту-160", "T160"),
        ("C-17", "C17"),
        ("MiG-31", "MG31"),
        ("Ми-8", "MI8"),
        ("C30J", "C30J"),
    ],
)
def test_names_of_one_type(names: TypeDesignators, text: str, typecode: str) -> None:
    assert typecode in names.find(text)


@pytest.mark.parametrize(
    "text", ["", "Ruslan", "russia", "military", "il62 russia military", "RA-82035", "154073"]
)
def test_what_names_no_type(names: TypeDesignators, text: str) -> None:
    assert names.find(text) == ()


def test_every_designator_names_itself(names: TypeDesignators) -> None:
    with_digit = [code for code in type_table().by_typecode if any(map(str.isdigit, code)) and not code.isdigit()]
    missed = [code for code in with_digit if code not in names.find(code)]
    assert len(missed) <= len(with_digit) // 50, missed
