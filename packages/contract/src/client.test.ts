import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { type ClientOptions, ConnectionError, createClient, ProblemError, retryAfterOf } from './client.ts';
import { type ProblemCode, problems } from './problems.ts';

const groupId = '0198c0de-0000-7000-8000-000000000001';
const me = {
  id: groupId,
  email: 'ada@example.org',
  name: 'Ada',
  createdAt: '2026-01-02T03:04:05.678Z',
  mailTrouble: null,
  moderator: false,
  deletionAt: null,
  avatarUrl: null,
};

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** A real HTTP server on a free port whose answers the test writes, and a client of it. */
async function serve(t: TestContext, handler: Handler, options: Partial<ClientOptions> = {}) {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    handler(request, response, body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { baseUrl, server, client: createClient({ baseUrl, ...options }) };
}

function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

function refuse(response: ServerResponse, code: ProblemCode, headers: Record<string, string> = {}) {
  const { status, title } = problems[code];
  answer(response, status, { type: 'about:blank', title, status, code }, headers);
}

test('puts params in the path, query behind it and the body as JSON', async (t) => {
  const seen: string[] = [];
  const { client } = await serve(t, (request, response, body) => {
    seen.push(`${request.method} ${request.url} ${request.headers['content-type'] ?? '-'} ${body}`);
    if (request.method === 'GET') answer(response, 200, { photos: [], nextCursor: null, newerCursor: null });
    else answer(response, 200, { photoIds: [groupId] });
  });
  await client.listPhotos({ params: { groupId }, query: { order: 'added', limit: 5 } });
  await client.listPhotos({ params: { groupId: 'a/b?c' }, query: { cursor: 'x&y' } });
  await client.trashPhotos({ params: { groupId }, body: { photoIds: [groupId] } });
  assert.deepEqual(seen, [
    `GET /api/v1/groups/${groupId}/photos?order=added&limit=5 - `,
    'GET /api/v1/groups/a%2Fb%3Fc/photos?cursor=x%26y - ',
    `POST /api/v1/groups/${groupId}/photos/trash application/json {"photoIds":["${groupId}"]}`,
  ]);
});

test('sends the access token where an operation needs one, and only there', async (t) => {
  const seen: (string | undefined)[] = [];
  const { client } = await serve(
    t,
    (request, response) => {
      seen.push(request.headers.authorization);
      if (request.url === '/api/v1/me') answer(response, 200, me);
      else answer(response, 202, undefined);
    },
    { accessToken: () => 'secret' },
  );
  await client.getMe();
  assert.equal(await client.forgotPassword({ body: { email: 'a@example.org' } }), undefined);
  assert.deepEqual(seen, ['Bearer secret', undefined]);
});

test('sends extra headers and the idempotency key', async (t) => {
  const { client } = await serve(
    t,
    (request, response) => {
      assert.equal(request.headers['user-agent'], 'wmory-test');
      assert.equal(request.headers['idempotency-key'], 'once');
      refuse(response, 'too-many-groups');
    },
    { headers: { 'user-agent': 'wmory-test' } },
  );
  await assert.rejects(client.createGroup({ body: { name: 'Alps' } }, { idempotencyKey: 'once' }), {
    name: 'ProblemError',
    code: 'too-many-groups',
  });
});

test('a refusal becomes a ProblemError with its code and the seconds to wait', async (t) => {
  const { client } = await serve(t, (_, response) =>
    refuse(response, 'rate-limited', { 'retry-after': '17' }),
  );
  await assert.rejects(client.getMe(), (error) => {
    assert.ok(error instanceof ProblemError);
    assert.equal(error.code, 'rate-limited');
    assert.equal(error.retryAfter, 17);
    assert.equal(error.message, problems['rate-limited'].title);
    return true;
  });
});

test('retryAfterOf reads seconds and dates', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  assert.equal(retryAfterOf('120', now), 120);
  assert.equal(retryAfterOf('Thu, 01 Jan 2026 00:00:30 GMT', now), 30);
  for (const header of [null, undefined, '', '0', '-5', 'soon', 'Wed, 31 Dec 2025 23:59:00 GMT']) {
    assert.equal(retryAfterOf(header, now), null, String(header));
  }
});

test('what is not of this API becomes a ConnectionError', async (t) => {
  const answers: Handler[] = [
    (_, response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>'),
    (_, response) => answer(response, 200, { ...me, email: 5 }),
    (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":'),
    (request) => request.socket.destroy(),
  ];
  for (const handler of answers) {
    const { client } = await serve(t, handler);
    await assert.rejects(client.getMe(), ConnectionError, handler.toString());
  }
  await assert.rejects(createClient({ baseUrl: 'http://127.0.0.1:1' }).getMe(), ConnectionError);
});

test('fields that this version does not know are dropped', async (t) => {
  const { client } = await serve(t, (_, response) => answer(response, 200, { ...me, mood: 'fine' }));
  assert.deepEqual(await client.getMe(), me);
});

test('an aborted call rejects as aborted, before the answer and within it', async (t) => {
  const controller = new AbortController();
  const before = await serve(t, () => controller.abort());
  await assert.rejects(before.client.getMe(undefined, { signal: controller.signal }), { name: 'AbortError' });

  for (const status of [200, 503]) {
    const during = new AbortController();
    const { client } = await serve(
      t,
      (_, response) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.write('{"id":');
      },
      {
        fetch: async (...request) => {
          const response = await fetch(...request);
          setImmediate().then(() => during.abort());
          return response;
        },
      },
    );
    await assert.rejects(client.getMe(undefined, { signal: during.signal }), { name: 'AbortError' });
  }
});

test('calls refused side by side share one renewal and are tried once more', async (t) => {
  let token = 'old';
  let refused = 0;
  let renewals = 0;
  const { client } = await serve(
    t,
    (request, response) => {
      if (request.headers.authorization === 'Bearer new') return answer(response, 200, me);
      refused += 1;
      refuse(response, 'unauthenticated');
    },
    {
      accessToken: () => token,
      renew: async () => {
        renewals += 1;
        for (let turns = 0; turns < 50 || refused < 20; turns += 1) await setImmediate();
        token = 'new';
        return true;
      },
    },
  );
  const all = await Promise.all(Array.from({ length: 20 }, () => client.getMe()));
  assert.equal(all.length, 20);
  assert.equal(renewals, 1);
});

test('a call refused with a token that has been replaced since is repeated without a renewal', async (t) => {
  let token = 'old';
  const { client } = await serve(
    t,
    (request, response) => {
      if (request.headers.authorization === 'Bearer new') return answer(response, 200, me);
      token = 'new';
      refuse(response, 'session-ended');
    },
    { accessToken: () => token, renew: () => assert.fail('must not renew') },
  );
  assert.deepEqual(await client.getMe(), me);
});

test('a failed renewal, and a second refusal, end the call with the problem', async (t) => {
  let calls = 0;
  const { baseUrl } = await serve(t, (_, response) => {
    calls += 1;
    refuse(response, 'session-ended');
  });
  const accessToken = () => 'same';
  await assert.rejects(createClient({ baseUrl, accessToken, renew: async () => false }).getMe(), {
    code: 'session-ended',
  });
  assert.equal(calls, 1);
  await assert.rejects(createClient({ baseUrl, accessToken, renew: async () => true }).getMe(), {
    code: 'session-ended',
  });
  assert.equal(calls, 3);
});

test('what anybody may ask is asked by nobody once a session has ended, and by whom it is of while it lasts', async (t) => {
  const callers: (string | undefined)[] = [];
  const { baseUrl } = await serve(t, (request, response) => {
    callers.push(request.headers.authorization);
    refuse(response, request.headers.authorization === 'Bearer old' ? 'session-ended' : 'invite-invalid');
  });
  let token = 'old';
  const preview = (renew: () => Promise<boolean>) =>
    assert.rejects(
      createClient({ baseUrl, accessToken: () => token, renew }).previewInvite({
        body: { token: 't'.repeat(43) },
      }),
      { code: 'invite-invalid' },
    );
  await preview(async () => false);
  await preview(async () => {
    token = 'new';
    return true;
  });
  assert.deepEqual(callers, ['Bearer old', undefined, 'Bearer old', 'Bearer new']);
});

test('wrong credentials are no reason to renew', async (t) => {
  const { client } = await serve(t, (_, response) => refuse(response, 'wrong-credentials'), {
    renew: () => assert.fail('must not renew'),
  });
  const body = { currentPassword: 'a', newPassword: 'correct horse battery' };
  await assert.rejects(client.changePassword({ body }), { code: 'wrong-credentials' });
});

test('the types demand what an operation needs', () => {
  const client = createClient({ baseUrl: '', fetch: async () => Response.json({}) });
  const compiled = () => [
    client.getMe(),
    client.refreshSession(),
    client.listGroups({}, {}),
    client.createInvite({ params: { groupId }, body: {} }),
    // @ts-expect-error params are missing
    client.getGroup(),
    // @ts-expect-error the body lacks a name
    client.createGroup({ body: {} }),
    // @ts-expect-error no such order
    client.listPhotos({ params: { groupId }, query: { order: 'random' } }),
    // @ts-expect-error there is no such operation
    client.dropEverything(),
  ];
  assert.equal(typeof compiled, 'function');
  assert.equal('dropEverything' in client, false);
});

test('addresses that are paths become those of the origin the call went to; others stay', async (t) => {
  const urls = ['/store/media/a?signature=x', 'https://bucket.example/media/a?X-Amz-Signature=x'];
  const rest = { name: '/not/an/address', size: 1, sha256: '0'.repeat(64), expiresAt: me.createdAt };
  const { baseUrl, client } = await serve(t, (_, response) =>
    answer(response, 200, { url: urls.shift(), ...rest }),
  );
  const original = () => client.getOriginal({ params: { groupId, photoId: groupId } });
  assert.deepEqual(await original(), { url: `${baseUrl}/store/media/a?signature=x`, ...rest });
  assert.equal((await original()).url, 'https://bucket.example/media/a?X-Amz-Signature=x');
});

test('the origin may be a function, which is asked at each call', async (t) => {
  const { baseUrl } = await serve(t, (_, response) => answer(response, 200, me));
  let origin = 'http://127.0.0.1:1';
  const client = createClient({ baseUrl: () => origin });
  await assert.rejects(client.getMe(), ConnectionError);
  origin = baseUrl;
  assert.deepEqual(await client.getMe(), me);
});

test('a refusal by a newer server, for a reason without a word here, is a refusal all the same', async (t) => {
  const { client } = await serve(t, (_, response) =>
    answer(response, 409, {
      type: 'urn:wmory:problem:new',
      title: 'Something new',
      status: 409,
      code: 'brand-new',
    }),
  );
  await assert.rejects(
    client.getMe(),
    (error) =>
      error instanceof ProblemError && error.code === 'internal' && error.message === 'Something new',
  );
});
