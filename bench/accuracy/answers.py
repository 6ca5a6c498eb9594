"""Answers: what a rule says of the ends of true flights, and how flights it found lie over the true ones."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import polars as pl
from labelled import Labelled
from numpy.typing import NDArray

from skywitness.model import Flight
from skywitness.pipeline.reconstruct import Found, Reconstructor


class Answer(NamedTuple):
    """One end of one true flight as a rule names it.

    Attributes:
        truth: row of the truths.
        departure: which end.
        code: the field named, None for no answer.
        posterior: what the rule holds its first choice for, also where it gives no answer; None without.
        first_choice: its first choice.
        note: evidence, in words.
    """

    truth: int
    departure: bool
    code: str | None
    posterior: float | None = None
    first_choice: str | None = None
    note: str = ""


class Samples(NamedTuple):
    """Airborne positions of the true flights: their rows, of which airframe, when, and of which flight."""

    row: NDArray[np.int64]
    icao24: NDArray[np.str_]
    time_s: NDArray[np.float64]
    truth: NDArray[np.int64]


def reconstructed(labelled: Labelled) -> list[Found]:
    """What the product finds."""
    return list(Reconstructor.packaged().of(labelled.positions.drop("truth"), labelled.identity_of))


def flights_of(found: Iterable[Found]) -> dict[str, list[Flight]]:
    """The flights found, by airframe and in order of time."""
    by_airframe: dict[str, list[Flight]] = defaultdict(list)
    for one in found:
        for flight in one.flights:
            by_airframe[flight.icao24].append(flight)
    return {icao24: sorted(flights, key=lambda f: f.first_seen_at) for icao24, flights in by_airframe.items()}


def airborne(labelled: Labelled) -> Samples:
    """Positions in the air that belong to a true flight.

    Where the times of take-off and landing are known they tell what is in the air, else the reports' own word,
    else a speed over 50 kt.
    """
    frame = labelled.positions.with_row_index("row").filter(pl.col("truth") >= 0)
    truth = frame["truth"].to_numpy()
    time_s = frame["observed_at"].dt.epoch("ms").to_numpy() / 1000
    off = np.array([one.takeoff_s if one.takeoff_s is not None else np.nan for one in labelled.truths])[truth]
    on = np.array([one.landing_s if one.landing_s is not None else np.nan for one in labelled.truths])[truth]
    slow = (frame["ground_speed_kt"].fill_null(999) < 50).to_numpy()
    ground = frame["on_ground"].fill_null(value=False).to_numpy() | slow
    air = np.where(np.isnan(off), ~ground, (time_s >= off) & (time_s <= on))
    rows = frame["row"].cast(pl.Int64).to_numpy()
    return Samples(rows[air], frame["icao24"].to_numpy()[air], time_s[air], truth[air])


def assigned(samples: Samples, flights: Mapping[str, list[Flight]]) -> NDArray[np.int64]:
    """For each sample the flight that holds it, numbered over all airframes; -1 for none."""
    found = np.full(len(samples.time_s), -1, np.int64)
    number = 0
    for icao24, own in flights.items():
        rows = np.flatnonzero(samples.icao24 == icao24)
        for flight in own:
            times = samples.time_s[rows]
            inside = (times >= flight.first_seen_at.timestamp() - 1e-3) & (
                times <= flight.last_seen_at.timestamp() + 1e-3
            )
            found[rows[inside]] = number
            number += 1
    return found


def our_answers(labelled: Labelled, flights: Mapping[str, list[Flight]]) -> list[Answer]:
    """Both ends of every true flight as the flights that hold its first and last airborne position say."""
    samples = airborne(labelled)
    held = assigned(samples, flights)
    every = [flight for own in flights.values() for flight in own]
    answers: list[Answer] = []
    for truth in range(len(labelled.truths)):
        rows = np.flatnonzero(samples.truth == truth)
        if not len(rows):
            continue
        rows = rows[np.argsort(samples.time_s[rows], kind="stable")]
        first, last = held[rows[0]], held[rows[-1]]
        answers.append(_answer(truth, every[first], departure=True) if first >= 0 else Answer(truth, True, None))
        answers.append(_answer(truth, every[last], departure=False) if last >= 0 else Answer(truth, False, None))
    return answers


def _answer(truth: int, flight: Flight, *, departure: bool) -> Answer:
    if departure:
        code, evidence, reason, codes, odds = (
            flight.adep,
            flight.adep_evidence,
            flight.adep_reason,
            flight.adep_candidates,
            flight.adep_posteriors,
        )
    else:
        code, evidence, reason, codes, odds = (
            flight.ades,
            flight.ades_evidence,
            flight.ades_reason,
            flight.ades_candidates,
            flight.ades_posteriors,
        )
    note = " ".join(
        [evidence or reason or "", *(f"{c} {p:.3f}" for c, p in list(zip(codes, odds, strict=True))[:3])]
    )
    return Answer(truth, departure, code, odds[0] if odds else None, codes[0] if codes else None, note)


def invented_inside(labelled: Labelled, flights: Mapping[str, list[Flight]]) -> int:
    """Airports named where a true flight was cut in the middle: ends that there were not."""
    samples = airborne(labelled)
    invented = 0
    for truth, one in enumerate(labelled.truths):
        times = samples.time_s[samples.truth == truth]
        if not len(times):
            continue
        for flight in flights.get(one.icao24, ()):
            start, end = flight.first_seen_at.timestamp(), flight.last_seen_at.timestamp()
            invented += flight.adep is not None and times.min() + 1 < start < times.max() - 1
            invented += flight.ades is not None and times.min() + 1 < end < times.max() - 1
    return invented
