import type { Language } from './letter-kinds.ts';
import { letterTexts } from './letter-texts.ts';
import { isPlainName, localeOf } from './templates.ts';

/** What was added to a group, and by whom; the most first. */
export interface GroupNews {
  by: readonly { name: string; count: number }[];
  /** There is more than was counted. */
  more: boolean;
}

/** People who are named. */
const MAX_NAMED = 5;

const sum = (by: GroupNews['by']): number => by.reduce((total, { count }) => total + count, 0);

/** “15 new photos: Ben (12), Cleo (3)”. */
export function describeNews(language: Language, { by, more }: GroupNews): string {
  const { photos, moreThan, somebody, others } = letterTexts[language].news;
  const locale = localeOf(language);
  const figure = (count: number): string => new Intl.NumberFormat(locale).format(count);
  const total = sum(by);
  const plural = photos[new Intl.PluralRules(locale).select(total)] ?? photos.other;
  const count = (more ? moreThan : plural).replace('{count}', () => figure(total));
  const rest = by.slice(MAX_NAMED);
  const named = by
    .slice(0, MAX_NAMED)
    .map((who) => ({ ...who, name: isPlainName(who.name) ? who.name : somebody }));
  const people = rest.length > 0 ? [...named, { name: others, count: sum(rest) }] : named;
  const list = new Intl.ListFormat(locale, { type: 'unit' });
  return `${count}: ${list.format(people.map((who) => `${who.name} (${figure(who.count)})`))}`;
}

/** What a group is called in a heading. */
export const headGroup = (language: Language, name: string): string =>
  isPlainName(name) ? name : letterTexts[language].news.unnamedGroup;

export const newsWords = (language: Language) => letterTexts[language].news;
