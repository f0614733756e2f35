import { createHash } from 'node:crypto';
import { keyedHash } from '../../secrets.ts';

/** What an entry says, as its row has it. */
export interface EntryContent {
  id: string;
  at: number;
  action: string;
  actor_id: string | null;
  group_id: string | null;
  subject_id: string | null;
  details: string;
  request_id: string | null;
  ip: string | null;
}

/** Up to where a chain goes: all of it follows from these two. */
export interface ChainEnd {
  seq: number;
  hash: string;
}

/** An entry's place in the chain. */
export interface Link extends ChainEnd {
  prev_hash: string;
  seal: string;
}

export type SealedEntry = EntryContent & Link;

/** What stands before the first entry. */
export const GENESIS: ChainEnd = { seq: 0, hash: '0'.repeat(64) };

// Each kind of message begins in its own way, so that none can be taken for another.
const ENTRY = 'wmory audit entry 1\n';
const SEAL = 'wmory audit seal 1\n';
const HEAD = 'wmory audit head 1\n';
const CHECKPOINT = 'wmory audit checkpoint 1\n';

/**
 * SHA-256, hex, of an entry in its place. What is hashed is JSON (RFC 8259) without white space: an array of place,
 * hash of the entry before, and content, in this order. Anyone can do it again, without a key.
 */
export function hashEntry({ seq, prev_hash, ...entry }: EntryContent & Omit<Link, 'hash' | 'seal'>): string {
  const content = [
    seq,
    prev_hash,
    entry.id,
    entry.at,
    entry.action,
    entry.actor_id,
    entry.group_id,
    entry.subject_id,
    entry.details,
    entry.request_id,
    entry.ip,
  ];
  return createHash('sha256')
    .update(ENTRY + JSON.stringify(content))
    .digest('hex');
}

/** What only who holds the installation's secret can say of a hash. */
const sealHash = (key: Buffer, hash: string): string => keyedHash(key, SEAL + hash);

/** As `sealHash`, of where a chain stood at a moment. */
export const signHead = (key: Buffer, { at, seq, hash }: ChainEnd & { at: number }): string =>
  keyedHash(key, HEAD + JSON.stringify([at, seq, hash]));

/** As `sealHash`, of what was taken away up to a place. */
export const sealCheckpoint = (key: Buffer, { at, seq, hash }: ChainEnd & { at: number }): string =>
  keyedHash(key, CHECKPOINT + JSON.stringify([at, seq, hash]));

/** Gives entries their places behind the end of a chain, in the order of their ids. */
export function linkEntries<E extends EntryContent>(
  end: ChainEnd,
  entries: readonly E[],
  key: Buffer,
): (Link & { id: string })[] {
  let { seq, hash: prev_hash } = end;
  return entries
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((entry) => {
      seq += 1;
      const hash = hashEntry({ ...entry, seq, prev_hash });
      const link = { id: entry.id, seq, prev_hash, hash, seal: sealHash(key, hash) };
      prev_hash = hash;
      return link;
    });
}

/** What is wrong with a chain, and from which place to which. */
export interface Flaw {
  kind: 'altered' | 'missing' | 'forged';
  seq: number;
  through: number;
}

/**
 * Goes along a chain and tells every place where it is broken: entries that say something else than what was sealed,
 * that are missing before others, or that were sealed by someone without any of the keys.
 *
 * @param keys of the installation's secret and, where there were others, of former ones
 */
export function createWalk(start: ChainEnd, keys: readonly Buffer[]) {
  let end = start;
  return {
    end: (): ChainEnd => end,
    take(entry: SealedEntry): Flaw[] {
      const { seq, prev_hash, hash, seal } = entry;
      const flaws: Flaw[] = [];
      if (seq > end.seq + 1) flaws.push({ kind: 'missing', seq: end.seq + 1, through: seq - 1 });
      const follows = seq === end.seq + 1 ? prev_hash === end.hash : seq > end.seq;
      if (!follows || hashEntry(entry) !== hash) flaws.push({ kind: 'altered', seq, through: seq });
      if (!keys.some((key) => sealHash(key, hash) === seal))
        flaws.push({ kind: 'forged', seq, through: seq });
      end = { seq, hash };
      return flaws;
    },
  };
}
