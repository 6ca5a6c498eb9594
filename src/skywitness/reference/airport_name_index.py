"""Name index: which fields bear a name, a part of one, a code or a town, from the two tables of fields."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from skywitness.reference.airport_name_columns import core, folded, romanised
from skywitness.reference.airport_name_fold import sounds
from skywitness.reference.airport_name_rows import name_rows
from skywitness.reference.airport_table import FieldTables
from skywitness.reference.airports import Airports
from skywitness.reference.field_kinds import CODES
from skywitness.reference.postings import Postings

WHOLE, CORE, PART, KEYWORD = range(4)
"""Forms of a name: as the table has it; without the words for the kind of field; what is left without the town,
or stands between brackets or slashes; a keyword of OurAirports."""
OWN, IATA, OTHER = range(3)
"""Kinds of code: that under which the field is listed, IATA's, and a local one or another table's."""
_FORMS: Final = 8

_PARTS: Final = r"[()\[\]/|\"“”«»–—]| - "
_SLAVIC: Final = ("RU", "UA", "BY", "KZ", "KG", "TJ", "UZ", "TM", "AM", "GE", "MD", "BG", "RS")
"""States with many fields whose names are romanised from Cyrillic in more than one way."""


@dataclass(frozen=True)
class NameIndex:
    """What each field is called. An entry is a row of the table of fields times eight plus a form or kind.

    Attributes:
        forms: row, form and folded name, one row for each name of a field.
        names: entries by folded name.
        codes: entries by code in capitals.
        town_names: row and folded name of the town, one row for each.
        towns: rows by folded name of a town.
        matters: whether people write about a field: the larger ones, those of armed forces and of airlines.
        country: ISO 3166 alpha-2 code of each field.
    """

    forms: pl.DataFrame
    names: Postings
    codes: Postings
    town_names: pl.DataFrame
    towns: Postings
    matters: NDArray[np.bool_]
    country: NDArray[np.object_]

    @classmethod
    def of(cls, airports: Airports, tables: FieldTables) -> "NameIndex":
        """Index of the fields.

        Args:
            airports: the table of fields.
            tables: what it was made from; names, towns, keywords and codes are read from it.
        """
        listed = name_rows(airports, tables)
        listed = listed.with_columns(town=_each_once(listed["municipality"].fill_null("")))
        forms = _forms(listed)
        towns = listed.filter(pl.col("town") != "").select("row", key="town").unique()
        countries = (
            listed.select("row", "iso_country").drop_nulls().unique("row", keep="first", maintain_order=True)
        )
        country = np.full(len(airports.codes), "", np.object_)
        country[countries["row"].to_numpy()] = countries["iso_country"].to_list()
        slavic = np.isin(country.astype(np.str_), _SLAVIC) & ~airports.rotor_or_water
        return cls(
            forms,
            Postings.of(forms.select("key", entry=pl.col("row") * _FORMS + pl.col("form"))),
            Postings.of(_codes(airports, listed)),
            towns,
            Postings.of(towns.rename({"row": "entry"})),
            (airports.kind_code <= CODES["medium"]) | airports.military | airports.scheduled | slavic,
            country,
        )

    @cached_property
    def spoken(self) -> dict[str, list[str]]:
        """Folded names of fields that matter by how they sound; see ``airport_name_fold.sounds``."""
        matter = pl.Series(np.flatnonzero(self.matters)).implode()
        wanted = self.forms.filter(pl.col("form") != WHOLE, pl.col("row").is_in(matter))
        by_sound: dict[str, list[str]] = {}
        for name in wanted["key"].unique().sort().to_list():
            by_sound.setdefault(sounds(name), []).append(name)
        return by_sound

    @cached_property
    def words(self) -> Postings:
        """Rows by word of a name or of the town."""
        named = self.forms.filter(pl.col("form").is_in([CORE, KEYWORD])).select("row", "key")
        words = pl.concat([named, self.town_names]).select(key=pl.col("key").str.split(" "), entry="row")
        return Postings.of(words.explode("key"))

    def named(self, name: str) -> Iterator[tuple[int, int]]:
        """Rows of the fields of a folded name, and the form of it."""
        return (divmod(entry, _FORMS) for entry in self.names.get(name))

    def coded(self, code: str) -> Iterator[tuple[int, int]]:
        """Rows of the fields of a code, and the kind of it."""
        return (divmod(entry, _FORMS) for entry in self.codes.get(code.upper()))

    def with_words(self, words: Sequence[str]) -> list[int]:
        """Rows of the fields that have all these words in one or more of their names."""
        groups = [self.words.group_of.get(word) for word in words]
        if not groups or None in groups:
            return []
        lists = sorted((self.words.array(group) for group in groups if group is not None), key=len)
        common = reduce(lambda one, other: np.intersect1d(one, other, assume_unique=True), lists)
        return [int(row) for row in common]


def _forms(listed: pl.DataFrame) -> pl.DataFrame:
    """Every name of every field: row, form and key."""
    named = listed.drop_nulls("name").select("row", "name", "town", whole=_each_once(listed["name"].drop_nulls()))
    named = named.unique(["row", "whole", "town"]).with_columns(core=core(pl.col("whole")))
    keywords = listed.select("row", pl.col("keywords").str.split(",")).explode("keywords").drop_nulls()
    keywords = keywords.with_columns(romanised(keywords["keywords"]).alias("keywords"))
    forms = [
        named.select("row", form=pl.lit(WHOLE), key="whole"),
        named.select("row", form=pl.lit(CORE), key="core"),
        _without_town(named),
        _parts(named),
        keywords.select("row", form=pl.lit(KEYWORD), key=core(folded(pl.col("keywords")))),
    ]
    long_enough = (pl.col("form") <= CORE) | (pl.col("key").str.len_chars() > 2)
    return pl.concat(forms).filter(pl.col("key") != "", long_enough).unique()


def _each_once(names: pl.Series) -> pl.Series:
    """Names folded; one that comes often is folded once."""
    once = names.unique()
    return names.replace_strict(once, pl.select(folded(pl.lit(romanised(once)))).to_series())


def _without_town(named: pl.DataFrame) -> pl.DataFrame:
    """Names without the name of the town that they begin or end with."""
    town, name = pl.col("town"), pl.col("core")
    left = (
        pl.when(name.str.starts_with(town + " "))
        .then(name.str.slice(town.str.len_chars() + 1))
        .when(name.str.ends_with(" " + town))
        .then(name.str.head(name.str.len_chars() - town.str.len_chars() - 1))
    )
    return named.filter(town != "").select("row", form=pl.lit(PART), key=left).drop_nulls()


def _parts(named: pl.DataFrame) -> pl.DataFrame:
    """What stands between brackets, slashes and dashes in names."""
    several = named.filter(pl.col("name").str.contains(_PARTS))
    parts = several.with_columns(part=pl.col("name").str.replace_all(_PARTS, "|").str.split("|")).explode("part")
    parts = parts.with_columns(key=core(folded(pl.col("part"))))
    return parts.filter(pl.col("key") != pl.col("town"), pl.col("key").str.len_chars() > 3).select(
        "row", form=pl.lit(PART), key="key"
    )


def _codes(airports: Airports, listed: pl.DataFrame) -> pl.DataFrame:
    """Key and entry of every code, of the best kind where a field has it in several ways."""
    own = pl.DataFrame({"icao": list(airports.codes)}).with_row_index("row").cast({"row": pl.Int64})
    columns = [(own, "icao", OWN), (listed, "gps_code", OTHER), (listed, "iata_code", IATA)]
    columns += [(listed, "ident", OTHER), (listed, "local_code", OTHER)]
    codes = pl.concat(
        table.select("row", key=pl.col(name).str.to_uppercase(), kind=pl.lit(kind))
        for table, name, kind in columns
    ).drop_nulls()
    best = codes.filter(pl.col("key") != "").group_by("key", "row").agg(pl.col("kind").min())
    return best.select("key", entry=pl.col("row") * _FORMS + pl.col("kind"))
