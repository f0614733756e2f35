import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createClient } from '@wmory/contract';
import { type Cli, createCli, logInAs, sharedServer } from '../../../e2e/cli.ts';
import { enter } from '../../../tools/person.ts';
import type { KeptSession } from './session-file.ts';

const server = sharedServer();
before(server.start);
after(server.stop);

const sessionPath = (cli: Cli) => join(cli.configDir, 'session.json');
const readSession = async (cli: Cli) => JSON.parse(await readFile(sessionPath(cli), 'utf8')) as KeptSession;

/** An address on this machine where nobody listens. */
async function closedAddress(): Promise<string> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  await new Promise((resolve) => listener.close(resolve));
  return `http://127.0.0.1:${port}`;
}

test('login keeps a session that only its owner can read; logout ends it on the server too', async (t) => {
  const { cli, person } = await logInAs(t, server.url(), 'Ada');
  assert.equal((await stat(sessionPath(cli))).mode & 0o777, 0o600);
  const { refreshToken } = await readSession(cli);
  const { sessions } = await person.client.listSessions();
  assert.ok(sessions.some(({ device }) => device.startsWith('WMORY command line')));

  const { code, stdout } = await cli.run(['logout']);
  assert.deepEqual([code, stdout], [0, `Logged out of ${server.url()}.\n`]);
  await assert.rejects(stat(sessionPath(cli)), { code: 'ENOENT' });
  await assert.rejects(createClient({ baseUrl: server.url() }).refreshSession({ body: { refreshToken } }), {
    code: 'session-ended',
  });
  const next = await cli.run(['groups']);
  assert.deepEqual([next.code, next.stderr], [1, 'You are not logged in. Run "wmory login".\n']);
});

test('a wrong password, a missing one and a server that is none are told in one sentence', async (t) => {
  const person = await enter(server.url(), {
    name: 'Bea',
    email: 'bea@example.org',
    password: 'a password of Bea',
  });
  const cli = await createCli(t, { WMORY_SERVER: server.url() });
  const base = ['login', '--email', person.email];
  const wrong = await cli.run([...base, '--password-stdin'], 'not her password');
  assert.deepEqual([wrong.code, wrong.stderr], [1, 'The e-mail address or the password is wrong.\n']);
  const none = await cli.run(base);
  assert.equal(none.code, 2);
  assert.match(none.stderr, /--password-stdin/);
  const odd = await cli.run([...base, '--server', 'photos', '--password-stdin'], 'x');
  assert.deepEqual(
    [odd.code, odd.stderr],
    [2, 'photos is not the address of a server, such as https://photos.example.\n'],
  );
  const away = await cli.run([...base, '--server', await closedAddress(), '--password-stdin'], 'x');
  assert.equal(away.code, 1);
  assert.match(away.stderr, /^The server cannot be reached\. \(.*ECONNREFUSED/);
  const right = await cli.run([...base, '--password-stdin'], person.password);
  assert.deepEqual([right.code, right.stdout], [0, `Logged in to ${server.url()} as Bea.\n`]);
});

test('groups are listed as a table and as JSON', async (t) => {
  const { cli, groupId } = await logInAs(t, server.url(), 'Cleo');
  const table = await cli.run(['groups']);
  assert.equal(table.stdout, `NAME  ROLE   MEMBERS  PHOTOS  ID\nAlps  owner  1        0       ${groupId}\n`);
  const json = await cli.run(['groups', '--json']);
  assert.deepEqual(JSON.parse(json.stdout), [
    { id: groupId, name: 'Alps', role: 'owner', memberCount: 1, photoCount: 0 },
  ]);
});

test('many processes with a spent access token renew the session once between them, and all go on', async (t) => {
  const { cli, person } = await logInAs(t, server.url(), 'Dora');
  const before = await readSession(cli);
  await writeFile(sessionPath(cli), JSON.stringify({ ...before, accessToken: 'spent', accessExpiresAt: 0 }));
  const results = await Promise.all(Array.from({ length: 6 }, () => cli.run(['groups'])));
  assert.deepEqual(
    results.map(({ code, stderr }) => `${code} ${stderr}`),
    Array(6).fill('0 '),
  );
  const after = await readSession(cli);
  assert.notEqual(after.refreshToken, before.refreshToken);
  assert.equal((await cli.run(['groups'])).code, 0);
  const { sessions } = await person.client.listSessions();
  assert.equal(sessions.filter(({ device }) => device.startsWith('WMORY command line')).length, 1);
});

test('a session that was ended elsewhere is told as such', async (t) => {
  const { cli, person } = await logInAs(t, server.url(), 'Edda');
  await person.client.endAllSessions();
  const session = await readSession(cli);
  await writeFile(sessionPath(cli), JSON.stringify({ ...session, accessToken: 'spent', accessExpiresAt: 0 }));
  const { code, stderr } = await cli.run(['groups']);
  assert.deepEqual([code, stderr], [1, 'Your session has ended. Run "wmory login" to log in again.\n']);
});

test('help and version are no errors; what is not understood is', async (t) => {
  const cli = await createCli(t);
  assert.match((await cli.run(['--help'])).stdout, /upload \[options\] <folder>/);
  assert.equal((await cli.run(['--version'])).stdout, '0.1.0\n');
  for (const args of [
    ['dance'],
    ['upload'],
    ['upload', 'x'],
    ['upload', 'x', '--group', 'g', '--concurrency', '0'],
  ]) {
    const { code, stderr } = await cli.run(args);
    assert.equal(code, 2, args.join(' '));
    assert.match(stderr, /^error: /);
  }
});
