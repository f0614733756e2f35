import { randomUUID } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { RunningServer } from './server.ts';

interface Photos {
  groupId: string;
  /** A photo that is ready; the others look like it. */
  model: string;
  uploaderId: string;
  /** When each was taken, in UTC milliseconds. */
  times: readonly number[];
  /** When all of them were added. */
  addedAt: number;
}

/** Puts photos into a group as if they had been there for long: their rows, and copies of one photo's pictures. */
export function insertPhotos(
  { dataDir }: RunningServer,
  { groupId, model, uploaderId, times, addedAt }: Photos,
): string[] {
  const database = new DatabaseSync(join(dataDir, 'wmory.sqlite'));
  database.exec('pragma busy_timeout = 10000; begin immediate');
  const insert = database.prepare(
    `insert into photos (id, group_id, uploader_id, kind, state, sha256, live_sha256, size, mime_type, file_name,
       storage_key, caption, width, height, taken_at, taken_offset, added_at, thumbhash)
     select :id, group_id, :uploader, kind, state, :digest, :digest, size, mime_type, file_name,
       'media/' || group_id || '/' || :id || '/original', '', width, height, :time, 0, :added, thumbhash
     from photos where id = :model`,
  );
  const ids = times.map((time) => {
    const id = randomUUID();
    const digest = id.replaceAll('-', '').repeat(2);
    insert.run({
      ':id': id,
      ':uploader': uploaderId,
      ':digest': digest,
      ':time': time,
      ':added': addedAt,
      ':model': model,
    });
    return id;
  });
  database
    .prepare('update "groups" set photo_count = photo_count + ?, active_at = max(active_at, ?) where id = ?')
    .run(times.length, addedAt, groupId);
  database.exec('commit');
  database.close();
  const folder = (id: string) => join(dataDir, 'objects', 'objects', 'media', groupId, id);
  for (const id of ids) cpSync(folder(model), folder(id), { recursive: true });
  return ids;
}
