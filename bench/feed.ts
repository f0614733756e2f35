import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrate, openDatabase } from '../apps/server/src/db/index.ts';
import { feeds, LARGE, MINUTE, measureFeed, START, user } from './feed.fixture.ts';

/** A page of the feed at a million photos, on SQLite. */
export async function run(): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'wmory-feed-'));
  const file = join(dir, 'wmory.sqlite');
  const database = openDatabase({ kind: 'sqlite', file });
  try {
    await migrate(database);
    const filled = performance.now();
    fill(file);
    console.log(`${LARGE} photos filled in within ${((performance.now() - filled) / 1000).toFixed(0)} s`);
    await measureFeed('feed', { dir, database, by: 'cpu' });
  } finally {
    await database.close();
    await rm(dir, { recursive: true });
  }
}

/** People add what they took lately, so neighbours in the feed came in near each other, in no strict order. */
function fill(file: string): void {
  const connection = new DatabaseSync(file);
  connection.exec('pragma synchronous=off');
  connection
    .prepare("insert into users (id, email, name, password_hash, created_at) values (?, ?, 'Ada', '-', 0)")
    .run(user, user);
  for (const { groupId, size } of feeds) {
    connection
      .prepare(
        `insert into "groups" (id, name, created_by, created_at, active_at, member_count, photo_count)
         values (?, 'Alps', ?, 0, 0, 1, ?)`,
      )
      .run(groupId, user, size);
    connection
      .prepare("insert into group_members (group_id, user_id, role, joined_at) values (?, ?, 'viewer', 0)")
      .run(groupId, user);
    connection
      .prepare(
        `with recursive number(n) as (select 0 union all select n + 1 from number where n < :size - 1)
         insert into photos (id, group_id, uploader_id, kind, state, sha256, live_sha256, size, mime_type,
           file_name, storage_key, caption, width, height, taken_at, added_at, camera, thumbhash)
         select printf('%s-%04x-7000-8000-%012x', substr(:group, 1, 8), n >> 16, n), :group, :user, 'image',
           'ready', printf('%064x', n), printf('%064x', n), 3000000, 'image/jpeg', printf('IMG_%06d.jpg', n),
           printf('media/%s/%d/original', :group, n), '', 4032, 3024,
           :start + (n - n % 200 + (n * 77) % 200) * :minute, :start + n * :minute, 'Apple iPhone 15',
           'k5gGDYSOmXeYhXd/d3eId3eA9w=='
         from number`,
      )
      .run({ ':size': size, ':group': groupId, ':user': user, ':start': START, ':minute': MINUTE });
  }
  connection.exec('pragma wal_checkpoint(truncate)');
  connection.close();
}
