"""Fixtures for the web room: a small archive that no test changes, and a server of it."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner, Result

from cli_archive import Run, build
from skywitness.cli.app import app
from web_site import served


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    build(folder)
    return folder


@pytest.fixture(scope="session")
def web(data: Path) -> Iterator[httpx.Client]:
    with served(data) as client:
        yield client


@pytest.fixture
def run(data: Path) -> Run:
    """Runs a command on the archive; its result has exit_code, stdout and stderr."""

    def _run(*arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments), env={"SKYWITNESS_DATA": str(data)}, catch_exceptions=False)

    return _run
