// The shapes of aircraft on the map: which one a type gets, and how each is drawn (nose up, in a square of 64).

import type { Names } from '../data/fleet';

export const SHAPES = ['jet', 'heavy', 'four', 'prop', 'light', 'helicopter', 'fighter', 'glider', 'unknown', 'ground', 'dot'] as const;
export type Shape = (typeof SHAPES)[number];

/** Two halves mirrored at x = 32: only the right side is written, as a path from the nose to the tail. */
const RIGHT: Record<Exclude<Shape, 'helicopter' | 'unknown' | 'ground' | 'dot'>, string> = {
  jet: 'M32 5 C34 5 35 9 35 13 L35 24 L58 40 L58 44 L35 37 L34.500 50 L42 56 L42 59 L32 57',
  heavy: 'M32 3 C35 3 36.500 8 36.500 13 L36.500 22 L62 41 L62 45.500 L36.500 37 L35.500 50 L45 57 L45 60.500 L32 58',
  four: 'M32 3 C35 3 36.500 8 36.500 13 L36.500 22 L43 26.800 L43 23 L47 23 L47 29.800 L53 34.200 L53 31 L56.500 31 L56.500 36.800 L62 41 L62 45.500 L36.500 37 L35.500 50 L45 57 L45 60.500 L32 58',
  prop: 'M32 6 C35 6 35.500 11 35.500 15 L35.500 23 L42 23.500 L42 19 L46 19 L46 24 L60 26 L60 32 L35.500 34 L34.500 50 L44 53 L44 57 L32 56',
  light: 'M32 9 C34.500 9 35 13 35 18 L35 22 L58 23 L58 30 L35 32 L33.800 49 L42 51 L42 55 L32 54.500',
  fighter: 'M32 3 C33.500 6 35 14 35.500 22 L54 44 L54 48 L38 47 L37 51 L46 58 L46 61 L35 58 L32 59',
  glider: 'M32 8 C33.800 8 34.500 14 34.500 20 L63 25 L63 28 L34 29 L33 50 L40 53 L40 56 L32 55',
};
const WHOLE: Record<'helicopter' | 'unknown' | 'ground' | 'dot', string> = {
  helicopter:
    'M32 14 C37 14 39 20 39 27 C39 33 36 37 34 39 L34 54 L40 54 L40 58 L34 58 L34 61 L30 61 L30 58 L24 58 L24 54 L30 54 L30 39 C28 37 25 33 25 27 C25 20 27 14 32 14 Z M9.500 6.500 L12.500 3.500 L54.500 45.500 L51.500 48.500 Z M51.500 3.500 L54.500 6.500 L12.500 48.500 L9.500 45.500 Z',
  dot: 'M32 20 A12 12 0 1 1 31.990 20 Z',
  unknown: 'M32 8 L50 54 L32 44 L14 54 Z',
  ground: 'M32 10 C35.500 10 37 14 37 19 L37 26 L54 37 L54 43 L37 39 L36 47 L42 51 L42 55.500 L32 53.500 L22 55.500 L22 51 L28 47 L27 39 L10 43 L10 37 L27 26 L27 19 C27 14 28.500 10 32 10 Z',
};

/** The outline of a shape as an SVG path. */
export function outline(shape: Shape): string {
  if (shape in WHOLE) return WHOLE[shape as keyof typeof WHOLE];
  const right = RIGHT[shape as keyof typeof RIGHT];
  return `${right} Z ${mirrored(right)} Z`;
}

function mirrored(path: string): string {
  let across = true;
  return path.replace(/-?\d+(\.\d+)?/g, (number) => {
    const text = across ? String(64 - Number(number)) : number;
    across = !across;
    return text;
  });
}

// Type designators that ICAO 8643's class does not tell from airliners. Judgement: what looks like a fighter from above.
const FIGHTERS = /^(F1[4-8]|F1[0-9]{2}|F2[2T]|F35|F4|F5|EUFI|RFAL|TOR|GRIP|MRF1|MIR[24]|M[IG]G|MG[0-9]{2}|SU[2-5][0-9]|A10|AJET|HAWK|T38|L39|AMX|HAR|TEX2)/;

/** The shape for what is known of a type. */
export function shapeOf(names: Names | undefined): Shape {
  const type = names?.typecode ?? '';
  const about = names?.description ?? '';
  if (FIGHTERS.test(type)) return 'fighter';
  if (type === 'GLID') return 'glider';
  if (about.startsWith('H') || about.startsWith('G') || about.startsWith('T')) return 'helicopter';
  const engines = about[1] ?? '';
  const kind = about[2] ?? '';
  if (kind === 'J') {
    if (Number(engines) >= 4) return 'four';
    return names?.wake === 'H' || names?.wake === 'J' ? 'heavy' : 'jet';
  }
  if (kind === 'T') return engines === '1' ? 'light' : 'prop';
  if (kind === 'P' || kind === 'E') return engines === '1' || engines === '2' ? 'light' : 'prop';
  return 'unknown';
}

/** How wide a shape is drawn beside the others. */
export const SCALE: Record<Shape, number> = { jet: 1, heavy: 1.2, four: 1.25, prop: 0.95, light: 0.75, helicopter: 0.85, fighter: 0.9, glider: 0.8, unknown: 0.85, ground: 0.9, dot: 0.7 };
