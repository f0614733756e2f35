import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from './server.ts';

/** A request whose body takes longer than the server goes on taking new ones; answers the status. */
async function postSlowly(url: string): Promise<number> {
  const body = JSON.stringify({ email: 'nobody@example.org', password: 'wrong' });
  const call = request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': body.length },
  });
  const answered = once(call, 'response') as Promise<[IncomingMessage]>;
  for (const character of body) {
    call.write(character);
    await sleep(50);
  }
  call.end();
  const [response] = await answered;
  response.resume();
  return response.statusCode ?? 0;
}

test('SIGTERM under load: not ready first, nothing in flight fails, and the end comes soon', async () => {
  const server = await startServer({ env: { DRAIN_SECONDS: '1' } });
  const seen = { served: 0, failed: [] as string[] };
  let ready = true;

  /** Calls again and again, as a balancer lets it: until the server says that it is not ready. */
  async function call(path: string): Promise<void> {
    while (ready) {
      try {
        const response = await fetch(server.url + path);
        await response.text();
        if (path === '/readyz' && response.status === 503) ready = false;
        seen.served += 1;
      } catch (error) {
        seen.failed.push(String((error as Error).cause ?? error));
      }
    }
  }

  const load = Promise.all([
    ...Array.from({ length: 20 }, () => call('/api/v1/me')),
    call('/openapi.json'),
    call('/readyz'),
  ]);
  // However slow the machine is, the load is there first.
  while (seen.served <= 100 && seen.failed.length === 0) await sleep(20);
  const slow = postSlowly(`${server.url}/api/v1/sessions`);
  await sleep(100);
  const asked = performance.now();
  const code = server.stop();
  await load;
  assert.equal(await slow, 401);
  assert.equal(await code, 0);
  assert.deepEqual(seen.failed, []);
  assert.ok(!ready, JSON.stringify(seen));
  assert.ok(performance.now() - asked < 25_000);
  await assert.rejects(fetch(server.url));
});
