"""``serve``: it refuses to be open to everybody, and hashes tokens for the settings."""

from pathlib import Path

import pytest
import uvicorn
from typer.testing import CliRunner

from cli_archive import Run
from skywitness.cli import serve
from skywitness.cli.app import app
from skywitness.web.users import fits


@pytest.mark.parametrize("host", ["192.168.1.7", "::", "desk.example.org"])
def test_beyond_loopback_a_token_is_required(run: Run, host: str) -> None:
    result = run("serve", "--host", host)
    assert result.exit_code == 1
    assert "--token" in result.stderr


@pytest.mark.parametrize("line", serve.EXAMPLES.splitlines())
def test_examples_begin_to_serve(line: str, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[str, int]] = []

    def note(server: uvicorn.Server) -> None:
        ran.append((server.config.host, server.config.port))
        server.started = True

    monkeypatch.setattr(uvicorn.Server, "run", note)
    monkeypatch.setenv("SKYWITNESS_TOKEN", "a secret that is long")
    words = [str(data) if word == "./caracas" else word for word in line.split()[1:]]
    result = CliRunner().invoke(app, words, env={"SKYWITNESS_DATA": str(data)}, catch_exceptions=False)
    assert result.exit_code == 0
    assert len(ran) == 1


@pytest.mark.parametrize("token", ["", "short"])
def test_a_token_that_is_soon_guessed_is_refused(run: Run, token: str) -> None:
    result = run("serve", "--host", "::", "--token", token)
    assert result.exit_code == 2
    assert "12 characters" in result.stderr


def test_a_hash_for_the_settings_is_printed(data: Path) -> None:
    result = CliRunner().invoke(
        app, ["serve", "--hash-token", "--data", str(data)], input="a secret that is long\n"
    )
    assert fits("a secret that is long", result.stdout.strip())


def test_users_in_the_settings_let_it_out_of_loopback(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('[[users]]\nname = "ana"\nrole = "king"\ntoken = "scrypt$1$1$1$aa$aa"\n')
    monkeypatch.setenv("SKYWITNESS_SETTINGS", str(settings))
    result = CliRunner().invoke(app, ["serve", "--host", "::", "--data", str(data)])
    assert result.exit_code == 2
    assert "'king' is no role" in result.stderr
