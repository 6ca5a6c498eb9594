// Numbers and times as the pages write them: units after a thin space, UTC with a Z, probabilities that never round to certainty.

export type Units = 'nautical' | 'metric';
const THIN = ' ';
const FT_M = 0.3048;
const KT_KMH = 1.852;
const FPM_MS = 0.00508;
export const NONE = '–';

type Maybe = number | null | undefined;

function known(value: Maybe): value is number {
  return value !== null && value !== undefined && Number.isFinite(value);
}

/** A number with narrow gaps between thousands. */
export function count(value: Maybe, digits = 0): string {
  if (!known(value)) return NONE;
  const [whole = '', part] = Math.abs(value).toFixed(digits).split('.');
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, THIN) : whole;
  const sign = value < 0 && Number(value.toFixed(digits)) !== 0 ? '−' : '';
  return sign + grouped + (part ? `.${part}` : '');
}

export function altitude(feet: Maybe, units: Units): string {
  if (!known(feet)) return NONE;
  return units === 'metric' ? `${count(Math.round((feet * FT_M) / 10) * 10)}${THIN}m` : `${count(feet)}${THIN}ft`;
}

export function speed(knots: Maybe, units: Units): string {
  if (!known(knots)) return NONE;
  return units === 'metric' ? `${count(knots * KT_KMH)}${THIN}km/h` : `${count(knots)}${THIN}kt`;
}

export function distance(miles: Maybe, units: Units): string {
  if (!known(miles)) return NONE;
  const [value, unit] = units === 'metric' ? [miles * KT_KMH, 'km'] : [miles, 'NM'];
  return `${count(value, value < 10 ? 1 : 0)}${THIN}${unit}`;
}

export function climb(fpm: Maybe, units: Units): string {
  if (!known(fpm)) return NONE;
  const sign = fpm > 0 ? '+' : '';
  return units === 'metric' ? `${sign}${count(fpm * FPM_MS, 1)}${THIN}m/s` : `${sign}${count(fpm)}${THIN}fpm`;
}

export function degrees(value: Maybe): string {
  return known(value) ? `${String(Math.round(value) % 360).padStart(3, '0')}°` : NONE;
}

/** A probability as a share of 100; what rounds to none or all of it says so with a sign. */
export function percent(probability: Maybe): string {
  if (!known(probability)) return NONE;
  const value = probability * 100;
  if (value > 99.9) return `>${THIN}99.9${THIN}%`;
  if (value < 0.1) return `<${THIN}0.1${THIN}%`;
  return `${value >= 99 || value < 1 ? value.toFixed(1) : value.toFixed(0)}${THIN}%`;
}

export function duration(seconds: Maybe): string {
  if (!known(seconds)) return NONE;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}${THIN}s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return `${minutes}${THIN}min`;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours < 48) return `${hours}${THIN}h${rest ? ` ${String(rest).padStart(2, '0')}${THIN}min` : ''}`;
  return `${Math.floor(hours / 24)}${THIN}d ${hours % 24}${THIN}h`;
}

/** `2019-03-23 14:05:12Z`; minutes only with `seconds` false. */
export function utc(time: string | number | Date | null | undefined, seconds = false): string {
  const date = asDate(time);
  if (!date) return NONE;
  const text = date.toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, seconds ? 19 : 16)}Z`;
}

export function day(time: string | number | Date | null | undefined): string {
  return asDate(time)?.toISOString().slice(0, 10) ?? NONE;
}

export function clock(time: string | number | Date | null | undefined, seconds = false): string {
  const date = asDate(time);
  return date ? `${date.toISOString().slice(11, seconds ? 19 : 16)}Z` : NONE;
}

/** The same instant by the reader's own clock, for a hover. */
export function local(time: string | number | Date | null | undefined, language: string): string {
  const date = asDate(time);
  if (!date) return '';
  return date.toLocaleString(language, { dateStyle: 'medium', timeStyle: 'long' });
}

export function asDate(time: string | number | Date | null | undefined): Date | null {
  if (time === null || time === undefined || time === '') return null;
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? null : date;
}

export function position(lat: Maybe, lon: Maybe): string {
  if (!known(lat) || !known(lon)) return NONE;
  const east = ((((lon + 180) % 360) + 360) % 360) - 180;
  return `${Math.abs(lat).toFixed(4)}°${lat < 0 ? 'S' : 'N'} ${Math.abs(east).toFixed(4)}°${east < 0 ? 'W' : 'E'}`;
}
