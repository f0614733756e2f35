import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { sql } from 'kysely';
import { pino } from 'pino';
import { type MariadbService, startMariadb } from '../../../../tools/services/mariadb.ts';
import { type MysqlDatabase, openMysqlDatabase } from '../../../../tools/services/mysql-database.ts';
import { createApp } from '../app.ts';
import { ConfigError, parseConfig } from '../config.ts';
import { makeCertificates } from './certificates.fixture.ts';
import { type IamFront, type IamFrontOptions, openIamFront } from './iam-front.fixture.ts';
import { type Database, migrate } from './index.ts';
import { connect } from './mysql.fixture.ts';
import { mysqlDialect } from './mysql.ts';

/**
 * Logging in by tokens, against what AWS describes in front of a real server. RDS and RDS Proxy themselves are not to be
 * had here.
 */
const identity = {
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret/of+tests',
  AWS_REGION: 'eu-central-1',
};
const wanted: IamFrontOptions['wanted'] = {
  host: 'localhost',
  user: 'app',
  region: identity.AWS_REGION,
  accessKeyId: identity.AWS_ACCESS_KEY_ID,
  secretAccessKey: identity.AWS_SECRET_ACCESS_KEY,
};
const folder = mkdtempSync(join(tmpdir(), 'wmory-iam-'));
const pem = (name: string): string => readFileSync(join(folder, name), 'utf8');
let mariadb: MariadbService;
let behind: MysqlDatabase;
const open: AsyncDisposable[] = [];
before(async () => {
  Object.assign(process.env, identity);
  makeCertificates(folder, 'localhost', 'elsewhere');
  mariadb = await startMariadb();
  behind = await openMysqlDatabase(mariadb.url);
});
after(async () => {
  for (const front of open) await front[Symbol.asyncDispose]();
  await mariadb.stop();
  rmSync(folder, { recursive: true });
});

async function openFront(name: string | null, changes: Partial<typeof wanted> = {}): Promise<IamFront> {
  const { DB_HOST: host, DB_PORT, DB_USER: user, DB_PASSWORD: password } = behind.env;
  const target = { host: host ?? '', port: Number(DB_PORT), user: user ?? '', password: password ?? '' };
  const tls = name === null ? null : { key: pem(`${name}.key`), cert: pem(`${name}.pem`) };
  const front = await openIamFront({ target, tls, wanted: { ...wanted, ...changes } });
  open.push(front);
  return front;
}
const settingsFor = ({ port }: IamFront): Record<string, string> => ({
  DB_HOST: 'localhost',
  DB_PORT: String(port),
  DB_USER: 'app',
  DB_NAME: behind.env.DB_NAME ?? '',
  DB_IAM: 'true',
  DB_CA_FILE: join(folder, 'ca.pem'),
});
const using = async (front: IamFront, work: (database: Database) => Promise<void>): Promise<void> => {
  const database = connect(settingsFor(front));
  try {
    await work(database);
  } finally {
    await database.close();
  }
};
const momentOf = (token: string): string => new URLSearchParams(token.split('?')[1]).get('X-Amz-Date') ?? '';

test('every connection logs in with a token of its own, and queries go on as ever', async () => {
  const front = await openFront('localhost');
  await using(front, async (database) => {
    await migrate(database);
    await database.ping();
    assert.equal(front.tokens.length, 1);
    // Several at a time make several connections.
    await Promise.all(Array.from({ length: 4 }, () => sql`select sleep(0.2)`.execute(database.sql)));
    assert.ok(front.connections() >= 4);
    assert.equal(front.tokens.length, front.connections());
    // A token says the second that it was made in: the next is of another.
    await sleep(1_100);
    const known = new Set(front.tokens);
    front.cut();
    await sleep(20);
    await database.ping();
    assert.equal(front.tokens.length, front.connections());
    const last = front.tokens.at(-1) ?? '';
    assert.ok(!known.has(last), 'a token was used again');
    assert.ok([...known].every((token) => momentOf(token) < momentOf(last)));
  });
});

test('a whole server stands on it, and no token is in its log', async () => {
  const front = await openFront('localhost');
  let logged = '';
  const keep = new Writable({
    write(chunk, _, done) {
      logged += chunk;
      done();
    },
  });
  const config = parseConfig({ ...settingsFor(front), PORT: '0', WMORY_DATA_DIR: folder });
  const app = await createApp(config, { sweepInterval: 0, log: pino({ level: 'trace' }, keep) });
  try {
    const url = await app.listen();
    assert.equal((await fetch(`${url}/readyz`)).status, 200);
    // The pool has to find new connections, and says so where it cannot.
    await front[Symbol.asyncDispose]();
    // The last answer no longer stands for this one.
    await sleep(300);
    assert.equal((await fetch(`${url}/readyz`)).status, 503);
  } finally {
    await app.close();
  }
  assert.ok(front.tokens.length > 0 && logged.length > 0);
  assert.doesNotMatch(logged, /X-Amz-|secret\/of|Action=connect/);
});

test('what is refused says so, without the token', async () => {
  const front = await openFront('localhost', { secretAccessKey: 'another' });
  await using(front, async (database) => {
    const error = await database.ping().then(
      () => assert.fail('logged in'),
      (reason: unknown) => reason,
    );
    assert.match(String(error), /Access denied for user 'app'/);
    assert.equal(front.tokens.length, 1);
    const shown = inspect(error, { depth: 10, showHidden: true });
    assert.doesNotMatch(shown, /X-Amz-|Action=connect/);
  });
});

test('no token goes to a server without TLS, to a stranger, or to one of another name', async () => {
  const plain = await openFront(null);
  const elsewhere = await openFront('elsewhere');
  const stranger = await openFront('localhost');
  for (const [front, settings, pattern] of [
    [plain, settingsFor(plain), /secure connection/i],
    [elsewhere, settingsFor(elsewhere), /altnames|does not match/i],
    [stranger, { ...settingsFor(stranger), DB_CA_FILE: '' }, /certificate|issuer/i],
  ] as const) {
    const database = connect(settings);
    await assert.rejects(database.ping(), pattern).finally(() => database.close());
    assert.ok(front.connections() > 0);
    assert.deepEqual(front.tokens, []);
  }
});

test('tokens and no TLS do not go together', async () => {
  const front = await openFront(null);
  const settings = { ...settingsFor(front), DB_TLS: 'false' };
  assert.throws(() => parseConfig(settings), {
    name: ConfigError.name,
    message: 'DB_IAM needs DB_TLS, since the token is sent as it is',
  });
  // Whoever gets past the settings does not get past the driver.
  const { database } = parseConfig(settingsFor(front));
  assert.ok(database.kind === 'mysql');
  assert.throws(() => mysqlDialect({ ...database, tls: false }, null), /without TLS/);
});

test('says that there is nothing to make a token with', async (t) => {
  const front = await openFront('localhost');
  const names = [...Object.keys(identity), 'AWS_EC2_METADATA_DISABLED', 'HOME'] as const;
  const kept = names.map((name) => [name, process.env[name]] as const);
  t.after(() => {
    for (const [name, value] of kept) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });
  delete process.env['AWS_ACCESS_KEY_ID'];
  delete process.env['AWS_SECRET_ACCESS_KEY'];
  Object.assign(process.env, { AWS_EC2_METADATA_DISABLED: 'true', HOME: folder });
  await using(front, async (database) => {
    await assert.rejects(database.ping(), /credentials/i);
    assert.deepEqual(front.tokens, []);
  });
});
