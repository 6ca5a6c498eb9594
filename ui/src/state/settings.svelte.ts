// How the reader wants things shown: theme, units, language. The address decides, then what was chosen last, then the system.

import type { Language } from '../i18n/messages';
import { place, put } from './router.svelte';

export type Theme = 'system' | 'dark' | 'light';
export type Units = 'nautical' | 'metric';

const THEMES: readonly Theme[] = ['system', 'dark', 'light'];
const UNITS: readonly Units[] = ['nautical', 'metric'];
const LANGUAGES: readonly Language[] = ['en', 'es', 'ru'];

const dark = matchMedia('(prefers-color-scheme: dark)');
const still = matchMedia('(prefers-reduced-motion: reduce)');
const narrow = matchMedia('(max-width: 760px)');
const system = $state({ dark: dark.matches, still: still.matches, narrow: narrow.matches });
dark.addEventListener('change', (event) => (system.dark = event.matches));
still.addEventListener('change', (event) => (system.still = event.matches));
narrow.addEventListener('change', (event) => (system.narrow = event.matches));

function remembered(key: string): string | null {
  try {
    return localStorage.getItem(`skywitness.${key}`);
  } catch {
    return null; // a browser that keeps nothing
  }
}

function choose<T extends string>(key: string, allowed: readonly T[], otherwise: T): T {
  const wanted = [place.query[key], remembered(key)].find((value) => allowed.includes(value as T));
  return (wanted as T | undefined) ?? otherwise;
}

function ownLanguage(): Language {
  const code = navigator.language.slice(0, 2) as Language;
  return LANGUAGES.includes(code) ? code : 'en';
}

export const settings = {
  get theme(): Theme {
    return choose('theme', THEMES, 'system');
  },
  get dark(): boolean {
    return this.theme === 'system' ? system.dark : this.theme === 'dark';
  },
  get units(): Units {
    return choose('units', UNITS, 'nautical');
  },
  get language(): Language {
    return choose('lang', LANGUAGES, ownLanguage());
  },
  get reducedMotion(): boolean {
    return system.still;
  },
  get narrow(): boolean {
    return system.narrow;
  },
};

/** Choose and remember; the address says it too, so that a link shows what the reader sees. */
export function set(key: 'theme' | 'units' | 'lang', value: string): void {
  try {
    localStorage.setItem(`skywitness.${key}`, value);
  } catch {
    // a browser that keeps nothing: the address still says it
  }
  put({ [key]: value });
}
