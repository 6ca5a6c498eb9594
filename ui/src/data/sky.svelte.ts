// The aircraft that the map shows: live as frames come, or at a time of the record that the reader chose.

import { json, query } from './api';
import { Fleet, type Names } from './fleet';
import { type Frame, frameOf, hex, type LiveColumns, unhex } from './frame';
import { Live } from './live.svelte';
import { Replay } from './replay.svelte';

const NAMES_AT_ONCE = 400;
const NAMES_AFTER_MS = 1200;
const CALLSIGNS_EVERY_MS = 8000;

class Sky {
  readonly fleet = new Fleet();
  /** Counts up whenever the fleet changed. */
  version = $state(0);
  /** Counts up whenever names came. */
  named = $state(0);
  readonly live = new Live((frame) => this.#heard(frame), (names) => this.learn(names), () => void this.#still());
  readonly replay = new Replay((frame, next) => this.#replayed(frame, next));
  next = new Map<number, [lon: number, lat: number, seconds: number]>();
  #asked = new Set<number>();
  #calledAt = -Infinity;
  #asking = false;

  take(frame: Frame, next?: Frame): void {
    this.fleet.apply(frame);
    this.next = next ? meeting(frame, next) : new Map();
    this.version += 1;
    void this.#askNames();
  }

  learn(names: Record<string, Names>): void {
    for (const [address, told] of Object.entries(names)) this.fleet.names.set(unhex(address), told);
    this.named += 1;
  }

  /** Drop what is shown, before another time is. */
  clear(): void {
    this.fleet.clear();
    this.fleet.names.clear();
    this.fleet.forgotten += 1;
    this.#asked.clear();
    this.next = new Map();
    this.#calledAt = -Infinity;
    this.version += 1;
  }

  #heard(frame: Frame): void {
    if (!this.replay.time) this.take(frame);
  }

  #replayed(frame: Frame, next: Frame | undefined): void {
    this.take(frame, next);
    if (performance.now() - this.#calledAt < CALLSIGNS_EVERY_MS) return;
    this.#calledAt = performance.now();
    void this.#callsignsAt(frame.time);
  }

  /** Without a live feed: the picture at the end of the record. */
  async #still(): Promise<void> {
    try {
      const columns = await json<LiveColumns>('/live.json?lasting_s=86400');
      if (this.replay.time || columns.live) return;
      this.#learnColumns(columns);
      this.take(frameOf(columns));
    } catch {
      // the state of the connection says it
    }
  }

  /** Callsigns are of a flight: in a replay they are asked for by time, never taken from the newest one. */
  async #callsignsAt(time: number): Promise<void> {
    try {
      const columns = await json<LiveColumns>(`/live.json${query({ t: new Date(time).toISOString() })}`);
      if (this.replay.time) this.#learnColumns(columns);
    } catch {
      this.#calledAt = -Infinity;
    }
  }

  #learnColumns({ columns }: LiveColumns): void {
    const names = columns.icao24.flatMap((address, i): [string, Names][] => {
      if (!address) return [];
      const text = (field: 'callsign' | 'registration' | 'typecode' | 'operator' | 'flag_state' | 'description' | 'wake'): string | null => columns[field][i] ?? null;
      return [[address, { callsign: text('callsign'), registration: text('registration'), typecode: text('typecode'), operator: text('operator'), flag_state: text('flag_state'), description: text('description'), wake: text('wake'), military_probability: columns.military_probability[i] ?? null }]];
    });
    this.learn(Object.fromEntries(names));
  }

  async #askNames(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    await new Promise((done) => setTimeout(done, NAMES_AFTER_MS)); // most come by themselves
    this.#asking = false;
    const wanted = this.fleet.nameless().filter((address) => !this.#asked.has(address));
    wanted.forEach((address) => this.#asked.add(address));
    for (let from = 0; from < wanted.length; from += NAMES_AT_ONCE) {
      const some = wanted.slice(from, from + NAMES_AT_ONCE);
      try {
        const { names } = await json<{ names: Record<string, Names> }>(`/aircraft/names.json${query({ icao24: some.map(hex).join(',') })}`);
        const replaying = this.replay.time > 0;
        const unknown = Object.entries(names).filter(([address]) => !this.fleet.names.has(unhex(address)));
        this.learn(Object.fromEntries(unknown.map(([address, told]) => [address, replaying ? { ...told, callsign: null } : told])));
      } catch {
        some.forEach((address) => this.#asked.delete(address)); // asked again with the next frame
        return;
      }
    }
  }
}

/** Where aircraft of one frame are in the next, when they were heard between the two. */
function meeting(frame: Frame, next: Frame): Map<number, [number, number, number]> {
  const seconds = (next.time - frame.time) / 1000;
  const there = new Map<number, [number, number, number]>();
  for (let i = 0; i < next.n; i++) {
    if (next.age_s[i]! < seconds) there.set(next.icao24[i]!, [next.lon[i]! * 1e-7, next.lat[i]! * 1e-7, seconds]);
  }
  return there;
}

export const sky = new Sky();
