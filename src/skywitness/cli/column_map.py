"""Column map: which heading of a CSV file holds which field, from the command line or a TOML file."""

import tomllib
from pathlib import Path

import typer


def column_map(pairs: str | None, file: Path | None) -> dict[str, str]:
    """Field to heading; the command line adds to the file and wins over it.

    Args:
        pairs: ``FIELD=HEADING,FIELD=HEADING``.
        file: TOML with ``FIELD = "HEADING"`` at its top or in a table ``[columns]``.

    Raises:
        typer.BadParameter: not in this form.
    """
    found = _from_file(file) if file else {}
    for pair in (pairs or "").split(","):
        if not pair.strip():
            continue
        field, sign, heading = pair.partition("=")
        if not sign or not field.strip() or not heading.strip():
            raise typer.BadParameter(f"{pair!r} is not FIELD=HEADING", param_hint="--columns")
        found[field.strip()] = heading.strip()
    return found


def _from_file(file: Path) -> dict[str, str]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise typer.BadParameter(f"cannot read {file}: {error}", param_hint="--column-map") from error
    table = content.get("columns", content)
    if not isinstance(table, dict) or not all(isinstance(heading, str) for heading in table.values()):
        raise typer.BadParameter(f'{file} must hold lines FIELD = "HEADING"', param_hint="--column-map")
    return table
