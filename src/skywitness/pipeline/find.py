"""Find: every kind of finding by its name, each a function of an archive and a question."""

from collections.abc import Callable

from skywitness.model import Finding
from skywitness.pipeline.find_airlift import find_airlift
from skywitness.pipeline.find_companions import find_companions
from skywitness.pipeline.find_emergency import find_emergencies
from skywitness.pipeline.find_firsts import find_firsts
from skywitness.pipeline.find_heading import find_headings
from skywitness.pipeline.find_jamming import find_jamming
from skywitness.pipeline.find_loiter import find_loiters
from skywitness.pipeline.find_low import find_go_arounds, find_low_passes
from skywitness.pipeline.find_meeting import find_meetings
from skywitness.pipeline.find_routes import find_routes
from skywitness.pipeline.find_silence import find_silences
from skywitness.pipeline.question import Question
from skywitness.store.archive import Archive

Finder = Callable[[Archive, Question], list[Finding]]
"""Takes an archive and a question; gives findings, each resting on nothing but what was heard before ``until``."""

KINDS: dict[str, Finder] = {
    "route": find_routes,
    "first_visit": find_firsts,
    "companions": find_companions,
    "meeting": find_meetings,
    "silence": find_silences,
    "loiter": find_loiters,
    "jamming": find_jamming,
    "heading": find_headings,
    "airlift": find_airlift,
    "emergency": find_emergencies,
    "go_around": find_go_arounds,
    "low_pass": find_low_passes,
}
"""Every kind of finding."""


def find(archive: Archive, kinds: list[str], question: Question) -> list[Finding]:
    """What the record holds of these kinds, in order of time.

    Args:
        archive: derived.
        kinds: names from ``KINDS``.
        question: the aircraft, places and span asked for.
    """
    found = [finding for kind in kinds for finding in KINDS[kind](archive, question)]
    return sorted(found, key=lambda finding: (finding.since, finding.kind, finding.finding_id))
