"""Fixtures for the command line: one small archive that no test changes, and a way to run commands on it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli_archive import Run, build
from skywitness.cli.app import app


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    build(folder)
    return folder


@pytest.fixture
def run(data: Path) -> Run:
    """Runs a command on the archive; its result has exit_code, stdout and stderr."""

    def _run(*arguments: str, columns: int | None = None, folder: Path = data) -> Result:
        environment = {"SKYWITNESS_DATA": str(folder), "COLUMNS": str(columns) if columns else ""}
        return CliRunner().invoke(app, list(arguments), env=environment, catch_exceptions=False)

    return _run
