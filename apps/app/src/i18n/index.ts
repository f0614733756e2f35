import { getLocales } from 'expo-localization';
import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en';
import type { Messages } from './messages';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
    returnNull: false;
  }
}

/** The languages that the app speaks; a new one is one file and one line here. */
const languages = { en } satisfies Record<string, Messages>;

const writtenFromRight = new Set(['ar', 'fa', 'he', 'ur']);

const spoken = getLocales().map((locale) => locale.languageCode ?? '');
const language = spoken.find((code) => code in languages) ?? 'en';

void i18n.use(initReactI18next).init({
  resources: Object.fromEntries(
    Object.entries(languages).map(([code, translation]) => [code, { translation }]),
  ),
  lng: language,
  fallbackLng: 'en',
  interpolation: { escapeValue: false },
  returnNull: false,
});

/** BCP 47, for dates and numbers: the person's own variant of the language that the app speaks. */
export const locale = getLocales().find((each) => each.languageCode === language)?.languageTag ?? language;

export const direction: 'ltr' | 'rtl' = writtenFromRight.has(language) ? 'rtl' : 'ltr';
