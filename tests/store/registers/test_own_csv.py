"""A table of one's own: any common heading, and what is wrong said by line."""

from datetime import date
from pathlib import Path

import pytest

from skywitness.store.registers import own_csv as source
from skywitness.store.registers.source import Parsed, Rejected, SourceFileError

MINE = """\
Hex;Tail;Type;Operator;Military;Country;Valid from;Until;Notes;License
14F00A;ra-09007;f900;Russian Air Force;yes;ru;2018-01-01;2019-06-30;seen;CC BY 4.0
1551e0;RA-86496;IL62;Air Force;no;Russia;;;;CC BY 4.0
~14f00b;RA-1;;;;;;;;
14F00A7;RA-2;;;;;;;;
14F0GA;RA-3;;;;;;;;
;RA-4;An-124;;;;;;;
;;A124;;;;;;;
154073;;;;;;;;;
"""


def read(content: str | bytes, folder: Path) -> Parsed:
    file = folder / "mine.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return source.read(file, "mine.csv", 1_000_000)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_common_headings_will_do(tmp_path: Path, mark: str, delimiter: str, end: str) -> None:
    parsed = read(mark + MINE.replace(";", delimiter).replace("\n", end), tmp_path)
    columns = ("icao24", "registration", "typecode", "military", "flag_state", "valid_from", "valid_to")
    assert parsed.tables["aircraft"].select(columns).rows() == [
        ("14f00a", "RA-09007", "F900", "military", "RU", date(2018, 1, 1), date(2019, 6, 30)),
        ("1551e0", "RA-86496", "IL62", None, None, None, None),
    ]
    assert parsed.licence == "CC BY 4.0"


def test_each_fault_has_its_name_and_line(tmp_path: Path) -> None:
    assert read(MINE, tmp_path).rejected == (
        Rejected("address_not_hexadecimal", 1, (6,)),
        Rejected("no_address_and_no_registration", 1, (8,)),
        Rejected("not_an_icao_address", 1, (4,)),
        Rejected("says_nothing", 2, (7, 9)),
        Rejected("seven_digits", 1, (5,)),
        Rejected("not_a_type_designator", 1, (7,), kept=True),
        Rejected("not_a_state_code", 1, (3,), kept=True),
        Rejected("not_a_grade", 1, (3,), kept=True),
    )


def test_a_registration_alone_can_be_spoken_of(tmp_path: Path) -> None:
    (row,) = read("tail,operator\nRA-82035,Air Force\n", tmp_path).tables["aircraft"].to_dicts()
    assert (row["icao24"], row["registration"], row["operator"]) == (None, "RA-82035", "Air Force")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "mine.csv: empty"),
        ("name,colour\na,b\n", "no column icao24 .or hex. nor registration .or tail.; it has name, colour"),
        ("tail,operator\nRA-1,\u0424\n".encode("cp1251", "replace"), "line 2, byte 19: not UTF-8"),
        ("tail,operator\n".encode("utf-16"), "UTF-16"),
        (b"\xef\xbb\xbf<html><body>login</body></html>", "a web page"),
        (b"\x1f\x8b\x08\x00\x00", "cut off or damaged"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, content: str | bytes, words: str) -> None:
    with pytest.raises(SourceFileError, match=words):
        read(content, tmp_path)


def test_a_name_makes_a_source() -> None:
    made = source.source("fleet-2")
    assert (made.name, made.file, made.by_default) == ("own-fleet-2", "own-fleet-2.csv", False)
    for name in ("", "../up", "Fleet", "a b", "-x"):
        with pytest.raises(SourceFileError, match="a name is small letters"):
            source.source(name)
