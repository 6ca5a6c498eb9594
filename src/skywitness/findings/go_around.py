"""Go-around: approaches that were broken off."""

from dataclasses import dataclass, field

import polars as pl

from skywitness.findings.low_approaches import LowApproachRule
from skywitness.findings.low_finding import low_finding, placed_rows
from skywitness.findings.low_pass import LowPass
from skywitness.model import Finding
from skywitness.reference.airports import Airports


@dataclass(frozen=True, slots=True)
class GoAround:
    """Approaches to a runway that end in a climb before or over its threshold.

    What it finds: a flight comes down 500 ft and more on the line of a runway to less than 1,500 ft over the
    field, climbs as much again within five minutes, was never heard on the ground meanwhile nor silent for half a
    minute, and did not fly on level over the runway (see ``LowPass``).

    Why it matters: weather, traffic, a blocked runway or trouble on board; beside a claim about an hour at an
    airport it says who did not get in at the first try.

    How it is fooled: circuits of training aircraft that do not touch are such approaches too; a touch-and-go whose
    ground reports were not heard may be taken for one; calibration flights make dozens. A runway that is not in
    the tables is no runway. Proud (Aerospace 7(2) 16, 2020) compares other rules.

    Attributes:
        rule: what a low approach is.
        low_pass: what a low pass is, which is no go-around.
        confidence: 0.8; judgement.
    """

    rule: LowApproachRule = field(default_factory=LowApproachRule)
    low_pass: LowPass = field(default_factory=LowPass)
    confidence: float = 0.8

    def find(self, positions: pl.DataFrame, airports: Airports) -> list[Finding]:
        """Go-arounds in order of flight and time.

        Args:
            positions: the columns ``low_approaches.NEEDED``, not doubted, in the air and on the ground, any order.
            airports: with their runways.
        """
        rows = placed_rows(positions)
        found = [one for one in self.rule.find(rows, airports) if not self.low_pass.is_pass(one)]
        flights = max(rows["flight_id"].n_unique(), 1)
        base_rate = len({rows["flight_id"][one.lowest] for one in found}) / flights
        sure = self.confidence, base_rate
        return [low_finding("go_around", "go_around", "climbed away", one, rows, sure) for one in found]
