"""The root and the table of commands: every command loads, explains itself and fails as scripts expect."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from skywitness import __version__
from skywitness.cli.app import COMMANDS, app
from skywitness.cli.lazy import Command

BY_NAME = {command.name: command for command in COMMANDS}


def test_the_root_lists_every_command_with_its_sentence() -> None:
    shown = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "80"}).stdout
    width = max(len(command.name) for command in COMMANDS)
    for command in COMMANDS:
        assert f"{command.name:<{width}}  {command.sentence}\n" in shown


@pytest.mark.parametrize("command", COMMANDS, ids=list(BY_NAME))
def test_every_command_shows_examples_of_itself_that_parse(command: Command) -> None:
    result = CliRunner().invoke(app, [command.name, "--help"])
    assert result.exit_code == 0
    assert command.sentence in result.stdout
    examples = result.stdout.partition("Examples:\n")[2].strip().splitlines()
    assert 2 <= len(examples) <= 3
    for line in examples:
        program, name, *arguments = shlex.split(line.partition(" > ")[0])
        assert program == "skywitness"
        BY_NAME[name].load().make_context(name, arguments)  # raises for an option that there is not


@pytest.mark.parametrize("command", COMMANDS, ids=list(BY_NAME))
def test_every_option_says_what_it_does(command: Command) -> None:
    shown = command.load().params
    assert [p.name for p in shown if not getattr(p, "help", None) and p.name != "help"] == []


def test_version() -> None:
    assert CliRunner().invoke(app, ["--version"]).stdout == f"skywitness {__version__}\n"


def test_an_unknown_command_is_wrong_usage_and_a_near_one_is_named() -> None:
    result = CliRunner().invoke(app, ["fligths"])
    assert result.exit_code == 2
    assert "flights" in result.stderr


@pytest.mark.parametrize(
    "line",
    ["status", "flights", "visits", "aircraft x", "track x", "sql SELECT", "derive", "positions", "last-seen"],
)
def test_without_an_archive_every_command_says_what_to_do(line: str, tmp_path: Path) -> None:
    folder = tmp_path / "none"
    result = CliRunner().invoke(app, [*line.split(), "--data", str(folder)])
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"no archive at {folder}: import something first, e.g. `skywitness import FILE`" in result.stderr
    assert not folder.exists()


def test_it_runs_as_a_module_and_help_loads_no_heavy_library() -> None:
    code = """if True:
        import sys
        from skywitness.cli.app import app
        app(["--help"], standalone_mode=False)
        sys.exit(bool({"polars", "numpy", "duckdb", "deltalake", "rs1090"} & set(sys.modules)))"""
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0
    shown = subprocess.run([sys.executable, "-m", "skywitness", "--version"], check=True, capture_output=True)
    assert shown.stdout.decode().split() == ["skywitness", __version__]


def test_a_reader_that_has_enough_ends_the_command_quietly(data: Path) -> None:
    query = "SELECT range AS n FROM range(200000)"
    script = '"$0" -m skywitness sql "$1" --csv --data "$2" | head -1; echo ${PIPESTATUS[0]}'
    arguments = ["bash", "-c", script, sys.executable, query, str(data)]
    done = subprocess.run(arguments, check=True, capture_output=True, text=True)
    assert done.stdout == "n\n0\n"
    assert "Error" not in done.stderr
    assert "Broken" not in done.stderr
