import assert from 'node:assert/strict';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, it } from 'node:test';
import { Problem } from '@wmory/contract';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { createHttpServer } from './server.ts';

const SECRET = 'c2VjcmV0';
const log: string[] = [];
let app: FastifyInstance;
before(async () => {
  app = await createHttpServer(pino({ level: 'trace' }, { write: (line) => void log.push(line) }), []);
  app.get('/slow', (_, reply) => {
    reply.raw.writeHead(200, { 'content-length': '9' });
    reply.raw.write('begun');
    return reply;
  });
  app.post('/', () => ({}));
  await app.listen({ host: '127.0.0.1', port: 0 });
});
after(() => app.close());

/** All that comes back until the server closes the connection, which it has to. */
async function send(bytes: string): Promise<{ head: string; body: string }> {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(bytes);
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
  return { head, body };
}

const post = (headers: string, body = '') => `POST / HTTP/1.1\r\nHost: a\r\n${headers}\r\n\r\n${body}`;

const table: [what: string, bytes: string, status: number, code: string][] = [
  ['is no HTTP', `${SECRET}\r\n\r\n`, 400, 'malformed-request'],
  ['is of TLS', '\x16\x03\x01\x02\x00\x01\x00', 400, 'malformed-request'],
  ['has a method that is none', `${SECRET} / HTTP/1.1\r\nHost: a\r\n\r\n`, 400, 'malformed-request'],
  ['has two lengths', post('Content-Length: 1\r\nContent-Length: 2'), 400, 'malformed-request'],
  [
    'has a length and chunks, which two servers would read in two ways',
    post('Content-Length: 4\r\nTransfer-Encoding: chunked', '0\r\n\r\n'),
    400,
    'malformed-request',
  ],
  ['has a chunk that is none', post('Transfer-Encoding: chunked', 'x\r\n'), 400, 'malformed-request'],
  ['breaks a header in two', post(`X-A: b\nCookie : ${SECRET}`), 400, 'malformed-request'],
  ['has headers without an end', post(`Cookie: ${SECRET.repeat(3000)}`), 431, 'headers-too-large'],
];
for (const [what, bytes, status, code] of table) {
  it(`a request that ${what} is answered ${status} ${code}, and the connection closed`, async () => {
    const { head, body } = await send(bytes);
    assert.match(head, new RegExp(`^HTTP/1.1 ${status} `));
    for (const header of [
      /^content-type: application\/problem\+json\r?$/im,
      /^connection: close\r?$/im,
      /^cache-control: no-store\r?$/im,
      /^x-content-type-options: nosniff\r?$/im,
    ])
      assert.match(head, header);
    const problem = Problem.strict().parse(JSON.parse(body));
    assert.deepEqual([problem.status, problem.code], [status, code]);
  });
}

it('nothing is written into an answer that has begun', async () => {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n');
  let got = '';
  for await (const chunk of socket) {
    got += String(chunk);
    if (got.endsWith('begun')) socket.write(`${SECRET}\r\n\r\n`);
  }
  assert.match(got, /\r\n\r\nbegun$/);
});

it('the log says that it happened and from where, and not what was sent', () => {
  const lines = log.filter((line) => line.includes('could not be read'));
  assert.equal(lines.length, table.length + 1);
  for (const line of lines) {
    const { ip, fault } = JSON.parse(line) as { ip: string; fault: string };
    assert.equal(ip, '127.0.0.1');
    assert.match(fault, /^HPE_/);
  }
  assert.ok(!log.some((line) => line.includes(SECRET)));
});
