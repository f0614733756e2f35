import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Database, migrate } from '../apps/server/src/db/index.ts';
import { connect } from '../apps/server/src/db/mysql.fixture.ts';
import { startMariadb } from '../tools/services/mariadb.ts';
import { openMysqlDatabase } from '../tools/services/mysql-database.ts';
import { feeds, LARGE, MINUTE, measureFeed, START, user } from './feed.fixture.ts';

const BATCH = 100_000;

/** A page of the feed at a million photos, on MariaDB, by the clock: the work is done in the server's process. */
export async function run(): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'wmory-feed-'));
  const mariadb = await startMariadb(['--innodb-buffer-pool-size=1G', '--innodb-log-file-size=512M']);
  const { env } = await openMysqlDatabase(mariadb.url);
  const database = connect(env);
  try {
    await migrate(database);
    const filled = performance.now();
    await fill(database);
    console.log(`${LARGE} photos filled in within ${((performance.now() - filled) / 1000).toFixed(0)} s`);
    await measureFeed('feed-mysql', { dir, database, by: 'clock' });
  } finally {
    await database.close();
    await mariadb.stop();
    await rm(dir, { recursive: true });
  }
}

/** As on SQLite: neighbours in the feed came in near each other, in no strict order. */
async function fill({ sql: db }: Database): Promise<void> {
  const account = { id: user, email: user, name: 'Ada', password_hash: '-', created_at: 0 };
  const standing = { verified_at: null, suspended_at: null, quota_limit: null };
  await db
    .insertInto('users')
    .values({ ...account, ...standing })
    .execute();
  await sql`create table numbers (n integer primary key)`.execute(db);
  const thousand = Array.from({ length: 1_000 }, (_, n) => sql`(${n})`);
  await sql`insert into numbers (n) values ${sql.join(thousand)}`.execute(db);
  for (const { groupId, size } of feeds) {
    const counts = { member_count: 1, photo_count: size, created_at: 0, active_at: 0 };
    const group = { id: groupId, name: 'Alps', created_by: user, cover_photo_id: null, deleted_at: null };
    await db
      .insertInto('groups')
      .values({ ...group, ...counts })
      .execute();
    await db
      .insertInto('group_members')
      .values({ group_id: groupId, user_id: user, role: 'viewer', joined_at: 0 })
      .execute();
    for (let from = 0; from < size; from += BATCH)
      await sql`insert into photos (id, group_id, uploader_id, kind, state, sha256, live_sha256, size, mime_type,
          file_name, storage_key, caption, width, height, taken_at, added_at, camera, thumbhash)
        select lower(concat(left(${groupId}, 8), '-', lpad(hex(n >> 16), 4, '0'), '-7000-8000-', lpad(hex(n), 12, '0'))),
          ${groupId}, ${user}, 'image', 'ready', lpad(hex(n), 64, '0'), lpad(hex(n), 64, '0'), 3000000, 'image/jpeg',
          concat('IMG_', lpad(n, 6, '0'), '.jpg'), concat('media/', ${groupId}, '/', n, '/original'), '', 4032, 3024,
          ${START} + (n - n % 200 + (n * 77) % 200) * ${MINUTE}, ${START} + n * ${MINUTE}, 'Apple iPhone 15',
          'k5gGDYSOmXeYhXd/d3eId3eA9w=='
        from (select ${from} + high.n * 1000 + low.n as n from numbers as high cross join numbers as low
          where high.n < ${BATCH / 1_000}) as numbered
        where n < ${Math.min(size, from + BATCH)} order by n`.execute(db);
  }
  await sql`analyze table photos`.execute(db);
}
