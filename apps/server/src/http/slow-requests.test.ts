import assert from 'node:assert/strict';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { STORE_PATH } from '../storage/disk.ts';
import { createHttpServer } from './server.ts';

const BODY = 200;
const file = `${STORE_PATH}/file`;
let app: FastifyInstance;
const stored: number[] = [];
before(async () => {
  app = await createHttpServer(pino({ level: 'silent' }), [], { body: BODY, silence: 4_000 });
  app.addContentTypeParser('*', (_request, _body, done) => done(null));
  app.post('/', (request) => ({ got: request.body }));
  app.put(file, async (request) => {
    let size = 0;
    for await (const chunk of request.raw) size += (chunk as Buffer).length;
    stored.push(size);
    return {};
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
});
after(() => app.close());

function open(head: string): Socket {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(`${head}\r\nHost: a\r\n\r\n`);
  return socket;
}
const post = (type: string) =>
  open(`POST / HTTP/1.1\r\nContent-Type: ${type}\r\nConnection: keep-alive\r\nContent-Length: 9`);

test('a body that does not end is answered and its connection closed, however often a byte of it comes', async () => {
  for (const drip of [false, true]) {
    const socket = post('application/json');
    socket.write('{"a"');
    const timer = drip && setInterval(() => socket.writable && socket.write(' '), BODY * 0.9);
    const answer = await text(socket);
    if (timer) clearInterval(timer);
    assert.match(answer, /^HTTP\/1.1 408 /);
    assert.match(answer, /"code":"request-timeout"/);
  }
});

test('a body that ends in time is answered, and its connection serves on', async () => {
  const socket = post('application/json');
  socket.write('{"a": 12}');
  const [first] = (await socket.take(1).toArray()) as Buffer[];
  assert.match(String(first), /^HTTP\/1.1 200 .*"got":{"a":12}/s);
});

test('a file takes as long as its bytes keep coming, and no longer', async () => {
  const rounds = 8;
  const slow = open(
    `PUT ${file} HTTP/1.1\r\nContent-Type: image/jpeg\r\nConnection: close\r\nContent-Length: ${rounds}`,
  );
  const answer = text(slow);
  for (let round = 0; round < rounds; round++) {
    await sleep(BODY / 4);
    slow.write('x');
  }
  assert.match(await answer, /^HTTP\/1.1 200 /);
  assert.deepEqual(stored, [rounds]);

  const stalled = open(`PUT ${file} HTTP/1.1\r\nContent-Type: image/jpeg\r\nContent-Length: 100`);
  stalled.write('x');
  assert.equal(await text(stalled), '');
});
