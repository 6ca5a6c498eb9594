"""The settings file, and its place between the command line and the default."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from skywitness.cli.app import app
from skywitness.settings import Settings, SettingsError, UserSetting, settings_from


def test_a_file_sets_the_data_directory() -> None:
    assert settings_from('data = "/srv/sky"', "s.toml") == Settings(Path("/srv/sky"))
    assert settings_from("", "s.toml") == Settings()
    assert settings_from('map = "style.json"', "s.toml").map == "style.json"
    assert settings_from('keep_raw = "7 days"', "s.toml") == Settings(keep_raw="7 days")


def test_users_of_the_server_stand_in_tables() -> None:
    toml = '[[users]]\nname = "ana"\nrole = "editor"\ntoken = "scrypt$…"\n'
    assert settings_from(toml, "s.toml").users == (UserSetting("ana", "editor", "scrypt$…"),)


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("data = ", "s.toml: not TOML"),
        ('dtaa = "x"', "unknown setting 'dtaa'"),
        ("data = 3", "name of a folder"),
        ("map = 7", "address or file of a base map"),
        ("keep_raw = 7", "an age or a size in quotes"),
        ('[[users]]\nname = "ana"', "each \\[\\[users\\]\\] has name, role and token"),
        ('users = "ana"', "each \\[\\[users\\]\\] has name, role and token"),
    ],
)
def test_a_bad_file_is_named(toml: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        settings_from(toml, "s.toml")


def test_the_command_line_and_the_environment_go_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f'data = "{tmp_path / "from-file"}"\n')
    monkeypatch.setenv("SKYWITNESS_SETTINGS", str(file))
    monkeypatch.delenv("SKYWITNESS_DATA", raising=False)
    runner = CliRunner()
    assert "from-file" in runner.invoke(app, ["status"]).stderr
    assert "from-env" in runner.invoke(app, ["status"], env={"SKYWITNESS_DATA": str(tmp_path / "from-env")}).stderr
    assert "from-line" in runner.invoke(app, ["status", "--data", str(tmp_path / "from-line")]).stderr
    file.write_text("data = 3\n")
    failed = runner.invoke(app, ["status"])
    assert failed.exit_code == 2
    assert "name of a folder" in failed.stderr
