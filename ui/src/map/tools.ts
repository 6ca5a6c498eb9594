// The tools on the map: measure a way, or draw a box, a polygon or a circle and ask who was in it.

import { circle, distanceNm, greatCircle, type LonLat } from '../measure/geodesy';
import { go } from '../state/router.svelte';
import { feature, stage, type Feature } from '../state/stage.svelte';

const round = (value: number): string => value.toFixed(3);
const pair = ([lon, lat]: LonLat): string => `${round(turned(lon))},${round(lat)}`;

function turned(lon: number): number {
  return ((((lon + 180) % 360) + 360) % 360) - 180;
}

/** A click with a tool in hand; false when there is none. */
export function toolClick(at: LonLat): boolean {
  if (stage.tool === 'none') return false;
  stage.points = [...stage.points, at];
  if (stage.tool === 'box' && stage.points.length === 2) finish();
  else if (stage.tool === 'circle' && stage.points.length === 2) finish();
  else sketch(at);
  return true;
}

/** The pointer moved with a tool in hand. */
export function toolMove(at: LonLat): void {
  if (stage.tool !== 'none' && stage.points.length) sketch(at);
}

/** A double click ends a polygon or a measured way; true when it did. */
export function toolDouble(): boolean {
  if (stage.tool === 'polygon' && stage.points.length >= 3) finish();
  else if (stage.tool === 'measure') stage.tool = 'none';
  else return stage.tool !== 'none';
  return true;
}

/** Ask about what was drawn. */
export function finish(): void {
  const path = areaAddress(stage.tool, stage.points);
  stage.take('none');
  stage.drop('sketch');
  if (path) go(path);
}

/** The address of the page that asks about an area. */
export function areaAddress(tool: string, points: readonly LonLat[]): string | undefined {
  const [a, b] = points;
  if (!a || !b) return undefined;
  if (tool === 'box') {
    const [west, east] = a[0] < b[0] ? [a[0], b[0]] : [b[0], a[0]];
    return `/area?bbox=${round(turned(west))},${round(Math.min(a[1], b[1]))},${round(turned(east))},${round(Math.max(a[1], b[1]))}`;
  }
  if (tool === 'circle') return `/area?circle=${round(a[1])},${round(turned(a[0]))},${distanceNm(a, b).toFixed(1)}`;
  const open = points.filter((point, index) => index === 0 || pair(point) !== pair(points[index - 1]!));
  return open.length >= 3 ? `/area?polygon=${open.map(pair).join(';')}` : undefined;
}

function sketch(pointer: LonLat): void {
  const points = [...stage.points, pointer];
  if (stage.tool === 'measure') stage.put('measure', measured(points));
  else stage.put('sketch', drawn(stage.tool, points));
}

function drawn(tool: string, points: LonLat[]): Feature[] {
  const [a, b] = [points[0]!, points.at(-1)!];
  if (tool === 'box') return [feature('area', { type: 'Polygon', coordinates: [boxRing(a[0], a[1], b[0], b[1])] })];
  if (tool === 'circle') return [feature('area', { type: 'Polygon', coordinates: [circle(a, Math.max(0.1, distanceNm(a, b)))] })];
  return [feature('area', { type: 'Polygon', coordinates: [[...points, a]] })];
}

export function boxRing(west: number, south: number, east: number, north: number): LonLat[] {
  return [[west, south], [east, south], [east, north], [west, north], [west, south]];
}

function measured(points: LonLat[]): Feature[] {
  let total = 0;
  const way = points.slice(1).flatMap((point, index) => {
    total += distanceNm(points[index]!, point);
    return greatCircle(points[index]!, point, 48);
  });
  const label = `${total.toFixed(total < 10 ? 2 : 0)} NM · ${(total * 1.852).toFixed(total < 10 ? 2 : 0)} km`;
  return [
    feature('measure', { type: 'LineString', coordinates: way }),
    feature('end', { type: 'Point', coordinates: points.at(-1)! }, { label, radius: 3 }),
  ];
}
