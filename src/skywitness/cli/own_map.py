"""The base map that a user names: an address of tiles or of a style, or a file that is a style."""

from pathlib import Path

import typer

from skywitness.web.base_map import OwnMap, OwnMapError, map_at, map_of

OPTION = "--map"


def own_map(wanted: str | None, hosts: list[str]) -> OwnMap | None:
    """What ``--map`` and ``--map-host`` name; None for the map in the package.

    Args:
        wanted: an http or https address, or a file's name.
        hosts: further origins that the map is fetched from.

    Raises:
        typer.BadParameter: neither, or nothing that can be shown.
    """
    if not wanted:
        return None
    try:
        if wanted.startswith(("http://", "https://")):
            return map_at(wanted, hosts)
        return map_of(Path(wanted).expanduser().read_text(encoding="utf-8"), hosts)
    except (OwnMapError, OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{wanted}: {error}", param_hint=OPTION) from error
