import type { Database } from '../db/index.ts';
import type { JobQueue } from '../queue/port.ts';
import type { Storage } from '../storage/port.ts';

/** Facts of a span: words of fixed vocabularies and counts, nothing of a person. */
export type Facts = Record<string, string | number>;

/** What the server does, as spans below one another. */
export interface Tracing {
  /** The work as a span, below the one that runs. A rejection marks it and goes on as it is. */
  span<T>(name: string, facts: Facts, work: () => Promise<T>): Promise<T>;
  /** What a log line says of the span that runs. */
  logFields(): { traceId?: string; spanId?: string };
  /** Sends what is left. */
  close(): Promise<void>;
}

/** Nothing is traced, and nothing loaded for it. */
export const untraced: Tracing = {
  span: (_name, _facts, work) => work(),
  logFields: () => ({}),
  close: async () => {},
};

export function traceDatabase(database: Database, tracing: Tracing): Database {
  if (tracing === untraced) return database;
  return {
    ...database,
    transaction: (work) =>
      tracing.span('db.transaction', { 'db.system': database.dialect }, () => database.transaction(work)),
  };
}

/** The calls that may go over a network; signing does not. */
const storeCalls = ['head', 'copy', 'delete', 'list'] as const;

export function traceStorage<S extends Storage>(storage: S, tracing: Tracing): S {
  if (tracing === untraced) return storage;
  const traced = { ...storage };
  for (const name of storeCalls) {
    const call = storage[name] as (...args: unknown[]) => Promise<unknown>;
    const trace = (...args: unknown[]) => tracing.span(`store.${name}`, {}, () => call(...args));
    Object.assign(traced, { [name]: trace });
  }
  return traced;
}

export function traceQueue(queue: JobQueue, tracing: Tracing): JobQueue {
  if (tracing === untraced) return queue;
  return {
    ...queue,
    send: (job) => tracing.span('job.send', { attempt: job.attempt }, () => queue.send(job)),
    consume: (handle) =>
      queue.consume((result) =>
        tracing.span('job.result', { outcome: result.outcome }, () => handle(result)),
      ),
  };
}
