import { hashKey, type QueryCacheNotifyEvent, type QueryKey } from '@tanstack/react-query';
import { Me } from '@wmory/contract';
import Constants from 'expo-constants';
import { isProblem } from '../problems';
import { queryClient } from '../query-client';
import { eraseKept, readKept, writeKept } from './place';

type Shorten = (data: never) => unknown;

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { keep?: Shorten };
  }
}

interface Answer {
  key: QueryKey;
  data: unknown;
  /** When the server said it, in UTC milliseconds. */
  at: number;
}

interface Kept {
  /** Of the app: another one may read answers differently. */
  version: string;
  me: Me;
  answers: Answer[];
}

/** Answers kept at most; the oldest go. */
const MOST = 60;
const WRITE_AFTER = 800;
const version = Constants.expoConfig?.version ?? '';

/**
 * Options of a query whose last answer outlasts the app, so that it can be shown without a network.
 *
 * @param shorten what of it is kept, where not all is
 */
export const keepAnswer = <T>(shorten: (data: T) => unknown = (data) => data) => ({
  gcTime: Number.POSITIVE_INFINITY,
  meta: { keep: shorten as Shorten },
});

let me: Me | null = null;
let held = new Map<string, Answer>();
let timer: ReturnType<typeof setTimeout> | null = null;
let writing: Promise<unknown> = Promise.resolve();

/** Writes come one after another, so that an erasure has the last word. */
function write(): void {
  timer = null;
  if (!me) return;
  const answers = [...held.values()].sort((a, b) => b.at - a.at).slice(0, MOST);
  const text = JSON.stringify({ version, me, answers } satisfies Kept);
  // Storage may be off or full: then there is nothing to show without a network.
  writing = writing.then(() => (me ? writeKept(text) : undefined)).catch(() => {});
}

function writeSoon(): void {
  timer ??= setTimeout(write, WRITE_AFTER);
}

function follow({ type, query }: QueryCacheNotifyEvent): void {
  if (!me) return;
  const { keep } = query.meta ?? {};
  if (type === 'removed' && held.delete(query.queryHash)) writeSoon();
  if (!keep || (type !== 'updated' && type !== 'observerAdded')) return;
  const { data, dataUpdatedAt: at, error } = query.state;
  // What is not there any more, or not for this person, is not kept either.
  if (isProblem(error, 'not-found')) {
    if (held.delete(query.queryHash)) writeSoon();
    return;
  }
  if (data === undefined || held.get(query.queryHash)?.at === at) return;
  held.set(query.queryHash, { key: query.queryKey, data: keep(data as never), at });
  writeSoon();
}

queryClient.getQueryCache().subscribe(follow);

/** What was kept at the last visit, and of whom; null when there is nothing that this version understands. */
export async function readAnswers(): Promise<{ me: Me; answers: Answer[] } | null> {
  try {
    const kept = JSON.parse((await readKept()) ?? 'null') as Kept | null;
    return kept?.version === version ? { me: Me.parse(kept.me), answers: kept.answers } : null;
  } catch {
    return null;
  }
}

/**
 * Keeps the answers to this person from now on; those of the last visit are shown until the server says more, if
 * they were the same person's.
 */
export function keepAnswersOf(person: Me, kept: Awaited<ReturnType<typeof readAnswers>>): void {
  const answers = kept?.me.id === person.id ? kept.answers : [];
  held = new Map(answers.map((answer) => [hashKey(answer.key), answer]));
  me = person;
  for (const { key, data, at } of answers) {
    queryClient.setQueryDefaults(key, { gcTime: Number.POSITIVE_INFINITY });
    if (queryClient.getQueryData(key) === undefined) queryClient.setQueryData(key, data, { updatedAt: at });
    // However young: it is shown until the server says what has become of it, and the server is asked at once.
    void queryClient.invalidateQueries({ queryKey: key, exact: true, refetchType: 'none' });
  }
  writeSoon();
}

/** Forgets all that was kept, and keeps nothing more until somebody is there again. */
export async function eraseAnswers(): Promise<void> {
  me = null;
  held.clear();
  if (timer) clearTimeout(timer);
  timer = null;
  writing = writing.then(eraseKept).catch(() => {});
  await writing;
}
