"""Find low approaches: trusted positions of flights in; go-arounds and low passes out."""

from collections.abc import Callable

import polars as pl

from skywitness.findings.go_around import GoAround
from skywitness.findings.low_pass import LowPass
from skywitness.model import Finding
from skywitness.pipeline.question import Question
from skywitness.pipeline.trusted import trusted_flights
from skywitness.reference.airports import Airports
from skywitness.store.archive import Archive
from skywitness.store.packaged import airport_table
from skywitness.store.reference_files import FOLDER


def find_go_arounds(archive: Archive, question: Question) -> list[Finding]:
    """Approaches broken off, in order of aircraft and time; airports asked for are those approached."""
    return _found(GoAround().find, archive, question)


def find_low_passes(archive: Archive, question: Question) -> list[Finding]:
    """Low passes along runways, in order of aircraft and time; airports asked for are those passed."""
    return _found(LowPass().find, archive, question)


def _found(
    find: Callable[[pl.DataFrame, Airports], list[Finding]], archive: Archive, question: Question
) -> list[Finding]:
    airports = airport_table(archive.folder.parent / FOLDER)
    found, flights = list[Finding](), 0
    for positions in trusted_flights(archive, question, ground=True):
        found += find(positions, airports)
        flights += positions["flight_id"].n_unique()
    share = len({finding.basis[0] for finding in found}) / max(flights, 1)
    return [
        finding._replace(base_rate=share)
        for finding in found
        if question.airports is None or not set(question.airports).isdisjoint(finding.airports)
    ]
