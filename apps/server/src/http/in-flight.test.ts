import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { capInFlight } from './in-flight.ts';
import { createHttpServer } from './server.ts';

let app: FastifyInstance;
let arrived = 0;
let release = (): void => {};
before(async () => {
  app = await createHttpServer(pino({ level: 'silent' }), []);
  capInFlight(app, 3);
  const slow = async () => {
    arrived += 1;
    await new Promise<void>((resolve) => {
      const before = release;
      release = () => {
        before();
        resolve();
      };
    });
    return {};
  };
  app.get('/slow', slow);
  app.get('/store/slow', slow);
  for (const path of ['/livez', '/readyz', '/quick']) app.get(path, () => ({}));
  await app.listen({ host: '127.0.0.1', port: 0 });
});
after(() => app.close());

const urlOf = (path: string) => `http://127.0.0.1:${(app.server.address() as AddressInfo).port}${path}`;
const statusOf = async (path: string): Promise<number> => {
  const sent = request(urlOf(path), { agent: false }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode ?? 0;
};
async function untilArrived(count: number): Promise<void> {
  while (arrived < count) await sleep(5);
}

it('beyond so many under way the rest is told to come back, and health is answered all the same', async () => {
  const held = [1, 2, 3].map(() => statusOf('/slow'));
  await untilArrived(3);
  const refused = await fetch(urlOf('/quick'));
  assert.deepEqual([refused.status, refused.headers.get('retry-after')], [503, '2']);
  assert.equal(((await refused.json()) as { code: string }).code, 'overloaded');
  assert.deepEqual([await statusOf('/livez'), await statusOf('/readyz')], [200, 200]);
  const files = statusOf('/store/slow');
  await untilArrived(4);
  release();
  assert.deepEqual(await Promise.all([...held, files]), [200, 200, 200, 200]);
  assert.equal(await statusOf('/quick'), 200);
});

it('who leaves without an answer leaves its place, and a refusal takes none', async () => {
  arrived = 0;
  const leaving = [1, 2, 3].map(() =>
    request(urlOf('/slow'), { agent: false })
      .on('error', () => {})
      .end(),
  );
  await untilArrived(3);
  for (let refusal = 0; refusal < 10; refusal++) assert.equal(await statusOf('/quick'), 503);
  for (const each of leaving) each.destroy();
  while ((await statusOf('/quick')) !== 200) await sleep(5);
  release();
});
