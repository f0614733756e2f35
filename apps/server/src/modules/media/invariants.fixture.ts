import assert from 'node:assert/strict';
import type { MediaDeps } from './index.ts';
import { isReplaced, ownerOf } from './keys.ts';

/** What holds whenever nothing is under way and the sweeps have run: throws on the first thing that is off. */
export async function checkInvariants({
  database,
  storage,
}: Pick<MediaDeps, 'database' | 'storage'>): Promise<void> {
  const { sql } = database;
  const photos = await sql.selectFrom('photos').selectAll().execute();
  const uploads = await sql.selectFrom('uploads').selectAll().execute();
  const jobs = await sql.selectFrom('media_jobs').selectAll().execute();
  const reservations = await sql.selectFrom('quota_reservations').selectAll().execute();
  const groups = await sql.selectFrom('groups').selectAll().execute();
  const objects = await storage.list('', { limit: 10_000 });

  const evidence = new Set(
    (await sql.selectFrom('evidence_objects').select('object_key').execute()).map((row) => row.object_key),
  );

  const motions = await sql.selectFrom('motions').selectAll().execute();
  const avatars = await sql.selectFrom('avatars').selectAll().execute();
  const stored = new Set(objects.map(({ key }) => key));
  const filesById = new Map([...photos, ...motions].map((file) => [file.id, file]));
  const uploadsById = new Map(uploads.map((upload) => [upload.id, upload]));
  // Of what was given for good, the copy without the place is all that is left.
  const replaced = new Set(
    [...photos, ...motions].filter(isReplaced).map(({ group_id, id }) => `media/${group_id}/${id}/original`),
  );
  for (const key of stored) {
    const owner = ownerOf(key);
    assert.ok(owner, `${key} is an object of no kind`);
    const wanted =
      'uploadId' in owner
        ? uploadsById.get(owner.uploadId)?.state === 'open'
        : 'avatarId' in owner
          ? avatars.some(({ id, state }) => id === owner.avatarId && state === 'ready')
          : 'evidenceKey' in owner
            ? evidence.has(key)
            : filesById.get(owner.photoId)?.group_id === owner.groupId && !replaced.has(key);
    assert.ok(wanted, `${key} is an orphan`);
  }
  for (const { key, id } of await storage.listMultiparts('', { limit: 10_000 })) {
    const named = uploads.some(
      (upload) => upload.multipart_id === id && upload.incoming_key === key && upload.state === 'open',
    );
    assert.ok(named, `the parts of ${key} belong to nobody`);
  }
  for (const photo of photos) {
    const has = (name: string) => stored.has(`media/${photo.group_id}/${photo.id}/${name}`);
    assert.ok(stored.has(photo.storage_key), `photo ${photo.id} has lost its file`);
    if (photo.state === 'ready')
      assert.ok(has('thumb') && has('preview'), `photo ${photo.id} is ready without its pictures`);
    if (photo.shared_sha256 !== null)
      assert.ok(has('shared'), `photo ${photo.id} has lost its copy for others`);
    const live = photo.trashed_at === null && photo.state !== 'failed';
    assert.equal(photo.live_sha256, live ? (photo.claim_sha256 ?? photo.sha256) : null);
    const photoJobs = jobs.filter((job) => job.photo_id === photo.id);
    const ended = photo.state === 'ready' ? 'done' : photo.state === 'failed' ? 'failed' : null;
    assert.equal(photoJobs.length, 1);
    if (ended) assert.equal(photoJobs[0]?.state, ended);
    else assert.ok(['queued', 'sent'].includes(photoJobs[0]?.state ?? ''), 'a photo is stuck');
  }
  for (const motion of motions) {
    const photo = photos.find(({ id }) => id === motion.photo_id);
    assert.equal(photo?.pairing_id, motion.id, `the film ${motion.id} has no photo`);
    assert.equal(motion.group_id, photo.group_id);
    assert.ok(stored.has(motion.storage_key), `the film ${motion.id} has lost its file`);
    if (motion.shared_sha256 !== null)
      assert.ok(
        stored.has(`media/${motion.group_id}/${motion.id}/shared`),
        'a film lost its copy for others',
      );
  }
  for (const { id, pairing_id } of photos)
    if (pairing_id !== null)
      assert.ok(
        motions.some((motion) => motion.id === pairing_id),
        `photo ${id} has lost its film`,
      );
  for (const upload of uploads) {
    const states = reservations.filter(({ id }) => id === upload.id).map(({ state }) => state);
    const wanted = { open: 'open', verified: 'charged' }[upload.state as string] ?? 'released';
    assert.deepEqual(states, [wanted], `the quota of a ${upload.state} upload`);
  }
  for (const day of await sql.selectFrom('quota_days').selectAll().execute()) {
    const sum = (state: string) =>
      reservations
        .filter((each) => each.user_id === day.user_id && each.day === day.day && each.state === state)
        .reduce((total, { bytes }) => total + bytes, 0);
    assert.deepEqual([day.used, day.reserved], [sum('charged'), sum('open')]);
  }
  for (const group of groups) {
    const count = photos.filter(
      (photo) => photo.group_id === group.id && photo.trashed_at === null && photo.hidden_level === 0,
    ).length;
    assert.equal(group.deleted_at, null, 'a deleted group is still there');
    assert.equal(group.photo_count, count);
  }
  const added = await sql
    .selectFrom('audit_logs')
    .select('subject_id')
    .where('action', '=', 'photo.added')
    .execute();
  const subjects = added.map(({ subject_id }) => subject_id);
  assert.equal(new Set(subjects).size, subjects.length, 'a photo is recorded twice');
  for (const { state, photo_id } of uploads)
    if (state === 'verified') assert.ok(subjects.includes(photo_id), 'a photo was added without a record');
}
