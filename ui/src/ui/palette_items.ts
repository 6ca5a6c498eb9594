// What the search box offers: what the server found, and commands.

import { t } from '../i18n/index.svelte';
import type { Key } from '../i18n/messages';
import { put } from '../state/router.svelte';
import { set } from '../state/settings.svelte';
import { stage } from '../state/stage.svelte';
import type { IconName } from './Icon.svelte';
import { toggleLayer } from './keys';
import { ROOMS } from './rooms';
import { goLive, goTo, playPause } from './time_keeper.svelte';

export interface Hit {
  title?: string | null;
  detail?: string | null;
  path?: string | null;
}

/** Groups as the server names them. */
export type Found = { groups?: Record<string, Hit[]> };

export interface Item {
  key: string;
  title: string;
  detail: string;
  group: string;
  icon: IconName;
  href?: string;
  run?: () => void;
}

const ICONS: Record<string, IconName> = { aircraft: 'plane', flights: 'route', airports: 'pin', types: 'plane', operators: 'plane', dates: 'calendar', cases: 'find', findings: 'find', areas: 'area' };

export function itemsOf(found: Found | undefined, words: string): Item[] {
  const groups = Object.entries(found?.groups ?? {});
  const items = groups.flatMap(([group, hits]) =>
    hits.map((hit, index): Item => {
      const known = `search.${group}`;
      return { key: `${group}-${index}-${hit.path ?? ''}`, title: hit.title ?? '', detail: hit.detail ?? '', group: t(known as Key) || group, icon: ICONS[group] ?? 'search', href: hit.path ?? '/' };
    }),
  );
  return [...items, ...dayIn(words)];
}

/** A day or an instant that was typed: the replay goes there. */
function dayIn(words: string): Item[] {
  const found = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?)Z?)?$/.exec(words.trim());
  const time = found ? Date.parse(`${found[1]}T${found[2] ?? '12:00'}Z`) : NaN;
  return Number.isNaN(time) ? [] : [{ key: 'day', title: words.trim(), detail: t('command.go_to_time'), group: t('search.dates'), icon: 'calendar', run: () => goTo(time) }];
}

export function commands(words: string): Item[] {
  const wanted = words.trim().toLowerCase();
  const command = (key: string, title: string, icon: IconName, run: () => void): Item => ({ key, title, detail: '', group: t('search.command'), icon, run });
  const all: Item[] = [
    ...ROOMS.map(({ path, name, icon }): Item => ({ key: path, title: t(name), detail: '', group: t('search.room'), icon, href: path })),
    command('play', t('key.play'), 'play', playPause),
    command('live', t('command.live'), 'play', goLive),
    command('globe', t('key.globe'), 'globe', () => put({ proj: new URLSearchParams(location.search).get('proj') === 'globe' ? null : 'globe' })),
    command('labels', t('key.labels'), 'layers', () => toggleLayer('labels')),
    command('trails', t('key.trails'), 'layers', () => toggleLayer('trails')),
    command('measure', t('key.measure'), 'ruler', () => stage.take('measure')),
    command('box', t('tool.box'), 'area', () => stage.take('box')),
    command('dark', t('theme.dark'), 'sun', () => set('theme', 'dark')),
    command('light', t('theme.light'), 'sun', () => set('theme', 'light')),
    command('military', t('command.military'), 'filter', () => put({ filter: 'mil' })),
    command('all', t('command.unfilter'), 'filter', () => put({ filter: null })),
  ];
  return wanted ? all.filter(({ title }) => title.toLowerCase().includes(wanted)) : all.slice(0, 9);
}
