"""Reference pages: what they say is what the program does today."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from skywitness.cli.app import COMMANDS
from skywitness.cli.case import COMMANDS as CASE_COMMANDS
from skywitness.store.cases.tables import CASE_TABLES
from skywitness.store.schema import TABLES

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_reference", ROOT / "docs" / "build_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_are_up_to_date(builder: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert builder.main(["--check"]) == 0, capsys.readouterr().out


def test_a_page_that_differs_is_named_and_rewritten(
    builder: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(builder, "PAGES", tmp_path / "reference")
    assert builder.main(["--check"]) == 1
    assert "docs/reference/commands.md" in capsys.readouterr().out
    assert builder.main([]) == 0
    assert builder.main(["--check"]) == 0


def test_every_command_option_and_field_is_there(builder: ModuleType) -> None:
    commands, fields = builder.commands_page(), builder.fields_page()
    for command in COMMANDS:
        section = commands.partition(f"## skywitness {command.name}\n")[2].partition("\n## ")[0]
        options = {option for param in command.load().params for option in param.opts if option.startswith("--")}
        assert {option for option in options if option not in section} == set()
    for table in TABLES.values():
        section = fields.partition(f"## {table.name}\n")[2].partition("\n## ")[0]
        assert [column.name for column in table.columns if f"| `{column.name}` | " not in section] == []


def test_every_command_and_field_of_cases_is_there(builder: ModuleType) -> None:
    commands, fields = builder.commands_page(), builder.case_fields_page()
    for command in CASE_COMMANDS:
        section = commands.partition(f"## skywitness case {command.name}\n")[2].partition("\n## ")[0]
        options = {option for param in command.load().params for option in param.opts if option.startswith("--")}
        assert {option for option in options if option not in section} == set()
    for table in CASE_TABLES:
        section = fields.partition(f"## {table.name}\n")[2].partition("\n## ")[0]
        assert [name for name in table.columns if f"| `{name}` | " not in section] == []
