// What the search box offers: what the server found, and commands.

import { t } from '../i18n/index.svelte';
import { day } from '../measure/format';
import { put } from '../state/router.svelte';
import { savedAreas } from '../state/saved_areas';
import { set } from '../state/settings.svelte';
import { stage } from '../state/stage.svelte';
import type { IconName } from './Icon.svelte';
import { toggleLayer } from './keys';
import { ROOMS } from './rooms';
import { goLive, goTo, playPause } from './time_keeper.svelte';

type Hit = Record<string, unknown>;

/** Groups of hits, as the server names them. */
export type Found = Partial<Record<string, unknown>>;

export interface Item {
  key: string;
  title: string;
  detail: string;
  group: string;
  icon: IconName;
  href?: string;
  run?: () => void;
}

export function itemsOf(found: Found | undefined, words: string): Item[] {
  const items = (Object.keys(READ) as Group[]).flatMap((group) => {
    const hits = found?.[group];
    if (!Array.isArray(hits)) return [];
    return hits.map((hit: Hit, index): Item => ({ key: `${group}-${index}`, group: t(`search.${group}`), ...READ[group](hit) }));
  });
  return [...areasOf(words), ...items, ...dayIn(words)];
}

type Group = 'cases' | 'aircraft' | 'airports' | 'types' | 'operators' | 'flights';
const say = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const joined = (...values: unknown[]): string => values.map(say).filter(Boolean).join(' · ');

/** How a hit of each group is shown, and where it leads. */
const READ: Record<Group, (hit: Hit) => Pick<Item, 'title' | 'detail' | 'icon' | 'href'>> = {
  cases: (hit) => ({ title: say(hit['title']), detail: joined(hit['slug'], t('claim.count', { n: say(hit['claims']) })), icon: 'folder', href: `/cases/${say(hit['slug'])}` }),
  aircraft: (hit) => ({ title: say(hit['registration']) || say(hit['icao24']), detail: joined(hit['registration'] && hit['icao24'], hit['typecode'], hit['operator'], hit['flag_state'], hit['fits']), icon: 'plane', href: `/aircraft/${say(hit['icao24'])}` }),
  airports: (hit) => ({ title: say(hit['airport']), detail: joined(hit['name'], hit['city'], hit['country']), icon: 'pin', href: `/airports/${say(hit['airport'])}` }),
  flights: (hit) => ({ title: say(hit['callsign']) || say(hit['flight_id']), detail: joined(hit['registration'] || hit['icao24'], `${say(hit['adep']) || '?'} → ${say(hit['ades']) || '?'}`, day(say(hit['first_seen_at']))), icon: 'route', href: `/flights/${say(hit['flight_id'])}` }),
  types: (hit) => ({ title: say(hit['typecode']), detail: joined(...(Array.isArray(hit['names']) ? (hit['names'] as unknown[]) : []), hit['description']), icon: 'plane', href: `/aircraft?q=${encodeURIComponent(say(hit['typecode']))}` }),
  operators: (hit) => ({ title: say(hit['operator']), detail: t('aircraft.count', { n: say(hit['aircraft']) }), icon: 'plane', href: `/aircraft?q=${encodeURIComponent(say(hit['operator']))}` }),
};

/** Areas the reader saved under a name in which the words are; the first few without words. */
function areasOf(words: string): Item[] {
  const wanted = words.trim().toLowerCase();
  const fitting = savedAreas().filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, 5);
  return fitting.map(({ name, asked }): Item => ({ key: `area-${name}`, title: name, detail: [...new URLSearchParams(asked).values()].join(' · '), group: t('search.areas'), icon: 'area', href: `/area?${asked}` }));
}

/** A day or an instant that was typed: the replay goes there. */
function dayIn(words: string): Item[] {
  const iso = words.trim().replace(/^(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/, (_, day: string, month: string, year: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  const found = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?)Z?)?$/.exec(iso);
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
  return wanted ? all.filter(({ title }) => title.toLowerCase().includes(wanted)) : all.slice(0, 10);
}
