// Which page an address means; a page's code is fetched when it is first opened.

import type { Component } from 'svelte';

import type { Key } from '../i18n/messages';

/** A page takes what its address names, where its address names something. */
export type View = Component<{ id: string }> | Component<Record<string, never>>;

export interface Page {
  name: string;
  /** `map`: the map alone; `panel`: beside the map; `sheet`: instead of it. */
  kind: 'map' | 'panel' | 'sheet';
  title: Key;
  id: string;
  load: () => Promise<{ default: View }>;
}

type Entry = [pattern: RegExp, page: Omit<Page, 'id'>];

const PAGES: Entry[] = [
  [/^\/$/, { name: 'map', kind: 'map', title: 'room.map', load: () => import('./MapPage.svelte') }],
  [/^\/aircraft$/, { name: 'fleet', kind: 'sheet', title: 'room.aircraft', load: () => import('./AircraftListPage.svelte') }],
  [/^\/aircraft\/([^/]+)$/, { name: 'aircraft', kind: 'panel', title: 'room.aircraft', load: () => import('./AircraftPage.svelte') }],
  [/^\/flights$/, { name: 'flights', kind: 'sheet', title: 'room.flights', load: () => import('./FlightListPage.svelte') }],
  [/^\/flights\/([^/]+)$/, { name: 'flight', kind: 'panel', title: 'room.flights', load: () => import('./FlightPage.svelte') }],
  [/^\/airports$/, { name: 'airports', kind: 'sheet', title: 'room.airports', load: () => import('./AirportListPage.svelte') }],
  [/^\/airports\/([^/]+)$/, { name: 'airport', kind: 'panel', title: 'room.airports', load: () => import('./AirportPage.svelte') }],
  [/^\/area$/, { name: 'area', kind: 'panel', title: 'room.area', load: () => import('./AreaPage.svelte') }],
  [/^\/findings$/, { name: 'findings', kind: 'panel', title: 'room.findings', load: () => import('./FindingsPage.svelte') }],
  [/^\/status$/, { name: 'status', kind: 'sheet', title: 'room.status', load: () => import('./StatusPage.svelte') }],
  [/^\/help$/, { name: 'help', kind: 'sheet', title: 'room.help', load: () => import('./HelpPage.svelte') }],
];

const LOST: Omit<Page, 'id'> = { name: 'lost', kind: 'sheet', title: 'lost.title', load: () => import('./LostPage.svelte') };

export function pageOf(path: string): Page {
  const tidy = path.length > 1 ? path.replace(/\/+$/, '') : path;
  for (const [pattern, page] of PAGES) {
    const found = pattern.exec(tidy);
    if (found) return { ...page, id: decodeURIComponent(found[1] ?? '') };
  }
  return { ...LOST, id: '' };
}
