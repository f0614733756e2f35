import type { Language, LanguageTexts } from './letter-kinds.ts';
import { arabic } from './letters-ar.ts';
import { german } from './letters-de.ts';
import { english } from './letters-en.ts';
import { spanish } from './letters-es.ts';

/** All that letters say; a new language is a file, a line here and its name in `languages`. */
export const letterTexts: Record<Language, LanguageTexts> = {
  en: english,
  de: german,
  es: spanish,
  ar: arabic,
};
