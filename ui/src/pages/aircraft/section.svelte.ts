// One section of an aircraft's data, asked when its tab is opened.

import { Asked } from '../../data/asked.svelte';
import type { Rows } from '../../data/rows';
import { query } from '../../data/api';
import { place } from '../../state/router.svelte';

export function section<T>(address: () => string): Asked<Rows<T>> {
  const asked = new Asked<Rows<T>>();
  $effect(() => void asked.ask(`${address()}.json${query({ after: place.query['after'] })}`));
  return asked;
}
