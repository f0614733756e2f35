import assert from 'node:assert/strict';
import { join } from 'node:path';
import { afterEach, beforeEach, it } from 'node:test';
import { currentColumn, openSurroundings, type Surroundings } from '../../../../tools/column.ts';
import { enter, type Person } from '../../../../tools/person.ts';
import type { App } from '../app.ts';
import { administer, type Env, makeFolder, serve, settingsFor } from './admin.fixture.ts';

let folder: Awaited<ReturnType<typeof makeFolder>>;
let surroundings: Surroundings;
let env: Env;
let app: App;
let anna: Person;

beforeEach(async () => {
  folder = await makeFolder();
  surroundings = await openSurroundings(currentColumn());
  env = { ...settingsFor(join(folder.path, 'data'), surroundings.env), QUOTA_MB_PER_DAY: '1000' };
  const server = await serve(env);
  app = server.app;
  anna = await enter(server.url, {
    name: 'Anna',
    email: 'anna@example.org',
    password: 'the password of Anna',
  });
});
afterEach(async () => {
  await app.close();
  await surroundings.close();
  await folder.remove();
});

const quota = (...args: string[]) => administer(env, ['quota', ...args]);

it('is set for one account beside a server that runs, holds at once, and goes back', async () => {
  assert.match((await quota('show', 'anna@example.org')).stdout, /^1000 MB a day, as all/);
  assert.match((await quota('set', 'Anna@example.org', '3')).stdout, /^3 MB a day, by a quota of their own/);
  assert.equal((await anna.client.getQuota()).limit, 3_000_000);

  const { id: groupId } = await anna.client.createGroup({ body: { name: 'Alps' } });
  const item = { name: 'a.jpg', mimeType: 'image/jpeg', size: 3_000_001, sha256: 'a'.repeat(64) } as const;
  const { items } = await anna.client.authoriseUploads({ params: { groupId }, body: { items: [item] } });
  assert.ok(items[0]?.outcome === 'refused');
  assert.equal(items[0].problem.code, 'quota-exceeded');

  assert.match((await quota('set', 'anna@example.org', '10000000')).stdout, /^10000000 MB/);
  assert.equal((await anna.client.getQuota()).limit, 1e13);
  const shown = JSON.parse((await quota('show', 'anna@example.org', '--json')).stdout);
  assert.deepEqual(shown, { bytesPerDay: 1e13, own: true });
  assert.match((await quota('set', 'anna@example.org', 'default')).stdout, /as all/);
  assert.equal((await anna.client.getQuota()).limit, 1_000_000_000);
  const rows = await app.database.sql.selectFrom('audit_logs').select(['action', 'subject_id']).execute();
  const told = rows.filter(({ action }) => action === 'quota.limited');
  assert.deepEqual(
    told.map(({ subject_id }) => subject_id),
    [anna.me.id, anna.me.id, anna.me.id],
  );
});

it('says what it does not understand, and who is not there', async () => {
  const unknown = await quota('set', 'nobody@example.org', '3');
  assert.deepEqual([unknown.code, unknown.stderr], [1, 'No account has this address.\n']);
  for (const amount of ['-1', '1.5', 'much', '10000001']) {
    const wrong = await quota('set', 'anna@example.org', '--', amount);
    assert.deepEqual([wrong.code, /whole number of megabytes/.test(wrong.stderr)], [2, true], amount);
  }
  assert.equal((await anna.client.getQuota()).limit, 1_000_000_000);
});
