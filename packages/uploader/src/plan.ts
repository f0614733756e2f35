import { MAX_BATCH } from '@wmory/contract';
import { type Gate, openGate } from './backoff.ts';
import { type ActiveStatus, contentKey, type Entry, isHeld } from './entry.ts';

/** What to do next, as data. */
export type Command<H> =
  | { type: 'hash' | 'put' | 'expire'; entry: Entry<H> }
  | { type: 'authorise' | 'confirm' | 'release'; groupId: string; entries: Entry<H>[] };

/** The files on their way, by where they are, those that came there first before the others. */
export type Lanes<H> = (status: ActiveStatus) => ReadonlyMap<string, Entry<H>>;

export interface Desk {
  /** By the timer. */
  now: number;
  paused: boolean;
  /** Uploads at a time. */
  parallel: number;
  /** Files hashed at a time. */
  hashParallel: number;
  api: Gate;
  store: Gate;
  /** Commands under way. */
  running: Readonly<Record<Command<unknown>['type'], number>>;
}

export interface Plan<H> {
  commands: Command<H>[];
  /** By the timer: when to plan again though nothing has happened; null: no need. */
  wakesAt: number | null;
}

/** A signed request lives 15 minutes at most; one older than this is renewed before it is used. */
const GRANT_AGE_MS = 10 * 60_000;

/** The server takes JSON bodies of 64 KiB. */
const BATCH_BYTES = 56_000;
const ITEM_BYTES = 260;

/**
 * Files of one group for one call, those with the fewest faults first. Each fault halves the company in which a
 * file travels, so that one that brings the call down is alone before it fails, and takes no other with it.
 */
function batchOf<H>(due: Entry<H>[]): Entry<H>[] {
  const entries = [...due].sort((a, b) => a.faults - b.faults);
  const groupId = entries[0]?.source.groupId;
  const batch: Entry<H>[] = [];
  let bytes = 0;
  for (const entry of entries) {
    if (entry.source.groupId !== groupId) continue;
    bytes += ITEM_BYTES + 3 * entry.source.name.length;
    if (batch.length > 0 && (batch.length >= MAX_BATCH >> Math.min(entry.faults, 6) || bytes > BATCH_BYTES))
      break;
    batch.push(entry);
  }
  return batch;
}

/** The bytes of these are on their way to the store; a twin waits for how that ends. */
const underWay = ['uploading', 'confirming', 'cancelling'] as const;

/** Of files with the same bytes, the first; none whose bytes are on their way already. */
function* withoutTwins<H>(lane: Lanes<H>): Generator<Entry<H>> {
  const keys = new Set<string | null>();
  for (const status of underWay) for (const entry of lane(status).values()) keys.add(contentKey(entry));
  for (const entry of lane('authorising').values()) {
    const key = contentKey(entry);
    if (!keys.has(key)) yield entry;
    keys.add(key);
  }
}

/** Picks what is idle and due; `wakesAt` becomes the moment when the first of what is not is. */
function createSieve(now: number) {
  let wakesAt = Number.POSITIVE_INFINITY;
  function pick<H>(entries: Iterable<Entry<H>>, gate: Gate, most: number): Entry<H>[] {
    const due: Entry<H>[] = [];
    if (most <= 0) return due;
    for (const entry of entries) {
      if (entry.busy || isHeld(entry)) continue;
      const at = Math.max(entry.restsUntil, gate.opensAt);
      if (at > now) wakesAt = Math.min(wakesAt, at);
      else if (due.push(entry) === most) break;
      if (gate.opensAt > now) break;
    }
    return due;
  }
  return { pick, wakesAt: () => (Number.isFinite(wakesAt) ? wakesAt : null) };
}

/** Enough to choose a batch from when files that had faults are to be parted. */
const CHOICE = 4 * MAX_BATCH;

/** Files are hashed so far ahead of the announcing, and no further. */
const HASH_AHEAD = 2 * MAX_BATCH;

/**
 * What can be begun now. Pure. Files are announced in batches, and only while fewer of them than upload at a
 * time wait with a signed request: requests and quota are not tied up long before they are used.
 */
export function plan<H>(lane: Lanes<H>, desk: Desk): Plan<H> {
  if (desk.paused) return { commands: [], wakesAt: null };
  const { now, running, parallel, hashParallel, api, store } = desk;
  const { pick, wakesAt } = createSieve(now);
  const granted = [...lane('uploading').values()].filter(({ busy }) => !busy);
  const isOld = ({ grantedAt }: Entry<H>) => now - grantedAt > GRANT_AGE_MS;
  const ready = granted.filter((entry) => !isOld(entry));
  const commands: Command<H>[] = [];

  const batches = {
    confirm: () => pick(lane('confirming').values(), api, CHOICE),
    release: () => pick(lane('cancelling').values(), api, CHOICE),
    authorise: () => (ready.length < parallel ? pick(withoutTwins(lane), api, CHOICE) : []),
  };
  for (const type of ['confirm', 'release', 'authorise'] as const) {
    // Where a call of the kind is under way, its end plans again.
    const entries = running[type] > 0 ? [] : batchOf(batches[type]());
    const [first] = entries;
    if (first) commands.push({ type, groupId: first.source.groupId, entries });
  }
  for (const entry of granted) if (isOld(entry)) commands.push({ type: 'expire', entry });
  for (const entry of pick(ready, store, parallel - running.put)) commands.push({ type: 'put', entry });
  const hashes = lane('authorising').size < HASH_AHEAD ? hashParallel - running.hash : 0;
  for (const entry of pick(lane('waiting').values(), openGate, hashes))
    commands.push({ type: 'hash', entry });
  return { commands, wakesAt: wakesAt() };
}
