"""Seas: the areas that reports name and that belong to no state, as rough rectangles."""

from collections.abc import Iterable, Mapping

from skywitness.reference.asked_area import Area, area_of


class Seas:
    """Rough outlines by name.

    How it is fooled: a rectangle holds land and neighbouring waters too.
    """

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Take rows of ``seas.csv``: name and sides in degrees; several rows for one name add up."""
        self._boxes: dict[str, list[str]] = {}
        for row in rows:
            box = ",".join(row[side] for side in ("south", "west", "north", "east"))
            self._boxes.setdefault(row["name"], []).append(box)

    def areas(self, words: str) -> list[Area]:
        """The areas that some words name; none where no known name is in them."""
        folded = words.casefold()
        return [area_of(box) for name, boxes in self._boxes.items() if name in folded for box in boxes]
