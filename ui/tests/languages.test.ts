import { describe, expect, it } from 'vitest';

import en from '../src/i18n/en';
import es from '../src/i18n/es';
import ru from '../src/i18n/ru';

const blanks = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

describe.each([['es', es], ['ru', ru]] as const)('%s', (_, messages) => {
  it.each(Object.keys(en) as (keyof typeof en)[])('%s has the same blanks', (key) => {
    expect(blanks(messages[key])).toEqual(blanks(en[key]));
  });
});

it('Russian has three forms wherever English has two', () => {
  for (const key of Object.keys(en) as (keyof typeof en)[]) {
    if (en[key].includes('|')) expect(ru[key].split('|').length, key).toBe(3);
  }
});
