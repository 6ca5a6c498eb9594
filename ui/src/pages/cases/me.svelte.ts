// Who works on the case: the user that the server knows, or the name that its owner gives.

import { json } from '../../data/api';

interface Me {
  name: string;
  role: 'viewer' | 'editor' | 'approver';
  login: boolean;
}
const KEY = 'skywitness.name';

function remembered(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return ''; // a browser that keeps nothing
  }
}

class Person {
  #me = $state.raw<Me>();
  /** What the owner of the server calls themselves. */
  given = $state(remembered());

  /** Whether the server knows no name: the owner gives one. */
  get unnamed(): boolean {
    return this.#me?.name === 'owner' && this.#me.role === 'approver';
  }
  get name(): string {
    return this.unnamed ? this.given.trim() : (this.#me?.name ?? '');
  }
  get edits(): boolean {
    return this.#me !== undefined && this.#me.role !== 'viewer';
  }
  get approves(): boolean {
    return this.#me?.role === 'approver';
  }

  async load(): Promise<void> {
    if (!this.#me) this.#me = await json<Me>('/me.json').catch(() => undefined);
  }

  call(name: string): void {
    this.given = name;
    try {
      localStorage.setItem(KEY, name);
    } catch {
      // a browser that keeps nothing
    }
  }
}

export const me = new Person();
