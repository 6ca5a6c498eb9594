"""Scale: a comparison with airlifts, in proportion and without a verdict."""

from dataclasses import dataclass
from typing import ClassVar

from skywitness.cases.checks.evidence import record
from skywitness.cases.checks.facts import Facts
from skywitness.cases.checks.loads import carriers, known
from skywitness.cases.checks.outcome import NOT_CHECKABLE, Outcome
from skywitness.model import Claim


@dataclass(frozen=True, slots=True)
class Scale:
    """What was seen beside airlifts whose size is known; whether that is large enough is a judgement, no record.

    How it is fooled: flights that nobody heard are not in the sum, and capacity is no load.
    """

    algorithm: ClassVar[str] = "scale 1"
    would_corroborate: ClassVar[str] = "Nothing: a comparison is a judgement; the numbers are given for it."
    would_contradict: ClassVar[str] = "Nothing: a comparison is a judgement; the numbers are given for it."

    def find(self, claim: Claim, facts: Facts) -> Outcome:
        """The capacity of what came, beside known airlifts."""
        found = carriers(claim, facts)
        able = known(found.typecodes, facts) or []
        most_t = sum(one.most_t for one in able)
        flights = "1 aircraft" if len(able) == 1 else f"{len(able)} aircraft"
        own = f"{flights} can have carried {most_t:,.0f} t at the most. " if able else ""
        alike = {one.typecode for one in able}
        weighed = [one for one in facts.airlifts if one.tonnes]
        large = sorted(weighed, key=lambda one: (not alike & set(one.types.split()), -(one.tonnes or 0)))[:4]
        rows = [
            record(
                "type_record",
                f"airlift-{one.name}",
                f"{one.name}: {one.flights:,} flights, {one.tonnes:,.0f} t ({one.source}).",
                sources=[one.source],
            )
            for one in large
        ]
        shares = [f"{most_t / one.tonnes:.1%} of {one.name}" for one in large[:2] if one.tonnes and most_t]
        return Outcome(
            NOT_CHECKABLE,
            f"{own}{'That is ' + ' and '.join(shares) + '. ' if shares else ''}"
            "Whether it is large is a judgement, which no record holds.",
            supporting=[*found.observations, *rows],
            alternatives=["Flights that nobody heard are not in the sum."],
            parameters=[("most_t", f"{most_t:.0f}"), ("flights", str(len(able)))],
        )
