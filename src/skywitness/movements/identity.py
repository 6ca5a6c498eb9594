"""Identity: what the record says of who an airframe is."""

from typing import NamedTuple


class Identity(NamedTuple):
    """Labels of an airframe; None where the record says nothing."""

    registration: str | None = None
    typecode: str | None = None
    flag_state: str | None = None
