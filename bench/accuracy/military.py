"""Military or not: the grade against plane-alert-db's label, whose own rows are hidden from the system.

    python bench/accuracy/military.py

Truth: the 9,849 addresses that plane-alert-db labels Mil, and its 7,347 others. Its rows are taken from the system
altogether; in the hard setting every address that it lists is taken from all tables (all fleets at once), so that
nothing but the address and its neighbours is left. Peers: tar1090's flag or ranges, ranges alone.

A label other than Mil is doubtful when the label's own row names an operator that is an armed force, or a
registration that is a military serial: that is told from the label alone, before our answer. Both counts are
printed. The system's weights were not fitted to these labels; a regression that is, with operators held out,
stands beside it.
"""

import re
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import polars as pl
from datasets import SHARED
from numpy.typing import NDArray
from resolution import SNAPSHOTS, fetched
from tables import Sheet, show

from skywitness.reference.grading.grader import KINDS
from skywitness.reference.register import Register, SourceTable
from skywitness.store.packaged import aircraft_blocks, grader, military_blocks
from skywitness.store.register import register

_LABELS = "plane-alert-db"
_FLAGS = "tar1090-db"
_FORCES = re.compile(r"gendarmerie|carabinieri|home guard|royal squadron|emiri air|air wing", re.IGNORECASE)
"""Names of armed forces, or units of them, that the words of the system take for something else."""
_BINS = (0.0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 1.0)
_FOLDS = 5
Answer = NDArray[np.bool_]


def main() -> int:
    """Print the tables, then aircraft falsely graded and missed, by operator."""
    show(tables())
    graded = _graded()[0]
    for title, wanted in (
        ("falsely military", ~pl.col("military") & ~pl.col("doubtful") & pl.col("said")),
        ("missed", pl.col("military") & ~pl.col("said")),
    ):
        counted = graded.filter(wanted).group_by("operator").agg(pl.len(), pl.col("grade_words").first())
        print(title, *counted.sort("len", "operator", descending=[True, False]).head(25).rows(), sep="\n  ")
    return 0


def tables() -> list[Sheet]:
    """Found and falsely flagged; calibration; the curve."""
    graded, unlisted, rows = _graded()
    return [
        Sheet("Military aircraft by plane-alert-db's label", _HEADINGS, rows),
        _calibration(graded),
        _curve(graded, "all but plane-alert-db"),
        _curve(unlisted, "no table lists them"),
    ]


_HEADINGS = ["rule", "what it knows", "found", "falsely", "without doubtful labels", "Russian"]


@cache
def _graded() -> tuple[pl.DataFrame, pl.DataFrame, list[list[str]]]:
    with tempfile.TemporaryDirectory() as scratch:
        everything = register(fetched(Path(scratch), list(SNAPSHOTS)))
    labels = _labels(everything)
    hidden = _without(everything, lambda table: table.note.name == _LABELS)
    ids = set(labels["icao24"])
    unlisted = Register(
        tuple(SourceTable(note, rows.filter(~pl.col("icao24").is_in(sorted(ids)))) for note, rows in hidden.tables)
    )
    ours, alone = _ours(labels, hidden), _ours(labels, unlisted)
    answers = [
        ("tar1090's flag or ranges", "tar1090-db", labels["flagged"] | labels["in_range"]),
        ("ranges alone", "ranges", labels["in_range"]),
        ("skywitness", "all but plane-alert-db", ours["said"]),
        (
            "skywitness",
            "without tar1090-db",
            _ours(labels, _without(hidden, lambda table: table.note.name == _FLAGS))["said"],
        ),
        ("skywitness", "no table lists them", alone["said"]),
        ("regression, operators held out", "all but plane-alert-db", pl.Series(_regressed(ours) >= _EVEN)),
    ]
    return ours, alone, [[rule, knows, *_scored(ours, said)] for rule, knows, said in answers]


_EVEN = 0.5


def _labels(everything: Register) -> pl.DataFrame:
    """icao24, operator, registration, military, doubtful, flagged, in_range."""
    tables = {table.note.name: table.rows for table in everything.tables}
    rows = tables[_LABELS].unique("icao24", keep="first", maintain_order=True)
    block = pl.Series([aircraft_blocks().flag_state(icao24) for icao24 in rows["icao24"]], dtype=pl.String)
    force = (grader().words.uses_of(rows["operator"]) == "military") | pl.Series(
        [_FORCES.search(operator or "") is not None for operator in rows["operator"]]
    )
    serial = grader().forms.uses_of(rows["registration"], block) == "military"
    military = rows["military"] == "military"
    flags = tables[_FLAGS].filter(pl.col("military") == "military")["icao24"].unique()
    return rows.select(
        "icao24",
        "operator",
        "registration",
        military=military,
        doubtful=~military & (force | serial).fill_null(value=False),
        flagged=pl.col("icao24").is_in(flags.implode()),
        in_range=pl.Series([military_blocks().holds(icao24) for icao24 in rows["icao24"]]),
    )


def _without(sources: Register, dropped: Callable[[SourceTable], bool]) -> Register:
    return Register(tuple(table for table in sources.tables if not dropped(table)))


def _ours(labels: pl.DataFrame, sources: Register) -> pl.DataFrame:
    around = grader().surroundings(sources)
    grades = grader().grade(labels["icao24"], sources, around)
    return (
        labels.join(grades, on="icao24", maintain_order="left")
        .with_columns(said=pl.col("grade") == "military")
        .with_columns(pl.col("said").fill_null(value=False))
    )


def _scored(graded: pl.DataFrame, said: pl.Series) -> list[str]:
    truth, doubtful = graded["military"], graded["doubtful"]
    russian = truth & graded["operator"].str.contains("Russia").fill_null(value=False)
    clear = ~truth & ~doubtful
    return [_share(said, truth), _share(said, ~truth), _share(said, clear), _share(said, russian)]


def _share(said: pl.Series, among: pl.Series) -> str:
    hits, of = int((said & among).sum()), int(among.sum())
    return f"{hits:,} of {of:,} ({100 * hits / of:.1f} %)"


def _calibration(graded: pl.DataFrame) -> Sheet:
    clear = graded.filter(~pl.col("doubtful"))
    likely, truth = clear["military_probability"].to_numpy(), clear["military"].to_numpy()
    rows = []
    for low, high in pairwise(_BINS):
        inside = (likely >= low) & ((likely < high) | (high == _BINS[-1]))
        if inside.any():
            rows.append(
                [
                    f"{low:.2f}-{high:.2f}",
                    f"{inside.sum():,}",
                    f"{likely[inside].mean():.3f}",
                    f"{truth[inside].mean():.3f}",
                ]
            )
    brier = float(np.mean((likely - truth) ** 2))
    title = f"Probability of being military, and how many are; Brier score {brier:.3f} (doubtful labels left out)"
    return Sheet(title, ["probability", "aircraft", "mean of it", "labelled military"], rows, words=1)


def _curve(graded: pl.DataFrame, knows: str) -> Sheet:
    rows = []
    for least in (0.3, 0.5, 0.7, 0.8, 0.9, 0.95):
        said = graded["military_probability"] >= least
        rows.append([f"{least:.2f}", *_scored(graded, said)])
    return Sheet(
        f"Military from which probability on ({knows})",
        ["from", "found", "falsely", "without doubtful labels", "Russian"],
        rows,
        words=1,
    )


def _regressed(graded: pl.DataFrame) -> NDArray[np.float64]:
    """Probabilities of a ridge logistic regression over the log odds of each kind, operators held out in turn."""
    names = [f"{kind}_{use}" for kind in KINDS for use in ("military", "state")]
    columns = np.hstack([graded.select(names).to_numpy(), np.ones((graded.height, 1))])
    truth, clear = graded["military"].to_numpy().astype(float), ~graded["doubtful"].to_numpy()
    operators = graded["operator"].fill_null("")
    order = {name: place % _FOLDS for place, name in enumerate(operators.unique().sort())}
    fold = np.array([order[name] for name in operators])
    likely = np.zeros(graded.height)
    for place in range(_FOLDS):
        learnt = _fitted(columns[(fold != place) & clear], truth[(fold != place) & clear])
        likely[fold == place] = _logistic(columns[fold == place] @ learnt)
    return likely


def _fitted(columns: NDArray[np.float64], truth: NDArray[np.float64]) -> NDArray[np.float64]:
    weights = np.zeros(columns.shape[1])
    for _ in range(50):
        likely = _logistic(columns @ weights)
        slope = columns.T @ (likely - truth) + weights
        bend = (columns.T * (likely * (1 - likely))) @ columns + np.eye(len(weights))
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def _logistic(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-odds))


if __name__ == "__main__":
    if not (SHARED / "reference").is_dir():
        sys.exit(f"no reference snapshots in {SHARED}; set SKYWITNESS_SHARED")
    sys.exit(main())
