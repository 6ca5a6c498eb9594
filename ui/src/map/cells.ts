// Cells of layers as areas with a colour: counts as density, coverage by how much was heard, disturbed navigation in gpsjam's bands.

import type { Feature } from '../state/stage.svelte';
import { boxRing } from './tools';

export interface CellAnswer {
  columns?: Record<string, (number | string | null)[]>;
  /** Outlines of cells that are no boxes, as closed rings of longitude and latitude. */
  outlines?: [number, number][][];
  cell_deg?: number;
}

export interface FindingRow {
  finding_id: string;
  kind: string;
  lat_deg: number | null;
  lon_deg: number | null;
  since: string;
}

const HEAT = { dark: '#6bb0ff', light: '#0b5cb8' };
const COVER = { dark: '#58c993', light: '#17734a' };
const BANDS: Record<'dark' | 'light', [string, string, string]> = { dark: ['#58c993', '#eab64b', '#ff6b61'], light: ['#17734a', '#c47d00', '#b3261e'] };
const HALF_TRANSPARENT = 0.6;

export function cellFeatures(kind: string, answer: CellAnswer, dark: boolean): Feature[] {
  const columns = answer.columns ?? {};
  const values = numbers(columns, kind === 'jamming' ? ['bad_share', 'share', 'percent'] : ['positions', 'aircraft', 'share']);
  const most = Math.max(1, ...values);
  const rings = answer.outlines ?? boxes(columns, answer.cell_deg ?? 1);
  return rings.map((ring, i) => ({ type: 'Feature', properties: paint(kind, values[i] ?? 0, most, dark), geometry: { type: 'Polygon', coordinates: [ring] } }));
}

function numbers(columns: NonNullable<CellAnswer['columns']>, names: string[]): number[] {
  const found = names.find((name) => columns[name]);
  return found ? columns[found]!.map(Number) : [];
}

function boxes(columns: NonNullable<CellAnswer['columns']>, size: number): [number, number][][] {
  const [lats, lons] = [columns['lat_deg'] ?? [], columns['lon_deg'] ?? []];
  return lats.map((lat, i) => boxRing(Number(lons[i]) - size / 2, Number(lat) - size / 2, Number(lons[i]) + size / 2, Number(lat) + size / 2));
}

function paint(kind: string, value: number, most: number, dark: boolean): { colour: string; opacity: number } {
  const theme = dark ? 'dark' : 'light';
  if (kind === 'jamming') return { colour: BANDS[theme][value > 0.1 ? 2 : value > 0.02 ? 1 : 0], opacity: value > 0.02 ? HALF_TRANSPARENT : 0.18 };
  const share = Math.log1p(value) / Math.log1p(most);
  return { colour: (kind === 'coverage' ? COVER : HEAT)[theme], opacity: 0.08 + 0.6 * share };
}

export function findingFeatures(rows: FindingRow[]): Feature[] {
  return rows.flatMap((row): Feature[] => {
    if (row.lat_deg === null || row.lon_deg === null) return [];
    const link = `/findings?kind=${row.kind}&sel=${encodeURIComponent(row.finding_id)}`;
    return [{ type: 'Feature', properties: { kind: 'finding', link }, geometry: { type: 'Point', coordinates: [row.lon_deg, row.lat_deg] } }];
  });
}
