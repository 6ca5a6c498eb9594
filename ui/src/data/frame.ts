// Reads SWF1, the binary frame of positions: a header of 24 bytes, then one block a field (little endian, 23 bytes an aircraft).

const MAGIC = 0x31465753; // "SWF1"
const HEADER = 24;
const UNKNOWN_I16 = -32768;
const UNKNOWN_U16 = 65535;

export const FLAG = { ground: 1, doubted: 2, military: 4, reconstruction: 8, emergency: 128 } as const;
export const SOURCES = ['adsb', 'mlat', 'tisb', 'other'] as const;

export interface Frame {
  full: boolean;
  /** Time of the frame, milliseconds UTC. */
  time: number;
  n: number;
  icao24: Uint32Array;
  /** Degrees times 10^7. */
  lat: Int32Array;
  lon: Int32Array;
  altitude_ft: Float32Array;
  ground_speed_kt: Float32Array;
  track_deg: Float32Array;
  vertical_rate_fpm: Float32Array;
  age_s: Float32Array;
  flags: Uint8Array;
  gone: Uint32Array;
  /** Bytes that it took. */
  size: number;
}

/** One frame from an offset of a buffer. Throws when it is none or is cut short. */
export function decode(buffer: ArrayBuffer, offset = 0): Frame {
  const view = new DataView(buffer, offset);
  if (view.byteLength < HEADER || view.getUint32(0, true) !== MAGIC) throw new Error('not an SWF1 frame');
  if (view.getUint8(4) !== 1) throw new Error(`SWF1 version ${view.getUint8(4)}`);
  const n = view.getUint32(8, true);
  const nGone = view.getUint32(12, true);
  const flagsAt = HEADER + n * 22;
  const goneAt = Math.ceil((flagsAt + n) / 4) * 4;
  const size = goneAt + nGone * 4;
  if (view.byteLength < size) throw new Error('SWF1 frame cut short');
  const part = buffer.slice(offset, offset + size); // aligned, whatever the offset was
  const shorts = HEADER + n * 12;
  return {
    full: view.getUint8(5) === 0,
    time: Number(view.getBigInt64(16, true)),
    n,
    icao24: new Uint32Array(part, HEADER, n),
    lat: new Int32Array(part, HEADER + n * 4, n),
    lon: new Int32Array(part, HEADER + n * 8, n),
    altitude_ft: scaled(new Int16Array(part, shorts, n), 25, UNKNOWN_I16),
    ground_speed_kt: scaled(new Uint16Array(part, shorts + n * 2, n), 0.1, UNKNOWN_U16),
    track_deg: scaled(new Uint16Array(part, shorts + n * 4, n), 0.01, UNKNOWN_U16),
    vertical_rate_fpm: scaled(new Int16Array(part, shorts + n * 6, n), 16, UNKNOWN_I16),
    age_s: scaled(new Uint16Array(part, shorts + n * 8, n), 0.1, -1),
    flags: new Uint8Array(part, flagsAt, n),
    gone: new Uint32Array(part, goneAt, nGone),
    size,
  };
}

/** Columns of `/live.json`: the newest places, or those of a time of the record. */
export interface LiveColumns {
  t: string;
  live: boolean;
  columns: Record<'icao24' | 'callsign' | 'registration' | 'typecode' | 'operator' | 'flag_state' | 'description' | 'wake', (string | null)[]> &
    Record<'observed_at' | 'lat_deg' | 'lon_deg' | 'baro_altitude_ft' | 'ground_speed_kt' | 'track_deg' | 'vertical_rate_fpm' | 'military_probability', (number | null)[]> &
    Record<'on_ground' | 'reconstruction', (boolean | null)[]> & { position_source: (string | null)[]; doubt: (string | null)[]; emergency: (string | null)[] };
}

/** The same as a frame. Identifiers that are no ICAO address are left out, as frames leave them out. */
export function frameOf({ t, columns }: LiveColumns): Frame {
  const rows = columns.icao24.flatMap((address, i) => (address && /^[0-9a-f]{6}$/.test(address) && columns.lat_deg[i] !== null ? [i] : []));
  const time = Date.parse(t);
  const floats = (values: (number | null)[]): Float32Array => Float32Array.from(rows, (i) => values[i] ?? NaN);
  const source = (i: number): number => {
    const kind = (SOURCES as readonly string[]).indexOf(columns.position_source[i] ?? 'adsb');
    return kind < 0 ? 3 : kind;
  };
  const flags = (i: number): number =>
    (columns.on_ground[i] ? FLAG.ground : 0) | (columns.doubt[i] ? FLAG.doubted : 0) | ((columns.military_probability[i] ?? 0) >= 0.9 ? FLAG.military : 0) | (columns.reconstruction[i] ? FLAG.reconstruction : 0) | (source(i) << 4) | (columns.emergency[i] ? FLAG.emergency : 0);
  return {
    full: true,
    time,
    n: rows.length,
    icao24: Uint32Array.from(rows, (i) => parseInt(columns.icao24[i]!, 16)),
    lat: Int32Array.from(rows, (i) => Math.round(columns.lat_deg[i]! * 1e7)),
    lon: Int32Array.from(rows, (i) => Math.round(columns.lon_deg[i]! * 1e7)),
    altitude_ft: floats(columns.baro_altitude_ft),
    ground_speed_kt: floats(columns.ground_speed_kt),
    track_deg: floats(columns.track_deg),
    vertical_rate_fpm: floats(columns.vertical_rate_fpm),
    age_s: Float32Array.from(rows, (i) => (time - (columns.observed_at[i] ?? time)) / 1000),
    flags: Uint8Array.from(rows, flags),
    gone: new Uint32Array(0),
    size: 0,
  };
}

/** All frames of a body, one after another. */
export function decodeAll(buffer: ArrayBuffer): Frame[] {
  const frames: Frame[] = [];
  for (let offset = 0; offset < buffer.byteLength; ) {
    const frame = decode(buffer, offset);
    frames.push(frame);
    offset += frame.size;
  }
  return frames;
}

function scaled(values: Int16Array | Uint16Array, unit: number, unknown: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) out[i] = values[i] === unknown ? NaN : values[i]! * unit;
  return out;
}

/** The address as the record writes it: six hex digits, with `~` before what is no ICAO address. */
export function hex(address: number): string {
  return (address > 0xffffff ? '~' : '') + (address & 0xffffff).toString(16).padStart(6, '0');
}

export function unhex(text: string): number {
  return text.startsWith('~') ? parseInt(text.slice(1), 16) + 0x1000000 : parseInt(text, 16);
}
