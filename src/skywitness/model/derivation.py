"""Derivation: which sources the derived rows rest on already."""

from typing import NamedTuple


class Derivation(NamedTuple):
    """One source that flights and visits have been derived from.

    Attributes:
        source_sha256: as in Source.
        algorithm: name and version of the rules, as in Flight.
    """

    source_sha256: str
    algorithm: str
