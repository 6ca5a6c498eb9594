"""Remarks: what is odd about an airframe's record, told instead of guessed around."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from skywitness.measure.clock import utc_from_seconds
from skywitness.model import Flight, Remark, Track
from skywitness.movements.airframe import Airframe
from skywitness.movements.callsigns import change_too_often


def remarks(
    track: Track, undoubted: Track, airframe: Airframe | None, flights: list[Flight], algorithm: str
) -> list[Remark]:
    """Remarks on one airframe's record, in a fixed order.

    Args:
        track: all its positions, at least one.
        undoubted: those that nothing speaks against.
        airframe: what is known of it; None when every position is doubted.
        flights: the flights found in them.
        algorithm: name and version of the rules.
    """
    found = []
    for kind, sentence, first, last in _odd(track, undoubted, airframe, flights):
        found.append(
            Remark(
                icao24=track.icao24,
                since=utc_from_seconds(first),
                until=utc_from_seconds(last),
                kind=kind,
                sentence=sentence,
                source_sha256s=track.source_sha256s(),
                algorithm=algorithm,
                reconstruction=track.reconstruction,
            )
        )
    return found


def _odd(
    track: Track, undoubted: Track, airframe: Airframe | None, flights: list[Flight]
) -> Iterator[tuple[str, str, float, float]]:
    first, last = float(track.time_s[0]), float(track.time_s[-1])
    if len(track) == 1:
        yield "one_position", "heard at one position only: no flight can be told from it", first, last
        return
    if not len(undoubted):
        yield "all_doubted", f"all of its {len(track)} positions are doubted", first, last
        return
    if not flights and _one_place(undoubted):
        yield "one_place", f"all {len(undoubted)} undoubted positions are at one place", first, last
    if not _known(track.baro_altitude_ft) and not _known(track.geo_altitude_ft):
        yield "no_altitude", "never sent a height: airports are told from ground contact only", first, last
    if not (track.ground_speed_kt > 0).any():
        yield "no_speed", "never sent a speed above zero", first, last
    named = track.callsign[track.callsign >= 0]
    if len(named) > 1 and change_too_often(track):
        changes = int(np.count_nonzero(np.diff(named)))
        yield (
            "callsign_changes_too_often",
            f"its callsign changed {changes} times: it names no flight",
            first,
            last,
        )
    if airframe is not None:
        yield from _too_long(flights, airframe)


def _too_long(flights: list[Flight], airframe: Airframe) -> Iterator[tuple[str, str, float, float]]:
    longest_s = airframe.envelope.endurance_s
    for flight in flights:
        seconds = (flight.last_seen_at - flight.first_seen_at).total_seconds()
        if seconds > longest_s:
            hours, most = seconds / 3600, longest_s / 3600
            words = f"{hours:.1f} hours in the air without a stop; an aircraft like it can stay {most:.0f}"
            yield "too_long_in_the_air", words, flight.first_seen_at.timestamp(), flight.last_seen_at.timestamp()


def _one_place(track: Track) -> bool:
    return bool(np.ptp(track.lat_deg) < 0.01 and np.ptp(track.lon_deg) < 0.02)


def _known(column: NDArray[np.float64]) -> bool:
    return bool(np.isfinite(column).any())
