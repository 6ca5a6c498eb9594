// Flights as lines between the places where each was first and last seen, thicker where flown more often.

import type { FlightRow } from '../data/rows';
import { greatCircle, type LonLat, unwrap } from '../measure/geodesy';
import { feature, type Feature } from '../state/stage.svelte';

interface Pair {
  from: LonLat;
  to: LonLat;
  names: [string | null, string | null];
  flights: number;
}

export function routeFeatures(rows: readonly FlightRow[]): { features: Feature[]; points: LonLat[] } {
  const pairs = new Map<string, Pair>();
  for (const row of rows) {
    const key = `${row.adep ?? `${row.first_lat_deg.toFixed(1)},${row.first_lon_deg.toFixed(1)}`}>${row.ades ?? `${row.last_lat_deg.toFixed(1)},${row.last_lon_deg.toFixed(1)}`}`;
    const known = pairs.get(key);
    if (known) known.flights += 1;
    else pairs.set(key, { from: [row.first_lon_deg, row.first_lat_deg], to: [row.last_lon_deg, row.last_lat_deg], names: [row.adep, row.ades], flights: 1 });
  }
  const most = Math.max(1, ...[...pairs.values()].map(({ flights }) => flights));
  const features: Feature[] = [];
  const points: LonLat[] = [];
  const ends = new Map<string, LonLat>();
  for (const { from, to, names, flights } of pairs.values()) {
    const way = greatCircle(from, to);
    points.push(way[0]!, way.at(-1)!);
    features.push(feature('route', { type: 'LineString', coordinates: way }, { width: 2 + (2 * flights) / most, opacity: 0.5 + (0.5 * flights) / most }));
    if (names[0]) ends.set(names[0], from);
    if (names[1]) ends.set(names[1], to);
  }
  for (const [name, at] of ends) features.push(feature('end', { type: 'Point', coordinates: at }, { label: name, radius: 4 }));
  const lons = unwrap(points.map(([lon]) => lon));
  return { features, points: points.map(([, lat], i): LonLat => [lons[i]!, lat]) };
}
