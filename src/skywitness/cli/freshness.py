"""Freshness: whether flights and what follows from them rest on everything that was imported."""

from skywitness.cli.errors import notice
from skywitness.pipeline.rules import rules_name
from skywitness.store.archive import Archive


def say_if_behind(archive: Archive) -> None:
    """Say on stderr when sources are not in what is derived: an empty answer must not read as "never"."""
    behind = len(archive.underived_sources(rules_name(archive)))
    if behind:
        sources = "1 source is" if behind == 1 else f"{behind:,} sources are"
        notice(f"{sources} not in flights and what follows yet; run `skywitness derive`")
