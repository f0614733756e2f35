import { basename } from 'node:path';

// What Windows, macOS or Linux do not take in a name, or what makes one name look like another.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to replace
const unsafe = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069<>:"/\\|?*]/g;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Most file systems take 255 bytes; the rest is for a number and for ` (2)`. */
const MAX_BYTES = 240;

function splitEnding(name: string): [stem: string, ending: string] {
  const dot = name.lastIndexOf('.');
  return dot > 0 && name.length - dot <= 16 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
}

/**
 * A name that someone else gave a file, made such that it stays in its folder, is not hidden, and can be written
 * wherever people keep photos. Never empty.
 */
export function safeFileName(name: string): string {
  const base = name.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = base.replace(unsafe, '_').replace(/^[\s.]+|[\s.]+$/g, '');
  if (clean === '') return 'photo';
  const allowed = reserved.test(clean) ? `_${clean}` : clean;
  const [stem, ending] = splitEnding(allowed);
  const characters = [...stem];
  while (Buffer.byteLength(characters.join('') + ending) > MAX_BYTES) characters.pop();
  return characters.join('') + ending;
}

/** Names that are in use in one folder, whatever their case and however their accents are composed. */
export class TakenNames {
  readonly #folded: Set<string>;
  constructor(names: Iterable<string>) {
    this.#folded = new Set([...names].map(fold));
  }

  /** The name, or where it is taken, the first free of `name (2).jpg`, `name (3).jpg` … It is taken from then on. */
  claim(name: string): string {
    const [stem, ending] = splitEnding(basename(name));
    let free = name;
    for (let number = 2; this.#folded.has(fold(free)); number++) free = `${stem} (${number})${ending}`;
    this.#folded.add(fold(free));
    return free;
  }
}

const fold = (name: string): string => name.normalize('NFC').toLowerCase();
