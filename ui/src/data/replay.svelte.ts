// Replay of the record: frames fetched ahead in pieces, shown by a clock that runs at the chosen speed.

import { bytes, Problem, query } from './api';
import { decodeAll, type Frame } from './frame';

export const SPEEDS = [1, 10, 30, 60, 120, 300, 600] as const;
const FRAMES_AT_ONCE = 40;
/** So that a time is shown soon; the rest comes while these are. */
const FRAMES_AT_FIRST = 4;

export class Replay {
  /** The time shown, milliseconds UTC. */
  time = $state(0);
  playing = $state(false);
  speed = $state(60);
  waiting = $state(false);
  problem = $state.raw<Problem>();
  #pieces: Frame[][] = [];
  #shown: Frame | undefined;
  #asking: AbortController | undefined;
  #anchor = { wall: 0, time: 0 };
  readonly #show: (frame: Frame, next: Frame | undefined) => void;

  constructor(show: (frame: Frame, next: Frame | undefined) => void) {
    this.#show = show;
  }

  /** Seconds of the record between two frames: about one a second on the clock. */
  get step(): number {
    return Math.max(5, this.speed);
  }

  /** Show the sky at a time. */
  seek(time: number): void {
    this.#asking?.abort();
    this.#asking = undefined;
    this.#pieces = [];
    this.#shown = undefined;
    this.time = time;
    this.#anchor = { wall: performance.now(), time };
    void this.#fetch(time, FRAMES_AT_FIRST);
  }

  play(): void {
    this.#anchor = { wall: performance.now(), time: this.time };
    this.playing = true;
  }

  pause(): void {
    this.playing = false;
  }

  setSpeed(speed: number): void {
    if (speed === this.speed) return;
    this.speed = speed;
    if (this.time) this.seek(this.time);
  }

  stop(): void {
    this.playing = false;
    this.#asking?.abort();
    this.#pieces = [];
    this.time = 0;
  }

  /** Move the clock on; called with each picture. `end` is where the record ends. */
  tick(end: number): void {
    if (!this.time) return;
    if (this.playing && this.waiting && !this.#frameAt(this.time)) this.#anchor = { wall: performance.now(), time: this.time };
    if (this.playing) this.time = Math.min(end, this.#anchor.time + (performance.now() - this.#anchor.wall) * this.speed);
    if (this.time >= end) this.playing = false;
    const frame = this.#frameAt(this.time);
    if (frame && frame !== this.#shown) {
      this.#shown = frame;
      this.#show(frame, this.#frameAt(frame.time + this.step * 1000));
    }
    this.#fetchAhead();
  }

  /** Seconds since the shown frame's time. */
  get since(): number {
    return this.#shown ? Math.max(0, (this.time - this.#shown.time) / 1000) : 0;
  }

  #frameAt(time: number): Frame | undefined {
    for (const piece of this.#pieces) {
      const first = piece[0];
      if (!first) continue;
      const index = Math.floor((time - first.time) / (this.step * 1000));
      if (index >= 0 && index < piece.length) return piece[index];
    }
    return undefined;
  }

  #fetchAhead(): void {
    if (!this.playing || this.waiting) return;
    const last = this.#pieces.at(-1)?.at(-1);
    if (last && this.time > last.time - (FRAMES_AT_ONCE / 2) * this.step * 1000) void this.#fetch(last.time + this.step * 1000);
  }

  async #fetch(time: number, n = FRAMES_AT_ONCE): Promise<void> {
    const control = new AbortController();
    this.#asking = control;
    this.waiting = true;
    try {
      const asked = query({ t: new Date(time).toISOString(), step_s: this.step, n });
      const frames = decodeAll(await bytes(`/replay/frames${asked}`, control.signal));
      if (control.signal.aborted) return;
      this.#pieces = [...this.#pieces.slice(-1), frames];
      this.problem = undefined;
    } catch (error) {
      if (control.signal.aborted) return;
      this.problem = error instanceof Problem ? error : new Problem(0, String(error));
      this.playing = false;
    }
    this.waiting = false;
    if (!this.playing) this.tick(Infinity);
  }
}
