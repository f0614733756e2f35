import { renderHtml } from './letter-html.ts';
import type { Block, Entries, Language, LetterKind, LetterValues, OptOut } from './letter-kinds.ts';
import { letterTexts } from './letter-texts.ts';
import type { Letter } from './port.ts';

/**
 * Writes a letter. Pure; values may be anything people typed.
 * @param to one address
 */
export function writeLetter<K extends LetterKind>(
  kind: K,
  to: string,
  values: LetterValues[K],
  language: Language = 'en',
): Letter {
  const { greeting, footer, letters, optOut: ways } = letterTexts[language];
  const { subject, title, blocks } = letters[kind];
  const { entries = [], optOut } = values as Extras;
  const words = wordsOf(values, language);
  const salutation = isPlainName(values.name) ? greeting.named : greeting.unnamed;
  const filled = [{ text: salutation }, ...blocks].flatMap((block: Block | Entries) =>
    'entries' in block ? entries : [fillBlock(block, words)],
  );
  const links = optOut
    ? [
        { label: ways.stop, link: optOut.stop },
        { label: ways.choose, link: optOut.choose },
      ]
    : [];
  const foot = [footer, ...links.map(({ label, link }) => `${label}:\n${link}`)].join('\n\n');
  return {
    to,
    subject,
    text: [...filled.map(asText), `-- \n${foot}`].join('\n\n').concat('\n'),
    html: renderHtml({ language, title, blocks: filled, footer, links }),
    ...(optOut && { unsubscribe: optOut.oneClick }),
  };
}

/** What some letters have beyond words. */
interface Extras {
  entries?: readonly Block[];
  optOut?: OptOut;
}

/**
 * Whether a name looks like one. Anyone can have a letter sent to any address under any name; names that mail
 * programs would turn into a link, or that hold a message, are left out.
 */
export const isPlainName = (name: string): boolean =>
  name.length <= 40 && !/[/:@<>[\]\\]|\.\S|www/i.test(name);

const wordsOf = (values: object, language: Language): Map<string, string> =>
  new Map(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === 'number' ? moment(value, language) : String(value),
    ]),
  );

// The sentences around it have these figures, and a calendar that both ends of a mail know.
const FIGURES: Partial<Record<Language, string>> = { ar: 'ar-u-ca-gregory-nu-latn' };

/** The name of a language for dates, lists and numbers. */
export const localeOf = (language: Language): string => FIGURES[language] ?? language;

/** A moment in words, UTC. */
export const moment = (time: number, language: Language): string =>
  `${new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(time)} UTC`;

function fillBlock(block: Block, words: Map<string, string>): Block {
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (hole, key: string) => words.get(key) ?? hole);
  return Object.fromEntries(
    Object.entries(block).map(([key, text]: [string, string]) => [key, fill(text)]),
  ) as Block;
}

function asText(block: Block): string {
  if ('button' in block) return `${block.button}:\n${block.link}`;
  if ('code' in block) return `    ${block.code}`;
  if ('heading' in block) return block.heading;
  return 'note' in block ? block.note : block.text;
}
