"""Areas on disk: states' territory from the package, flight information regions from the data directory."""

from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np

from skywitness.reference.areas import Areas
from skywitness.reference.geojson_areas import AreasError, areas_from_geojson
from skywitness.reference.rings import Grid
from skywitness.store.errors import ArchiveError

FIRS = Path("reference") / "firs.geojson"
"""Where a user puts the boundaries of flight information regions, below the data directory."""


@cache
def countries() -> Areas:
    """Land and territorial waters of states, by ISO 3166 alpha-2 code; see reference/data/README.md."""
    with (resources.files("skywitness.reference") / "data" / "countries.npz").open("rb") as file:
        columns = dict(np.load(file, allow_pickle=False))
    lengths = columns["high"].astype(np.int64) << 8 | columns["low"]
    names = tuple(map(str, columns["names"]))
    return Areas(
        names=names,
        holders=((), *((index,) for index in columns["holder"].tolist())),
        first=(np.cumsum(lengths) - lengths).astype(np.int32),
        code=columns["code"].astype(np.uint16),
        grid=Grid(int(columns["per_degree"])),
    )


def firs(data_dir: Path) -> Areas | None:
    """Flight information regions that the user installed; None when there are none.

    Raises:
        ArchiveError: the file cannot be read or is no GeoJSON of polygons.
    """
    path = data_dir / FIRS
    try:
        return areas_from_geojson(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, AreasError) as error:
        raise ArchiveError(f"{path}: {error}") from error
