"""Options that the commands of cases share."""

import getpass
from datetime import UTC, datetime
from typing import Annotated

import typer


def _login() -> str:
    """Name of the user's account."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name, as in some containers
        return "nobody"


Named = Annotated[
    str | None,
    typer.Option(
        "--case",
        metavar="CASE",
        envvar="SKYWITNESS_CASE",
        help="Which case: its name or folder; else the open one.",
    ),
]
By = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="NAME",
        envvar="SKYWITNESS_NAME",
        default_factory=_login,
        show_default="the name of your account",
        help="Your name, as the case's log shall show it.",
    ),
]


def now() -> datetime:
    """The time, to the millisecond."""
    time = datetime.now(UTC)
    return time.replace(microsecond=time.microsecond // 1000 * 1000)
