"""``skywitness status``: what the archive holds."""

from typing import Any

import typer

from skywitness.cli import options
from skywitness.cli.errors import reported
from skywitness.cli.facts import show_facts, show_section
from skywitness.cli.output import RECONSTRUCTION, show_objects
from skywitness.pipeline.summary import summary

EXAMPLES = """\
skywitness status
skywitness status --json --data ./caracas"""


@reported
def run(*, data: options.Data = options.DEFAULT_DATA, as_json: options.AsJson = False) -> None:
    """Print counts, spans and what lags behind."""
    held = summary(options.open_archive(data))
    if as_json:
        show_objects([held])
        return
    if held["reconstruction"]:
        typer.echo(f"{RECONSTRUCTION} ({held['reconstruction_sources']:,} of {held['sources']:,} sources)")
    _show(held)


def _show(held: dict[str, Any]) -> None:
    show_facts(
        {
            "archive": held["path"],
            "size on disk": _size(held["size_bytes"]),
            "sources": held["sources"],
            "positions": held["positions"],
            "state_vectors": held["state_vectors"],
            "aircraft": held["aircraft"],
            "first seen": held["first_observed_at"],
            "last seen": held["last_observed_at"],
            "days": held["days"],
            "flights": held["flights"],
            "visits": held["visits"],
            "trips": held["trips"],
            "gaps": held["gaps"],
            "derived": _derived(held),
        }
    )
    rejects = [{"reason": reason, "count": count} for reason, count in held["rejects"].items()]
    show_section("rejected on import", rejects, ("reason", "count"))
    odd = [{"kind": kind, "count": count} for kind, count in held["remarks"].items()]
    show_section("odd records (`skywitness aircraft ID` says more)", odd, ("kind", "count"))
    newest = ("imported_at", "name", "format", "positions", "duplicates", "reconstruction")
    show_section("newest sources", held["newest_sources"], newest)


def _derived(held: dict[str, Any]) -> str:
    behind = held["underived_sources"]
    if not behind:
        return "up to date"
    return f"behind the positions by {behind:,} of the sources; run `skywitness derive`"


def _size(size_bytes: int) -> str:
    size, units = float(size_bytes), ["bytes", "kB", "MB", "GB", "TB"]
    while size >= 1000 and len(units) > 1:
        size, units = size / 1000, units[1:]
    return f"{size:,.0f} {units[0]}" if units[0] == "bytes" else f"{size:,.1f} {units[0]}"
