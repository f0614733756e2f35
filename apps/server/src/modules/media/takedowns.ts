import { MINUTE } from '../../clock.ts';
import type { Database, Tx } from '../../db/index.ts';
import { type HoldDeps, holdPhoto, release } from './holds.ts';
import { hideLevels } from './policy.ts';
import {
  type BlockRow,
  deleteBlocks,
  insertBlock,
  lockBlocks,
  lockCopies,
  selectPendingBlocks,
  setPending,
} from './store-blocks.ts';
import { lockHeld } from './store-holds.ts';

/** Copies that are taken down in one transaction, at most. */
const BATCH = 100;
/** For so long after a takedown, uploads may end that began before it. */
const SETTLING = 10 * MINUTE;

/** Blocks bytes for a decision, and takes one batch of their copies down; a sweep does the rest. */
export async function takeDown(
  deps: HoldDeps,
  tx: Tx,
  digests: readonly string[],
  decisionId: string,
): Promise<void> {
  for (const sha256 of digests) {
    await insertBlock(tx, sha256, decisionId, deps.clock());
    await enforce(deps, tx, { sha256, source: decisionId, pending_since: null });
  }
}

/** Takes a takedown back. What other decisions take down stays so. */
export async function liftTakedown(deps: HoldDeps, tx: Tx, decisionId: string): Promise<void> {
  const digests = await deleteBlocks(tx, decisionId);
  while ((await release(deps, tx, [decisionId])) > 0);
  for (const sha256 of digests) {
    const [source] = await lockBlocks(tx, sha256);
    if (source === undefined) continue;
    const block = { sha256, source, pending_since: deps.clock() };
    await setPending(tx, block, block.pending_since);
    await enforce(deps, tx, block);
  }
}

async function enforce(deps: HoldDeps, tx: Tx, { sha256, source }: BlockRow): Promise<number> {
  const copies = await lockCopies(tx, sha256, BATCH);
  for (const photo of copies) await holdPhoto(deps, tx, photo, { source, level: hideLevels['taken-down'] });
  return copies.length;
}

/** Hides a photo whose bytes, or those of its copy for others, turn out to be blocked. */
export async function holdIfBlocked(deps: HoldDeps, tx: Tx, photoId: string, digest: string): Promise<void> {
  const [source] = await lockBlocks(tx, digest);
  const photo = source === undefined ? undefined : await lockHeld(tx, photoId);
  if (source !== undefined && photo)
    await holdPhoto(deps, tx, photo, { source, level: hideLevels['taken-down'] });
}

/** The sweep that takes the other copies down. */
export async function enforceTakedowns(deps: HoldDeps & { database: Database }): Promise<number> {
  let count = 0;
  for (const block of await selectPendingBlocks(deps.database, BATCH)) {
    const copies = await deps.database.transaction((tx) => enforce(deps, tx, block));
    count += copies;
    const settled = (block.pending_since ?? 0) <= deps.clock() - SETTLING;
    if (copies === 0 && settled) await setPending(deps.database, block, null);
  }
  return count;
}
