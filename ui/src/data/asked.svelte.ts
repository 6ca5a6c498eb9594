// One question to the server as state: waiting, answered or failed. A newer question drops the older one's answer.

import { json, Problem } from './api';

export class Asked<T> {
  value = $state.raw<T>();
  problem = $state.raw<Problem>();
  waiting = $state(false);
  #asked = '';
  #control: AbortController | undefined;

  /** Ask, unless this very question was asked last; what is shown stays until the answer is there. */
  async ask(url: string): Promise<void> {
    if (url === this.#asked) return;
    this.#asked = url;
    this.#control?.abort();
    this.#control = new AbortController();
    const signal = this.#control.signal;
    this.waiting = true;
    try {
      const value = await json<T>(url, signal);
      if (!signal.aborted) [this.value, this.problem] = [value, undefined];
    } catch (error) {
      if (signal.aborted) return;
      this.problem = error instanceof Problem ? error : new Problem(0, String(error));
      this.value = undefined;
    }
    this.waiting = false;
  }

  /** Ask the same again. */
  again(): void {
    const url = this.#asked;
    this.#asked = '';
    if (url) void this.ask(url);
  }

  /** Forget question and answer. */
  clear(): void {
    this.#control?.abort();
    this.#asked = '';
    [this.value, this.problem, this.waiting] = [undefined, undefined, false];
  }
}
