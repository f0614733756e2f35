import { MAX_BATCH } from '@wmory/contract';
import type { Gate } from './backoff.ts';
import { contentKey, type Entry, hasEnded } from './entry.ts';

/** What to do next, as data. */
export type Command<H> =
  | { type: 'hash' | 'put' | 'expire'; entry: Entry<H> }
  | { type: 'authorise' | 'confirm' | 'release'; groupId: string; entries: Entry<H>[] };

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

/** The keys of bytes that are on their way to the store; a twin waits for how that ends. */
function keysUnderWay(active: Entry<unknown>[]): Set<string> {
  const keys = new Set<string>();
  for (const entry of active) {
    const key = contentKey(entry);
    if (key !== null && (entry.status !== 'authorising' || entry.uploadId !== null)) keys.add(key);
  }
  return keys;
}

/** Sorts what is idle and due by what it needs; `wakesAt` is when the first of the others is due. */
function sortDue<H>(active: Entry<H>[], { now, api, store }: Desk) {
  const due = { hash: [], put: [], expire: [], authorise: [], confirm: [], release: [] } as Record<
    Command<H>['type'],
    Entry<H>[]
  >;
  const under = keysUnderWay(active);
  let granted = 0;
  let wakesAt = Number.POSITIVE_INFINITY;
  const file = (type: Command<H>['type'], entry: Entry<H>, gate?: Gate) => {
    const at = Math.max(entry.restsUntil, gate?.opensAt ?? 0);
    if (at > now) wakesAt = Math.min(wakesAt, at);
    else due[type].push(entry);
  };
  for (const entry of active) {
    if (entry.busy) continue;
    if (entry.status === 'waiting') file('hash', entry);
    else if (entry.status === 'confirming') file('confirm', entry, api);
    else if (entry.status === 'cancelling') file('release', entry, api);
    else if (entry.status === 'uploading') {
      if (now - entry.grantedAt > GRANT_AGE_MS) due.expire.push(entry);
      else {
        granted += 1;
        file('put', entry, store);
      }
    } else if (entry.status === 'authorising') {
      const key = contentKey(entry);
      if (key === null || (entry.uploadId === null && under.has(key))) continue;
      under.add(key);
      file('authorise', entry, api);
    }
  }
  return { due, granted, wakesAt: Number.isFinite(wakesAt) ? wakesAt : null };
}

/**
 * What can be begun now. Pure. Files are announced in batches, and only while fewer of them than upload at a
 * time wait with a signed request: requests and quota are not tied up long before they are used.
 */
export function plan<H>(entries: Iterable<Entry<H>>, desk: Desk): Plan<H> {
  if (desk.paused) return { commands: [], wakesAt: null };
  const active: Entry<H>[] = [];
  for (const entry of entries) if (!hasEnded(entry)) active.push(entry);
  const { due, granted, wakesAt } = sortDue(active, desk);
  const { running, parallel, hashParallel } = desk;
  const commands: Command<H>[] = [];

  for (const type of ['confirm', 'release', 'authorise'] as const) {
    const batch = batchOf(due[type]);
    const [first] = batch;
    if (!first || running[type] > 0 || (type === 'authorise' && granted >= parallel)) continue;
    commands.push({ type, groupId: first.source.groupId, entries: batch });
  }
  for (const entry of due.expire) commands.push({ type: 'expire', entry });
  for (const entry of due.put.slice(0, Math.max(0, parallel - running.put)))
    commands.push({ type: 'put', entry });
  for (const entry of due.hash.slice(0, Math.max(0, hashParallel - running.hash)))
    commands.push({ type: 'hash', entry });
  return { commands, wakesAt };
}
