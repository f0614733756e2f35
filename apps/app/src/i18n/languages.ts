/** The languages that the app speaks. A new one is its files, its rows here, and a line in `load.ts`. */
export const languages = ['en', 'de', 'es', 'ar'] as const;
export type Language = (typeof languages)[number];

/** What a person chose: a language, or whatever their system has. */
export type LanguageChoice = Language | 'system';

/** Each as it calls itself, so that whoever reads no other finds it. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  ar: 'العربية',
};

/** What `Intl.PluralRules` tells apart in each, whole numbers and fractions. */
export interface PluralCategories {
  en: 'one' | 'other';
  de: 'one' | 'other';
  es: 'one' | 'many' | 'other';
  ar: 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
}

const writtenFromRight: ReadonlySet<Language> = new Set(['ar']);
export type Direction = 'ltr' | 'rtl';
export const directionOf = (language: Language): Direction =>
  writtenFromRight.has(language) ? 'rtl' : 'ltr';

const isLanguage = (text: string | null): text is Language => languages.some((known) => known === text);

export const asLanguageChoice = (text: string | null): LanguageChoice => (isLanguage(text) ? text : 'system');

/**
 * The first language of the person's list that the app speaks, English else, and the person's own variant of it,
 * for dates and numbers. Sentences hold figures of their own and dates of a calendar that a group shares, so
 * Arabic has the same in both.
 * @param spoken BCP 47, what the person likes best first
 */
export function settleLanguage(
  choice: LanguageChoice,
  spoken: readonly string[],
): { language: Language; locale: string } {
  const primary = (tag: string): string => tag.split('-', 1)[0]?.toLowerCase() ?? '';
  const language = choice === 'system' ? (spoken.map(primary).find(isLanguage) ?? 'en') : choice;
  const tag = spoken.find((each) => primary(each) === language) ?? language;
  return {
    language,
    locale: language === 'ar' && !tag.includes('-u-') ? `${tag}-u-ca-gregory-nu-latn` : tag,
  };
}
