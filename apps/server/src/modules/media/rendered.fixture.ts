import assert from 'node:assert/strict';
import type { Photo } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../caller.ts';
import type { Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import { createCustody, type Media } from './index.ts';
import { type MediaWorld, readFeed, work } from './media.fixture.ts';

export const place = { latitude: 41.2, longitude: -96 };

/** What the action answers; null where it is refused. */
const unlessRefused = <T>(action: Promise<T>): Promise<T | null> =>
  action.catch((error) => {
    if (error instanceof AppError) return null;
    throw error;
  });

/** A group of Ada's in which Ben may add photos, and Cleo looks. */
export async function openScene(world: MediaWorld) {
  const people = {
    ada: await world.makeUser('Ada'),
    ben: await world.makeUser('Ben'),
    cleo: await world.makeUser('Cleo'),
  };
  const groupId = await world.makeGroup(people.ada);
  await world.join(groupId, people.ben, 'contributor');
  await world.join(groupId, people.cleo, 'viewer');
  const unkept = world.restart({ keptBytes: 0 });
  const custody = createCustody(world.deps);
  const sources: string[] = [];
  const change = (action: (tx: Tx) => Promise<unknown>) => world.database.transaction(action);

  async function read(actor: Actor, limit: number): Promise<Photo[]> {
    const page = (media: Media) => unlessRefused(readFeed(media, actor, { groupId, order: 'added', limit }));
    const kept = await page(world.media);
    assert.deepEqual(kept, await page(unkept));
    return kept?.photos ?? [];
  }

  return {
    world,
    groupId,
    ...people,
    /** The photos as each of them sees them; throws where that is not as if nothing were kept. */
    async look(limit = 100): Promise<Record<keyof typeof people, Photo[]>> {
      const { ada, ben, cleo } = people;
      return { ada: await read(ada, limit), ben: await read(ben, limit), cleo: await read(cleo, limit) };
    },
    async process(located: boolean): Promise<void> {
      await world.media.sweeps['resendJobs']?.();
      for (const job of world.queue.sent.splice(0)) {
        // One that was sent before time went by is left alone by processors, and sent again.
        if (job.expiresAt > world.now()) await world.queue.deliver(await work(job, located ? place : {}));
      }
    },
    hide: (photoId: string, state: 'asked' | 'hidden', asker?: Actor) => {
      const source = uuidv7();
      sources.push(source);
      const cause = { source, ...(asker && { askerId: asker.userId }) };
      return change((tx) => custody.hide(tx, photoId, state, cause));
    },
    /** Takes away what hid something last. */
    show: () => change((tx) => custody.show(tx, sources.splice(-1))),
    async takeDown(photoId: string): Promise<void> {
      const { sql } = world.database;
      const photo = await sql
        .selectFrom('photos')
        .select('sha256')
        .where('id', '=', photoId)
        .executeTakeFirst();
      if (photo) await change((tx) => custody.takeDown(tx, [photo.sha256], uuidv7()));
    },
    rename: ({ userId }: Actor, name: string) =>
      world.database.sql.updateTable('users').set({ name }).where('id', '=', userId).execute(),
    setRole: ({ userId }: Actor, role: 'viewer' | 'admin') =>
      world.database.sql
        .updateTable('group_members')
        .set({ role })
        .where('group_id', '=', groupId)
        .where('user_id', '=', userId)
        .execute(),
    try: unlessRefused,
  };
}
