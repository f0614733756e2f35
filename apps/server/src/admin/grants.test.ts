import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, it } from 'node:test';
import { sql } from 'kysely';
import { enter } from '../../../../tools/person.ts';
import { type MysqlDatabase, openMysqlDatabase } from '../../../../tools/services/mysql-database.ts';
import { connect } from '../db/mysql.fixture.ts';
import { administer, type Env, makeFolder, serve, settingsFor } from './admin.fixture.ts';

let folder: Awaited<ReturnType<typeof makeFolder>>;
let server: MysqlDatabase;
let owner: Env;
const user = `wmory_${randomBytes(4).toString('hex')}`;
before(async () => {
  [folder, server] = [await makeFolder(), await openMysqlDatabase()];
  owner = settingsFor(folder.path, server.env);
});
after(async () => {
  await server.run(`drop user if exists '${user}'`);
  await server.drop();
  await folder.remove();
});

it('gives a server what it needs, and neither the schema nor what the audit log says', async () => {
  assert.equal((await administer(owner, ['migrate'])).code, 0);
  await server.run(`create user '${user}' identified by 'secret'`);
  const { stdout } = await administer(owner, ['grants', user, '--json']);
  for (const grant of (JSON.parse(stdout) as { grants: string[] }).grants) await server.run(grant);

  const env = { ...owner, DB_USER: user, DB_PASSWORD: 'secret' };
  const { app, url } = await serve(env);
  const { client } = await enter(url, {
    name: 'Ada',
    email: 'ada@example.org',
    password: 'seven green bicycles',
  });
  const group = await client.createGroup({ body: { name: 'Alps' } });
  await client.deleteGroup({ params: { groupId: group.id } });
  await app.sweep();
  await app.close();
  const { code, stdout: report } = await administer(env, ['audit', 'verify', '--json']);
  assert.equal(code, 0);
  const { entries, unsealed } = JSON.parse(report) as { entries: number; unsealed: number };
  assert.ok(entries > 4);
  assert.equal(unsealed, 0);

  const database = connect(env);
  for (const statement of [
    "update audit_logs set details = '{}'",
    'update audit_logs set at = 0 where seq is null',
    'delete from audit_logs',
    'truncate table audit_logs',
    'replace into audit_logs (id, at, action, details) select id, 0, action, details from audit_logs',
    `insert into audit_checkpoints values (1, '${'0'.repeat(64)}', 0, '${'0'.repeat(64)}')`,
    'drop trigger audit_logs_only_seal',
    'drop table audit_logs',
    'alter table audit_logs drop column hash',
    'create table other (id integer)',
  ])
    await assert.rejects(
      sql.raw(statement).execute(database.sql),
      { code: /^ER_(TABLE|COLUMN|DB)?ACCESS_DENIED_ERROR$/ },
      statement,
    );
  await database.close();
});

it('is for MySQL', async () => {
  const { code, stderr } = await administer(settingsFor(folder.path), ['grants', user]);
  assert.deepEqual([code, /has no users/.test(stderr)], [1, true]);
});
