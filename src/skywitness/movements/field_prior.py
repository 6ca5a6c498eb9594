"""Field prior: how readily an airframe of a kind uses a field of a kind, before its track is looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from skywitness.movements.airframe import Airframe
from skywitness.reference.airports import Airports
from skywitness.reference.field_kinds import KINDS

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """Relative numbers of movements a year at one field of each kind, by airframes of one kind.

    Attributes:
        scheduled_large: large airport with scheduled service.
        scheduled: medium or small airport with scheduled service.
        large: large airport without it.
        medium: medium airport without it.
        small: small airport without it.
        military: air base.
        joint: air base that is a civil airport too.
        rotor: heliport.
        water: seaplane base.
        none: a place that is in no table, or no landing at all.
    """

    scheduled_large: float
    scheduled: float
    large: float
    medium: float
    small: float
    military: float
    joint: float
    rotor: float
    water: float
    none: float


WEIGHTS: Mapping[str, Weights] = {
    "airline": Weights(1.0, 0.3, 0.1, 0.02, 0.003, 0.01, 0.3, 1e-5, 1e-5, 0.01),
    "military": Weights(0.2, 0.1, 0.2, 0.1, 0.03, 1.0, 1.0, 0.005, 1e-4, 0.05),
    "business": Weights(0.7, 0.7, 0.5, 0.5, 0.15, 0.03, 0.3, 1e-4, 1e-5, 0.02),
    "light": Weights(0.3, 0.6, 0.3, 1.0, 1.0, 0.03, 0.2, 0.002, 0.01, 0.1),
    "helicopter": Weights(0.4, 0.5, 0.4, 0.8, 0.6, 0.3, 0.4, 0.3, 0.003, 0.2),
    "unknown": Weights(1.0, 0.5, 0.3, 0.3, 0.15, 0.2, 0.4, 0.003, 0.001, 0.05),
}
"""Judgement, in orders of magnitude: a large airport has some ten times the airline movements of a medium one with
scheduled service, an air base next to none; armed forces fly between bases; light aircraft use every strip."""

_CLOSED = 0.01  # a field of the table's kind "closed" whose dates are unknown: it may have been open then
_TOO_SHORT = 0.02
_UNPAVED = 0.1
_MARGIN = 0.8  # a published runway length may be that between displaced thresholds


@dataclass(frozen=True, slots=True)
class FieldPrior:
    """Weights of fields for one airframe at one time.

    Scheduled service counts for airlines above all; a prior of scheduled service for everyone would pick the civil
    airport over the air base next door. A field that was closed or not yet open has none.

    Attributes:
        airports: the fields.
        weights: by kind of airframe.
    """

    airports: Airports
    weights: Mapping[str, Weights] = field(default_factory=lambda: WEIGHTS)

    def of(self, fields: NDArray[np.int64], airframe: Airframe, time_s: float | Floats) -> tuple[Floats, float]:
        """Weights of the fields, shape (k,), and the weight of none of them.

        Args:
            fields: rows of the table of fields.
            airframe: who flies.
            time_s: when, Unix seconds; one time, or one for each field.
        """
        table = self.airports
        weights = self.weights[airframe.kind]
        prior = self._by_kind(fields, weights, time_s)
        if not airframe.envelope.rotor and airframe.kind != "helicopter":
            short = table.longest_ft[fields] < _MARGIN * airframe.envelope.min_runway_ft
            prior = np.where(short, prior * _TOO_SHORT, prior)
            if airframe.envelope.needs_paved:
                prior = np.where(table.paved[fields], prior, prior * _UNPAVED)
        open_then = (table.opened_s[fields] <= time_s) & (time_s < table.closed_s[fields])
        return np.where(open_then, prior, 0.0), weights.none

    def _by_kind(self, fields: NDArray[np.int64], weights: Weights, time_s: float | Floats) -> Floats:
        table = self.airports
        code = table.kind_code[fields]
        scheduled = table.scheduled_at(fields, time_s)
        prior = _by_code(weights)[code]
        prior = np.where(scheduled, np.where(code == 0, weights.scheduled_large, weights.scheduled), prior)
        military = table.military[fields]
        if military.any():
            joint = table.joint[fields] | scheduled
            prior = np.where(military, np.where(joint, np.maximum(weights.joint, prior), weights.military), prior)
        return np.asarray(prior, np.float64)


def _by_code(weights: Weights) -> Floats:
    """Weights in the order of Airports.kind_code."""
    by_kind = {
        "large": weights.large,
        "medium": weights.medium,
        "small": weights.small,
        "heliport": weights.rotor,
        "seaplane_base": weights.water,
        "closed": _CLOSED * weights.small,
        "balloonport": 0.0,
        "unknown": weights.medium,
    }
    return np.array([by_kind[kind] for kind in KINDS])
