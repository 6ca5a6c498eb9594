"""Found: aircraft that fit a question in words, each with what made it fit."""

import polars as pl

from skywitness.cli.errors import notice
from skywitness.cli.output import Form, Records, show
from skywitness.pipeline.identify import Identities
from skywitness.pipeline.search import search
from skywitness.store.archive import Archive

_LABELS = ("registration", "typecode", "operator", "flag_state", "grade")


def show_found(archive: Archive, question: str, most: int, form: Form) -> None:
    """Print the aircraft that fit every word, those first that most sources make fit."""
    found = search(archive, question, most)
    fits = pl.format("{}: {} ({})", "word", "value", "source").unique(maintain_order=True).str.join("; ")
    why = found.hits.group_by("aircraft", maintain_order=True).agg(fits=fits)
    icao24s = found.aircraft["aircraft"].to_list()
    who = Identities.of(archive, icao24s).labels.at(found.aircraft["aircraft"]).select(*_LABELS)
    rows = found.aircraft.hstack(who).join(why, on="aircraft", how="left", maintain_order="left")
    show(Records.of(rows), form, ("aircraft", *_LABELS, "fits"))
    if found.total > rows.height:
        notice(f"{found.total - rows.height:,} more; --limit shows more of them")
