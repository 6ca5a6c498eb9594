"""Options that several commands share."""

import os
from pathlib import Path
from typing import Annotated

import platformdirs
import typer

from skywitness.cli.errors import Failure
from skywitness.settings import Settings, SettingsError, settings_from
from skywitness.store.archive import Archive
from skywitness.store.errors import ArchiveMissingError
from skywitness.store.reference_files import FOLDER

DEFAULT_DATA = platformdirs.user_data_path("skywitness")
"""The platform's folder for a user's data."""

_SETTINGS = "SKYWITNESS_SETTINGS"


def _data_dir(asked: Path) -> Path:
    """The folder asked for, or the one in the settings file when none was."""
    return asked if asked != DEFAULT_DATA else settings().data_dir or asked


def settings() -> Settings:
    """What the settings file says; nothing when there is none.

    Raises:
        typer.BadParameter: it cannot be used.
    """
    file = Path(os.environ.get(_SETTINGS) or platformdirs.user_config_path("skywitness") / "settings.toml")
    if not file.is_file():
        return Settings()
    try:
        return settings_from(file.read_text(), str(file))
    except SettingsError as error:
        raise typer.BadParameter(str(error), param_hint="settings") from error


Data = Annotated[
    Path,
    typer.Option(
        "--data",
        callback=_data_dir,
        metavar="DIR",
        envvar="SKYWITNESS_DATA",
        show_default="the platform's user data folder",
        help="Data directory.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print a JSON list of objects: every field, times in UTC.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV: every field, times in UTC.")]
AircraftIds = Annotated[
    list[str] | None,
    typer.Option("--aircraft", metavar="ID", help="Only this address or registration. May be repeated."),
]
Airports = Annotated[
    list[str] | None,
    typer.Option("--airport", metavar="NAME", help="Only this airport: a code, or a name. May be repeated."),
]
Countries = Annotated[
    list[str] | None,
    typer.Option(
        "--country", metavar="CC", help="Only airports of this country (ISO 3166 alpha-2). May be repeated."
    ),
]
Flags = Annotated[
    list[str] | None,
    typer.Option(
        "--flag", metavar="CC", help="Only aircraft with an address of this state (alpha-2). May be repeated."
    ),
]
Types = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="CODE", help="Only this aircraft type (ICAO 8643). May be repeated."),
]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="TIME", help="From this time on: ISO 8601 date or time, UTC unless it says."),
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="TIME", help="Before this time, or to the end of this day if a bare date."),
]
Limit = Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="At most this many rows.")]


def open_archive(data: Path, *, renew: bool = False) -> Archive:
    """The archive in a data directory, to read.

    Args:
        data: the data directory.
        renew: delete derived tables that another version wrote.

    Raises:
        Failure: there is none.
    """
    try:
        return Archive.open(data, renew=renew)
    except ArchiveMissingError as error:
        raise Failure(
            f"no archive at {data}: import something first, e.g. `skywitness import FILE`, "
            "or name another data directory with --data"
        ) from error


def open_record(data: Path) -> Archive:
    """The archive in a data directory, to read; an empty one where only reference sources were fetched.

    Raises:
        Failure: there is neither.
    """
    if (data / FOLDER).is_dir() and not (data / "archive").is_dir():
        return Archive(data)
    return open_archive(data)
