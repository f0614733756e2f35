import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import { sendProblem } from '../http/problem.ts';
import { createCapture } from './capture.ts';
import { letterTexts } from './letter-texts.ts';
import { mailboxRoute } from './mailbox-route.ts';
import { writeLetter } from './templates.ts';

const dir = mkdtempSync(join(tmpdir(), 'wmory-mailbox-'));
const capture = createCapture({ dir });
let app: FastifyInstance;

before(async () => {
  app = fastify({ trustProxy: true });
  app.setErrorHandler((error, req, reply) => sendProblem(req, reply, error));
  await app.register(mailboxRoute, { capture });
  await app.listen({ host: '0.0.0.0', port: 0 });
  const link = 'https://photos.example/verify?a=1&b=2#t=123456';
  await capture.send(writeLetter('verifyEmail', 'ada@example.org', { name: 'Ada', code: '042117', link }));
  await capture.send({
    to: '<i>@example.org',
    subject: '<script>1</script>',
    text: '<b>',
    html: '<script>1</script>',
  });
});
after(async () => {
  await app.close();
  rmSync(dir, { recursive: true });
});

interface Answer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
}

function get(path: string, headers: Record<string, string> = {}, host = '127.0.0.1'): Promise<Answer> {
  const { port } = app.server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    request({ host, port, path, headers: { host: `localhost:${port}`, ...headers } }, (response) => {
      void text(response).then((body) =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    })
      .on('error', reject)
      .end();
  });
}

test('shows letters with their codes and links', async () => {
  const { status, headers, body } = await get('/dev/mailbox');
  assert.equal(status, 200);
  assert.equal(headers['cache-control'], 'no-store');
  assert.match(body, /<p class="code">042117<\/p>/);
  assert.match(body, /<a href="https:\/\/photos\.example\/verify\?a=1&#38;b=2#t=123456">/);
  assert.doesNotMatch(body, /<script>|<b>|<i>/);
  assert.ok(body.indexOf('&#60;script&#62;') < body.indexOf('Confirm your'), 'newest first');
});

test('gives them as data', async () => {
  const { letters } = JSON.parse((await get('/dev/mailbox.json')).body);
  assert.equal(letters.length, 2);
  assert.equal(letters[1].to, 'ada@example.org');
  assert.deepEqual(letters[1].codes, ['042117']);
  assert.match(letters[1].sentAt, /^\d{4}-.*Z$/);
});

test('frames the HTML of a letter where nothing can run or load', async () => {
  const { letters } = JSON.parse((await get('/dev/mailbox.json')).body);
  const { status, headers, body } = await get(`/dev/mailbox/${letters[0].id}`);
  assert.equal(status, 200);
  assert.equal(body, '<script>1</script>');
  assert.match(
    String(headers['content-security-policy']),
    /^sandbox(?!.*allow-(scripts|same-origin)).*default-src 'none'/,
  );
  assert.equal((await get('/dev/mailbox/none')).status, 404);
});

test('does not exist for anyone who is elsewhere', async (t) => {
  const strangers: Record<string, Record<string, string>> = {
    'a proxy': { 'x-forwarded-for': '127.0.0.1' },
    'a proxy, by the standard': { forwarded: 'for=127.0.0.1' },
    'a proxy that hides the address': { via: '1.1 proxy' },
    nginx: { 'x-real-ip': '127.0.0.1' },
    'a rebound name': { host: 'evil.example' },
    'a rebound name like ours': { host: 'localhost.evil.example' },
    'a name with ours in front': { host: 'localhost:80@evil.example' },
  };
  for (const [who, headers] of Object.entries(strangers)) {
    await t.test(who, async () => {
      for (const path of ['/dev/mailbox', '/dev/mailbox.json', `/dev/mailbox/${capture.letters()[0]?.id}`]) {
        const { status, body } = await get(path, headers);
        assert.equal(status, 404, path);
        assert.doesNotMatch(body, /042117|script/);
      }
    });
  }
});

test('does not exist for other machines, whatever their headers say', async (t) => {
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === 'IPv4' && !address.internal);
  if (!outside) return t.diagnostic('this machine has no address but its own');
  // To an address of the network, the socket's other end is one, too.
  assert.equal((await get('/dev/mailbox.json', {}, outside.address)).status, 404);
});

test('previews every letter in every language, light and dark, to this machine alone', async () => {
  const { status, body } = await get('/dev/letters');
  assert.equal(status, 200);
  const frames = [...body.matchAll(/<iframe [^>]*src="([^"]+)"/g)].map(([, src]) => src ?? '');
  const letters = Object.entries(letterTexts).flatMap(([language, texts]) =>
    Object.keys(texts.letters).map((kind) => `/dev/letters/${language}/${kind}`),
  );
  const schemes = ['light', 'dark'].flatMap((scheme) => letters.map((path) => `${path}?scheme=${scheme}`));
  assert.deepEqual(frames.toSorted(), schemes.toSorted());
  for (const frame of frames) {
    const letter = await get(frame);
    assert.equal(letter.status, 200, frame);
    assert.match(String(letter.headers['content-security-policy']), /sandbox/);
    assert.match(letter.body, frame.endsWith('dark') ? /@media all [{]/ : /@media not all [{]/);
  }
  assert.ok(frames.some((frame) => frame.startsWith('/dev/letters/de/')));
  for (const path of ['/dev/letters/fr/verifyEmail', '/dev/letters/en/toString', '/dev/letters/en/nothing'])
    assert.equal((await get(path)).status, 404, path);
  assert.equal((await get('/dev/letters', { 'x-forwarded-for': '192.0.2.1' })).status, 404);
});
