import type { Backoff } from './backoff.ts';
import { createEngine } from './engine.ts';
import { type Entry, hasEnded, newEntry } from './entry.ts';
import { keepJournal } from './keep-journal.ts';
import type { Effects } from './perform.ts';
import { type Journal, realTimer, type Timer, type UploadSource } from './ports.ts';
import { createQueue } from './queue.ts';
import type { PauseReason, Snapshot } from './snapshot.ts';

export interface UploaderOptions<Handle> extends Effects<Handle> {
  journal?: Journal<Handle>;
  /** Uploads at a time; 4. */
  parallel?: number;
  /** Files hashed at a time; 2. */
  hashParallel?: number;
  /** Tries in a row before a file counts as failed; 8. */
  maxTries?: number;
  /** Milliseconds without an answer or progress before a call counts as failed; 60,000. */
  stallAfter?: number;
  backoff?: Partial<Backoff>;
  timer?: Timer;
  /** Told of every fault that leads to another try, for a log. */
  onFault?: (error: unknown) => void;
}

/**
 * The queue of files to share. Every method answers at once; `subscribe` tells what became of it. What is done with a
 * still is done with its film.
 */
export interface Uploader<Handle> {
  /** Appends files; one whose id is known is left as it is. */
  add(sources: readonly UploadSource<Handle>[]): void;
  /** Appends what the journal kept; resolves with the number of files. Rejects when it cannot be read. */
  restore(): Promise<number>;
  /** Gives files up; what the server has confirmed stays. Without ids: all that are on their way. */
  cancel(ids?: readonly string[]): void;
  /** Tries again what failed, was refused or cancelled. Without ids: all that failed. */
  retry(ids?: readonly string[]): void;
  /** Forgets ended files. Without ids: all that are safe or cancelled. */
  forget(ids?: readonly string[]): void;
  /** Breaks off transfers and begins nothing new. */
  pause(reason?: PauseReason): void;
  /** Goes on at once, without waiting out any rest. */
  resume(): void;
  /** The same object until something changes. */
  getSnapshot(): Snapshot;
  /** Calls back after every change, many small ones together; the returned function unsubscribes. */
  subscribe(listener: () => void): () => void;
  /** Resolves once no file is on its way, or the session has ended. */
  settled(): Promise<Snapshot>;
  /** Breaks off everything for good. The server is told nothing: the same files can be resumed later. */
  stop(): void;
}

/** Makes an upload queue over the given ports. */
export function createUploader<Handle>(options: UploaderOptions<Handle>): Uploader<Handle> {
  const listeners = new Set<() => void>();
  let snapshot: Snapshot | null = null;
  const changed = () => {
    snapshot = null;
    engine.touch();
  };
  const journal = keepJournal(options.journal, changed);
  const queue = createQueue<Handle>(journal, (before, after, event) => {
    if (before && after && event) engine.follow(before, after, event);
    changed();
  });
  const engine = createEngine<Handle>({
    queue,
    effects: options,
    timer: options.timer ?? realTimer,
    parallel: options.parallel ?? 4,
    hashParallel: options.hashParallel ?? 2,
    maxTries: options.maxTries ?? 8,
    stallAfter: options.stallAfter ?? 60_000,
    backoff: { base: 500, cap: 30_000, random: Math.random, ...options.backoff },
    onFault: options.onFault ?? (() => {}),
    onTick() {
      snapshot = null;
      for (const listener of [...listeners]) listener();
    },
  });

  function getSnapshot(): Snapshot {
    if (snapshot) return snapshot;
    const totals = queue.totals();
    const resting = totals.active > 0 ? engine.resting() : null;
    snapshot = { files: queue.files(), totals, paused: engine.paused(), resting, kept: journal.isKept() };
    return snapshot;
  }

  function subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  function forEach(
    ids: readonly string[] | undefined,
    otherwise: (entry: Entry<Handle>) => boolean,
    act: (id: string) => void,
  ): void {
    const chosen = ids
      ? ids.flatMap((id) => [id, queue.filmOf(id)?.source.id].filter((one) => one !== undefined))
      : queue
          .all()
          .filter(otherwise)
          .map(({ source }) => source.id);
    for (const id of chosen) act(id);
  }

  return {
    add(sources) {
      if (queue.totals().active === 0) engine.reopen();
      queue.append(sources.map(newEntry));
    },
    async restore() {
      const kept = await journal.load();
      queue.append(kept);
      return kept.length;
    },
    cancel: (ids) =>
      forEach(
        ids,
        (entry) => !hasEnded(entry),
        (id) => queue.dispatch(id, { type: 'cancelled' }),
      ),
    retry(ids) {
      engine.reopen();
      forEach(
        ids,
        ({ status }) => status === 'failed',
        (id) => queue.dispatch(id, { type: 'retried' }),
      );
    },
    forget(ids) {
      const done = () => queue.files().filter(({ status }) => status !== 'refused' && status !== 'failed');
      for (const id of ids ?? done().map((file) => file.id)) queue.drop(id);
    },
    pause: (reason = 'user') => engine.pause(reason),
    resume() {
      engine.resume();
      changed();
    },
    getSnapshot,
    subscribe,
    settled: () =>
      new Promise((resolve) => {
        const look = () => {
          const current = getSnapshot();
          if (current.totals.active > 0 && current.paused !== 'signed-out') return;
          unsubscribe();
          resolve(current);
        };
        const unsubscribe = subscribe(look);
        look();
      }),
    stop: engine.stop,
  };
}
