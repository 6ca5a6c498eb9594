// What colour an aircraft has, by altitude, military probability, operator, flag state or kind of source.

import { FLAG } from '../data/frame';
import type { Names } from '../data/fleet';

export const MODES = ['altitude', 'military', 'operator', 'flag', 'source'] as const;
export type Mode = (typeof MODES)[number];
export type Rgb = [number, number, number];

/** Feet and colour on a dark and on a light map: warm near the ground, cool and violet high up; lightness tells them apart too. */
const RAMP: readonly [feet: number, dark: Rgb, light: Rgb][] = [
  [0, [240, 138, 60], [178, 84, 10]],
  [4000, [242, 186, 62], [150, 106, 0]],
  [10000, [168, 214, 88], [84, 122, 8]],
  [18000, [82, 209, 150], [6, 122, 84]],
  [26000, [82, 190, 232], [10, 108, 158]],
  [34000, [120, 158, 255], [52, 78, 200]],
  [42000, [203, 140, 255], [126, 48, 190]],
];
const GROUND: Record<'dark' | 'light', Rgb> = { dark: [190, 199, 210], light: [88, 98, 110] };
const UNKNOWN: Record<'dark' | 'light', Rgb> = { dark: [196, 204, 214], light: [70, 78, 90] };
export const SOURCE_COLOURS: Record<'dark' | 'light', readonly Rgb[]> = {
  dark: [[90, 167, 255], [242, 186, 62], [203, 140, 255], [150, 160, 172]],
  light: [[11, 98, 196], [150, 106, 0], [126, 48, 190], [96, 106, 118]],
};

export function altitudeColour(feet: number, dark: boolean): Rgb {
  const theme = dark ? 1 : 2;
  if (!Number.isFinite(feet)) return UNKNOWN[dark ? 'dark' : 'light'];
  const above = RAMP.findIndex(([limit]) => feet < limit);
  if (above === 0) return RAMP[0]![theme];
  if (above < 0) return RAMP.at(-1)![theme];
  const [low, high] = [RAMP[above - 1]!, RAMP[above]!];
  const share = (feet - low[0]) / (high[0] - low[0]);
  return [0, 1, 2].map((i) => Math.round(low[theme][i]! + share * (high[theme][i]! - low[theme][i]!))) as Rgb;
}

const TABLES = [table(true), table(false)];

/** Colours every 250 feet up to 50,000, so that a frame looks them up instead of mixing them. */
function table(dark: boolean): Rgb[] {
  return Array.from({ length: 201 }, (_, step) => altitudeColour(step * 250, dark));
}

export function militaryColour(probability: number | null | undefined, dark: boolean): Rgb {
  if (probability === null || probability === undefined) return GROUND[dark ? 'dark' : 'light'];
  if (probability >= 0.9) return dark ? [255, 107, 107] : [184, 32, 32];
  if (probability >= 0.5) return dark ? [242, 186, 62] : [150, 106, 0];
  return dark ? [90, 167, 255] : [11, 98, 196];
}

/** A colour of its own for each word, the same every time; neighbours in the alphabet differ. */
export function wordColour(word: string | null | undefined, dark: boolean): Rgb {
  if (!word) return GROUND[dark ? 'dark' : 'light'];
  let hash = 2166136261;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 16777619);
  const hue = ((hash >>> 8) % 360) / 60;
  return fromHue(hue, dark ? 0.66 : 0.36, dark ? 0.75 : 0.8);
}

function fromHue(hue: number, light: number, strength: number): Rgb {
  const chroma = (1 - Math.abs(2 * light - 1)) * strength;
  const second = chroma * (1 - Math.abs((hue % 2) - 1));
  const parts: Rgb[] = [[chroma, second, 0], [second, chroma, 0], [0, chroma, second], [0, second, chroma], [second, 0, chroma], [chroma, 0, second]];
  return parts[Math.floor(hue) % 6]!.map((part) => Math.round((part + light - chroma / 2) * 255)) as Rgb;
}

/** Colour of one aircraft. */
export function colourOf(mode: Mode, altitudeFt: number, flags: number, names: Names | undefined, dark: boolean): Rgb {
  if (mode === 'altitude') {
    if (flags & FLAG.ground) return GROUND[dark ? 'dark' : 'light'];
    if (!Number.isFinite(altitudeFt)) return UNKNOWN[dark ? 'dark' : 'light'];
    return TABLES[dark ? 0 : 1]![Math.max(0, Math.min(200, Math.round(altitudeFt / 250)))]!;
  }
  if (mode === 'military') return militaryColour(names?.military_probability ?? (flags & FLAG.military ? 0.95 : null), dark);
  if (mode === 'operator') return wordColour(names?.operator, dark);
  if (mode === 'flag') return wordColour(names?.flag_state, dark);
  return SOURCE_COLOURS[dark ? 'dark' : 'light'][Math.min(3, (flags >> 4) & 7)]!;
}

export function css([r, g, b]: Rgb): string {
  return `rgb(${r} ${g} ${b})`;
}

/** The ramp as a gradient and its ticks, for the legend. */
export function rampStops(dark: boolean): { feet: number; colour: string }[] {
  return RAMP.map(([feet, onDark, onLight]) => ({ feet, colour: css(dark ? onDark : onLight) }));
}
