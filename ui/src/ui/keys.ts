// Single keys for what is done often; none of them works while something is being typed.

import { sky } from '../data/sky.svelte';
import { go, place, put } from '../state/router.svelte';
import { set, settings } from '../state/settings.svelte';
import { stage } from '../state/stage.svelte';
import { palette } from './palette.svelte';
import { goTo, playPause } from './time_keeper.svelte';

export interface Shortcut {
  keys: string;
  what: 'search' | 'help' | 'play' | 'back' | 'ahead' | 'labels' | 'trails' | 'globe' | 'measure' | 'box' | 'theme' | 'units' | 'home' | 'zoom' | 'escape';
  run?: () => void;
}

/** Layers of cells, of which one can be seen at a time. */
export const CELLS: readonly string[] = ['coverage', 'heatmap', 'jamming'];

export function toggleLayer(name: string): void {
  const layers = (place.query['layers'] ?? 'labels').split(',').filter((layer) => layer && layer !== 'none');
  const next = layers.includes(name) ? layers.filter((layer) => layer !== name) : [...layers.filter((layer) => !(CELLS.includes(name) && CELLS.includes(layer))), name];
  put({ layers: next.length ? next.join(',') : 'none' });
}

function step(seconds: number): void {
  if (sky.replay.time) goTo(sky.replay.time + seconds * 1000);
}

export const SHORTCUTS: Record<string, Shortcut> = {
  '/': { keys: '/  ·  Ctrl K', what: 'search', run: () => (palette.open = true) },
  '?': { keys: '?', what: 'help', run: () => go('/help') },
  ' ': { keys: 'Space', what: 'play', run: playPause },
  ',': { keys: ',', what: 'back', run: () => step(-60) },
  '.': { keys: '.', what: 'ahead', run: () => step(60) },
  l: { keys: 'L', what: 'labels', run: () => toggleLayer('labels') },
  t: { keys: 'T', what: 'trails', run: () => toggleLayer('trails') },
  g: { keys: 'G', what: 'globe', run: () => put({ proj: place.query['proj'] === 'globe' ? null : 'globe' }) },
  m: { keys: 'M', what: 'measure', run: () => stage.take('measure') },
  b: { keys: 'B', what: 'box', run: () => stage.take('box') },
  d: { keys: 'D', what: 'theme', run: () => set('theme', settings.dark ? 'light' : 'dark') },
  u: { keys: 'U', what: 'units', run: () => set('units', settings.units === 'metric' ? 'nautical' : 'metric') },
  h: { keys: 'H', what: 'home', run: () => go('/') },
  '+': { keys: '+  −', what: 'zoom', run: () => stage.map?.zoomIn() },
  Escape: { keys: 'Esc', what: 'escape', run: escape },
};

function escape(): void {
  if (stage.tool !== 'none') {
    stage.take('none');
    stage.drop('sketch');
    stage.drop('measure');
  } else if (place.path !== '/') go('/');
}

function typing(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  return Boolean(element?.closest('input, textarea, select, [contenteditable], dialog'));
}

/** Letters that are typed while the search is still being loaded are its first ones. */
function early(event: KeyboardEvent): void {
  if (event.key === 'Escape') palette.open = false;
  if (event.key.length !== 1) return;
  event.preventDefault();
  palette.text += event.key;
}

export function keys(event: KeyboardEvent): void {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    palette.open = !palette.open;
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (palette.open) return early(event);
  if (event.key === '-') return void stage.map?.zoomOut();
  const onControl = (event.target as HTMLElement | null)?.closest('button, a, summary, [role=tab]');
  if (onControl && event.key === ' ') return;
  const shortcut = SHORTCUTS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!shortcut?.run) return;
  event.preventDefault();
  shortcut.run();
}
