import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { API_PREFIX, type Problem } from '@wmory/contract';
import { type Stack, startStack } from '../../../../tools/dev-stack.ts';
import type { Person } from '../../../../tools/person.ts';

let stack: Stack;
let anna: Person;
let token: string;

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(stack.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    body,
  });

async function codeOf(response: Response): Promise<string> {
  assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
  return ((await response.json()) as Problem).code;
}

before(async () => {
  stack = await startStack({ env: { RATE_LIMIT_FACTOR: '1' } });
  anna = await stack.person('Anna');
  const body = JSON.stringify({ email: anna.email, password: anna.password });
  const response = await fetch(`${stack.url}${API_PREFIX}/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  token = ((await response.json()) as { accessToken: string }).accessToken;
});
after(() => stack.stop());

describe('a bad request', () => {
  const groups = `${API_PREFIX}/groups`;
  const table: [what: string, send: () => Promise<Response>, status: number, code: string][] = [
    ['is no JSON', () => post(groups, '{"name":'), 400, 'malformed-request'],
    ['has no body', () => post(groups, ''), 400, 'malformed-request'],
    ['lacks a field', () => post(groups, '{}'), 400, 'malformed-request'],
    ['has an unknown field', () => post(groups, '{"name":"A","role":"owner"}'), 400, 'malformed-request'],
    [
      'has a name of control characters',
      () => post(groups, '{"name":"A\\u202eB"}'),
      400,
      'malformed-request',
    ],
    [
      'poisons a prototype',
      () => post(groups, '{"name":"A","__proto__":{"admin":true}}'),
      400,
      'malformed-request',
    ],
    ['is too long', () => post(groups, JSON.stringify({ name: 'x'.repeat(70_000) })), 413, 'body-too-large'],
    [
      'is text',
      () => post(groups, '{"name":"A"}', { 'content-type': 'text/plain' }),
      415,
      'unsupported-media-type',
    ],
    ['goes nowhere', () => post(`${API_PREFIX}/nothing`, '{}'), 404, 'not-found'],
    [
      'names an id that is none',
      () => fetch(`${stack.url}${groups}/1`, { headers: { authorization: `Bearer ${token}` } }),
      404,
      'not-found',
    ],
    ['has no token', () => post(groups, '{"name":"A"}', { authorization: '' }), 401, 'unauthenticated'],
    [
      'has a token that is none',
      () => post(groups, '{"name":"A"}', { authorization: 'Bearer a.b.c' }),
      401,
      'unauthenticated',
    ],
  ];
  for (const [what, send, status, code] of table) {
    it(`that ${what} is answered ${status} ${code}`, async () => {
      const response = await send();
      assert.equal(response.status, status);
      assert.equal(await codeOf(response), code);
    });
  }

  it('names each fault by a pointer', async () => {
    const response = await post(`${API_PREFIX}/sessions`, '{"email":"no","password":""}');
    const { faults } = (await response.json()) as Problem;
    assert.deepEqual(faults?.map(({ at }) => at).sort(), ['/body/email', '/body/password']);
  });
});

it('no content type leads around the schema', async () => {
  const types = [
    'application/json ',
    'application/json;',
    'application/json\t; charset=utf-8',
    'Application/JSON',
    'APPLICATION/JSON; a=b',
    'application/json;charset=utf-8;x',
    'application/json, text/plain',
    'application/vnd.api+json',
    'application/problem+json',
    'application/jsonp',
    'application/x-json',
    'text/json',
    'text/plain',
    'text/html',
    'text/plain;application/json',
    '*/*',
    'application/*',
    'multipart/form-data',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'application/octet-stream',
    'application/xml',
    'application/json/',
    '/json',
    'application/ json',
    'json',
    'a',
    ';',
    'application/json; charset=utf-7',
    'application/json;application/json',
  ];
  for (const type of types) {
    const response = await post(`${API_PREFIX}/groups`, '{"name":"","extra":1}', { 'content-type': type });
    assert.ok([400, 415].includes(response.status), `${JSON.stringify(type)}: ${response.status}`);
  }
  assert.deepEqual((await anna.client.listGroups()).groups, []);
});

it('every answer says who may keep it and what it may do', async () => {
  const page = await fetch(`${stack.url}/`);
  const policy = page.headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'self'/);
  assert.ok(!/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')/.test(policy), policy);
  const answer = await fetch(`${stack.url}${API_PREFIX}/me`, {
    headers: { authorization: `Bearer ${token}` },
  });
  assert.match(answer.headers.get('cache-control') ?? '', /private/);
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(answer.headers.get('x-frame-options'), 'DENY');
  assert.equal(answer.headers.get('access-control-allow-origin'), null);
});

it('a creating call repeated with its key makes one', async () => {
  const body = JSON.stringify({ name: 'Once' });
  const answers = await Promise.all(
    [1, 2].map(async () => {
      const response = await post(`${API_PREFIX}/groups`, body, { 'idempotency-key': 'k1' });
      return response.status;
    }),
  );
  assert.ok(
    answers.includes(201) && answers.every((status) => status === 201 || status === 409),
    String(answers),
  );
  const again = await post(`${API_PREFIX}/groups`, body, { 'idempotency-key': 'k1' });
  assert.equal(again.status, 201);
  assert.equal((await anna.client.listGroups()).groups.length, 1);
  const other = await post(`${API_PREFIX}/groups`, '{"name":"Other"}', { 'idempotency-key': 'k1' });
  assert.equal(await codeOf(other), 'idempotency-mismatch');
});

it('what is called too often says when to come back', async () => {
  const { groups } = await anna.client.listGroups();
  const path = `${API_PREFIX}/groups/${groups[0]?.id}/invites`;
  let last = await post(path, '{}');
  for (let i = 0; i < 25 && last.status === 201; i++) last = await post(path, '{}');
  assert.equal(last.status, 429);
  assert.ok(Number(last.headers.get('retry-after')) > 0);
  assert.match(last.headers.get('ratelimit-policy') ?? '', /"invite";q=20;w=86400/);
  assert.match(last.headers.get('ratelimit') ?? '', /"invite";r=0;t=\d+/);
  assert.equal(await codeOf(last), 'rate-limited');
});

it('a forged X-Forwarded-For makes no new bucket', async () => {
  const remaining = async (address: string): Promise<string | undefined> => {
    const response = await fetch(`${stack.url}${API_PREFIX}/sessions/refresh`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      body: '{}',
    });
    return /r=(\d+)/.exec(response.headers.get('ratelimit') ?? '')?.[1];
  };
  const [first, second] = [Number(await remaining('203.0.113.1')), Number(await remaining('203.0.113.2'))];
  assert.equal(second, first - 1);
});

describe('the surroundings', () => {
  it('tell whether the server lives and can serve', async () => {
    assert.equal((await fetch(`${stack.url}/livez`)).status, 200);
    const ready = await fetch(`${stack.url}/readyz`);
    assert.deepEqual(
      [ready.status, await ready.json()],
      [200, { status: 'ok', parts: { database: 'ok', storage: 'ok' } }],
    );
  });

  it('hold the API document, its reference and the keys', async () => {
    assert.equal(
      ((await (await fetch(`${stack.url}/openapi.json`)).json()) as { openapi: string }).openapi,
      '3.1.0',
    );
    assert.match(await (await fetch(`${stack.url}/docs`)).text(), /swagger-ui-bundle/);
    const script = await fetch(`${stack.url}/docs/assets/swagger-ui-bundle.js`);
    assert.deepEqual([script.status, (await script.text()).includes('SwaggerUIBundle')], [200, true]);
    assert.equal((await fetch(`${stack.url}/docs/assets/package.json`)).status, 404);
    const { keys } = (await (await fetch(`${stack.url}/.well-known/jwks.json`)).json()) as {
      keys: Record<string, string>[];
    };
    assert.ok(keys.length > 0 && keys.every((key) => !('d' in key)));
  });
});
