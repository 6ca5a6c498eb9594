"""Low pass: flights along a runway, low and level, that do not land."""

from dataclasses import dataclass, field

import polars as pl

from skywitness.findings.low_approaches import LowApproach, LowApproachRule
from skywitness.findings.low_finding import low_finding, placed_rows
from skywitness.model import Finding
from skywitness.reference.airports import Airports

_PASS, _UNKNOWN = "low_pass", "unknown"
_DID = {_PASS: "flew along it low and level", _UNKNOWN: "flew along it low and level, or touched it"}
_CONFIDENCE = {_PASS: 0.7, _UNKNOWN: 0.9}
"""Judgement."""


@dataclass(frozen=True, slots=True)
class LowPass:
    """Approaches to a runway that go on level along it and end in a climb.

    What it finds: as ``GoAround``, but level for 25 s and more when lowest, at most 800 ft over the field by
    pressure altitude, and over the runway. ``low_pass`` where the aircraft itself said that it was in the air when
    lowest, else ``unknown``: it may have touched.

    Why it matters: displays, inspection of a runway or of an undercarriage, a last greeting, intimidation.

    How it is fooled: pressure altitude is off by 27 ft for each hectopascal from 1013, 500 ft and more in deep
    lows and at mountain fields, so that a pass at 800 ft may be at 300 or 1,300. A touch-and-go by an aircraft
    that says that it is in the air is one. A runway that is not in the tables is no runway.

    Attributes:
        rule: what a low approach is.
        level_s: 25 s within 75 ft of the lowest: a runway of 2,000 m at 140 kt takes 28, and a path of 3 degrees
            down and up again 14; judgement.
        highest_ft: 800 ft; judgement, see above.
        past_nm: lowest at most 2.5 NM behind the landing threshold, the length of the longest runways.
    """

    rule: LowApproachRule = field(default_factory=LowApproachRule)
    level_s: float = 25.0
    highest_ft: float = 800.0
    past_nm: float = 2.5

    def find(self, positions: pl.DataFrame, airports: Airports) -> list[Finding]:
        """Low passes in order of flight and time; arguments as for ``GoAround``."""
        rows = placed_rows(positions)
        found = [one for one in self.rule.find(rows, airports) if self.is_pass(one)]
        flights = max(rows["flight_id"].n_unique(), 1)
        base_rate = len({rows["flight_id"][one.lowest] for one in found}) / flights
        verdicts = [_PASS if one.airborne else _UNKNOWN for one in found]
        return [
            low_finding("low_pass", verdict, _DID[verdict], one, rows, (_CONFIDENCE[verdict], base_rate))
            for one, verdict in zip(found, verdicts, strict=True)
        ]

    def is_pass(self, one: LowApproach) -> bool:
        """Whether a low approach goes on level over the runway."""
        over = -self.past_nm <= one.to_threshold_nm <= one.level_s * one.speed_kt / 3600
        return over and one.level_s >= self.level_s and one.height_ft <= self.highest_ft
