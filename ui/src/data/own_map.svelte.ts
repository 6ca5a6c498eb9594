// A base map of the owner's in place of the one in the package, asked for once; and what became of it.

import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';

import { json } from './api';

interface Told {
  tiles: string | null;
  style_url: string | null;
  style: StyleSpecification | null;
  origins: string[];
}

export interface OwnMap {
  sources: Record<string, SourceSpecification>;
  layers: LayerSpecification[];
  more: Pick<StyleSpecification, 'glyphs' | 'sprite' | 'font-faces'>;
}

const NAME = 'own';

class Asked {
  /** Where it comes from; empty for the map in the package. */
  host = $state('');
  failed = $state(false);
  shown = $state(false);
  readonly found: Promise<OwnMap | undefined> = this.#ask();

  async #ask(): Promise<OwnMap | undefined> {
    try {
      const told = await json<Told>('/map.json');
      this.host = told.origins.map((origin) => new URL(origin).host).join(', ');
      const style = told.style ?? (told.style_url ? await json<StyleSpecification>(told.style_url) : undefined);
      const own = told.tiles ? raster(told.tiles, this.host) : style && named(style);
      this.shown = own !== undefined;
      if (told.tiles) void this.#probe(told.tiles);
      return own;
    } catch {
      this.failed = this.host !== ''; // without an answer of the server's there is none: it may be older
      return undefined;
    }
  }

  // The map says nothing of tiles that do not come, so one is asked for here. That a host lacks this very one is no failure.
  async #probe(tiles: string): Promise<void> {
    const one = tiles.replace(/\{[zxy]\}/g, '0');
    const status = await fetch(one, { credentials: 'omit' }).then((answer) => answer.status, () => 0);
    this.failed = status !== 404 && (status === 0 || status >= 400);
  }
}

function raster(tiles: string, host: string): OwnMap {
  return {
    sources: { [NAME]: { type: 'raster', tiles: [tiles], tileSize: 256, attribution: host } },
    layers: [{ id: NAME, type: 'raster', source: NAME }],
    more: {},
  };
}

/** The style's sources and layers under names that are none of ours. */
export function named({ sources, layers, glyphs, sprite, 'font-faces': faces }: StyleSpecification): OwnMap {
  return {
    sources: Object.fromEntries(Object.entries(sources ?? {}).map(([name, source]) => [`${NAME}-${name}`, source])),
    layers: layers.map((layer) => ({ ...layer, id: `${NAME}-${layer.id}`, ...('source' in layer ? { source: `${NAME}-${String(layer.source)}` } : {}) }) as LayerSpecification),
    more: { ...(glyphs ? { glyphs } : {}), ...(sprite ? { sprite } : {}), ...(faces ? { 'font-faces': faces } : {}) },
  };
}

export const ownMap = new Asked();
