"""Kept: results that take long and do not depend on the product, on disk until the code behind them changes."""

import hashlib
import pickle
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

T = TypeVar("T")
_MAKERS = (
    "damage", "datasets", "fields", "labelled", "peers", "runway_truth",
    "sim_fleet", "sim_motion", "sim_reception", "simulate",
)  # fmt: skip
"""Modules whose text is part of the key."""


def on_disk(name: str, make: Callable[[], T]) -> T:
    """The kept result of this name, else what ``make`` gives, which is then kept."""
    path = _folder() / f"{hashlib.sha256(name.encode()).hexdigest()[:24]}.pickle"
    if path.is_file():
        return cast("T", pickle.loads(path.read_bytes()))  # noqa: S301 - written below by this same code
    result = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.write_bytes(pickle.dumps(result))
    half.replace(path)
    return result


@cache
def _folder() -> Path:
    texts = [(Path(__file__).parent / f"{name}.py").read_bytes() for name in _MAKERS]
    key = hashlib.sha256(b"".join(texts)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / "skywitness-accuracy" / key
