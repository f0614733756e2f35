import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { API_PREFIX, createClient, type Problem, ProblemError } from '@wmory/contract';
import { pino } from 'pino';
import { type Stack, startStack } from '../../../../../tools/dev-stack.ts';
import { readCode } from '../../../../../tools/person.ts';

const password = 'seven green bicycles';
let stack: Stack;
const lines: string[] = [];

interface SentLetter {
  to: string;
  text: string;
}

/** The link to that page in the newest letter to the address. */
async function linkTo(page: string, to: string): Promise<URL> {
  for (let tries = 0; tries < 100; tries++) {
    const { letters } = (await (await fetch(`${stack.url}/dev/mailbox.json`)).json()) as {
      letters: SentLetter[];
    };
    const [newest] = letters.filter((letter) => letter.to === to && letter.text.includes(`/${page}#token=`));
    const link = newest && /https?:\S+#token=\S+/.exec(newest.text)?.[0];
    if (link) return new URL(link);
    await sleep(20);
  }
  return assert.fail(`no link to ${page} came to ${to}`);
}

const tokenOf = (link: URL): string => link.hash.replace('#token=', '');

const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  fetch(stack.url + API_PREFIX + path, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const codeOf = async (response: Response): Promise<string> => ((await response.json()) as Problem).code;

/** A client that keeps its tokens as an app does, and counts how often it renews them. */
function makeDevice() {
  const kept = { access: '', refresh: '', renewals: 0 };
  const guest = createClient({ baseUrl: stack.url });
  const client = createClient({
    baseUrl: stack.url,
    accessToken: () => kept.access,
    async renew() {
      kept.renewals++;
      const next = await guest.refreshSession({ body: { refreshToken: kept.refresh } }).catch(() => null);
      if (!next) return false;
      Object.assign(kept, { access: next.accessToken, refresh: next.refreshToken });
      return true;
    },
  });
  return {
    kept,
    client,
    async logIn(email: string, secret = password) {
      const start = await guest.logIn({ body: { email, password: secret } });
      Object.assign(kept, { access: start.accessToken, refresh: start.refreshToken });
    },
  };
}

async function signUp(email: string): Promise<void> {
  const guest = createClient({ baseUrl: stack.url });
  await guest.signUp({ body: { email, password, name: 'Ada' } });
  await guest.verifyEmail({ body: { email, code: await readCode(stack.url, email) } });
}

const refusedWith = (code: string) => (error: unknown) =>
  error instanceof ProblemError && error.code === code;

before(async () => {
  const log = pino({ level: 'trace' }, { write: (line) => void lines.push(line) });
  stack = await startStack({ log });
});
after(() => stack.stop());

describe('an app, which keeps its tokens itself', () => {
  it('renews them by itself, for many calls at once', async () => {
    const device = makeDevice();
    await signUp('app@example.org');
    await device.logIn('app@example.org');
    device.kept.access = 'no.longer.valid';
    const answers = await Promise.all(Array.from({ length: 20 }, () => device.client.getMe()));
    assert.equal(new Set(answers.map(({ id }) => id)).size, 1);
    assert.equal(device.kept.renewals, 1);
  });

  it('is out at once when the password is changed elsewhere', async () => {
    const [here, elsewhere] = [makeDevice(), makeDevice()];
    await signUp('change@example.org');
    await here.logIn('change@example.org');
    await elsewhere.logIn('change@example.org');
    assert.equal((await here.client.listSessions()).sessions.length, 3);
    await here.client.changePassword({
      body: { currentPassword: password, newPassword: 'eight red trains' },
    });
    await assert.rejects(elsewhere.client.getMe(), refusedWith('session-ended'));
    assert.deepEqual(
      (await here.client.listSessions()).sessions.map(({ device, current }) => [device, current]),
      [['Unknown device', true]],
    );
  });

  it('gets in again by the link of a letter, which looking at does not spend', async () => {
    const device = makeDevice();
    await signUp('reset@example.org');
    await device.logIn('reset@example.org');
    const guest = createClient({ baseUrl: stack.url });
    await guest.forgotPassword({ body: { email: 'reset@example.org' } });
    const link = await linkTo('reset', 'reset@example.org');
    for (const method of ['GET', 'HEAD']) await fetch(new URL(link.pathname, stack.url), { method });
    assert.equal((await send('GET', '/accounts/password/reset')).status, 405);
    await guest.resetPassword({ body: { token: tokenOf(link), password: 'eight red trains' } });
    await assert.rejects(device.client.getMe(), refusedWith('session-ended'));
    await device.logIn('reset@example.org', 'eight red trains');
    assert.equal((await device.client.getMe()).email, 'reset@example.org');
  });
});

describe('a browser, which keeps the refresh token as a cookie', () => {
  const email = 'browser@example.org';
  const ours = { 'x-wmory-csrf': '1', 'sec-fetch-site': 'same-origin' };
  let cookie: string;
  let access: string;

  const take = (response: Response): string => {
    const [set = ''] = response.headers.getSetCookie();
    cookie = set.split(';', 1)[0] ?? '';
    return set;
  };

  it('gets it by the link of a letter, out of reach of scripts', async () => {
    await createClient({ baseUrl: stack.url }).signUp({ body: { email, password, name: 'Ada' } });
    const token = tokenOf(await linkTo('verify', email));
    const response = await send('POST', '/accounts/verify', { token, transport: 'cookie' });
    assert.equal(response.status, 200);
    const set = take(response);
    for (const attribute of [
      /; HttpOnly/,
      /; SameSite=Strict/,
      /; Path=\/api\/v1\/sessions/,
      /; Max-Age=2592000/,
    ]) {
      assert.match(set, attribute);
    }
    const body = (await response.json()) as Record<string, unknown>;
    assert.deepEqual(Object.keys(body).sort(), ['accessToken', 'expiresIn', 'me']);
    access = String(body['accessToken']);
  });

  it('renews by it, on pages of ours alone', async () => {
    // Browsers that do not say Sec-Fetch-Site do say Origin.
    const byOrigin = (origin: string) => ({ 'x-wmory-csrf': '1', origin });
    const elsewhere = [
      'https://evil.example',
      'null',
      stack.url.replace(/:\d+$/, ''),
      `${stack.url}.evil.example`,
    ];
    for (const headers of [{}, { ...ours, 'sec-fetch-site': 'cross-site' }, ...elsewhere.map(byOrigin)]) {
      const refused = await send('POST', '/sessions/refresh', {}, { cookie, ...headers });
      assert.deepEqual([refused.status, await codeOf(refused)], [403, 'csrf-refused']);
    }
    const before = cookie;
    const response = await send('POST', '/sessions/refresh', {}, { cookie, ...byOrigin(stack.url) });
    take(response);
    const inBoth = await send('POST', '/sessions/refresh', {}, { cookie, ...ours });
    assert.equal(inBoth.status, 200);
    take(inBoth);
    assert.notEqual(cookie, before);
    const body = (await response.json()) as Record<string, unknown>;
    assert.deepEqual(Object.keys(body).sort(), ['accessToken', 'expiresIn']);
    const without = await send('POST', '/sessions/refresh', {}, ours);
    assert.deepEqual([without.status, await codeOf(without)], [401, 'session-ended']);
  });

  it('loses it by logging out, and nothing opens any more', async () => {
    const authorization = `Bearer ${access}`;
    const response = await send('DELETE', '/sessions/current', undefined, { authorization });
    assert.equal(response.status, 204);
    const spent = cookie;
    assert.match(take(response), /^wmory_refresh=;.*Expires=Thu, 01 Jan 1970/);
    const me = await send('GET', '/me', undefined, { authorization });
    assert.deepEqual([me.status, await codeOf(me)], [401, 'session-ended']);
    const refused = await send('POST', '/sessions/refresh', {}, { cookie: spent, ...ours });
    assert.deepEqual([refused.status, await codeOf(refused)], [401, 'session-ended']);
  });
});

describe('a stranger', () => {
  const known = 'known@example.org';

  /** All of an answer but what differs between any two requests. */
  async function answerTo(path: string, body: unknown): Promise<unknown> {
    const response = await send('POST', path, body);
    const passing = new Set(['date', 'x-request-id', 'ratelimit']);
    const headers = [...response.headers].filter(([name]) => !passing.has(name));
    const text = (await response.text()).replace(/urn:uuid:[\da-f-]+/, '');
    return { status: response.status, headers, text };
  }

  before(() => signUp(known));

  it('learns from no answer who has an account', async () => {
    const asking: [path: string, make: (email: string) => unknown][] = [
      ['/accounts', (email) => ({ email, password, name: 'Eve' })],
      ['/accounts/verify/resend', (email) => ({ email })],
      ['/accounts/verify', (email) => ({ email, code: '000000' })],
      ['/accounts/password/forgot', (email) => ({ email })],
      ['/sessions', (email) => ({ email, password: 'a wrong password' })],
    ];
    for (const [path, make] of asking) {
      const unknown = `nobody-of${path.replaceAll('/', '-')}@example.org`;
      assert.deepEqual(await answerTo(path, make(known)), await answerTo(path, make(unknown)), path);
    }
  });

  it('has five guesses and is told when to come back', async () => {
    for (const email of ['guessed@example.org', known]) {
      const guess = () => send('POST', '/sessions', { email, password: 'a wrong password' });
      let last = await guess();
      for (let time = 0; time < 5 && last.status === 401; time++) last = await guess();
      assert.equal(last.status, 429);
      assert.equal(await codeOf(last), 'too-many-attempts');
      const wait = Number(last.headers.get('retry-after'));
      assert.ok(wait > 890 && wait <= 900, String(wait));
    }
  });

  it('does not choose where links in letters lead', async () => {
    const { port } = new URL(stack.url);
    await new Promise((resolve, reject) => {
      const headers = {
        host: 'evil.example',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
        'content-type': 'application/json',
      };
      const path = `${API_PREFIX}/accounts/password/forgot`;
      httpRequest({ host: '127.0.0.1', port, method: 'POST', path, headers }, resolve)
        .on('error', reject)
        .end(JSON.stringify({ email: 'app@example.org' }));
    });
    assert.equal((await linkTo('reset', 'app@example.org')).origin, `http://localhost:${port}`);
  });

  it('changes no address by looking at a link of its letters', async () => {
    const [old, next] = ['mover@example.org', 'moved@example.org'];
    await signUp(old);
    const { client, ...device } = makeDevice();
    await device.logIn(old);
    await client.confirmIdentity({ body: { password } });
    await client.requestEmailChange({ body: { email: next } });
    const [ahead, back] = [await linkTo('new-email', next), await linkTo('keep-email', old)];
    for (const link of [ahead, back])
      for (const method of ['GET', 'HEAD']) await (await fetch(link, { method })).text();
    assert.equal((await client.getMe()).email, old);
    assert.equal((await send('GET', '/accounts/email/confirm')).status, 405);
    await client.confirmEmailChange({ body: { token: tokenOf(ahead) } });
    assert.equal((await client.getMe()).email, next);
    assert.equal((await client.returnEmail({ body: { token: tokenOf(back) } })).outcome, 'restored');
  });

  it('finds no token, code or password in the log of all this', async () => {
    const { letters } = (await (await fetch(`${stack.url}/dev/mailbox.json`)).json()) as {
      letters: SentLetter[];
    };
    const tokens = letters.flatMap(({ text }) =>
      [...text.matchAll(/#token=(\S+)/g)].map(([, token = '']) => token),
    );
    assert.ok(tokens.length > 5);
    const log = lines.join('');
    assert.ok(lines.length > 50);
    for (const secret of [password, 'eight red trains', 'eyJ', ...tokens]) {
      assert.equal(log.includes(secret), false, secret);
    }
  });
});

it('the published keys verify what the server signs, and hold no private part', async () => {
  const response = await fetch(`${stack.url}/.well-known/jwks.json`);
  const { keys } = (await response.json()) as { keys: Record<string, string>[] };
  assert.equal(keys.length, 1);
  assert.deepEqual(Object.keys(keys[0] ?? {}).sort(), ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
});
