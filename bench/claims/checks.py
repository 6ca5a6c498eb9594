"""Checks on planted tracks: how many verdicts are those decided by hand, by kind, and how many are dangerous."""

import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from planted_claims import dangerous, rows
from planted_findings import findings
from skywitness.cases.checks.table import check


def main() -> int:
    """Print the table; 1 when any verdict is another than decided, or dangerous."""
    total, right, unsafe = Counter[str](), Counter[str](), 0
    for row in (*rows(), *findings()):
        found = check(row.claim, row.facts, command="", ran_at=datetime(2026, 1, 1, tzinfo=UTC))
        total[row.claim.kind] += 1
        if (found.verdict, found.reason) == (row.verdict, row.reason):
            right[row.claim.kind] += 1
        else:
            print(f"{row.claim.kind}: {row.name}: {found.verdict} ({found.reason}), decided {row.verdict}")
        icao24s = frozenset(one.icao24 for one in found.supporting if one.icao24)
        unsafe += dangerous(row, found.verdict, icao24s, len(found.opposing))
    for kind, number in total.items():
        print(f"{kind:16} {right[kind]:4} of {number:4}")
    print(f"{'all':16} {right.total():4} of {total.total():4}; dangerous: {unsafe}")
    return 0 if right.total() == total.total() and not unsafe else 1


if __name__ == "__main__":
    sys.exit(main())
