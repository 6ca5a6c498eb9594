// A flight's path for the map: seen stretches coloured by height, unseen ones dashed inside their lens, doubted fixes hollow.

import type { GapRow, PathAnswer } from '../data/rows';
import { type LonLat, unwrap } from '../measure/geodesy';
import { feature, type Feature } from '../state/stage.svelte';
import { altitudeColour, css } from './colours';

const SILENCE_MS = 300_000; // the record calls five minutes and more a gap
const BAND_FT = 1000;

interface Fix {
  at: number;
  lon: number;
  lat: number;
  feet: number;
}

export interface Drawn {
  features: Feature[];
  /** Every place drawn, with continuous longitudes, to look at. */
  points: LonLat[];
}

export function drawPath(answer: PathAnswer, dark: boolean): Drawn {
  const { columns } = answer;
  const fixes: Fix[] = [];
  const doubted: { lon: number; lat: number; why: string }[] = [];
  columns.observed_at.forEach((at, i) => {
    const [lat, lon] = [columns.lat_deg[i], columns.lon_deg[i]];
    if (lat === null || lat === undefined || lon === null || lon === undefined) return;
    const why = columns.doubt[i];
    if (why) doubted.push({ lon, lat, why });
    else fixes.push({ at, lon, lat, feet: columns.baro_altitude_ft[i] ?? NaN });
  });
  const lons = unwrap(fixes.map(({ lon }) => lon));
  fixes.forEach((fix, i) => (fix.lon = lons[i]!));
  const near = (lon: number): number => lon - 360 * Math.round((lon - (lons[0] ?? 0)) / 360);
  const features = [
    ...answer.gaps.flatMap((gap) => gapFeatures(gap, fixes)),
    ...stretches(fixes).map(({ points, feet }) => feature('path', { type: 'LineString', coordinates: points }, { colour: css(altitudeColour(feet, dark)) })),
    ...doubted.map(({ lon, lat, why }) => feature('doubt', { type: 'Point', coordinates: [near(lon), lat] }, { why })),
  ];
  return { features, points: fixes.map(({ lon, lat }): LonLat => [lon, lat]) };
}

/** Seen stretches of about one height; a silence ends one and nothing bridges it. */
function stretches(fixes: readonly Fix[]): { points: LonLat[]; feet: number }[] {
  const out: { points: LonLat[]; feet: number }[] = [];
  let open: { points: LonLat[]; feet: number } | undefined;
  fixes.forEach((fix, i) => {
    const before = fixes[i - 1];
    const feet = Number.isNaN(fix.feet) ? (open?.feet ?? NaN) : Math.round(fix.feet / BAND_FT) * BAND_FT;
    if (!before || fix.at - before.at >= SILENCE_MS) out.push((open = { points: [[fix.lon, fix.lat]], feet }));
    else if (open && feet !== open.feet) {
      open.points.push([fix.lon, fix.lat]);
      out.push((open = { points: [[fix.lon, fix.lat]], feet }));
    } else open?.points.push([fix.lon, fix.lat]);
  });
  return out.filter(({ points }) => points.length > 1);
}

function gapFeatures(gap: GapRow, fixes: readonly Fix[]): Feature[] {
  const begun = Date.parse(gap.from_at);
  const from = fixes.findLast(({ at }) => at <= begun + 1000);
  const turn = from ? 360 * Math.round((from.lon - gap.from_lon_deg) / 360) : 0;
  const lons = gap.path_lon_deg.length ? unwrap(gap.path_lon_deg) : unwrap([gap.from_lon_deg, gap.to_lon_deg]);
  const lats = gap.path_lat_deg.length ? gap.path_lat_deg : [gap.from_lat_deg, gap.to_lat_deg];
  const shift = turn + 360 * Math.round((gap.from_lon_deg - (lons[0] ?? 0)) / 360);
  const way: LonLat[] = lons.map((lon, i) => [lon + shift, lats[i]!]);
  const dashed = gap.kind === 'in_flight' ? [feature('gap', { type: 'LineString', coordinates: way })] : [];
  if (!gap.outline?.length) return dashed;
  const ring = unwrap(gap.outline.map(([lon]) => lon));
  const toWay = 360 * Math.round(((way[0]?.[0] ?? 0) - (ring[0] ?? 0)) / 360);
  return [feature('lens', { type: 'Polygon', coordinates: [ring.map((lon, i): LonLat => [lon + toWay, gap.outline![i]![1]])] }), ...dashed];
}
