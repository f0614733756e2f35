import type { Multipart } from '../../storage/port.ts';
import type { Sweep } from '../../sweep.ts';
import type { MediaDeps } from './deps.ts';
import { ORPHAN_AGE, RECONCILE_EVERY } from './policy.ts';
import { oweDeletions, selectWanted } from './store-objects.ts';
import { selectOpenMultiparts } from './store-uploads.ts';

const PAGE = 500;
/** Pages of one call, so that a huge store is gone through over many. */
const MAX_PAGES = 20;

/**
 * Goes through the object store, drops the parts and owes the deletion of what no row names: what a crash between store and
 * database left. Answers how many it found; goes on, next time, where it stopped.
 */
export function createReconcile({ database, storage, clock }: MediaDeps): Sweep {
  const prefixes = ['incoming/', 'media/', 'evidence/'];
  let place: { prefix: number; after?: string } = { prefix: 0 };
  let notBefore = 0;

  async function checkPage(prefix: string): Promise<number> {
    const objects = await storage.list(prefix, { ...(place.after && { after: place.after }), limit: PAGE });
    const old = objects.filter(({ modifiedAt }) => modifiedAt <= clock() - ORPHAN_AGE);
    const keys = old.map(({ key }) => key);
    const wanted = await selectWanted(database, keys);
    const orphans = keys.filter((key) => !wanted.has(key));
    await oweDeletions(database, orphans, clock());
    const last = objects.at(-1);
    place = last ? { ...place, after: last.key } : { prefix: place.prefix + 1 };
    return orphans.length;
  }

  /** Drops the parts that no open upload names. */
  async function abortOrphans(): Promise<number> {
    let found = 0;
    for (let after: Multipart | undefined; ; ) {
      const page = await storage.listMultiparts('incoming/', { ...(after && { after }), limit: PAGE });
      const old = page.filter(({ startedAt }) => startedAt <= clock() - ORPHAN_AGE);
      const open = await selectOpenMultiparts(database, old);
      const orphans = old.filter(({ id }) => !open.has(id));
      for (const orphan of orphans) await storage.abortMultipart(orphan);
      found += orphans.length;
      after = page.at(-1);
      if (page.length < PAGE) return found;
    }
  }

  return async () => {
    if (clock() < notBefore) return 0;
    let found = 0;
    for (let pages = 0; pages < MAX_PAGES; pages++) {
      const prefix = prefixes[place.prefix];
      if (prefix === undefined) {
        place = { prefix: 0 };
        notBefore = clock() + RECONCILE_EVERY;
        found += await abortOrphans();
        break;
      }
      found += await checkPage(prefix);
    }
    return found;
  };
}
