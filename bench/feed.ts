import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrate, openDatabase } from '../apps/server/src/db/index.ts';
import { feeds, LARGE, measureFeed, user } from './feed.fixture.ts';
import { fillGroup } from './feed-rows.fixture.ts';

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
    fillGroup(connection, { groupId, userId: user, size });
  }
  connection.exec('pragma wal_checkpoint(truncate)');
  connection.close();
}
