import { renderHtml } from './letter-html.ts';
import type { Block, Language, LetterKind, LetterValues } from './letter-kinds.ts';
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
  const { greeting, footer, letters } = letterTexts[language];
  const { subject, title, blocks } = letters[kind];
  const words = wordsOf(values, language);
  const salutation = isPlainName(values.name) ? greeting.named : greeting.unnamed;
  const filled: Block[] = [{ text: salutation }, ...blocks].map((block) => fillBlock(block, words));
  return {
    to,
    subject,
    text: [...filled.map(asText), `-- \n${footer}`].join('\n\n').concat('\n'),
    html: renderHtml({ language, title, blocks: filled, footer }),
  };
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

/** A moment in words, UTC. */
export const moment = (time: number, language: Language): string =>
  `${new Intl.DateTimeFormat(FIGURES[language] ?? language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(time)} UTC`;

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
  return 'note' in block ? block.note : block.text;
}
