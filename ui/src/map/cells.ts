// Cells of layers as areas with a colour: counts as density, coverage by how much was heard, cells of disturbed navigation by band.

import type { Feature } from '../state/stage.svelte';
import { boxRing } from './tools';

export interface CellColumns {
  columns: Partial<Record<'cell_lat_deg' | 'cell_lon_deg' | 'cell_deg' | 'positions' | 'aircraft' | 'heard_share', (number | null)[]>>;
}

export interface FindingPlace {
  finding_id: string;
  kind: string;
  lat_deg: number | null;
  lon_deg: number | null;
}

export interface DisturbedCell {
  verdict: string;
  corners: [lon: number, lat: number][];
}

const COVERAGE_CELL_DEG = 1;
const HEAT = { dark: '#6bb0ff', light: '#0b5cb8' };
const COVER = { dark: '#58c993', light: '#17734a' };
const BANDS: Record<'dark' | 'light', Record<string, string>> = {
  dark: { low: '#58c993', medium: '#eab64b', high: '#ff6b61' },
  light: { low: '#17734a', medium: '#c47d00', high: '#b3261e' },
};

/** Cells of the heat map or the coverage; a cell is named by its south-western corner. */
export function cellFeatures(kind: 'heatmap' | 'coverage', { columns }: CellColumns, dark: boolean): Feature[] {
  const values = (kind === 'coverage' ? columns.heard_share : columns.positions) ?? [];
  const most = Math.max(1, ...values.map(Number));
  const colour = (kind === 'coverage' ? COVER : HEAT)[dark ? 'dark' : 'light'];
  return (columns.cell_lat_deg ?? []).map((lat, i): Feature => {
    const [south, west, side] = [Number(lat), Number(columns.cell_lon_deg?.[i]), columns.cell_deg?.[i] ?? COVERAGE_CELL_DEG];
    const value = Number(values[i] ?? 0);
    const share = kind === 'coverage' ? value : Math.log1p(value) / Math.log1p(most);
    return { type: 'Feature', properties: { colour, opacity: 0.08 + 0.55 * share }, geometry: { type: 'Polygon', coordinates: [boxRing(west, south, west + side, south + side)] } };
  });
}

export function disturbedFeatures(rows: readonly DisturbedCell[], dark: boolean): Feature[] {
  const bands = BANDS[dark ? 'dark' : 'light'];
  return rows.map((row): Feature => ({
    type: 'Feature',
    properties: { colour: bands[row.verdict] ?? bands['medium'], opacity: 0.5 },
    geometry: { type: 'Polygon', coordinates: [[...row.corners, row.corners[0]!]] },
  }));
}

export function findingFeatures(rows: readonly FindingPlace[]): Feature[] {
  return rows.flatMap((row): Feature[] => {
    if (row.lat_deg === null || row.lon_deg === null) return [];
    const link = `/findings?kind=${row.kind}&sel=${encodeURIComponent(row.finding_id)}`;
    return [{ type: 'Feature', properties: { kind: 'finding', link }, geometry: { type: 'Point', coordinates: [row.lon_deg, row.lat_deg] } }];
  });
}
