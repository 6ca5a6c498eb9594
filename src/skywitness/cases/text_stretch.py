"""Stretch: from one character of a text to another."""

from typing import NamedTuple


class Stretch(NamedTuple):
    """A part of a text.

    Attributes:
        start: first character, from 0, in Unicode code points.
        end: first character after it.
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words."""
        return text[self.start : self.end]

    def stripped(self, text: str, marks: str = " \t\r\n") -> "Stretch":
        """Without these characters at both ends."""
        start, end = self
        while start < end and text[start] in marks:
            start += 1
        while end > start and text[end - 1] in marks:
            end -= 1
        return Stretch(start, end)

    def holds(self, other: tuple[int, int]) -> bool:
        """Whether the other lies in it."""
        return self.start <= other[0] and other[1] <= self.end

    def meets(self, other: tuple[int, int]) -> bool:
        """Whether they have a character in common."""
        return self.start < other[1] and other[0] < self.end
