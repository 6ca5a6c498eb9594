"""Rules: our answers and every peer's over one set of flights, ready to be counted."""

from collections.abc import Container, Iterator
from typing import NamedTuple

from answers import Answer, Samples, airborne, assigned, flights_of, invented_inside, our_answers, reconstructed
from labelled import Labelled
from peers import RULES, peer_answers
from peers_split import SPLITTERS, split
from scoring import Segments, segments

from skywitness.model import Flight
from skywitness.pipeline.reconstruct import Found

OURS = "skywitness"


class Ours(NamedTuple):
    """What the product makes of one set."""

    labelled: Labelled
    found: list[Found]
    flights: dict[str, list[Flight]]
    answers: list[Answer]
    samples: Samples
    segments: Segments
    invented: int


def ours(labelled: Labelled) -> Ours:
    """Run the product over a set."""
    found = reconstructed(labelled)
    flights = flights_of(found)
    samples = airborne(labelled)
    held = segments(samples, assigned(samples, flights))
    return Ours(
        labelled, found, flights, our_answers(labelled, flights), samples, held, invented_inside(labelled, flights)
    )


def by_every_rule(own: Ours) -> Iterator[tuple[str, list[Answer]]]:
    """Name and answers of every rule, the product last."""
    for name, rule in RULES.items():
        yield name, peer_answers(own.labelled, rule)
    yield OURS, own.answers


def cut_by_every_rule(own: Ours, only: Container[int] | None = None) -> Iterator[tuple[str, Segments]]:
    """Name and segments of every rule that cuts flights, the product last; of these true flights ``only``."""
    for name in SPLITTERS:
        yield name, segments(own.samples, split(own.labelled, name)[own.samples.row], only)
    yield OURS, own.segments if only is None else segments(own.samples, assigned(own.samples, own.flights), only)
