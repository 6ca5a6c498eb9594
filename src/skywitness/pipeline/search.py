"""Search: a question in words in; aircraft of the reference sources and recordings that fit it out."""

from collections import defaultdict

import polars as pl

from skywitness.pipeline.identify import sources_about
from skywitness.reference.register import Register, SourceNote, SourceTable
from skywitness.reference.search_matches import Matches, Searcher
from skywitness.reference.search_words import QueryReader
from skywitness.store.archive import Archive
from skywitness.store.packaged import aircraft_blocks, flag_state_reader, state_names, type_names, type_table
from skywitness.store.register import register

_IDENTITIES = "identities"


def search(archive: Archive, question: str, most: int) -> Matches:
    """Aircraft that fit every word.

    Args:
        archive: with the reference sources in its data directory.
        question: words for types, states, grades, uses, operators, addresses and registrations.
        most: aircraft to give back.
    """
    marks = flag_state_reader().marks
    reader = QueryReader(type_names().designators, state_names(), marks)
    kinds: dict[str, list[str]] = defaultdict(list)
    for code, known in type_table().by_typecode.items():
        kinds[known.description].append(code)
    searcher = Searcher(aircraft_blocks(), marks, kinds)
    return searcher.matches(_sources(archive), reader.read(question), most)


def _sources(archive: Archive) -> list[SourceTable]:
    """What is fetched and still said, what recordings say, and the grades of aircraft in the archive."""
    fetched = [SourceTable(note, _standing(rows)) for note, rows in register(archive.folder.parent).tables]
    said = archive.statements().select(pl.col("icao24").unique()).collect()["icao24"]
    recorded = sources_about(archive, said.to_list()).tables[-1]
    identities = archive.derived(_IDENTITIES).select("icao24", military="grade").unique().collect()
    graded = SourceTable(SourceNote(_IDENTITIES, "table"), identities)
    return [*fetched, *Register.of([recorded, graded]).tables]


def _standing(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.filter(pl.col("stated_until").is_null()) if "stated_until" in rows.columns else rows
