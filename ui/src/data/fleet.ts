// The aircraft now on the map, as columns that a frame overwrites; slots are dense, so that the map uploads them as they are.

import type { Frame } from './frame';

/** What is known of an aircraft beside where it is; comes once and when it changes. */
export interface Names {
  callsign?: string | null;
  registration?: string | null;
  typecode?: string | null;
  /** ICAO 8643 class: L2J, H1T, … */
  description?: string | null;
  wake?: string | null;
  operator?: string | null;
  flag_state?: string | null;
  military_probability?: number | null;
}

export class Fleet {
  n = 0;
  icao24 = new Uint32Array(0);
  lat_deg = new Float64Array(0);
  lon_deg = new Float64Array(0);
  altitude_ft = new Float32Array(0);
  ground_speed_kt = new Float32Array(0);
  track_deg = new Float32Array(0);
  vertical_rate_fpm = new Float32Array(0);
  /** When each position was received, milliseconds UTC. */
  fixed_at = new Float64Array(0);
  flags = new Uint8Array(0);
  /** Time of the newest frame, milliseconds UTC. */
  time = 0;
  readonly names = new Map<number, Names>();
  /** Counts up whenever names are forgotten. */
  forgotten = 0;
  readonly #slots = new Map<number, number>();

  /** Take a frame: a full one replaces everything, a delta what it names. */
  apply(frame: Frame): void {
    if (frame.full) {
      this.#slots.clear();
      this.n = 0;
    }
    this.time = frame.time;
    this.#room(this.n + frame.n);
    for (let i = 0; i < frame.n; i++) this.#write(this.#slotOf(frame.icao24[i]!), frame, i);
    for (const address of frame.gone) this.#remove(address);
  }

  slot(address: number): number | undefined {
    return this.#slots.get(address);
  }

  /** Addresses of which nothing but the place is known. */
  nameless(): number[] {
    const found: number[] = [];
    for (let i = 0; i < this.n; i++) if (!this.names.has(this.icao24[i]!)) found.push(this.icao24[i]!);
    return found;
  }

  clear(): void {
    this.#slots.clear();
    this.n = 0;
  }

  #slotOf(address: number): number {
    const known = this.#slots.get(address);
    if (known !== undefined) return known;
    this.#slots.set(address, this.n);
    this.icao24[this.n] = address;
    return this.n++;
  }

  #write(slot: number, frame: Frame, i: number): void {
    this.lat_deg[slot] = frame.lat[i]! * 1e-7;
    this.lon_deg[slot] = frame.lon[i]! * 1e-7;
    this.altitude_ft[slot] = frame.altitude_ft[i]!;
    this.ground_speed_kt[slot] = frame.ground_speed_kt[i]!;
    this.track_deg[slot] = frame.track_deg[i]!;
    this.vertical_rate_fpm[slot] = frame.vertical_rate_fpm[i]!;
    this.fixed_at[slot] = frame.time - frame.age_s[i]! * 1000;
    this.flags[slot] = frame.flags[i]!;
  }

  #remove(address: number): void {
    const slot = this.#slots.get(address);
    if (slot === undefined) return;
    this.#slots.delete(address);
    const last = --this.n;
    if (slot === last) return;
    for (const column of this.#columns()) column[slot] = column[last]!;
    this.#slots.set(this.icao24[slot]!, slot);
  }

  #columns(): (Uint32Array | Float64Array | Float32Array | Uint8Array)[] {
    return [this.icao24, this.lat_deg, this.lon_deg, this.altitude_ft, this.ground_speed_kt, this.track_deg, this.vertical_rate_fpm, this.fixed_at, this.flags];
  }

  #room(n: number): void {
    if (n <= this.icao24.length) return;
    const size = Math.max(1024, 2 ** Math.ceil(Math.log2(n)));
    this.icao24 = grown(this.icao24, new Uint32Array(size));
    this.lat_deg = grown(this.lat_deg, new Float64Array(size));
    this.lon_deg = grown(this.lon_deg, new Float64Array(size));
    this.altitude_ft = grown(this.altitude_ft, new Float32Array(size));
    this.ground_speed_kt = grown(this.ground_speed_kt, new Float32Array(size));
    this.track_deg = grown(this.track_deg, new Float32Array(size));
    this.vertical_rate_fpm = grown(this.vertical_rate_fpm, new Float32Array(size));
    this.fixed_at = grown(this.fixed_at, new Float64Array(size));
    this.flags = grown(this.flags, new Uint8Array(size));
  }
}

function grown<T extends { set(from: T): void }>(from: T, into: T): T {
  into.set(from);
  return into;
}
