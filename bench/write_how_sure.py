"""Write docs/explanation/how-sure-are-we.md: the tables of every benchmark, between written paragraphs.

    python bench/write_how_sure.py [--only routes first_visits]

With ``--only`` these chapters are made anew and the others kept as they stand. The page says nothing of the
machine it was made on; the same checkout and recordings give the same page.
"""

import argparse
import sys
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "explanation" / "how-sure-are-we.md"
sys.path.insert(0, str(ROOT / "bench" / "accuracy"))


class Chapter(NamedTuple):
    """One benchmark: its module, its heading and what has to be known to read its tables."""

    module: str
    heading: str
    words: str


HEAD = """# How sure are we?

People publish what Skywitness says, so every answer carries a probability, and this page says how often such
answers were right. A wrong airport is worse than none: it puts an aircraft where it was not. So a rule is judged
here by *correct - 2 x wrong*, as EUROCONTROL judges its own, and silence costs nothing.

Every table is printed by a script in `bench/accuracy`, with its seeds and counts; `bench/write_how_sure.py` makes
this page. Half of the recorded airframes and half of the made worlds are held out: nobody looked at
what was wrong there, and they have rows of their own.

## What is counted

- **Coverage**: share of the ends of flights for which an airport was named.
- **Accuracy**: share of those that were right.
- **Clean**: all positions of a true flight are in one flight found, which holds nothing else. **Merged**: it holds
  part of another. **Fragmented**: the rest.
- **Brier**: mean square of what was missing between the stated probability of the first choice and what was true.

*Recorded* flights have airports from flight plans, from a network's labels, or from a strict rule of our own over
runways. *Made* flights are flown by a simulation between real fields; they show which rule is better and under
what damage, not how often it is right in the world.
"""
CHAPTERS = (
    Chapter(
        "opdi",
        "Airports, flights and times",
        "The peers are given the true flights and judged by their airports alone; ours finds its flights itself. "
        "The samples of `traffic` have known airports only where a runway shows them beyond doubt: their ends are "
        "easy ones.",
    ),
    Chapter(
        "truncation",
        "When part of the flight is missing",
        "The same complete flights, damaged in one way at a time. From 20,000 ft and above hardly any end can be "
        "told; the right answer there is none.",
    ),
    Chapter(
        "base_or_civil",
        "The base or the airport next to it",
        "Pairs of fields that other work confuses most. Airliners belong to one, transports of the forces to the "
        "other.",
    ),
    Chapter(
        "sea",
        "What must never happen",
        "Ends at sea must name no airport, and spoofed positions must make no visit.",
    ),
    Chapter(
        "gap_lens",
        "Where it was while nobody heard it",
        "The lens is drawn to hold the aircraft nine times of ten.",
    ),
    Chapter(
        "doubts",
        "Positions that are not believed",
        "What was done to the positions is known, so that every flag can be judged.",
    ),
    Chapter("trips", "Trips, bases and unseen legs", "Itineraries are made, and legs of them hidden."),
    Chapter(
        "traffic_own",
        "Are the peers themselves?",
        "Where another project's code runs offline it was run beside our reimplementation.",
    ),
    Chapter(
        "routes",
        "Routes",
        "A year of traffic is made, with routes planted and legs of it hidden; in other years nothing is planted.",
    ),
    Chapter(
        "first_visits",
        "First visits",
        "The same years: what is called first is held against every leg that was flown, seen or not.",
    ),
    Chapter(
        "military",
        "Military or not",
        "The labels are those of plane-alert-db, whose rows are hidden from the system. A label other than "
        "military is doubtful when its own row names an armed force or has a military serial. In the last curve "
        "every labelled address is taken from all tables, so that only the address and its neighbours speak.",
    ),
    Chapter(
        "resolution",
        "How many aircraft have a name",
        "Nobody knows the right answer for all: these are shares of addresses for which a source has one.",
    ),
    Chapter(
        "flag_states",
        "Address and registration",
        "The state of the address block beside the state that the registration's mark names.",
    ),
    Chapter(
        "airport_names",
        "Airports by what people call them",
        "Names and towns are those of another table of fields. Some wrong answers were looked at while aliases "
        "were collected; the names that are spelled otherwise there than in our tables are the hard ones.",
    ),
    Chapter(
        "type_names",
        "Types by what people call them",
        "Pairs of a text and a designator in three tables that others wrote by hand. An answer can be several "
        "types; *exact* is one that says that the text is a name of this type and of no other. The exact answers "
        "that differ were looked at, outside the half held out: in most the table is wrong or older (a 737 MAX as "
        "the 737 that it is not), or the text is also the designator of another type (G200); in a few document "
        "8643 has not all that people call so (FM-2, Turbo Commander). 41 of our own names are from VRS "
        "standing-data.",
    ),
    Chapter(
        "companions",
        "Who travels with whom",
        "Copies of recorded flights are planted beside them under another address; convoys are planted in a made "
        "year. The control has the same flights with nothing planted.",
    ),
    Chapter(
        "loiter",
        "Who circles",
        "Recorded flights whose collections say what they were for, and airliners. *At work* are parts of at "
        "least 25 minutes that fly three times as far as they get.",
    ),
    Chapter(
        "surveillance",
        "Watchers by how they fly",
        "BuzzFeed's labelled aircraft (2017), without the type and the squawk, which tell the operator and not "
        "the flying. Published: 3.69 % error, 20.6 % missed. No part of the product.",
    ),
    Chapter(
        "heading",
        "Where an aircraft is headed",
        "Fleets are made at real fields. *Said* is the share of answers in words, from a probability of 0.6. What "
        "the detector cannot know is a place that an airframe never was; there it says too often that it is "
        "headed to an old one.",
    ),
    Chapter(
        "silence",
        "Gone dark, or no receiver",
        "Minutes of single aircraft, and all that was heard in a circle, are cut out of recorded traffic. Of a "
        "hole in dense traffic `unknown` is no fault, `likely_dark` is.",
    ),
)


def main() -> int:
    """Write the page, or some of its chapters anew; nothing is written when a benchmark fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=[chapter.module for chapter in CHAPTERS])
    asked = parser.parse_args().only
    written = {chapter.module: _written(chapter) for chapter in CHAPTERS if not asked or chapter.module in asked}
    kept = _kept(PAGE.read_text(encoding="utf-8")) if asked else {}
    texts = (written.get(chapter.module, kept.get(chapter.heading)) for chapter in CHAPTERS)
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text("\n".join([HEAD, *(text for text in texts if text)]), encoding="utf-8")
    print(PAGE.relative_to(ROOT))
    return 0


def _written(chapter: Chapter) -> str:
    print(chapter.module, file=sys.stderr, flush=True)
    markdown = import_module("tables").markdown
    sheets = import_module(chapter.module).tables()
    return "\n".join([f"## {chapter.heading}\n\n{chapter.words}\n", *(f"{markdown(sheet)}\n" for sheet in sheets)])


def _kept(page: str) -> dict[str, str]:
    """The chapters of the page as it stands, by heading."""
    parts = [f"## {part}".rstrip("\n") + "\n" for part in page.split("\n## ")[1:]]
    return {part.splitlines()[0].removeprefix("## "): part for part in parts}


if __name__ == "__main__":
    sys.exit(main())
