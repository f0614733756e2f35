import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startStack } from '../../../../tools/dev-stack.ts';
import { type MariadbService, startMariadb } from '../../../../tools/services/mariadb.ts';
import { openMysqlDatabase } from '../../../../tools/services/mysql-database.ts';
import { makeCertificates } from './certificates.fixture.ts';
import { connect } from './mysql.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'wmory-mysql-'));
const log = join(folder, 'general.log');
let mariadb: MariadbService;

const identity = (name: string): string[] => [
  `--ssl-cert=${join(folder, name)}.pem`,
  `--ssl-key=${join(folder, name)}.key`,
];

before(async () => {
  makeCertificates(folder, 'localhost', 'elsewhere');
  mariadb = await startMariadb(['--general-log=1', `--general-log-file=${log}`, ...identity('localhost')]);
});
after(async () => {
  await mariadb.stop();
  rmSync(folder, { recursive: true });
});

test('nothing that a server does from its start to its end sets state on a connection', async () => {
  const { env, drop } = await openMysqlDatabase(mariadb.url);
  const stack = await startStack({ env });
  try {
    const ada = await stack.person('Ada');
    const { id: groupId } = await ada.client.createGroup({ body: { name: 'Alps' } });
    await ada.client.listPhotos({ params: { groupId }, query: {} });
    await stack.app.sweep();
  } finally {
    await stack.stop();
    await drop();
  }
  const lines = readFileSync(log, 'utf8').split('\n');
  const queries = lines.filter((line) => /\tQuery\t|\d Query\t/.test(line));
  assert.ok(queries.some((line) => line.includes('insert into `groups`')));
  assert.deepEqual(
    queries.filter(
      (line) => /Query\t(set|prepare|lock)\b/i.test(line) || /\b(get_lock|temporary table)\b/i.test(line),
    ),
    [],
  );
  assert.deepEqual(
    lines.filter((line) => /\d (Prepare|Execute|Reset stmt|Init DB)\t/.test(line)),
    [],
  );
});

test('a server whose certificate or name does not fit is not spoken to', async () => {
  const elsewhere = await startMariadb(identity('elsewhere'));
  const ask = async (url: string, caFile: string) => {
    const { env, drop } = await openMysqlDatabase(url);
    const database = connect({ ...env, DB_HOST: 'localhost', DB_TLS: 'true', DB_CA_FILE: caFile });
    try {
      await database.ping();
    } finally {
      await database.close();
      await drop();
    }
  };
  try {
    const authority = join(folder, 'ca.pem');
    await ask(mariadb.url, authority);
    await assert.rejects(ask(mariadb.url, ''), /certificate/);
    await assert.rejects(ask(elsewhere.url, authority), /altnames/);
  } finally {
    await elsewhere.stop();
  }
});
