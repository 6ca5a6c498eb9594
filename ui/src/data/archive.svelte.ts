// What the archive holds: first and last day, whether any of it is a reconstruction, and which days have data.

import { json } from './api';

export interface Status {
  data_since: string | null;
  data_until: string | null;
  reconstruction: boolean;
  live: boolean;
  [more: string]: unknown;
}

export interface Day {
  day: string;
  state_vectors: number;
}

class Archive {
  status = $state.raw<Status>();
  days = $state.raw<Day[]>([]);
  failed = $state(false);

  get since(): number {
    return this.status?.data_since ? Date.parse(this.status.data_since) : 0;
  }

  get until(): number {
    return this.status?.data_until ? Date.parse(this.status.data_until) : 0;
  }

  get empty(): boolean {
    return this.status !== undefined && !this.until;
  }

  async load(): Promise<void> {
    try {
      this.status = await json<Status>('/status.json');
      const days = await json<{ rows: Day[] }>('/replay/days.json?limit=10000');
      this.days = days.rows;
    } catch {
      this.failed = true;
    }
  }
}

export const archive = new Archive();
