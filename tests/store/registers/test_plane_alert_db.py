"""plane-alert-db: groups as grades, tags, and rows that contradict one another."""

from pathlib import Path

import pytest

from made_registers import PLANE_ALERT
from skywitness.store.registers import plane_alert_db as source
from skywitness.store.registers.source import Parsed, Rejected, SourceFileError


def read(text: str, folder: Path) -> Parsed:
    file = folder / "fetched.csv"
    file.write_text(text, "utf-8")
    return source.read(file, "made", 1_000_000)


def test_groups_are_grades_and_categories_uses(tmp_path: Path) -> None:
    table = read(PLANE_ALERT, tmp_path).tables["aircraft"]
    assert table.select("icao24", "military", "use", "tags", "source_row").rows() == [
        ("14f00a", "military", "Other Air Forces", "VIP; Moscow", 2),
        ("3c0001", "state", "Police Forces", "Police; Chopper", 3),
        ("3c0002", "state", "Governments", None, 4),
        ("3c0003", "civil", "Distinctive", "Club", 5),
        ("3c0003", "civil", "Distinctive", "Club", 6),
    ]


def test_rows_that_contradict_one_another_stay_rows(tmp_path: Path) -> None:
    table = read(PLANE_ALERT, tmp_path).tables["aircraft"]
    assert table["operator"].to_list()[-2:] == ["Flying Club", "Flying Club, e.V."]


def test_an_address_that_lost_its_zero_is_not_guessed(tmp_path: Path) -> None:
    parsed = read(PLANE_ALERT, tmp_path)
    assert parsed.rejected == (Rejected("address_too_short", 1, (7,)),)
    assert "SU-BRR" not in parsed.tables["aircraft"]["registration"].to_list()


def test_equal_rows_are_kept_and_counted(tmp_path: Path) -> None:
    last = PLANE_ALERT.splitlines()[4]
    parsed = read(f"{PLANE_ALERT}{last}\n{last}\n", tmp_path)
    assert (parsed.rows, parsed.duplicates) == (7, 2)


def test_other_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match=r"no column 'group' .it begins with .ICAO, .Registration"):
        read(PLANE_ALERT.replace("#CMPG", "Group"), tmp_path)
