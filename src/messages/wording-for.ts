import type { Language } from '../core/service.ts';
import { ENGLISH } from './english.ts';
import type { Wording } from './wording.ts';

/** Japanese has no table yet; its messages are English until it has. */
const WORDINGS: Readonly<Record<Language, Wording>> = { en: ENGLISH, ja: ENGLISH };

/** The words of a language. */
export function wordingFor(language: Language): Wording {
  return WORDINGS[language];
}
