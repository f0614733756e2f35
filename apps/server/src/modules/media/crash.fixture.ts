import type { KyselyPlugin } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { Storage } from '../../storage/port.ts';
import type { MediaDeps } from './index.ts';
import { createHeldQueue, type HeldQueue, type MediaWorld } from './media.fixture.ts';

export class Crash extends Error {
  override name = 'Crash';
}

/**
 * Counts steps and dies before one: from then on nothing of this process does anything any more. To die after
 * a step is to die before the next.
 */
export function createFuse(at: number) {
  let steps = 0;
  return {
    step(): void {
      steps++;
      if (steps >= at) throw new Crash(`at step ${at}`);
    },
    get steps() {
      return steps;
    },
  };
}
export type Fuse = ReturnType<typeof createFuse>;

/** A database whose process may die before each statement, so within each transaction and after its commit. */
function fragileDatabase(database: Database, { step }: Fuse): Database {
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      step();
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return {
    ...database,
    sql: database.sql.withPlugin(plugin),
    transaction: (work) =>
      database.transaction((tx) => work({ ...tx, sql: tx.sql.withPlugin(plugin) as typeof tx.sql })),
  };
}

/** A store whose process may die before each call. */
function fragileStorage(storage: MediaDeps['storage'], { step }: Fuse): Storage {
  const around =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      step();
      return call(...args);
    };
  return {
    ...storage,
    signUpload: around(storage.signUpload),
    createMultipart: around(storage.createMultipart),
    signPart: around(storage.signPart),
    listParts: around(storage.listParts),
    completeMultipart: around(storage.completeMultipart),
    abortMultipart: around(storage.abortMultipart),
    listMultiparts: around(storage.listMultiparts),
    signVariantPut: around(storage.signVariantPut),
    head: around(storage.head),
    copy: around(storage.copy),
    delete: around(storage.delete),
    list: around(storage.list),
  };
}

export function fragileParts(world: MediaWorld, fuse: Fuse): { queue: HeldQueue; parts: Partial<MediaDeps> } {
  const queue = createHeldQueue();
  const send: HeldQueue['send'] = async (job) => {
    fuse.step();
    await queue.send(job);
  };
  const database = fragileDatabase(world.database, fuse);
  const storage = fragileStorage(world.storage, fuse);
  return { queue, parts: { database, storage, queue: { ...queue, send } } };
}
