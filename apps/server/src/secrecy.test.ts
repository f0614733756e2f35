import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, mock, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { API_PREFIX, type Client, createClient, type Operation, operations } from '@wmory/contract';
import { sql } from 'kysely';
import { pino } from 'pino';
import { type Stack, startStack } from '../../../tools/dev-stack.ts';
import { enter, type Person, readCode, settled, share } from '../../../tools/person.ts';
import { createAuthenticator } from '../../../tools/software-authenticator.ts';
import { statusOf } from '../../../tools/status-of.ts';
import { type Secrets, tapSecrets } from './secrecy.fixture.ts';

const email = 'ada@example.org';
const password = 'seven green bicycles';
const nextPassword = 'eight red trains';
/** Of nothing that is there. */
const ID = '0198c0de-0000-7000-8000-000000000001';

let stack: Stack;
let secrets: Secrets;
const lines: string[] = [];
const codes: string[] = [];

const send = (method: string, path: string, body?: string, headers: Record<string, string> = {}) =>
  fetch(stack.url + API_PREFIX + path, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body }),
  });

/** The token of a letter's link to the page, once there is one. */
async function tokenTo(page: string): Promise<string> {
  for (let tries = 0; tries < 500; tries++) {
    const { letters } = (await (await fetch(`${stack.url}/dev/mailbox.json`)).json()) as {
      letters: { text: string }[];
    };
    const token = letters
      .map(({ text }) => new RegExp(`/${page}#token=(\\S+)`).exec(text)?.[1])
      .find((found) => found !== undefined);
    if (token) return token;
    await sleep(20);
  }
  return assert.fail(`no letter leads to ${page}`);
}

/** Adds one, shows by it who it is, logs in by it, and once too often. */
async function usePasskeys(client: Client): Promise<void> {
  const phone = createAuthenticator(`http://localhost:${new URL(stack.url).port}`);
  await client.confirmIdentity({ body: { password } });
  await client.addPasskey({ body: { passkey: phone.create(await client.preparePasskey()) } });
  await client.confirmIdentity({ body: { passkey: phone.get(await client.prepareConfirmation()) } });
  const passkey = phone.get(await client.preparePasskeyLogIn());
  await client.logInWithPasskey({ body: { passkey } });
  await assert.rejects(client.logInWithPasskey({ body: { passkey } }), { code: 'passkey-refused' });
}

/** From a sign-up to a log-out, with a browser's cookie, wrong guesses and a replayed token on the way. */
async function useAccount(): Promise<void> {
  const guest = createClient({ baseUrl: stack.url });
  await guest.signUp({ body: { email, password, name: 'Ada' } });
  codes.push(await readCode(stack.url, email));
  await guest.verifyEmail({ body: { email, code: codes[0] ?? '' } });
  const page = { 'x-wmory-csrf': '1', 'sec-fetch-site': 'same-origin' };
  const start = await send('POST', '/sessions', JSON.stringify({ email, password, transport: 'cookie' }));
  const cookie = start.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  await send('POST', '/sessions/refresh', '{}', { ...page, cookie });
  const { refreshToken = '' } = await guest.logIn({ body: { email, password } });
  const { accessToken, refreshToken: second = '' } = await guest.refreshSession({ body: { refreshToken } });
  await guest.refreshSession({ body: { refreshToken: second } });
  await assert.rejects(guest.refreshSession({ body: { refreshToken } }), { code: 'session-ended' });
  const ended = createClient({ baseUrl: stack.url, accessToken: () => accessToken });
  await assert.rejects(ended.getMe(), { code: 'session-ended' });
  await assert.rejects(guest.logIn({ body: { email, password: 'a wrong password' } }));
  await guest.forgotPassword({ body: { email } });
  await guest.resetPassword({ body: { token: await tokenTo('reset'), password: nextPassword } });
  const again = await guest.logIn({ body: { email, password: nextPassword } });
  const client = createClient({ baseUrl: stack.url, accessToken: () => again.accessToken });
  await client.changePassword({ body: { currentPassword: nextPassword, newPassword: password } });
  await usePasskeys(client);
  await client.logOut();
}

/** A group, an invite, photos by signed requests and their signed addresses, opened and refused. */
async function usePhotos(ada: Person, ben: Person): Promise<void> {
  const group = await ada.client.createGroup({ body: { name: 'Alps' } }, { idempotencyKey: 'a key of Ada' });
  const params = { groupId: group.id };
  const { token } = await ada.client.createInvite({ params, body: { role: 'contributor' } });
  await createClient({ baseUrl: stack.url }).previewInvite({ body: { token } });
  await ben.client.joinGroup({ body: { token } });
  const name = 'cyclamen_persicum.jpg';
  const bytes = new Uint8Array(readFileSync(join(import.meta.dirname, '../../../tools/photos', name)));
  await share(ada, group.id, [{ name, mimeType: 'image/jpeg', bytes }]);
  const [photo] = await settled(ben, group.id);
  const preview = new URL(photo?.urls?.preview ?? assert.fail('the photo is not ready'), stack.url);
  assert.equal(await statusOf(preview), 200);
  const { url } = await ben.client.getOriginal({ params: { ...params, photoId: photo?.id ?? '' } });
  await fetch(new URL(url, stack.url));
  const forged = new URL(preview);
  for (const key of [...forged.searchParams.keys()].slice(-1)) forged.searchParams.set(key, 'x'.repeat(64));
  assert.ok((await statusOf(forged)) >= 400);
}

/** Every operation, as somebody calls it who mixes up where secrets go, and does not close the bracket. */
async function mistakeEverything(): Promise<void> {
  const secret = 'a secret in the wrong place';
  secrets.set(secret, 'misplaced');
  secrets.set(encodeURIComponent(secret), 'misplaced');
  for (const { method, path } of Object.values<Operation>(operations)) {
    const address = `${path.replace(/:\w+/g, ID)}?token=${encodeURIComponent(secret)}`;
    const headers = {
      authorization: `Bearer ${secret}`,
      cookie: `wmory_refresh=${encodeURIComponent(secret)}`,
    };
    const bodies = method === 'GET' ? [undefined] : [`{"password":"${secret}"`, `{"secret":"${secret}"}`];
    for (const body of bodies) await send(method, address, body, headers);
  }
}

/** What the log says when a table is gone under a running server. */
async function breakDatabase(ada: Person): Promise<void> {
  await sql`alter table users rename to lost`.execute(stack.app.database.sql);
  const response = await send('POST', '/sessions', JSON.stringify({ email, password }));
  assert.equal(response.status, 500);
  await assert.rejects(ada.client.getMe());
}

before(async () => {
  stack = await startStack({ log: pino({ level: 'trace' }, { write: (line) => void lines.push(line) }) });
  secrets = tapSecrets();
  await useAccount();
  const ada = await enter(stack.url, { email, password, name: 'Ada' });
  await usePhotos(ada, await enter(stack.url, { email: 'ben@example.org', password, name: 'Ben' }));
  await mistakeEverything();
  await stack.app.sweep();
  await breakDatabase(ada);
});
after(async () => {
  mock.restoreAll();
  await stack?.stop();
});

/** All texts of a JSON value, numbers and keys left out. */
const textsOf = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : value ? Object.values(value).flatMap(textsOf) : [];

function holdsNone(texts: readonly string[]): void {
  for (const text of texts) {
    for (const [secret, place] of secrets) assert.equal(text.includes(secret), false, `${place} in ${text}`);
    // Six digits may be part of a moment or an id by chance, but no text of their own.
    for (const said of textsOf(JSON.parse(text)))
      for (const code of codes) assert.doesNotMatch(said, new RegExp(`(?<![\\da-f-])${code}(?![\\da-f-])`));
  }
}

test('there were secrets of every kind to be found, and a log to find them in', () => {
  const places = new Set(secrets.values());
  for (const place of [
    'password',
    'token',
    'accessToken',
    'refreshToken',
    'cookie',
    'link',
    'query',
    'challenge',
    'signature',
  ])
    assert.ok(places.has(place), place);
  assert.equal(codes.length, 1);
  const paths = new Set(lines.map((line) => (JSON.parse(line) as { req?: { path?: string } }).req?.path));
  for (const { path } of Object.values<Operation>(operations))
    assert.ok(paths.has(API_PREFIX + path.replace(/:\w+/g, ID)), path);
});

test('no line of the log, down to the least, holds a secret', () => holdsNone(lines));

test('nor the address of a person, or what else a query that failed was given', () => {
  for (const line of lines) assert.doesNotMatch(line, /@example\.org|argon2id/);
});

test('no row of the audit log holds a secret', async () => {
  const rows = await stack.app.database.sql.selectFrom('audit_logs').selectAll().execute();
  assert.ok(rows.length > 15, `${rows.length} rows`);
  holdsNone(rows.map((row) => JSON.stringify(row)));
});

test('nor more of a person than ids: no name, no address, of the net or of mail, and nothing of a picture', async () => {
  const rows = await stack.app.database.sql.selectFrom('audit_logs').selectAll().execute();
  const [id, digest, number] = [/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, /^[0-9a-f]{64}$/, /^\d+$/];
  const shapes: Record<keyof (typeof rows)[number], RegExp> = {
    id,
    at: number,
    action: /^[a-z]+\.[a-z-]+$/,
    actor_id: id,
    group_id: id,
    subject_id: id,
    details: /^\{("\w+":("[\w-]+"|\d+),?)*\}$/,
    request_id: id,
    ip: /^[0-9a-f]{32}$/,
    seq: number,
    prev_hash: digest,
    hash: digest,
    seal: digest,
  };
  for (const row of rows) {
    assert.deepEqual(Object.keys(row).sort(), Object.keys(shapes).sort());
    for (const [column, value] of Object.entries(row))
      if (value !== null) assert.match(String(value), shapes[column as keyof typeof shapes], column);
    assert.doesNotMatch(row.details, /Ada|Ben|cyclamen|example/);
  }
  assert.ok(rows.some(({ ip }) => ip !== null));
});
