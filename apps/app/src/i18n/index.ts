import { getLocales } from 'expo-localization';
import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';
import { create } from 'zustand';
import { keep, kept } from '@/lib/storage';
import { language, speakFromNowOn } from './current';
import { en } from './en';
import {
  asLanguageChoice,
  directionOf,
  type Language,
  type LanguageChoice,
  settleLanguage,
} from './languages';
import { loadSentences } from './load';
import { installPluralRules } from './plural-rules';
import { present } from './present';
import { turnedByReload, turnPage } from './turn-page';

export { direction, language, locale } from './current';
export { type LanguageChoice, languageNames, languages } from './languages';
export { unmarked } from './present';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
    returnNull: false;
  }
}

const KEY = 'wmory.language';

installPluralRules();
void i18n.use(initReactI18next).init({
  resources: { en: { translation: en } },
  lng: 'en',
  fallbackLng: 'en',
  // Numbers by language, and what is written the other way kept together. React escapes what it draws.
  interpolation: { escapeValue: true, useRawValueToEscape: true, escape: present },
  returnNull: false,
});

interface Spoken {
  choice: LanguageChoice;
  /** Null until the first one is loaded. */
  language: Language | null;
}
const choice = asLanguageChoice(kept(KEY));
const settle = (chosen: LanguageChoice) =>
  settleLanguage(
    chosen,
    getLocales().map(({ languageTag }) => languageTag),
  );

/** What was chosen and what is spoken; the whole app is drawn anew when that changes. */
export const useLanguage = create<Spoken>(() => ({ choice, language: null }));

async function speak(chosen: LanguageChoice, next: ReturnType<typeof settle>): Promise<void> {
  const sentences = await loadSentences(next.language);
  if (sentences) i18n.addResourceBundle(next.language, 'translation', sentences);
  speakFromNowOn(next);
  turnPage(next.locale, directionOf(next.language));
  await i18n.changeLanguage(next.language);
  useLanguage.setState({ choice: chosen, language: next.language });
}

/** Speaks another language from now on, and after the next start too. Rejects, unchanged, when it cannot be loaded. */
export async function chooseLanguage(chosen: LanguageChoice): Promise<Language> {
  const next = settle(chosen);
  await speak(chosen, next);
  keep(KEY, chosen === 'system' ? null : chosen);
  turnedByReload(directionOf(next.language));
  return language();
}

const first = settle(choice);
if (first.language === 'en') {
  speakFromNowOn(first);
  turnPage(first.locale, 'ltr');
  useLanguage.setState({ language: 'en' });
} else {
  // Without a network and without a copy, English is better than nothing.
  speak(choice, first).catch(() => useLanguage.setState({ language: 'en' }));
}
