import type { SignedHead } from '../../audit-sink/port.ts';
import { type ChainEnd, createWalk, type Flaw, type SealedEntry, signHead } from './chain.ts';

/** What is wrong with the log, from which place to which. */
export interface AuditFlaw extends Omit<Flaw, 'kind'> {
  kind: Flaw['kind'] | 'checkpoint' | 'truncated' | 'diverged' | 'bad-head';
}

export interface Verification {
  /** How many entries were looked at. */
  entries: number;
  /** Behind which they begin. */
  start: ChainEnd;
  end: ChainEnd;
  /** Heads from the sink that the log was held against; null: no sink. */
  heads: number | null;
  /** Those of them that tell of entries which a restore took back, as an entry of the log says. */
  undone: number;
  /** The places that other heads tell of which the log does not bear out. */
  stray: { from: number; through: number } | null;
  newestHead: SignedHead | null;
  /** The first of them. */
  flaws: AuditFlaw[];
  flawCount: number;
}

export interface VerifyOptions {
  /** Behind which the entries begin. */
  start: ChainEnd;
  /** In order. */
  entries: AsyncIterable<SealedEntry>;
  /** Of the installation's secret first, then of former ones. */
  keys: readonly Buffer[];
  /** What the sink holds; null: there is none. Read before the entries are, so that none of these is newer than all of them. */
  heads: AsyncIterable<SignedHead | null> | null;
  /** Hears how far it is. */
  onEntries?: (count: number) => void;
}

const SHOWN = 100;

/** Holds entries against their seals, and against the heads that were kept elsewhere. */
export async function verifyChain(options: VerifyOptions): Promise<Verification> {
  const { start, keys, onEntries = () => {} } = options;
  const flaws: AuditFlaw[] = [];
  let flawCount = 0;
  const blame = (flaw: AuditFlaw): void => {
    flawCount += 1;
    if (flaws.length < SHOWN) flaws.push(flaw);
  };

  const known = options.heads && (await readHeads(options.heads, keys));
  for (const _ of known?.bad ?? []) blame({ kind: 'bad-head', seq: 0, through: 0 });
  const strangers: SignedHead[] = [];
  const compare = ({ seq, hash }: ChainEnd): void => {
    strangers.push(...(known?.bySeq.get(seq) ?? []).filter((head) => head.hash !== hash));
  };
  compare(start);
  const walk = createWalk(start, keys);
  const restores: Restore[] = [];
  let entries = 0;
  for await (const entry of options.entries) {
    for (const flaw of walk.take(entry)) blame(flaw);
    compare(entry);
    if (entry.action === 'audit.restored') restores.push(readRestore(entry));
    onEntries(++entries);
  }
  const end = walk.end();
  const isUndone = (head: SignedHead): boolean =>
    restores.some(({ from, through, at }) => head.seq >= from && head.seq <= through && head.at <= at);
  const beyond = [...(known?.bySeq.values() ?? [])].flat().filter((head) => head.seq > end.seq);
  const stray = [...strangers, ...beyond].filter((head) => !isUndone(head));
  for (const { seq } of stray) if (seq <= end.seq) blame({ kind: 'diverged', seq, through: seq });
  const last = Math.max(0, ...stray.map(({ seq }) => seq));
  if (last > end.seq) blame({ kind: 'truncated', seq: end.seq + 1, through: last });
  return {
    entries,
    start,
    end,
    heads: known ? known.count : null,
    undone: strangers.length + beyond.length - stray.length,
    stray: stray.length > 0 ? { from: Math.min(...stray.map(({ seq }) => seq)), through: last } : null,
    newestHead: known?.newest ?? null,
    flaws,
    flawCount,
  };
}

/** What an entry says of a backup that was put back: the entries from one place up to another are other ones now. */
interface Restore {
  from: number;
  through: number;
  at: number;
}

function readRestore({ details, at }: SealedEntry): Restore {
  const { from, through } = JSON.parse(details) as Record<string, unknown>;
  return { from: Number(from), through: Number(through), at };
}

interface KnownHeads {
  count: number;
  bySeq: Map<number, SignedHead[]>;
  newest: SignedHead | null;
  /** Unreadable, or signed by someone else. */
  bad: (SignedHead | null)[];
}

async function readHeads(
  heads: AsyncIterable<SignedHead | null>,
  keys: readonly Buffer[],
): Promise<KnownHeads> {
  const known: KnownHeads = { count: 0, bySeq: new Map(), newest: null, bad: [] };
  for await (const head of heads) {
    if (!head || !keys.some((key) => signHead(key, head) === head.mac)) {
      known.bad.push(head);
      continue;
    }
    known.count += 1;
    known.bySeq.set(head.seq, [...(known.bySeq.get(head.seq) ?? []), head]);
    if (head.seq > (known.newest?.seq ?? 0)) known.newest = head;
  }
  return known;
}
