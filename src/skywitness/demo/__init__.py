"""The Caracas case as a reconstruction: a flight simulator that emits real Mode S frames.

``recordings(seed)`` gives one Beast recording a day; the door writes and imports them like any other. What is
published and what is assumed stands in ``FACTS`` for people, and leg by leg in ``case_legs()``.
"""

from skywitness.demo.facts import FACTS, NOTICE
from skywitness.demo.scenario import CASE, case_legs
from skywitness.demo.simulate import SEED, airframes, recordings

__all__ = ["CASE", "FACTS", "NOTICE", "SEED", "airframes", "case_legs", "recordings"]
