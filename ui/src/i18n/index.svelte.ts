// The words of the pages in the reader's language; English is there at once, the others are fetched when they are wanted.

import en from './en';
import type { Key, Language, Messages } from './messages';

const loaded = $state<{ language: Language; messages: Messages }>({ language: 'en', messages: en });
const others: Record<Exclude<Language, 'en'>, () => Promise<{ default: Messages }>> = {
  es: () => import('./es'),
  ru: () => import('./ru'),
};

/** Use a language from now on. */
export async function speak(language: Language): Promise<void> {
  const messages = language === 'en' ? en : (await others[language]()).default;
  loaded.language = language;
  loaded.messages = messages;
  document.documentElement.lang = language;
}

export function language(): Language {
  return loaded.language;
}

/** A text with its blanks filled: `{name}`. A text with `|` has forms for numbers, chosen by `n`: one|few|many|other. */
export function t(key: Key, blanks: Record<string, string | number> = {}): string {
  const text = form(loaded.messages[key], blanks['n']);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(blanks[name] ?? whole));
}

function form(text: string, n: string | number | undefined): string {
  const forms = text.split('|');
  if (forms.length === 1) return text;
  const counted = Number(String(n).replace(/\D/g, ''));
  const rule = new Intl.PluralRules(loaded.language).select(counted);
  const order = forms.length === 2 ? ['one', 'other'] : ['one', 'few', 'many'];
  const index = order.indexOf(rule);
  return forms[index < 0 ? forms.length - 1 : index] ?? text;
}

/** The word for a code of the record (a verdict, an evidence, a stop), or the code itself where there is none. */
export function word(group: string, code: string | null | undefined): string {
  if (code === null || code === undefined || code === '') return '–';
  const key = `${group}.${code}`;
  const known: Partial<Record<string, string>> = loaded.messages;
  return known[key] ?? code.replaceAll('_', ' ');
}

/** A state's name in the reader's language, by its ISO 3166 alpha-2 code. */
export function country(code: string | null | undefined): string {
  if (!code) return '–';
  try {
    return new Intl.DisplayNames([loaded.language], { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
