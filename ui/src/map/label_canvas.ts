// Names beside aircraft, on a canvas over the map: the selected first, then state aircraft, then the highest; none over another.

import type { Map } from 'maplibre-gl';

import { FLAG, hex } from '../data/frame';
import type { Fleet } from '../data/fleet';
import { count } from '../measure/format';
import { Placed } from './labels';

const MOST = 160;
const FONT = '600 11px "Inter Variable", system-ui, sans-serif';
const HEIGHT = 14;

export interface Label {
  slot: number;
  address: number;
  text: string;
}

/** Lines for aircraft in view, the most important first; more of the text the closer the map. */
export function candidates(fleet: Fleet, slots: number[], zoom: number, selected: number | undefined): Label[] {
  const weight = (slot: number): number => (fleet.icao24[slot] === selected ? 4e6 : 0) + (fleet.flags[slot]! & FLAG.emergency ? 2e6 : 0) + (fleet.flags[slot]! & FLAG.military ? 1e6 : 0) + (fleet.altitude_ft[slot]! || 0);
  const ordered = slots.sort((a, b) => weight(b) - weight(a)).slice(0, MOST);
  return ordered.map((slot) => ({ slot, address: fleet.icao24[slot]!, text: textOf(fleet, slot, zoom) }));
}

function textOf(fleet: Fleet, slot: number, zoom: number): string {
  const address = fleet.icao24[slot]!;
  const names = fleet.names.get(address);
  const first = names?.callsign || names?.registration || hex(address);
  if (zoom < 7) return first;
  const level = fleet.altitude_ft[slot]!;
  const more = [names?.typecode, Number.isNaN(level) ? undefined : `${count(level)} ft`].filter(Boolean).join(' · ');
  return more ? `${first}  ${more}` : first;
}

/** Draw what fits. `where` gives the place of a slot on the screen, or undefined when it is not seen. */
export function draw(canvas: HTMLCanvasElement, map: Map, labels: Label[], where: (slot: number) => { x: number; y: number } | undefined, dark: boolean): void {
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const ratio = devicePixelRatio;
  const { clientWidth: width, clientHeight: height } = map.getContainer();
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
  }
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  pen.font = FONT;
  pen.textBaseline = 'middle';
  pen.lineJoin = 'round';
  pen.lineWidth = 3;
  pen.strokeStyle = dark ? 'rgba(8,12,18,.9)' : 'rgba(255,255,255,.92)';
  pen.fillStyle = dark ? '#dfe6ee' : '#1b2530';
  const placed = new Placed();
  for (const label of labels) {
    const spot = where(label.slot);
    if (!spot || spot.x < -50 || spot.y < -20 || spot.x > width + 50 || spot.y > height + 20) continue;
    const box = { x: spot.x + 12, y: spot.y - HEIGHT / 2, width: pen.measureText(label.text).width + 4, height: HEIGHT };
    if (!placed.take(box)) continue;
    pen.strokeText(label.text, box.x, spot.y);
    pen.fillText(label.text, box.x, spot.y);
  }
}
