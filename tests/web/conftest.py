"""Fixtures for the web room: a small archive that no test changes, and a server of it."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from cli_archive import build
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
