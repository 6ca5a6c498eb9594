"""Find loiters: trusted positions of flights in; who stayed over what out."""

from skywitness.findings.loiter import Loiter
from skywitness.model import Finding
from skywitness.pipeline.question import Question
from skywitness.pipeline.trusted import trusted_flights
from skywitness.store.archive import Archive
from skywitness.store.packaged import airport_table, cities
from skywitness.store.reference_files import FOLDER


def find_loiters(archive: Archive, question: Question) -> list[Finding]:
    """Loiters that the question asks for, in order of aircraft and time.

    Airports that are asked for are those within 5 NM of a centre. The base rate is over all batches alike: the
    share of the flights looked at that loiter.
    """
    airports, detector = airport_table(archive.folder.parent / FOLDER), Loiter()
    found, flights = list[Finding](), 0
    for positions in trusted_flights(archive, question):
        found += detector.find(positions, airports, cities())
        flights += positions["flight_id"].n_unique()
    loitering = len({finding.basis[0] for finding in found})
    asked = [finding for finding in found if _is_asked(finding, question)]
    return [finding._replace(base_rate=loitering / flights) for finding in asked]


def _is_asked(finding: Finding, question: Question) -> bool:
    return question.airports is None or not set(question.airports).isdisjoint(finding.airports)
