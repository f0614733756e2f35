import { uuidv7 } from 'uuidv7';
import { work } from '../media/media.fixture.ts';
import { beginParts, type Life, large } from './lives.fixture.ts';
import { makeSized } from './stage.fixture.ts';

/** Everything that sweeps have to do, at once; whatever sweeps there are go over it. */
export const sweepLives = (column: 'embedded' | 'cloud'): Record<string, Life> => ({
  async 'a round of sweeps'(stage) {
    const { world, ada, doomed, alive, newPhotos, leaveOpen } = stage;
    const { sql } = world.database;
    const groupId = await stage.newGroup();
    const doom = (photos: { sha256: string; id: string }[]): string[] =>
      photos.map(({ sha256, id }) => {
        doomed.add(sha256);
        return id;
      });

    // A photo given away long ago, with a copy without its place.
    const cleo = await stage.newMember(groupId);
    const given = await newPhotos(cleo, groupId, 1, 'unprepared');
    await alive(async ({ media, queue }) => {
      await media.start({ queueIsNew: true });
      await media.sweeps['resendJobs']?.();
      for (const job of queue.sent.splice(0))
        await queue.deliver(await work(job, { latitude: 41.2, longitude: -96.1 }));
    });
    await alive(({ groups }) => groups.leave(cleo, { groupId, terms: 'give', deleteGroup: false }));
    const givenIds = given.map(({ id }) => id);
    await sql.updateTable('photos').set({ original_until: 1 }).where('id', 'in', givenIds).execute();
    // The trash of last month.
    const trashed = doom(await newPhotos(ada, groupId, 1, 'unprepared'));
    await alive(({ media }) => media.trashPhotos(ada, { groupId, photoIds: trashed }));
    await sql.updateTable('photos').set({ trashed_at: 1 }).where('id', 'in', trashed).execute();
    // Someone who has left long ago, with their photo.
    const ben = await stage.newMember(groupId);
    const leaving = doom(await newPhotos(ben, groupId, 1, 'unprepared'));
    await alive(({ groups }) => groups.leave(ben, { groupId, terms: 'go', deleteGroup: false }));
    await sql.updateTable('photos').set({ leaves_at: 1 }).where('id', 'in', leaving).execute();
    await sql.updateTable('group_exits').set({ ends_at: 1 }).where('user_id', '=', ben.userId).execute();
    // A group that is deleted.
    const deleted = await stage.newGroup();
    doom(await newPhotos(ada, deleted, 1, 'unprepared'));
    await leaveOpen(ada, deleted);
    await alive(({ groups }) => groups.delete(ada, deleted));
    // Uploads that nobody goes on with, and one that was long ago.
    await leaveOpen(ada, groupId);
    await alive((process) => beginParts(process, stage, groupId, makeSized(large(column))));
    const old = await leaveOpen(ada, groupId);
    await alive(({ media }) => media.cancelUploads(ada, { groupId, uploadIds: [old] }));
    await sql.updateTable('uploads').set({ expires_at: 1 }).where('id', '=', old).execute();
    // A photo whose job waits.
    await newPhotos(ada, groupId, 1, 'unprepared');
    // Objects and parts that no row names.
    const key = (folder: string) => `${folder}/${uuidv7()}`;
    const contentType = 'image/webp';
    const expiresAt = world.now() + 60_000;
    const stray = await world.storage.signVariantPut({
      key: `${key(`media/${groupId}`)}/thumb`,
      contentType,
      maxSize: 10,
      expiresAt,
    });
    await fetch(stray.url, { method: stray.method, headers: stray.headers, body: 'x' });
    await world.storage.createMultipart({ key: key('incoming'), contentType });
    return async ({ sweeps }) => {
      for (const sweep of Object.values(sweeps)) while ((await sweep()) > 0);
    };
  },
});
