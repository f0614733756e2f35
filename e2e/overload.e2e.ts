import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { test } from 'node:test';
import { startServer } from './server.ts';

const IN_FLIGHT = 20;
/** Ten times what the server takes at once, again and again. */
const SENDERS = 10 * IN_FLIGHT;
const CALLS_EACH = 3;
const MB = 1_000_000;

const agent = new Agent({ keepAlive: true });

function call(url: string, body?: unknown): Promise<{ status: number; retryAfter: number }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; retryAfter: number }>();
  const method = body === undefined ? 'GET' : 'POST';
  const sent = request(
    url,
    { agent, method, headers: { 'content-type': 'application/json' } },
    (response) => {
      const { statusCode: status = 0, headers } = response;
      response.resume().on('end', () => resolve({ status, retryAfter: Number(headers['retry-after'] ?? 0) }));
    },
  );
  sent.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
  return promise;
}

/** Of what the process holds in memory, by Linux. */
function residentBytes(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

test('ten times too much: the rest is told to come back, health is answered, and memory stays', async (t) => {
  const server = await startServer({ env: { MAX_IN_FLIGHT: String(IN_FLIGHT), RATE_LIMIT_FACTOR: '1000' } });
  try {
    const api = `${server.url}/api/v1`;
    // Looking is quick; who asks for a letter is answered after a fifth of a second, and holds a place for so long.
    const send = (which: number) => {
      if (which % 3 === 0) return call(`${api}/server`);
      if (which % 3 === 1) return call(`${server.url}/openapi.json`);
      return call(`${api}/accounts/password/forgot`, { email: 'nobody@example.org' });
    };
    async function wave(): Promise<Map<number, number>> {
      const counts = new Map<number, number>();
      let over = false;
      const watch = (async () => {
        while (!over) assert.equal((await call(`${server.url}/livez`)).status, 200);
      })();
      await Promise.all(
        Array.from({ length: SENDERS }, async (_, sender) => {
          for (let round = 0; round < CALLS_EACH; round++) {
            const { status, retryAfter } = await send(sender + round);
            counts.set(status, (counts.get(status) ?? 0) + 1);
            assert.ok([200, 202, 204, 429, 503].includes(status), String(status));
            if (status === 429 || status === 503) assert.ok(retryAfter > 0, `${status} says when`);
          }
        }),
      );
      over = true;
      await watch;
      return counts;
    }
    const counts = [await wave(), await wave()];
    const before = residentBytes(server.pid);
    for (let more = 0; more < 2; more++) counts.push(await wave());
    const grown = residentBytes(server.pid) - before;
    t.diagnostic(`${JSON.stringify(counts.map((each) => [...each]))}, grown by ${Math.round(grown / MB)} MB`);
    for (const each of counts) {
      assert.ok((each.get(503) ?? 0) > 0, 'some are turned away');
      assert.ok(
        (each.get(200) ?? 0) + (each.get(202) ?? 0) + (each.get(204) ?? 0) >= IN_FLIGHT,
        'others are served',
      );
    }
    assert.ok(grown < 50 * MB, `grown by ${grown} bytes`);
  } finally {
    agent.destroy();
    await server.stop();
  }
});
