"""Weights: how much each kind of evidence says, as log odds against a civil aircraft.

They are judgement, set once from what the kinds mean and from counts over tar1090-db (c6a8036): of 619,472
addresses 3.4 % carry its military flag; of the aircraft in the military blocks that are listed elsewhere some 95 %
are military, and most others of police, coast guards and governments. A logistic regression over the same columns,
fitted with operators held out, finds fewer at the same share of false ones (``bench/accuracy/military.py``).
"""

from typing import Final, NamedTuple


class Weight(NamedTuple):
    """Log odds that a kind of evidence adds.

    Attributes:
        military: for flying for armed forces, against civil.
        state: for flying for a state otherwise, against civil.
    """

    military: float
    state: float


PRIOR: Final = Weight(-3.4, -5.0)
"""Before anything is known: 3 of 100 aircraft are military, fewer than one is otherwise of a state."""

BLOCK: Final = Weight(8.0, 4.5)
LISTED: Final = {
    "military": Weight(5.0, 3.0),
    "state": Weight(1.0, 7.0),
    "civil": Weight(-2.0, -2.0),
}
"""A table's own grade. Tables copy from one another: the strongest counts once."""
FORM: Final = {
    "military": Weight(6.0, 3.2),
    "state": Weight(-3.0, 8.0),
    "serial": Weight(5.0, 3.5),
    "civil": Weight(-1.5, -0.5),
}
"""The form of the registration; the mean over the sources."""
OPERATOR: Final = {
    "military": Weight(6.5, 1.0),
    "state": Weight(1.0, 7.0),
    "civil": Weight(-1.5, -1.5),
    "other": Weight(-2.5, -2.0),
}
"""What the operator's and owner's names say; the mean over the sources."""
TYPE_BOUNDS: Final = (-1.0, 2.5)
"""What the company of a type says at most: the share of serials among the listed aircraft of the type, beside a
mark or a name that says military or state already. A type alone says nothing."""
SERIES: Final = Weight(6.0, 3.0)
"""A number of Russia's in no civil series."""
CALLSIGN: Final = {"military": Weight(6.0, 2.0), "state": Weight(1.0, 6.0)}
"""The designator that a callsign begins with."""

NEIGHBOURS_PRIOR: Final = Weight(0.17, 0.035)
NEIGHBOURS_CIVIL: Final = 5.0
"""Military, state and civil neighbours that are taken to be there beforehand: the prior's shares, worth five."""
NEIGHBOURS_BESIDE: Final = 0.5
"""What neighbours count beside a mark or a registration of the aircraft's own."""
