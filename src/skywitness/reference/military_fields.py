"""Military fields: which fields are air bases, by their names and by a list of those whose names do not tell."""

from typing import Final

import polars as pl

_BY_NAME: Final = (
    r"air ?base|air force|\bafb\b|\b(naval|marine corps|coast guard) air|air national guard|\bjoint base\b"
    r"|\barmy\b|\bmilitary\b"
    r"|\bnaval (auxiliary|outlying|base|station|support)|\bmilita(r|ire|re)\b|base a[eé]r(ea|ienne)|\baeronaval"
    r"|\b(nas|nolf|nalf|olf|mcas|mcalf|mcolf|cgas|rnas|rnzaf|raaf base|raf|cfb|paf base|usaf)\b"
    r"|\b(jasdf|jmsdf|jgsdf|angb?|arb|aaf|ahp)\b|(flieger|luftwaffen)horst|heeresflugplatz|flygflottilj"
    r"|\bflyvestation\b|\bflystasjon\b|baza lotnicza|авиабаза"
)
"""Air base, air station, army airfield and the like, in the languages and short forms of the two tables."""

_BY_KEYWORD: Final = r"air ?base|air force base|\bafb\b|base a[eé]r(ea|ienne)|naval air station"
_CIVIL: Final = r"\b(international|municipal|regional|county|civil|metropolitan|airpark)\b|airport */|/.*airport"
_LAND: Final = ("large", "medium", "small", "unknown", "closed", "heliport")
_NO_FORCE: Final = r"former|\bold\b|abandoned|disused|museum|salvation army|army surplus|tanker|police|polícia"
_RANKS: Final = (
    r"air force (captain|colonel|commander|general|lieutenant|major|second|sergeant)"  # airports in Peru
)
_PAST_IN_KEYWORDS: Final = ("US", "CA", "GB")  # where the keywords are mostly names of the Second World War


def _matches(text: pl.Expr, pattern: str) -> pl.Expr:
    """Whether a text holds a pattern, whatever the case; word ends as in ASCII, which is several times as fast."""
    return text.str.contains("(?i)" + pattern.replace(r"\b", r"(?-u:\b)"))


def with_military(fields: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """The table with ``military`` and ``joint``.

    A name that says air base makes a field military; scheduled service or a civil word beside it makes it joint.
    Keywords keep the names of the past, so they make a field joint at most, and only one of some size.

    How it is fooled: a base that was given up and kept its name; a private strip called after an old one; an air
    base whose name is that of a town and that the table does not list.

    Args:
        fields: icao, country, names, keywords, kind and scheduled.
        listed: icao and use (``military``, ``joint`` or ``civil``), for those whose names do not say it.
    """
    names, keywords = pl.col("names").str.replace_all(f"(?i){_RANKS}", ""), pl.col("keywords")
    named = _matches(names, _BY_NAME) & ~_matches(names, _NO_FORCE)
    named = named & pl.col("kind").is_in(_LAND)
    called = _matches(keywords, _BY_KEYWORD) & pl.col("kind").is_in(("large", "medium"))
    called = called & ~pl.col("country").is_in(_PAST_IN_KEYWORDS)
    # airportsdata writes "Airport" behind every name; the other table's name stands last.
    civil_too = pl.col("scheduled") | _matches(names.str.split("; ").list.last(), _CIVIL)
    use = (
        pl.when(pl.col("use").is_not_null())
        .then("use")
        .when(named & ~civil_too)
        .then(pl.lit("military"))
        .when(named | called)
        .then(pl.lit("joint"))
        .otherwise(pl.lit("civil"))
    )
    fields = fields.join(listed.select("icao", "use"), on="icao", how="left", maintain_order="left")
    return (
        fields.with_columns(use=use)
        .with_columns(military=pl.col("use").is_in(("military", "joint")), joint=pl.col("use") == "joint")
        .drop("use")
    )
