import assert from 'node:assert/strict';
import { copyFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import { currentColumn, openSurroundings, type Surroundings } from '../../../../tools/column.ts';
import { enter } from '../../../../tools/person.ts';
import { openS3Bucket, type S3Bucket } from '../../../../tools/services/s3-bucket.ts';
import { parseConfig } from '../config.ts';
import type { Database } from '../db/index.ts';
import { administer, type Env, makeFolder, serve, settingsFor } from './admin.fixture.ts';
import type { AuditReport } from './audit.ts';
import { openRecords } from './installation.ts';

let folder: Awaited<ReturnType<typeof makeFolder>>;
let surroundings: Surroundings;
let sinkBucket: S3Bucket | null;
let env: Env;

beforeEach(async () => {
  folder = await makeFolder();
  surroundings = await openSurroundings(currentColumn());
  const sink = currentColumn() === 'cloud' ? await openS3Bucket({ locks: true }) : null;
  sinkBucket = sink;
  const AUDIT_SINK = sink ? `s3://${sink.name}/heads` : join(folder.path, 'heads');
  env = settingsFor(join(folder.path, 'data'), { ...surroundings.env, AUDIT_SINK });
});
afterEach(async () => {
  await sinkBucket?.drop();
  await surroundings.close();
  await folder.remove();
});

/** A server runs, someone makes so many groups, and it ends in good order. */
async function live(groups: number): Promise<void> {
  const { app, url } = await serve(env);
  const { client } = await enter(url, {
    name: 'Ada',
    email: `ada-${Date.now()}@example.org`,
    password: 'seven green bicycles',
  });
  for (let number = 0; number < groups; number++) await client.createGroup({ body: { name: 'Alps' } });
  await app.close();
}

async function inDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const records = openRecords(parseConfig(env));
  try {
    return await work(records.database);
  } finally {
    await records.close();
  }
}

/** As the database's administrator, who takes the triggers away first. */
const tamper = (...statements: string[]): Promise<void> =>
  inDatabase(async (database) => {
    for (const trigger of ['audit_logs_only_seal', 'audit_logs_only_prune'])
      await sql.raw(`drop trigger if exists ${trigger}`).execute(database.sql);
    for (const statement of statements) await sql.raw(statement).execute(database.sql);
  });

async function verify(...options: string[]): Promise<{ code: number } & AuditReport> {
  const { code, stdout, stderr } = await administer(env, ['audit', 'verify', '--json', ...options]);
  assert.notEqual(stdout, '', stderr);
  return { code, ...(JSON.parse(stdout) as AuditReport) };
}

const kinds = async (): Promise<string[]> => {
  const { code, flaws } = await verify();
  assert.equal(code, flaws.length > 0 ? 1 : 0);
  return flaws.map(({ kind, seq, through }) => `${kind} ${seq}-${through}`);
};

describe('wmory admin audit verify', () => {
  it('finds nothing in a log as it was written, all of which is sealed when a server ends', async () => {
    await live(6);
    const report = await verify();
    assert.deepEqual([report.code, report.flaws, report.unsealed], [0, [], 0]);
    assert.ok(report.entries >= 8);
    assert.deepEqual([report.start.seq, report.end.seq], [0, report.entries]);
    assert.deepEqual([report.heads, report.newestHead?.seq], [1, report.entries]);
    const { stdout, code } = await administer(env, ['audit', 'verify']);
    assert.match(stdout, /Nothing was changed\.\n$/);
    assert.match(stdout, currentColumn() === 'cloud' ? /each head is locked for 365 days/ : /heads in file/);
    assert.equal(code, 0);
  });

  it('detects an edit, a deletion, and an end that was cut off', async () => {
    await live(6);
    const { entries } = await verify();
    await tamper(`update audit_logs set details = '{"name":"Else"}' where seq = 3`);
    assert.deepEqual(await kinds(), ['altered 3-3']);
    await tamper('delete from audit_logs where seq = 5');
    assert.deepEqual(await kinds(), ['altered 3-3', 'missing 5-5']);
    await tamper(`delete from audit_logs where seq > ${entries - 2}`);
    assert.deepEqual(await kinds(), ['altered 3-3', 'missing 5-5', `truncated ${entries - 1}-${entries}`]);
    const { stdout, code } = await administer(env, ['audit', 'verify']);
    assert.match(stdout, /THE LOG IS BROKEN in 3 places\.\n$/);
    assert.equal(code, 1);
  });

  it('detects an end that was cut off even after the log went on', async () => {
    await live(3);
    const { entries } = await verify();
    await tamper(`delete from audit_logs where seq > ${entries - 2}`);
    await live(3);
    assert.deepEqual(await kinds(), [`diverged ${entries}-${entries}`]);
  });

  it('cannot tell, and says so, where heads are kept nowhere', async () => {
    env = { ...env, AUDIT_SINK: '' };
    await live(2);
    await tamper(
      'delete from audit_logs where seq = (select * from (select max(seq) from audit_logs) as last)',
    );
    const { stdout, code } = await administer(env, ['audit', 'verify']);
    assert.match(stdout, /No AUDIT_SINK: whether entries are missing at the end cannot be told\./);
    assert.equal(code, 0);
  });

  for (const meanwhile of [0, 6]) {
    it(`takes no offence at a backup that was put back, noted after ${meanwhile} more groups`, async () => {
      await live(2);
      const { entries } = await verify();
      await live(4);
      const { entries: before } = await verify();
      await tamper(`delete from audit_logs where seq > ${entries}`);
      if (meanwhile > 0) await live(meanwhile);
      assert.deepEqual(await kinds(), [
        meanwhile > 0 ? `diverged ${before}-${before}` : `truncated ${entries + 1}-${before}`,
      ]);
      const { stdout } = await administer(env, ['audit', 'note-restore', '--json']);
      assert.deepEqual(JSON.parse(stdout), { noted: { from: before, through: before } });
      await live(6);
      const report = await verify();
      assert.deepEqual([report.flaws, report.undone], [[], 1]);
      assert.match((await administer(env, ['audit', 'note-restore'])).stdout, /Nothing was written/);
    });
  }

  it('knows the secret from before, once it is told', async () => {
    const former = join(folder.path, 'former');
    await live(1);
    await copyFile(join(folder.path, 'data/secret'), former);
    const { entries } = await verify();
    await writeFile(join(folder.path, 'data/secret'), Buffer.alloc(48, 9).toString('base64url'));
    await inDatabase((database) => database.sql.deleteFrom('signing_keys').execute());
    await live(1);
    const { code, flawCount } = await verify();
    assert.equal(code, 1);
    assert.equal(flawCount, entries + 1);
    assert.deepEqual((await verify('--former-secret', former)).flaws, []);
  });
});

describe('wmory admin audit export', () => {
  const linesOf = async (path: string) => (await readFile(path, 'utf8')).trim().split('\n');

  it('writes every entry, in order, the same each time, and goes on where it was', async () => {
    const [once, again] = [join(folder.path, 'once.jsonl'), join(folder.path, 'again.jsonl')];
    await live(3);
    assert.equal((await administer(env, ['audit', 'export', once])).code, 0);
    const part = await linesOf(once);
    // Cut off in the middle of a line, as by a crash.
    await truncate(once, Buffer.byteLength(part.join('\n')) - 40);
    await live(3);
    assert.equal((await administer(env, ['audit', 'export', once])).code, 0);
    assert.equal((await administer(env, ['audit', 'export', again])).code, 0);
    const lines = await linesOf(once);
    assert.equal(lines.join('\n'), (await linesOf(again)).join('\n'));
    assert.deepEqual(lines.slice(0, part.length), part);
    const seqs = lines.map((line) => (JSON.parse(line) as { seq: number }).seq);
    assert.deepEqual(
      seqs,
      Array.from({ length: (await verify()).entries }, (_, index) => index + 1),
    );
    assert.deepEqual((await verify('--archive', once)).flaws, []);
  });

  it('takes no file that is damaged, or of another log', async () => {
    const file = join(folder.path, 'log.jsonl');
    await live(2);
    await administer(env, ['audit', 'export', file]);
    const lines = await linesOf(file);
    await writeFile(file, `${lines.join('\n').replace('Alps', 'Andes')}\n`);
    assert.match((await administer(env, ['audit', 'export', file])).stderr, /is damaged: its entry \d+/);
    assert.equal((await verify('--archive', file)).flaws[0]?.kind, 'altered');
    await writeFile(file, `${lines.join('\n')}\n`);
    await tamper('delete from audit_logs where seq > 2');
    assert.match((await administer(env, ['audit', 'export', file])).stderr, /does not hold/);
  });
});

describe('wmory admin audit prune', () => {
  it('takes what is old out of the database once it is in the file; what is left still verifies', async () => {
    const file = join(folder.path, 'old.jsonl');
    await live(4);
    const { entries } = await verify();
    const nothing = await administer(env, ['audit', 'prune', file, '--json']);
    assert.equal(
      (JSON.parse(nothing.stdout || nothing.stderr) as { pruned: number }).pruned,
      0,
      nothing.stderr,
    );
    // All but the last three are old, and sealed as such.
    const year = 366 * 86_400_000;
    await tamper(
      `update audit_logs set at = at - ${2 * year}, seq = null, prev_hash = null, hash = null, seal = null`,
      `update audit_logs set at = at + ${2 * year} where action = 'group.created'`,
    );
    env = { ...env, AUDIT_SINK: '' };
    await live(0);
    const old = (await verify()).entries - 4;
    assert.ok(old > 2 && entries > 4);
    const { stdout, stderr } = await administer(env, ['audit', 'prune', file, '--json']);
    const { pruned, through } = JSON.parse(stdout || stderr) as { pruned: number; through: { seq: number } };
    const report = await verify();
    assert.deepEqual([report.flaws, report.start.seq, pruned], [[], through.seq, through.seq]);
    const archive = await verify('--archive', file);
    assert.deepEqual([archive.flaws, archive.end], [[], report.start]);
    const again = await administer(env, ['audit', 'prune', file, '--json']);
    assert.equal((JSON.parse(again.stdout || again.stderr) as { pruned: number }).pruned, 0);
    await live(1);
    assert.deepEqual((await verify()).flaws, []);
    const actions = await inDatabase((database) =>
      database.sql.selectFrom('audit_logs').select('action').where('action', '=', 'audit.pruned').execute(),
    );
    assert.equal(actions.length, 1);
  });

  it('keeps everything where the settings say so', async () => {
    env = { ...env, AUDIT_RETENTION_DAYS: '0' };
    await live(1);
    const { code, stderr } = await administer(env, ['audit', 'prune', join(folder.path, 'old.jsonl')]);
    assert.deepEqual([code, /kept for ever/.test(stderr)], [1, true]);
  });
});
