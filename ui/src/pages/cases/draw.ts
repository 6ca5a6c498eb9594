// What bears on a case, for the map: seen stretches by aircraft, unheard ones dashed, fields and observations.

import { greatCircle, type LonLat, unwrap } from '../../measure/geodesy';
import { around, type Bounds, feature, type Feature } from '../../state/stage.svelte';
import type { Drawn } from './document';

const COLOURS = { dark: ['#5aa7ff', '#f2ba3e', '#58c993', '#d89bff'], light: ['#0b62c4', '#a86600', '#17734a', '#7a3fb0'] };

export interface OnMap {
  features: Feature[];
  bounds: Bounds | undefined;
  /** Aircraft and the colour of their lines. */
  legend: { name: string; colour: string }[];
}

export function onMap(drawn: Drawn, dark: boolean): OnMap {
  const colours = COLOURS[dark ? 'dark' : 'light'];
  const names = [...new Set(drawn.lines.map(({ name }) => name))].sort();
  const colourOf = (name: string): string => colours[names.indexOf(name) % colours.length]!;
  const all: LonLat[] = [];
  const lines = drawn.lines.map(({ points, seen, name }) => {
    const way = seen ? points : greatCircle(points[0]!, points.at(-1)!, 48);
    const lons = unwrap(way.map(([lon]) => lon));
    const coordinates = way.map(([, lat], i): LonLat => [lons[i]!, lat]);
    all.push(...coordinates);
    return feature(seen ? 'path' : 'gap', { type: 'LineString', coordinates }, { colour: colourOf(name) });
  });
  const point = (lon: number, lat: number): GeoJSON.Point => ({ type: 'Point', coordinates: [lon, lat] });
  const seen = drawn.observations.map(({ lon_deg, lat_deg, supports }) => feature(supports ? 'end' : 'finding', point(lon_deg, lat_deg), { radius: 7 }));
  const pins = drawn.pins.map(({ code, lon_deg, lat_deg }) => feature('end', point(lon_deg, lat_deg), { label: code, radius: 4 }));
  all.push(...drawn.observations.map(({ lon_deg, lat_deg }): LonLat => [lon_deg, lat_deg]));
  return { features: [...lines, ...seen, ...pins], bounds: around(all), legend: names.map((name) => ({ name, colour: colourOf(name) })) };
}
