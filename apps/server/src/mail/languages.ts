import { type Language, languages } from './letter-kinds.ts';

/** The one of our languages that the reader likes best (`Accept-Language`, RFC 9110, 12.5.4); English, else. */
export function chooseLanguage(acceptLanguage = ''): Language {
  const wishes = acceptLanguage
    .split(',')
    .map((wish) => {
      const [range = '', ...parameters] = wish.split(';').map((part) => part.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith('q='));
      return { primary: range.split('-', 1)[0], weight: weight ? Number(weight.slice(2)) || 0 : 1 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { primary } of wishes) {
    const found = languages.find((language) => language === primary);
    if (found) return found;
  }
  return 'en';
}

const writtenFromRight: ReadonlySet<Language> = new Set(['ar']);
/** The side that a language is written from, as the `dir` of HTML. */
export const directionOf = (language: Language): 'ltr' | 'rtl' =>
  writtenFromRight.has(language) ? 'rtl' : 'ltr';
