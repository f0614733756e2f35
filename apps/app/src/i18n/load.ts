import type { ResourceLanguage } from 'i18next';
import type { Language } from './languages';

type Sentences = ResourceLanguage[string];

/** English comes with the app, for whatever is not said elsewhere; each of the others is a chunk of its own. */
const loaders: Record<Exclude<Language, 'en'>, () => Promise<Sentences>> = {
  de: async () => (await import('./de')).de,
  es: async () => (await import('./es')).es,
  ar: async () => (await import('./ar')).ar,
};

/** The sentences of a language; null for English, which is there already. Rejects when they cannot be fetched. */
export const loadSentences = async (language: Language): Promise<Sentences | null> =>
  language === 'en' ? null : loaders[language]();
