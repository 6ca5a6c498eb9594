"""Surveillance aircraft told by how they fly: BuzzFeed's labelled aircraft, without what gives the operator away.

    python bench/accuracy/surveillance.py

BuzzFeed News (2017) trained a random forest on 97 aircraft of the FBI and DHS and 500 others: 3.69 % out-of-bag
error, 20.6 % of the surveillance aircraft missed. Among its features were the type and the usual squawk, which
tell the operator and not the flying. Here are extremely randomised trees without these two, in ten-fold
cross-validation with three ways of splitting, and for comparison a plain forest with and without them. The set is
small: one aircraft is 0.17 % of error and one surveillance aircraft is 1.03 % of those missed, and ways of
splitting differ by several. What carries it: how much worse it gets without each family of features. It needs
scikit-learn, in an interpreter of its own named by SKYWITNESS_SKLEARN_PYTHON or in this one; it is no part of the
product.
"""

import json
import os
import subprocess
import sys
from typing import Any

from datasets import SHARED
from tables import Sheet, show

_SEEDS = (11, 12, 13)
"""Ways of splitting that were not looked at when the method was chosen."""
_FOREST = """
import csv, json, sys
import numpy as np
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier
from sklearn.model_selection import StratifiedKFold, cross_val_predict
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))
seeds = json.loads(sys.argv[2])
leaks = ["squawk_1", "type_factorized"]
names = [name for name in rows[0] if name not in ("adshex", "type", "class", *leaks)]
truth = np.array([row["class"] == "surveil" for row in rows])
def column(names):
    return np.array([[float(row[name]) for name in names] for row in rows])
def scored(model, names, seeds):
    errors, missed = [], []
    for seed in seeds:
        folds = StratifiedKFold(10, shuffle=True, random_state=seed)
        said = cross_val_predict(model, column(names), truth, cv=folds, n_jobs=2)
        errors.append(float((said != truth).mean()))
        missed.append(float((~said[truth]).mean()))
    return [float(np.mean(errors)), min(errors), max(errors), float(np.mean(missed)), min(missed), max(missed)]
def trees(count):
    return ExtraTreesClassifier(count, max_features=0.5, random_state=0)
forest = RandomForestClassifier(300, random_state=0)
families = {}
for name in names:
    families.setdefault(name.rstrip("0123456789"), []).append(name)
models = [
    ["randomised trees, without type and squawk", scored(trees(300), names, seeds)],
    ["random forest, without type and squawk", scored(forest, names, seeds[:1])],
    ["random forest, with type and squawk", scored(forest, [*names, *leaks], seeds[:1])],
]
whole = scored(trees(120), names, seeds[:1])
without = [
    [family, scored(trees(120), [name for name in names if name not in own], seeds[:1])]
    for family, own in families.items()
]
weights = dict(zip(names, trees(300).fit(column(names), truth).feature_importances_.tolist()))
print(json.dumps({"models": models, "whole": whole, "without": without, "weights": weights}))
"""


def main() -> int:
    """Print the tables."""
    show(tables())
    return 0


def tables() -> list[Sheet]:
    """Error and missed share, and what each family of features carries."""
    answer = _answer()
    if answer is None:
        return [Sheet("Surveillance aircraft: scikit-learn could not be run", ("", ""), [])]
    models = [["published random forest, out of bag", "3.69 %", "", "20.6 %", ""]]
    for name, (error, least, most, missed, fewest, many) in answer["models"]:
        errors, misses = f"{least:.2%} to {most:.2%}", f"{fewest:.1%} to {many:.1%}"
        models.append([name, f"{error:.2%}", errors, f"{missed:.1%}", misses])
    whole = answer["whole"]
    carried = [
        [f"without {family}", f"{error - whole[0]:+.2%}", f"{missed - whole[3]:+.1%}"]
        for family, (error, _, _, missed, _, _) in answer["without"]
    ]
    weights = sorted(answer["weights"].items(), key=lambda item: -item[1])[:8]
    return [
        Sheet(
            "Surveillance aircraft told by their flying",
            ("method", "error", "over splits", "missed", "over splits"),
            models,
            words=1,
        ),
        Sheet("What each family of features carries", ("features", "error", "missed"), carried, words=1),
        Sheet(
            "Single features by weight in the trees",
            ("feature", "weight"),
            [[name, f"{weight:.3f}"] for name, weight in weights],
            words=1,
        ),
    ]


def _answer() -> dict[str, Any] | None:
    python = os.environ.get("SKYWITNESS_SKLEARN_PYTHON", sys.executable)
    labels = SHARED / "data/labels/buzzfeed_planes_labeled.csv"
    command = [python, "-c", _FOREST, str(labels), json.dumps(_SEEDS)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        print(ran.stderr[-1000:], file=sys.stderr)
        return None
    found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    sys.exit(main())
