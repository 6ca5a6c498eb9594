// Which page an address means; a page's code is fetched when it is first opened.

import type { Component } from 'svelte';

import type { Key } from '../i18n/messages';

/** A page takes what its address names, where its address names something. */
export type View = Component<{ id: string; part: string }> | Component<{ id: string }> | Component<Record<string, never>>;

export interface Page {
  name: string;
  /** `map`: the map alone; `panel`: beside the map; `sheet`: instead of it. */
  kind: 'map' | 'panel' | 'sheet';
  title: Key;
  id: string;
  /** What is named within it, as a claim in a case. */
  part: string;
  load: () => Promise<{ default: View }>;
}

type Entry = [pattern: RegExp, page: Omit<Page, 'id' | 'part'>];

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
  [/^\/cases$/, { name: 'cases', kind: 'sheet', title: 'room.cases', load: () => import('./cases/CaseListPage.svelte') }],
  [/^\/cases\/([^/]+)$/, { name: 'case', kind: 'panel', title: 'case.title', load: () => import('./cases/CasePage.svelte') }],
  [/^\/cases\/([^/]+)\/claims$/, { name: 'case claims', kind: 'sheet', title: 'case.claims', load: () => import('./cases/ClaimListPage.svelte') }],
  [/^\/cases\/([^/]+)\/claims\/([^/]+)$/, { name: 'case claim', kind: 'panel', title: 'claim.title', load: () => import('./cases/ClaimPage.svelte') }],
  [/^\/cases\/([^/]+)\/sources\/([^/]+)$/, { name: 'case source', kind: 'sheet', title: 'source.text', load: () => import('./cases/SourcePage.svelte') }],
  [/^\/cases\/([^/]+)\/queue$/, { name: 'case queue', kind: 'sheet', title: 'case.queue', load: () => import('./cases/QueuePage.svelte') }],
  [/^\/cases\/([^/]+)\/timeline$/, { name: 'case timeline', kind: 'panel', title: 'case.timeline', load: () => import('./cases/TimelinePage.svelte') }],
  [/^\/cases\/([^/]+)\/assessment$/, { name: 'case assessment', kind: 'sheet', title: 'case.assessment', load: () => import('./cases/AssessmentPage.svelte') }],
  [/^\/cases\/([^/]+)\/dossier$/, { name: 'case dossier', kind: 'sheet', title: 'case.dossier', load: () => import('./cases/DossierPage.svelte') }],
  [/^\/status$/, { name: 'status', kind: 'sheet', title: 'room.status', load: () => import('./StatusPage.svelte') }],
  [/^\/help$/, { name: 'help', kind: 'sheet', title: 'room.help', load: () => import('./HelpPage.svelte') }],
];

const LOST: Omit<Page, 'id' | 'part'> = { name: 'lost', kind: 'sheet', title: 'lost.title', load: () => import('./LostPage.svelte') };

export function pageOf(path: string): Page {
  const tidy = path.length > 1 ? path.replace(/\/+$/, '') : path;
  for (const [pattern, page] of PAGES) {
    const found = pattern.exec(tidy);
    if (found) return { ...page, id: decodeURIComponent(found[1] ?? ''), part: decodeURIComponent(found[2] ?? '') };
  }
  return { ...LOST, id: '', part: '' };
}
