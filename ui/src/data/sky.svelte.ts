// The aircraft that the map shows: live as frames come, or at a time of the record that the reader chose.

import { json, query } from './api';
import { Fleet, type Names } from './fleet';
import type { Frame } from './frame';
import { hex, unhex } from './frame';
import { Live } from './live.svelte';
import { Replay } from './replay.svelte';

const NAMES_AT_ONCE = 150;

class Sky {
  readonly fleet = new Fleet();
  /** Counts up whenever the fleet changed. */
  version = $state(0);
  /** Counts up whenever names came. */
  named = $state(0);
  readonly live = new Live((frame) => this.take(frame), (names) => this.learn(names));
  readonly replay = new Replay((frame, next) => this.take(frame, next));
  next = new Map<number, [lon: number, lat: number, seconds: number]>();
  #asked = new Set<number>();

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
    this.next = new Map();
    this.version += 1;
  }

  async #askNames(): Promise<void> {
    const wanted = this.fleet.nameless().filter((address) => !this.#asked.has(address));
    wanted.forEach((address) => this.#asked.add(address));
    for (let from = 0; from < wanted.length; from += NAMES_AT_ONCE) {
      const some = wanted.slice(from, from + NAMES_AT_ONCE);
      try {
        const answer = await json<{ names: Record<string, Names> }>(`/aircraft/names.json${query({ icao24: some.map(hex).join(',') })}`);
        this.learn(answer.names);
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
