import { describe, expect, it } from 'vitest';

import { decode, decodeAll, hex, unhex } from '../src/data/frame';
import { Fleet } from '../src/data/fleet';

interface Row {
  icao24: number;
  lat: number;
  lon: number;
  altitude?: number;
  speed?: number;
  track?: number;
  rate?: number;
  age?: number;
  flags?: number;
}

/** SWF1 as its description has it, written field by field. */
function encode(rows: Row[], gone: number[] = [], full = true, time = 1_553_350_000_000): ArrayBuffer {
  const n = rows.length;
  const size = Math.ceil((24 + 23 * n) / 4) * 4 + 4 * gone.length;
  const view = new DataView(new ArrayBuffer(size));
  [...'SWF1'].forEach((sign, i) => view.setUint8(i, sign.charCodeAt(0)));
  view.setUint8(4, 1);
  view.setUint8(5, full ? 0 : 1);
  view.setUint32(8, n, true);
  view.setUint32(12, gone.length, true);
  view.setBigInt64(16, BigInt(time), true);
  rows.forEach((row, i) => {
    view.setUint32(24 + 4 * i, row.icao24, true);
    view.setInt32(24 + 4 * n + 4 * i, Math.round(row.lat * 1e7), true);
    view.setInt32(24 + 8 * n + 4 * i, Math.round(row.lon * 1e7), true);
    view.setInt16(24 + 12 * n + 2 * i, row.altitude === undefined ? -32768 : row.altitude / 25, true);
    view.setUint16(24 + 14 * n + 2 * i, row.speed === undefined ? 65535 : row.speed * 10, true);
    view.setUint16(24 + 16 * n + 2 * i, row.track === undefined ? 65535 : row.track * 100, true);
    view.setInt16(24 + 18 * n + 2 * i, row.rate === undefined ? -32768 : row.rate / 16, true);
    view.setUint16(24 + 20 * n + 2 * i, (row.age ?? 0) * 10, true);
    view.setUint8(24 + 22 * n + i, row.flags ?? 0);
  });
  gone.forEach((address, i) => view.setUint32(size - 4 * (gone.length - i), address, true));
  return view.buffer;
}

const ONE: Row = { icao24: 0x154073, lat: 55.8737, lon: 38.0565, altitude: 35000, speed: 451.2, track: 271.25, rate: -1600, age: 2.5, flags: 4 };
const TWO: Row = { icao24: 0x3c6444, lat: -33.9, lon: -179.99, flags: 2 };

describe('SWF1', () => {
  it('gives back what was written', () => {
    const frame = decode(encode([ONE, TWO]));
    expect(frame.n).toBe(2);
    expect(frame.time).toBe(1_553_350_000_000);
    expect(frame.icao24[0]).toBe(0x154073);
    expect(frame.lat[0]! * 1e-7).toBeCloseTo(55.8737, 7);
    expect(frame.altitude_ft[0]).toBe(35000);
    expect(frame.ground_speed_kt[0]).toBeCloseTo(451.2, 3);
    expect(frame.track_deg[0]).toBeCloseTo(271.25, 3);
    expect(frame.vertical_rate_fpm[0]).toBe(-1600);
    expect(frame.age_s[0]).toBeCloseTo(2.5, 5);
  });

  it('keeps the unknown unknown', () => {
    const frame = decode(encode([TWO]));
    expect([frame.altitude_ft[0], frame.ground_speed_kt[0], frame.track_deg[0], frame.vertical_rate_fpm[0]]).toEqual([NaN, NaN, NaN, NaN]);
  });

  it.each([0, 1, 2, 3, 4, 5])('is aligned with %i aircraft', (n) => {
    const rows = Array.from({ length: n }, (_, i) => ({ ...ONE, icao24: i + 1 }));
    const body = new Uint8Array([...new Uint8Array(encode(rows, [7, 8])), ...new Uint8Array(encode(rows))]);
    const frames = decodeAll(body.buffer);
    expect(frames.map((frame) => frame.n)).toEqual([n, n]);
    expect([...frames[0]!.gone]).toEqual([7, 8]);
  });

  it('refuses what is none, or is cut short', () => {
    expect(() => decode(new ArrayBuffer(24))).toThrow('not an SWF1 frame');
    expect(() => decode(encode([ONE]).slice(0, 40))).toThrow('cut short');
  });

  it('writes addresses as the record does', () => {
    expect(hex(0x00a1b2)).toBe('00a1b2');
    expect(unhex('154073')).toBe(0x154073);
    expect(unhex(hex(0x12a8c01))).toBe(0x12a8c01);
  });
});

describe('Fleet', () => {
  it('takes deltas and lets go of those that are gone', () => {
    const fleet = new Fleet();
    fleet.apply(decode(encode([ONE, TWO, { ...ONE, icao24: 3 }])));
    fleet.apply(decode(encode([{ ...TWO, lat: 1 }], [0x154073], false)));
    expect(fleet.n).toBe(2);
    expect(fleet.slot(0x154073)).toBeUndefined();
    expect(fleet.lat_deg[fleet.slot(0x3c6444)!]).toBeCloseTo(1, 7);
    expect(fleet.icao24[fleet.slot(3)!]).toBe(3);
  });

  it('is replaced by a full frame', () => {
    const fleet = new Fleet();
    fleet.apply(decode(encode([ONE, TWO])));
    fleet.apply(decode(encode([TWO])));
    expect([fleet.n, fleet.slot(0x154073)]).toEqual([1, undefined]);
  });

  it('knows when a position was received', () => {
    const fleet = new Fleet();
    fleet.apply(decode(encode([ONE])));
    expect(fleet.fixed_at[0]).toBeCloseTo(1_553_350_000_000 - 2500, 0);
  });
});
