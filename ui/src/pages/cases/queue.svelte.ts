// The way through the proposals of a case: which card is in hand, what each key does, and what can be undone.

import { json, Problem, send } from '../../data/api';
import { place, put } from '../../state/router.svelte';
import type { Card, Claim } from './document';
import { me } from './me.svelte';

interface Answer {
  waiting: number;
  cards: Card[];
  editable: Record<string, string[]>;
  reconstruction: boolean;
}
interface Decided {
  before: string[];
  after: string[];
  claims: Claim[];
  waiting: number;
}
export type Said = 'accept' | 'reject' | 'edit' | 'split' | 'merge' | 'undo' | 'no_undo' | 'no_next';

export class Queue {
  cards = $state.raw<Card[]>();
  waiting = $state(0);
  editable = $state.raw<Record<string, string[]>>({});
  reconstruction = $state(false);
  said = $state<Said>();
  problem = $state.raw<Problem>();
  busy = $state(false);
  #steps: { before: string[]; after: string[]; cards: Card[]; at: number }[] = $state.raw([]);
  #base: string;

  constructor(base: string) {
    this.#base = base;
  }

  /** Number of the card in hand; the address says which claim it is. */
  get at(): number {
    const found = (this.cards ?? []).findIndex(({ claim }) => claim.claim_id === place.query['claim']);
    return Math.max(found, 0);
  }
  get card(): Card | undefined {
    return this.cards?.[this.at];
  }
  get following(): Card | undefined {
    return this.cards?.[this.at + 1];
  }

  async load(): Promise<void> {
    this.problem = undefined;
    this.#steps = [];
    try {
      const testable = place.query['testable'] ? '?testable=true' : '';
      const answer = await json<Answer>(`${this.#base}/queue.json${testable}`);
      [this.cards, this.waiting, this.editable, this.reconstruction] = [answer.cards, answer.waiting, answer.editable, answer.reconstruction];
      this.#show(this.at);
    } catch (error) {
      this.#failed(error);
    }
  }

  next(): void {
    if (this.following) this.#show(this.at + 1);
    else this.#show(0);
    this.said = undefined;
  }

  judge(state: 'accepted' | 'rejected'): Promise<boolean> {
    return this.#decide('judge', { state }, state === 'accepted' ? 'accept' : 'reject', 1);
  }

  edit(changes: Record<string, string>): Promise<boolean> {
    return this.#decide('edit', { changes }, 'edit', 1);
  }

  split(quotes: string[]): Promise<boolean> {
    return this.#decide('split', { quotes }, 'split', 1);
  }

  async merge(): Promise<boolean> {
    const following = this.following;
    if (following) return this.#decide('merge', { following: following.claim.claim_id }, 'merge', 2);
    this.said = 'no_next';
    return false;
  }

  async undo(): Promise<void> {
    const step = this.#steps.at(-1);
    if (!step) return void (this.said = 'no_undo');
    await this.#try(async () => {
      const answer = await send<{ back: Card[]; waiting: number }>(`${this.#base}/undo`, { before: step.before, after: step.after, by: me.name });
      this.#steps = this.#steps.slice(0, -1);
      this.cards = step.cards.toSpliced(step.at, answer.back.length, ...answer.back);
      this.waiting = answer.waiting;
      this.said = 'undo';
      this.#show(step.at);
    });
  }

  async #decide(what: string, body: Record<string, unknown>, said: Said, taken: number): Promise<boolean> {
    const [cards, at, card] = [this.cards, this.at, this.card];
    if (!cards || !card) return false;
    return this.#try(async () => {
      const done = await send<Decided>(`${this.#base}/claims/${encodeURIComponent(card.claim.claim_id)}/${what}`, { ...body, by: me.name });
      this.#steps = [...this.#steps, { before: done.before, after: done.after, cards, at }];
      this.cards = cards.toSpliced(at, taken);
      this.waiting = done.waiting;
      this.said = said;
      this.#show(Math.min(at, this.cards.length - 1));
    });
  }

  async #try(what: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = undefined;
    try {
      await what();
      return true;
    } catch (error) {
      this.#failed(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  #failed(error: unknown): void {
    this.problem = error instanceof Problem ? error : new Problem(0, String(error));
    this.said = undefined;
  }

  #show(index: number): void {
    put({ claim: this.cards?.[index]?.claim.claim_id ?? null });
  }
}
