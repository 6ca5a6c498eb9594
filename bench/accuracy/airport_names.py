"""Airport names against an independent table: names and towns of VRS standing-data, written by its users.

For each field of that table that ours has too (by ICAO code, less than 5 NM apart), its name is asked of
``AirportNames.find``; for larger fields also the town with "airport" or "air base", where that table has no second
one of the town. The answer is right when the field it puts first is the one of that code, or stands within 1 NM of
it under the same name (a field that our tables have twice). The table shares ancestors with ours, so the
groups that say something are those in which ours spells the name otherwise.

    python bench/accuracy/airport_names.py        needs ../shared/reference or SKYWITNESS_SHARED
"""

import csv
import io
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from datasets import SHARED
from tables import Sheet, show

from skywitness.measure.geodesy import distance_nm
from skywitness.reference.airport import Airport
from skywitness.reference.airport_name_fold import fold
from skywitness.reference.airport_name_words import without_kinds
from skywitness.reference.airport_names import AirportMatch, AirportNames
from skywitness.reference.airports import Airports
from skywitness.store.packaged import airport_names, airport_table

SAME_NM = 5.0
TWICE_NM = 1.0
SURE = 0.5
WRONG_SHOWN = 25
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.01)


class Asked(NamedTuple):
    """One question: the group it counts in, what is asked, the code that is right, the answer."""

    group: str
    text: str
    truth: str
    matches: list[AirportMatch]
    same: frozenset[str]

    @property
    def top(self) -> AirportMatch | None:
        """The field put first."""
        return self.matches[0] if self.matches else None

    @property
    def right(self) -> bool:
        """Whether that is the field of the code."""
        return self.top is not None and self.top.airport in self.same


def tables() -> list[Sheet]:
    """Accuracy by kind of field, calibration of the weights, and the wrong ones."""
    archive = SHARED / "reference" / "vrs-standing-data.tar.gz"
    fields, names = airport_table(), airport_names()
    asked = list(questions(archive, fields, names))
    return [accuracy(asked), calibration(asked), wrong(asked, fields)]


def questions(archive: Path, fields: Airports, names: AirportNames) -> Iterator[Asked]:
    """Every name of the table, asked, and the town of those that no other larger field of the table shares."""
    listed = list(shared_fields(archive, fields))
    towns = Counter(town for row, _, kind in listed if (town := town_of(row, kind)))
    for row, airport, kind in listed:
        spelled = "as ours" if core(row["Name"]) == core(airport.name) else "otherwise"
        same = twins(fields, airport)
        yield Asked(f"{kind}, name {spelled}", row["Name"], airport.icao, names.find(row["Name"]), same)
        town = town_of(row, kind)
        if town and towns[town] == 1:
            text = f"{town[0]} {'air base' if kind == 'military' else 'airport'}"
            yield Asked(f"{kind}, only one of its town", text, airport.icao, names.find(text), same)


def shared_fields(archive: Path, fields: Airports) -> Iterator[tuple[dict[str, str], Airport, str]]:
    """Rows of the table whose field ours has too, that field and its kind."""
    row_of = {code: row for row, code in enumerate(fields.codes)}
    for row in vrs_rows(archive):
        airport = fields.by_icao.get(row["ICAO"])
        if airport is None or not row["Latitude"]:
            continue
        place = float(row["Latitude"]), float(row["Longitude"])
        if float(distance_nm(*place, airport.lat_deg, airport.lon_deg)) <= SAME_NM:
            known = row_of[airport.icao]
            kind = "military" if fields.military[known] and not fields.joint[known] else str(fields.kind[known])
            yield row, airport, kind


def town_of(row: Mapping[str, str], kind: str) -> tuple[str, str, bool] | None:
    """Town, country and whether it is a base, of a larger field."""
    if kind not in {"large", "medium", "military"} or not row["Location"]:
        return None
    return row["Location"], row["CountryISO2"], kind == "military"


def twins(fields: Airports, airport: Airport) -> frozenset[str]:
    """Codes of the rows that are this field: where it stands, and of its name."""
    near = fields.near(airport.lat_deg, airport.lon_deg, TWICE_NM)
    others = (fields.airports[int(row)] for row in near.rows)
    return frozenset({airport.icao, *(one.icao for one in others if core(one.name) == core(airport.name))})


def vrs_rows(archive: Path) -> Iterator[dict[str, str]]:
    """Rows of the table with an ICAO code of four letters."""
    with tarfile.open(archive) as packed:
        for member in packed:
            if "/airports/schema-01/" in f"/{member.name}" and member.name.endswith(".csv"):
                file = packed.extractfile(member)
                text = file.read().decode("utf-8-sig") if file else ""
                rows = csv.DictReader(io.StringIO(text))
                yield from (row for row in rows if len(row["ICAO"]) == 4 and row["ICAO"].isalpha())


def core(name: str) -> str:
    """A name without the words for the kind of field."""
    return without_kinds(fold(name))[0]


def accuracy(asked: Sequence[Asked]) -> Sheet:
    """How often the right field is first, among the answers, and among those that say they are sure."""
    groups: dict[str, list[Asked]] = {}
    for one in asked:
        groups.setdefault(one.group, []).append(one)
    rows = []
    for group, ones in sorted(groups.items(), key=lambda item: -len(item[1])):
        answered = [one for one in ones if one.top]
        sure = [one for one in ones if one.top and one.top.weight >= SURE]
        among = sum(any(match.airport in one.same for match in one.matches) for one in ones)
        rows.append(
            [
                group,
                f"{len(ones):,}",
                percent(len(answered), len(ones)),
                percent(sum(one.right for one in ones), len(ones)),
                percent(among, len(ones)),
                percent(len(sure), len(ones)),
                percent(sum(one.right for one in sure), len(sure)),
            ]
        )
    headings = ["names", "asked", "answered", "right first", "right among", f"sure (>= {SURE})", "of these right"]
    return Sheet("Airport names against VRS standing-data", headings, rows, words=1)


def calibration(asked: Sequence[Asked]) -> Sheet:
    """Weight of the field put first, and how often it was right."""
    rows = []
    for low, high in pairwise(BINS):
        ones = [one for one in asked if one.top and low <= one.top.weight < high]
        weights = [one.top.weight for one in ones if one.top]
        mean = sum(weights) / len(weights) if weights else 0.0
        share = percent(sum(one.right for one in ones), len(ones))
        rows.append([f"{low:.1f} to {min(high, 1.0):.1f}", f"{len(ones):,}", f"{mean:.2f}", share])
    return Sheet(
        "Calibration of the weights", ["weight of the first", "asked", "mean weight", "right"], rows, words=1
    )


def wrong(asked: Sequence[Asked], fields: Airports) -> Sheet:
    """Wrong answers that said they were sure, fields of airlines and forces first."""
    ones = [one for one in asked if one.top and one.top.weight >= SURE and not one.right]
    size = Counter(one.group for one in ones)
    ones.sort(key=lambda one: (one.group.startswith(("small", "heliport", "closed", "seaplane")), one.truth))
    rows = [wrong_row(one, one.top, fields) for one in ones[:WRONG_SHOWN] if one.top]
    groups = ", ".join(f"{group}: {count}" for group, count in size.most_common(6))
    return Sheet(
        f"Sure and wrong: {len(ones):,} ({groups})", ["asked", "truth", "answer", "weight"], rows, words=3
    )


def wrong_row(one: Asked, top: AirportMatch, fields: Airports) -> list[str]:
    """What was asked, the truth, the answer and its weight."""
    truth, answer = (f"{code} {fields.by_icao[code].name}" for code in (one.truth, top.airport))
    return [one.text, truth, answer, f"{top.weight:.2f}"]


def percent(part: int, whole: int) -> str:
    """A share in per cent."""
    return f"{100 * part / whole:.1f} %" if whole else "-"


def main() -> int:
    """Print the tables."""
    show(tables())
    return 0


if __name__ == "__main__":
    sys.exit(main())
