import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { sql } from 'kysely';
import { openDatabase } from './index.ts';

it('is a SQLite that loses nothing it acknowledged: new enough, by a log that is flushed, with patience for others', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wmory-sqlite-'));
  const database = openDatabase({ kind: 'sqlite', file: join(folder, 'wmory.sqlite') });
  const ask = async (question: string): Promise<unknown> => {
    const { rows } = await sql.raw<Record<string, unknown>>(question).execute(database.sql);
    return Object.values(rows[0] ?? {})[0];
  };
  // Before 3.51.3 two connections that reset the log at once could damage the file (https://sqlite.org/wal.html).
  const [major = 0, minor = 0, patch = 0] = String(await ask('select sqlite_version()'))
    .split('.')
    .map(Number);
  assert.ok(major * 1e6 + minor * 1e3 + patch >= 3_051_003, `${major}.${minor}.${patch}`);
  assert.equal(await ask('pragma journal_mode'), 'wal');
  assert.equal(await ask('pragma synchronous'), 2);
  assert.ok(Number(await ask('pragma busy_timeout')) >= 5_000);
  assert.equal(await ask('pragma foreign_keys'), 1);
  await database.close();
  await rm(folder, { recursive: true });
});
