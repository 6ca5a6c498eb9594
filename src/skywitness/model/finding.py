"""Finding: something detected in the record, with what it rests on and how sure it is."""

from datetime import datetime
from typing import NamedTuple


class Finding(NamedTuple):
    """One thing that a detector found; it claims no more than its numbers do.

    Attributes:
        finding_id: begins with the kind, ends with since as ``YYYYMMDDThhmmssZ``; aircraft or place between.
        kind: the detector, by its name in ``skywitness findings``.
        verdict: the class within the kind, for example ``regular``, ``first``, ``formation``, ``likely_dark``,
            ``orbit``; ``unknown`` where the record does not decide.
        icao24s: aircraft that it is about, in order.
        airports: ICAO codes of fields that it is about, in the order of the sentence.
        since: first instant that it rests on, UTC.
        until: last instant that it rests on, UTC.
        lat_deg: latitude of its place; None where it has none.
        lon_deg: longitude of it.
        confidence: probability that the verdict is right, 0 to 1.
        base_rate: how often the same would be found by chance, or among others, 0 to 1; None where unknown.
        sentence: what was found, in plain words and numbers, and how well it could be seen.
        number_names: names of the numbers behind it, each ending in its unit where it has one.
        number_values: those numbers, in the same order.
        basis: flight_id, gap_id, or ``<icao24> <since>/<until>`` of the rows that it rests on.
        source_sha256s: sources of those rows.
        algorithm: name and version of the detector, and its thresholds where they are not the usual ones.
        reconstruction: True when any of it was simulated.
    """

    finding_id: str
    kind: str
    verdict: str
    icao24s: list[str]
    airports: list[str]
    since: datetime
    until: datetime
    lat_deg: float | None
    lon_deg: float | None
    confidence: float
    base_rate: float | None
    sentence: str
    number_names: list[str]
    number_values: list[float]
    basis: list[str]
    source_sha256s: list[str]
    algorithm: str
    reconstruction: bool
