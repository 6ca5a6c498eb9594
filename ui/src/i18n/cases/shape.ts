// The texts that each language has for the case pages: English decides which.

import type en from './en';

export type CaseMessages = Record<keyof typeof en, string>;
