"""Airlift loads: what one flight of a type over one leg can have carried."""

from typing import Final, NamedTuple

from skywitness.reference.performance import Performance

PLANNED_SHARE: Final = 0.75
"""Of the greatest load, where no planning factor is known. The factors of AFPAM 10-1403 (2018) are 71 to 79 % of
the greatest loads of the C-5M and C-17; judgement for other types."""
TYPICAL_SHARE: Final = 0.5
"""Of the greatest load, where no loads are known. Judgement; GAO-05-819 found most missions below the factor."""
LOW_SHARE: Final = 0.2
"""Of the greatest load. EMERCOM's Il-76 and Il-62 of June 2013 carried 24 t, a third or less of what they can."""


class Load(NamedTuple):
    """What a flight can have carried.

    Attributes:
        low_t: tonnes; a lightly loaded flight. An empty one carries nothing, and nobody can see that.
        typical_t: tonnes.
        planned_t: tonnes that a planner counts on.
        most_t: tonnes; no flight of the type over this leg carries more.
        seats: people at most.
        judged: some of it is judgement, no source.
    """

    low_t: float
    typical_t: float
    planned_t: float
    most_t: float
    seats: float
    judged: bool


def load_of(performance: Performance, leg_nm: float) -> Load | None:
    """What an aircraft of a type can carry over a leg; None where no greatest load is known.

    Up to the range with the greatest load that load, from there in a straight line down to nothing at the ferry
    range. A payload-range diagram bends between the two; with the highest figures of all sources at both ends, the
    line is above the points between that we know (from memory: C-17, 18 t over 5,200 NM, the line has 21 t;
    An-124, 40 t over 6,480 NM, the line has 61 t). Without either range, no limit.

    Args:
        performance: of the type.
        leg_nm: great circle from field to field, or what was flown where a field is not known.
    """
    greatest = performance.spread("payload_max_t")
    if greatest is None:
        return None
    limit = _range_share(performance, leg_nm)
    most = greatest.high * limit
    planned = performance.spread("payload_planning_t")
    typical = performance.spread("payload_typical_t")
    middle = (greatest.low + greatest.high) / 2
    planned_t = planned.high if planned else PLANNED_SHARE * middle
    typical_t = (typical.low + typical.high) / 2 if typical else TYPICAL_SHARE * middle
    low_t = min(LOW_SHARE * greatest.low, typical.low if typical else greatest.low)
    given = [greatest, *(spread for spread in (planned, typical) if spread)]
    cited = all(figure.cited for spread in given for figure in spread.figures)
    judged = planned is None or typical is None or not cited
    in_order = sorted(min(one, most) for one in (low_t, typical_t, planned_t))
    return Load(in_order[0], in_order[1], in_order[2], most, seats_of(performance), judged)


def seats_of(performance: Performance) -> float:
    """People that an aircraft of a type can carry at most; 0 where nothing is known."""
    spreads = (performance.spread(quantity) for quantity in ("seats_max", "troops", "seats_typical"))
    return max((spread.high for spread in spreads if spread), default=0.0)


def _range_share(performance: Performance, leg_nm: float) -> float:
    full, ferry = (performance.spread(name) for name in ("range_max_payload_nm", "ferry_range_nm"))
    reach = ferry or performance.spread("range_nm")
    if full is None or reach is None or reach.high <= full.high:
        return 1.0
    return max(0.0, min(1.0, (reach.high - leg_nm) / (reach.high - full.high)))
