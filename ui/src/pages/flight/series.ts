// Columns for the chart of height and speed: doubted fixes left out, an empty row in each silence so that no line bridges it.

import type { AlignedData } from 'uplot';

import type { PathAnswer } from '../../data/rows';
import { altitude, clock, speed, type Units } from '../../measure/format';

const SILENCE_MS = 300_000;
const FT_M = 0.3048;
const KT_KMH = 1.852;

/** Null breaks a line; undefined, where a fix has no such value, does not. */
type Value = number | null | undefined;

export interface Point {
  lon: number;
  lat: number;
  text: string;
}

export interface Series {
  columns: AlignedData;
  points: (Point | undefined)[];
  summary: (label: string) => string;
}

export function series({ columns }: PathAnswer, units: Units): Series {
  const [times, heights, speeds]: [number[], Value[], Value[]] = [[], [], []];
  const points: (Point | undefined)[] = [];
  const knots = columns.ground_speed_kt;
  let last = 0;
  columns.observed_at.forEach((at, i) => {
    const [lat, lon] = [columns.lat_deg[i], columns.lon_deg[i]];
    if (columns.doubt[i] || lat == null || lon == null) return;
    if (last && at - last >= SILENCE_MS) {
      times.push((last + 1000) / 1000);
      heights.push(null);
      speeds.push(null);
      points.push(undefined);
    }
    last = at;
    const [feet, kt] = [columns.baro_altitude_ft[i] ?? null, knots[i] ?? null];
    times.push(at / 1000);
    heights.push(feet === null ? undefined : units === 'metric' ? feet * FT_M : feet);
    speeds.push(kt === null ? undefined : units === 'metric' ? kt * KT_KMH : kt);
    points.push({ lon, lat, text: `${clock(at, true)} · ${altitude(feet, units)} · ${speed(kt, units)}` });
  });
  const most = Math.max(0, ...columns.baro_altitude_ft.filter((feet): feet is number => feet !== null));
  return { columns: [times, heights, speeds], points, summary: (label) => `${label}: ${altitude(most, units)}` };
}
