import assert from 'node:assert/strict';
import { Agent, METHODS, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { API_PREFIX, type Operation, operations, Problem } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import { type Stack, startStack } from '../../../../tools/dev-stack.ts';
import type { Person } from '../../../../tools/person.ts';

/** What is asked from elsewhere, by a page of somebody else's. */
const FOREIGN = { origin: 'https://evil.example', 'x-forwarded-for': '203.0.113.9' };
const METHODS_TRIED = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
const HIDDEN = /^\/(dev|metrics)(\/|$)/;

let stack: Stack;
let anna: Person;
let token: string;
before(async () => {
  // Every route there can be.
  stack = await startStack({
    env: {
      SES_TOPIC_ARN: 'arn:aws:sns:eu-central-1:123456789012:mail',
      METRICS_TOKEN: 'a-token-that-reads-what-is-measured',
    },
  });
  anna = await stack.person('Anna');
  const { payload } = await stack.app.http.inject({
    method: 'POST',
    url: `${API_PREFIX}/sessions`,
    payload: { email: anna.email, password: anna.password },
  });
  token = (JSON.parse(payload) as { accessToken: string }).accessToken;
});
after(async () => {
  agent.destroy();
  await stack.stop();
});

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  payload: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 4 });

/** By a socket, as what is sent before there is a request shows nowhere else. */
function ask(method: string, path: string, headers: Record<string, string> = FOREIGN): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { port } = new URL(stack.url);
  const sent = request({ agent, port, path, method, headers }, async (response) => {
    const { statusCode: status = 0, headers: got } = response;
    resolve({ status, headers: got, payload: await text(response) });
  });
  sent.on('error', reject).end();
  return promise;
}

/** The address of a route with ids that nothing has. */
const addressOf = (url: string): string => url.replace(/:\w+/g, () => uuidv7()).replace('*', 'nothing');

/** Each pattern of the router with the methods it has. */
function table(): Map<string, Set<string>> {
  const all = new Map<string, Set<string>>();
  for (const { method, url } of stack.app.http.routes.list())
    all.set(url, (all.get(url) ?? new Set()).add(method));
  return all;
}

/** Whether another pattern takes that method at this address: one with a parameter where this has a word. */
function isTakenByAnother(url: string, method: string): boolean {
  const words = url.split('/');
  return [...table()].some(([other, methods]) => {
    const those = other.split('/');
    return (
      other !== url &&
      methods.has(method) &&
      those.length === words.length &&
      those.every((word, index) => word === words[index] || word.startsWith(':'))
    );
  });
}

/** Whether the web app has a page there, beside what else the address takes. */
const isPage = (url: string, method: string): boolean =>
  url === '/unsubscribe' && ['GET', 'HEAD'].includes(method);

/** What holds for every answer, whatever it is about. */
function checkHeaders({ headers, payload, status }: Answer): void {
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.match(String(headers['content-security-policy']), /default-src '(self|none)'/);
  assert.match(String(headers['content-security-policy']), /sandbox|frame-ancestors '(none|self)'/);
  assert.ok(!/script-src[^;]*'unsafe-(inline|eval)'/.test(String(headers['content-security-policy'])));
  assert.match(String(headers['x-frame-options']), /^(DENY|SAMEORIGIN)$/);
  assert.equal(headers['referrer-policy'], 'no-referrer');
  assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
  assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
  assert.ok(headers['permissions-policy']);
  assert.ok(headers['x-request-id']);
  assert.match(String(headers['cache-control']), /no-store|no-cache|(private|public), max-age=\d+/);
  for (const name of Object.keys(headers))
    assert.ok(!/^(server|x-powered-by|via|access-control-.*|x-aspnet.*)$/.test(name), `${name} is there`);
  for (const cookie of [headers['set-cookie'] ?? []].flat())
    assert.match(String(cookie), /Path=\/api\/v1\/sessions; HttpOnly; SameSite=Strict/);
  if (status < 400 || payload === '') return;
  assert.match(String(headers['content-type']), /^application\/problem\+json/);
  assert.match(String(headers['cache-control']), /no-store/);
}

/** The problem that it is, all of it. */
function problemIn({ payload, status }: Answer): string {
  const problem = Problem.strict().parse(JSON.parse(payload));
  assert.equal(problem.status, status);
  return problem.code;
}

describe('every address, asked in every way', () => {
  it('is what the contract and this list say', () => {
    const beside = [...table().keys()].filter((url) => !url.startsWith(API_PREFIX)).sort();
    const expected = [
      '/.well-known/jwks.json',
      '/dev/letters',
      '/dev/letters/:language/:kind',
      '/dev/mailbox',
      '/dev/mailbox.json',
      '/dev/mailbox/:id',
      '/docs',
      '/docs/assets/*',
      '/docs/start.js',
      '/hooks/ses',
      '/livez',
      '/metrics',
      '/openapi.json',
      '/readyz',
      '/unsubscribe',
    ];
    // The files of the web app are many, and the disk's store is there on a disk alone.
    const words = /^\/(dev|docs|hooks|livez|metrics|openapi\.json|readyz|unsubscribe|\.well-known)(\/|$)/;
    assert.deepEqual(
      beside.filter((url) => words.test(url)),
      expected,
    );
    const mounted = new Set(stack.app.http.routes.list().map(({ method, url }) => `${method} ${url}`));
    const declared = Object.values(operations).map(({ method, path }) => `${method} ${API_PREFIX}${path}`);
    const inApi = [...mounted].filter(
      (route) => route.includes(` ${API_PREFIX}/`) && !route.startsWith('HEAD '),
    );
    assert.deepEqual(inApi.sort(), declared.sort());
  });

  it('says who may keep it, admits no page of others, and names no software', async () => {
    for (const url of table().keys())
      for (const method of METHODS_TRIED) {
        const answer = await ask(method, addressOf(url));
        try {
          checkHeaders(answer);
          assert.ok(answer.status < 500, `${answer.status} ${answer.payload}`);
        } catch (error) {
          throw new Error(`${method} ${url}`, { cause: error });
        }
      }
  });

  it('answers 405 with Allow to a method it does not take, and OPTIONS with the same', async () => {
    for (const [url, methods] of table()) {
      if (url.startsWith('/store/')) continue;
      for (const method of METHODS_TRIED) {
        const answer = await ask(method, addressOf(url));
        const told = `${method} ${url}: ${answer.status} ${answer.payload}`;
        if (HIDDEN.test(url)) {
          assert.equal(answer.status, 404, told);
          if (method !== 'HEAD') assert.equal(problemIn(answer), 'not-found', told);
        } else if (methods.has(method) || isTakenByAnother(url, method) || isPage(url, method))
          assert.notEqual(answer.status, 405, told);
        else {
          const allowed = String(answer.headers['allow']).split(', ');
          for (const each of [...methods, 'OPTIONS'])
            assert.ok(allowed.includes(each), `${told}: ${allowed}`);
          assert.ok(method === 'OPTIONS' || !allowed.includes(method), told);
          if (method === 'OPTIONS') assert.deepEqual([answer.status, answer.payload], [204, ''], told);
          else assert.equal(answer.status, 405, told);
          if (method !== 'OPTIONS' && method !== 'HEAD')
            assert.equal(problemIn(answer), 'method-not-allowed', told);
        }
      }
    }
  });

  it('tells HEAD what it tells GET, without a body', async () => {
    for (const [url, methods] of table()) {
      if (!methods.has('GET')) continue;
      const [get, head] = await Promise.all([ask('GET', addressOf(url)), ask('HEAD', addressOf(url))]);
      assert.deepEqual([head.status, head.payload], [get.status, ''], url);
      assert.equal(head.headers['content-type'], get.headers['content-type'], url);
      assert.equal(head.headers['cache-control'], get.headers['cache-control'], url);
    }
  });

  it('refuses methods that nobody has heard of', async () => {
    for (const method of METHODS.filter(
      (each) => each !== 'CONNECT' && !(METHODS_TRIED as readonly string[]).includes(each),
    ))
      for (const path of ['/livez', '/', `${API_PREFIX}/groups`]) {
        const { status } = await ask(method, path);
        assert.equal(status, 405, `${method} ${path}`);
      }
  });
});

describe('what leads nowhere', () => {
  it('is a problem of one shape, whatever was asked', async () => {
    const addresses = [
      '/api',
      '/api/v1',
      '/api/v2/groups',
      `${API_PREFIX}/nothing`,
      '/docs/assets/package.json',
    ];
    for (const url of [
      ...addresses,
      '/nothing.js',
      '/.env',
      '/metrics/x',
      '/dev',
      '/hooks',
      '/.well-known/x',
    ])
      for (const method of METHODS_TRIED) {
        const answer = await ask(method, url);
        assert.equal(
          answer.status,
          url.startsWith('/docs/assets/') && !['GET', 'HEAD'].includes(method) ? answer.status : 404,
          `${method} ${url}`,
        );
        checkHeaders(answer);
        if (method === 'GET') assert.equal(problemIn(answer), 'not-found');
      }
  });

  it('is one too where the address cannot be read or is too long', async () => {
    for (const url of ['/%zz', `${API_PREFIX}/%`, `${API_PREFIX}/groups/${'x'.repeat(300)}`]) {
      const answer = await ask('GET', url);
      assert.deepEqual([answer.status, problemIn(answer)], [404, 'not-found'], url);
      checkHeaders(answer);
    }
  });
});

describe('a query', () => {
  it('that an operation does not know is refused by every one', async () => {
    for (const [id, operation] of Object.entries(operations) as [string, Operation][]) {
      const url = `${addressOf(API_PREFIX + operation.path)}?unheard=of`;
      const { status, payload } = await ask(operation.method, url, { authorization: `Bearer ${token}` });
      const { faults = [] } = JSON.parse(payload) as Problem;
      assert.equal(status, 400, `${id}: ${payload}`);
      assert.ok(
        faults.some(({ at }) => at === '/query'),
        `${id}: ${payload}`,
      );
    }
    assert.equal((await anna.client.getMe({})).email, anna.email);
  });
});
