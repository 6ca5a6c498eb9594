"""Station: what the parts of a collection share."""

from dataclasses import dataclass
from pathlib import Path

from skywitness.pipeline.live.counts import LiveCounts
from skywitness.pipeline.live.feed import LiveFeed
from skywitness.pipeline.live.now import Now
from skywitness.pipeline.live.rebroadcast import Rebroadcast
from skywitness.pipeline.live.surroundings import CollectOptions, Log, World
from skywitness.store.archive import Archive


@dataclass(frozen=True, slots=True)
class Station:
    """What the parts of a collection share.

    Attributes:
        archive: where rows go.
        raw: folder of the raw logs.
        options: what the user said.
        world: time and chance.
        log: told what happens.
        counts: what was seen and done.
        live: aircraft that are being heard.
        feeds: the sources, by name.
        rebroadcast: who is handed what is heard.
    """

    archive: Archive
    raw: Path
    options: CollectOptions
    world: World
    log: Log
    counts: LiveCounts
    live: Now
    feeds: dict[str, LiveFeed]
    rebroadcast: Rebroadcast
