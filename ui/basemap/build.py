"""Builds the base map of the pages: ``world.pmtiles`` (zoom 0 to 6), ``airports.json`` and ``runways.json``.

    npm ci --prefix ui
    pip install -r ui/basemap/requirements.txt
    python ui/basemap/build.py ui/public/tiles

The result is committed, so that nobody needs to run this and no build depends on these packages.
"""

import json
import sys
from pathlib import Path

import airfields
import world
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from tiles import Layer, Place, cut, layer

LAST_ZOOM = 6
TILE_PX = 256
ATTRIBUTION = "Natural Earth (public domain); GeoNames (CC BY 4.0)"


def scale_at(zoom: int) -> str:
    """Natural Earth's scale for a zoom."""
    return "110m" if zoom <= 1 else "50m" if zoom <= 3 else "10m"


class World:
    """Everything read once, in map coordinates."""

    def __init__(self) -> None:
        scales = ("110m", "50m", "10m")
        self.countries = {scale: world.countries(scale) for scale in scales}
        self.borders = {scale: world.borders(scale) for scale in scales}
        self.lakes = {scale: world.lakes(scale) for scale in scales}
        self.rivers, self.states, self.cities = world.rivers(), world.state_lines(), world.cities()
        self.country_names, self.seas = world.country_names(), world.seas()

    def layers(self, zoom: int) -> dict[str, Layer]:
        """Layers of a zoom, simplified to about a third of a pixel."""
        pixel, scale = 1 / (TILE_PX * 2**zoom), scale_at(zoom)
        fine = pixel * (0.3 if zoom < LAST_ZOOM else 0.25)
        found = {
            "country": layer(self.countries[scale], fine),
            "border": layer([one for one in self.borders[scale] if one[1]["min"] <= zoom + 1.5], fine),
            "lake": layer(
                [one for one in self.lakes[scale] if one[1]["min"] <= zoom + 1], fine, (1.2 * pixel) ** 2
            ),
            "label_country": layer([one for one in self.country_names if one[1]["min"] <= zoom + 1.2]),
            "label_sea": layer([one for one in self.seas if one[1]["rank"] <= zoom]),
        }
        if zoom >= 2:
            found["place"] = layer(self.uncrowded(zoom))
        if zoom >= 3:
            found["river"] = layer(self.rivers, fine)
        if zoom >= 4:
            found["admin1"] = layer(self.states, fine)
        return found

    def uncrowded(self, zoom: int) -> list[world.Feature]:
        """The largest city of each cell of a grid of some 25 pixels."""
        cells, taken, kept = 2**zoom * 10, set(), []
        for place, words in self.cities:
            cell = (int(place.x * cells), int(place.y * cells))
            if words["rank"] <= zoom and cell not in taken:
                taken.add(cell)
                kept.append((place, words))
        return kept


def write(path: Path, tiles: dict[Place, bytes]) -> None:
    """One PMTiles file."""
    header = {
        "tile_type": TileType.MVT,
        "tile_compression": Compression.GZIP,
        "min_zoom": 0,
        "max_zoom": LAST_ZOOM,
        "min_lon_e7": -1_800_000_000,
        "min_lat_e7": -850_000_000,
        "max_lon_e7": 1_800_000_000,
        "max_lat_e7": 850_000_000,
        "center_zoom": 2,
        "center_lon_e7": 0,
        "center_lat_e7": 200_000_000,
    }
    with path.open("wb") as file:
        writer = Writer(file)
        for place in sorted(tiles, key=lambda place: zxy_to_tileid(*place)):
            writer.write_tile(zxy_to_tileid(*place), tiles[place])
        writer.finalize(header, {"attribution": ATTRIBUTION})


def main(folder: Path) -> None:
    """Build everything into a folder."""
    whole, tiles = World(), dict[Place, bytes]()
    for zoom in range(LAST_ZOOM + 1):
        tiles |= dict(cut(whole.layers(zoom), zoom))
        print(f"zoom {zoom}: {len(tiles)} tiles so far, {sum(map(len, tiles.values())) / 1e3:.0f} kB")
    write(folder / "world.pmtiles", tiles)
    fields = airfields.airports()
    for name, columns in (("airports", fields), ("runways", airfields.runways(fields["ident"]))):
        text = json.dumps(columns, ensure_ascii=False, separators=(",", ":"))
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
