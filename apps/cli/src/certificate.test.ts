import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { type CertificateContent, CertificateKey, createClient, signedText } from '@wmory/contract';
import { createCli, sharedServer, temporaryFolder } from '../../../e2e/cli.ts';

const server = sharedServer();
before(server.start);
after(server.stop);

const id = '019e0000-0001-7000-8000-000000000001';

const contentOf = (installation: string): CertificateContent => ({
  type: 'wmory deletion certificate',
  version: 1,
  id,
  installation,
  account: id,
  requestedAt: '2026-05-03T12:00:00.000Z',
  deletedAt: '2026-05-17T12:00:00.000Z',
  deleted: {
    photos: 3,
    bytes: 4_200_000,
    objects: 9,
    uploads: 0,
    memberships: 2,
    groups: 1,
    invites: 0,
    joinRequests: 0,
    blocks: 0,
    sessions: 1,
    passkeys: 0,
    mentions: 0,
  },
  kept: { photos: 7, evidence: 1 },
});

/** A certificate by somebody who has a key of their own. */
function signOwn(certificate: CertificateContent) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { kty, crv, x } = publicKey.export({ format: 'jwk' });
  const signature = sign(null, Buffer.from(signedText(certificate)), privateKey).toString('base64url');
  return { certificate, key: CertificateKey.parse({ kty, crv, x }), signature };
}

async function check(t: TestContext, document: unknown, ...args: string[]) {
  const path = join(await temporaryFolder(t), 'certificate.json');
  await writeFile(path, typeof document === 'string' ? document : JSON.stringify(document));
  return (await createCli(t)).run(['verify-certificate', path, ...args]);
}

test('a certificate as it was signed is told to be so without a server, with what it says', async (t) => {
  const signed = signOwn(contentOf('https://photos.example'));
  const { code, stdout } = await check(t, JSON.stringify(signed, null, 4), '--offline');
  assert.equal(code, 0);
  assert.match(stdout, new RegExp(`as it was signed, by the key ${signed.key.x}`));
  assert.match(stdout, /Deleted: 3 photos \(4\.2 MB\), 2 memberships, 1 session, 0 passkeys\./);
  assert.match(stdout, /7 photos given to groups, 1 copy of reported ones/);
});

test('one in which anything was changed is refused', async (t) => {
  const signed = signOwn(contentOf('https://photos.example'));
  const { certificate } = signed;
  const altered = { ...signed, certificate: { ...certificate, kept: { photos: 0, evidence: 1 } } };
  const { code, stderr, stdout } = await check(t, altered, '--offline');
  assert.deepEqual([code, stdout], [1, '']);
  assert.match(stderr, /was altered/);
});

test('one by another key than that of the server it names is refused', async (t) => {
  const { code, stderr, stdout } = await check(t, signOwn(contentOf(server.url())));
  assert.deepEqual([code, stdout], [1, '']);
  assert.match(stderr, /was not signed by/);
  const key = await createClient({ baseUrl: server.url() }).getCertificateKey();
  assert.match(key.x, /^[\w-]{43}$/);
});

test('what is no certificate is told to be none, and what is not there to be unreadable', async (t) => {
  const none = await check(t, '{"certificate":{}}');
  assert.equal(none.code, 1);
  assert.match(none.stderr, /is no certificate/);
  const missing = await (await createCli(t)).run(['verify-certificate', '/nowhere/at/all']);
  assert.equal(missing.code, 2);
});
