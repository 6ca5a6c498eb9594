// The shape of a language: English decides which texts there are; a language that lacks one does not compile.

import type en from './en';

export type Language = 'en' | 'es' | 'ru';
export type Key = keyof typeof en;
export type Messages = Record<Key, string>;
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', es: 'Español', ru: 'Русский' };
