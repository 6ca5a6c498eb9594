"""Rebroadcast: what is heard, handed on as it comes, to programs that read Beast or SBS."""

from dataclasses import dataclass

from skywitness.emit.beast import beast_record
from skywitness.emit.sbs import sbs_lines
from skywitness.links.broadcast import Broadcast
from skywitness.pipeline.follow import Followed

BEAST, SBS = "beast", "sbs"


@dataclass(slots=True)
class Rebroadcast:
    """Who is handed what.

    Frames go out as they were heard, from every feed that gives frames, also those that are not believed: who
    reads them judges for himself. SBS lines go out for rows that were taken, from feeds of every format.

    Attributes:
        outlets: by format, ``beast`` or ``sbs``; none where nobody asked for it.
    """

    outlets: dict[str, Broadcast]

    def hand_on(self, followed: Followed) -> None:
        """Hand on what one delivery gave; nothing is written where nobody reads."""
        beast, sbs = self.outlets.get(BEAST), self.outlets.get(SBS)
        if beast and beast.readers and (frames := b"".join(map(beast_record, followed.messages))):
            beast.send(frames)
        if sbs and sbs.readers:
            lines = "".join(line for state in followed.states for line in sbs_lines(state))
            if lines:
                sbs.send(lines.encode())
