// What pages put on the map: things in hand by owner, cells of layers, where to look, and the tool in the reader's hand.

import type { Map as MapLibre } from 'maplibre-gl';
import { untrack } from 'svelte';

import type { LonLat } from '../measure/geodesy';

export type Feature = GeoJSON.Feature;
export type Tool = 'none' | 'measure' | 'box' | 'polygon' | 'circle';
export type Bounds = [west: number, south: number, east: number, north: number];

class Stage {
  things = $state.raw<Record<string, Feature[]>>({});
  cells = $state.raw<Feature[]>([]);
  selected = $state<number>();
  wanted = $state.raw<{ bounds: Bounds; near?: number }>();
  tool = $state<Tool>('none');
  points = $state.raw<LonLat[]>([]);
  /** False where the browser cannot draw a map. */
  drawable = $state(true);
  map: MapLibre | undefined;

  put(owner: string, features: Feature[]): void {
    this.things = { ...untrack(() => this.things), [owner]: features };
  }

  drop(owner: string): void {
    const rest = { ...untrack(() => this.things) };
    if (!(owner in rest)) return;
    delete rest[owner];
    this.things = rest;
  }

  look(bounds: Bounds, near?: number): void {
    this.wanted = near === undefined ? { bounds } : { bounds, near };
  }

  take(tool: Tool): void {
    this.tool = this.tool === tool ? 'none' : tool;
    this.points = [];
    if (this.tool !== 'measure') this.drop('measure');
  }
}

export const stage = new Stage();

export function feature(kind: string, geometry: GeoJSON.Geometry, more: Record<string, unknown> = {}): Feature {
  return { type: 'Feature', properties: { kind, ...more }, geometry };
}

/** The smallest box around points whose longitudes are continuous; undefined without points. */
export function around(points: readonly LonLat[]): Bounds | undefined {
  if (!points.length) return undefined;
  const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)];
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
