"""Statements: what a source says about an aircraft, once for each aircraft and value."""

from datetime import datetime

from skywitness.feeds.fields import text
from skywitness.model import Statement

_PLAIN = (str, int)


class StatementLog:
    """Gives each statement of a source the first time that the source makes it."""

    def __init__(self) -> None:
        self._made: set[tuple[str, str, str]] = set()
        self._last: dict[str, list[tuple[str, object]]] = {}

    def new(
        self, icao24: str, said: list[tuple[str, object]], observed_at: datetime | None, row: int
    ) -> list[Statement]:
        """Statements not made before.

        Args:
            icao24: the address that they are about.
            said: attribute and value, blank or not.
            observed_at: the source's own time for them, UTC.
            row: where they stand in the source.
        """
        said = [pair for pair in said if type(pair[1]) in _PLAIN]
        if self._last.get(icao24) == said:
            return []
        self._last[icao24] = said
        found = []
        for attribute, value in said:
            word = text(value)
            if word is not None and (key := (icao24, attribute, word)) not in self._made:
                self._made.add(key)
                found.append(Statement(icao24, attribute, word, observed_at, row))
        return found
