"""Writes the names of states anew into the table that the package carries, from Unicode's CLDR.

    python docs/build_state_names.py

Needs the package Babel 2.18, which carries CLDR's names of territories. The other columns of the table, which are
written by hand, stay as they are; former states have no name in CLDR and keep theirs.
"""

import csv
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from babel import Locale

TARGET = Path(__file__).parents[1] / "src/skywitness/reference/data/state_names.csv"
LANGUAGES = ("en", "es", "ru")
_SPELLED_OUT = (
    (r" SAR China$|^RAE de | \(China\)$| \(\u0421\u0410\u0420\)$", ""),
    (r"^(.*) \((Burma|Birmania|Бирма)\)$", r"\1"),
    (r"\b\u043e-в\b", "остров"),
    (r"\b\u043e-ва\b", "острова"),
    (r"\bSt\. ", "Saint "),
    (r" & ", " and "),
    (r" - ", "-"),
    (r" — ", "-"),
)


def main() -> int:
    """Rewrite the file."""
    lines = TARGET.read_text("utf-8").splitlines(keepends=True)
    header = [line for line in lines if line.startswith("#")]
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    known = {language: Locale(language).territories for language in LANGUAGES}
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        file.writelines(header)
        table = csv.DictWriter(file, rows[0], lineterminator="\n")
        table.writeheader()
        table.writerows(row | named(row, known) for row in rows)
    sys.stdout.write(f"{TARGET.name}: {len(rows)} states, {TARGET.stat().st_size:,} bytes\n")
    return 0


def named(row: Mapping[str, str], known: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """CLDR's names of a state by column; none where it has none or the state is no more."""
    if row["valid_to"]:
        return {}
    found = {language: names.get(row["state"]) for language, names in known.items()}
    return {f"name_{language}": spelled_out(name) for language, name in found.items() if name}


def spelled_out(name: str) -> str:
    """A name without abbreviations and without what CLDR adds to tell territories apart."""
    for pattern, replacement in _SPELLED_OUT:
        name = re.sub(pattern, replacement, name)
    return name


if __name__ == "__main__":
    sys.exit(main())
