import type { KyselyPlugin, OperationNode, QueryId } from 'kysely';
import type { Database } from '../../db/index.ts';
import type { Storage } from '../../storage/port.ts';
import type { HeldQueue } from '../media/media.fixture.ts';
import type { Fuse } from './fuse.fixture.ts';

/** Undoes the transaction of a process that died in it. */
class Died extends Error {
  override name = 'Died';
}

/** The name of a statement: its kind and the first table that it names. */
function nameOf(node: OperationNode): string {
  const table = /"identifier":\{"kind":"IdentifierNode","name":"(\w+)"/.exec(
    JSON.stringify(node, skipBigInt),
  );
  return `${node.kind.replace(/(Query)?Node$/, '').toLowerCase()} ${table?.[1] ?? ''}`.trim();
}
const skipBigInt = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);

/**
 * A database as a process has it that may die: after each statement, which its transaction then has not survived, and
 * after each commit, of which it then has not heard.
 */
export function mortalDatabase(database: Database, fuse: Fuse): Database {
  const names = new WeakMap<QueryId, string>();
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      if (fuse.dead) throw new Died();
      names.set(queryId, nameOf(node));
      return node;
    },
    async transformResult({ result, queryId }) {
      fuse.burn(names.get(queryId) ?? 'statement');
      await fuse.goOn();
      return result;
    },
  };
  const undo = async (): Promise<never> => {
    await fuse.died;
    throw new Died();
  };
  return {
    ...database,
    sql: database.sql.withPlugin(plugin),
    async transaction(work) {
      await fuse.goOn();
      const done = database.transaction((tx) => {
        tx.afterCommit(() => fuse.burn('commit'));
        const mortal = {
          sql: tx.sql.withPlugin(plugin) as typeof tx.sql,
          afterCommit: (effect: () => void) => tx.afterCommit(() => fuse.dead || effect()),
        };
        return Promise.race([work(mortal), undo()]);
      });
      const result = await done.catch(async (error: unknown) => {
        await fuse.goOn();
        throw error;
      });
      await fuse.goOn();
      return result;
    },
  };
}

/** Every method of a port that answers later is a step, whatever it is called; the rest is worked out at home. */
function mortalPort<P extends object>(port: P, name: string, fuse: Fuse): P {
  const mortal: Record<string, unknown> = Object.fromEntries(Object.entries(port));
  for (const [method, call] of Object.entries(port)) {
    if (typeof call !== 'function') continue;
    mortal[method] = (...args: unknown[]) => {
      const answer: unknown = fuse.dead ? fuse.goOn() : call(...args);
      if (!(answer instanceof Promise)) return answer;
      const passed = async (): Promise<void> => {
        fuse.burn(`${name}.${method}`);
        await fuse.goOn();
      };
      return answer.then(
        async (result: unknown) => {
          await passed();
          return result;
        },
        async (error: unknown) => {
          await passed();
          throw error;
        },
      );
    };
  }
  return mortal as P;
}

export const mortalStorage = (storage: Storage, fuse: Fuse): Storage => mortalPort(storage, 'storage', fuse);

/** What it has sent, and what comes back, is gone with the process that has it in memory. */
export function mortalQueue(queue: HeldQueue, fuse: Fuse): HeldQueue {
  const { send, deliver } = mortalPort({ send: queue.send, deliver: queue.deliver }, 'queue', fuse);
  return { ...queue, send, deliver };
}
