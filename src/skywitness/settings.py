"""Settings: what a user can set once for all commands, in one optional TOML file.

The command line goes before the environment, the environment before the file, the file before the default.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple


class SettingsError(ValueError):
    """The settings file cannot be used; the message names the file, the key and what to do."""


class UserSetting(NamedTuple):
    """One who may ask the server.

    Attributes:
        name: who.
        role: ``viewer``, ``editor`` or ``approver``.
        token: the hash of the user's token.
    """

    name: str
    role: str
    token: str


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings.

    Attributes:
        data_dir: the data directory, ``data`` in the file; None when the file does not say.
        keep_raw: how much of the raw log of live feeds is kept, such as ``7 days``; None when the file does not
        say.
        users: who may ask the server, the tables ``[[users]]`` in the file.
        map: address or file of a base map of the user's; None for the one in the package.
        browser: path of the Chromium that takes pictures of pages, ``off`` for none; None for the system's.
    """

    data_dir: Path | None = None
    keep_raw: str | None = None
    users: tuple[UserSetting, ...] = ()
    browser: str | None = None
    map: str | None = None


def settings_from(toml: str, name: str) -> Settings:
    """Settings from the text of a file.

    Args:
        toml: the text.
        name: the file's name, for messages.

    Raises:
        SettingsError: not TOML, a key that does not exist, or a value of the wrong kind.
    """
    try:
        values = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{name}: not TOML: {error}") from error
    if unknown := sorted(values.keys() - {"data", "keep_raw", "users", "browser", "map"}):
        known = 'data = "FOLDER", keep_raw = "7 days", browser = "off", map = "ADDRESS" and tables [[users]]'
        raise SettingsError(f"{name}: unknown setting {unknown[0]!r}; there are {known}")
    data = values.get("data")
    if data is not None and not isinstance(data, str):
        raise SettingsError(f'{name}: data is the name of a folder in quotes, such as data = "/srv/skywitness"')
    keep_raw = values.get("keep_raw")
    if keep_raw is not None and not isinstance(keep_raw, str):
        raise SettingsError(f'{name}: keep_raw is an age or a size in quotes, such as keep_raw = "7 days"')
    browser = values.get("browser")
    if browser is not None and not isinstance(browser, str):
        raise SettingsError(f'{name}: browser is the path of a Chromium in quotes, or "off"')
    own_map = values.get("map")
    if own_map is not None and not isinstance(own_map, str):
        raise SettingsError(f"{name}: map is the address or file of a base map in quotes")
    users = _users(values.get("users", []), name)
    return Settings(Path(data).expanduser() if data else None, keep_raw, users, browser, own_map)


def _users(tables: Any, name: str) -> tuple[UserSetting, ...]:  # noqa: ANN401  whatever the file has there
    fields = set(UserSetting._fields)
    good = isinstance(tables, list) and all(isinstance(one, dict) and set(one) == fields for one in tables)
    if not good or not all(isinstance(value, str) for one in tables for value in one.values()):
        raise SettingsError(f"{name}: each [[users]] has name, role and token, in quotes, and nothing else")
    return tuple(UserSetting(**one) for one in tables)
