import { type KeyObject, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createQuerySigner } from '../../apps/server/src/storage/sigv4-query.ts';
import type { S3Bucket } from './s3-bucket.ts';

/** Stands in for a distribution of CloudFront before a bucket, as its documentation says that it behaves. */
export interface TestDistribution {
  origin: string;
  /** Reads that were served. */
  readonly served: number;
  /** What a careless distribution does: it trusts no key group, or has no query strings in its cache policy. */
  careless: { trusts?: boolean; drops?: boolean };
  stop(): Promise<void>;
}

const OWN = ['Expires', 'Policy', 'Signature', 'Key-Pair-Id', 'Hash-Algorithm'];
const PASSED = ['response-cache-control', 'response-content-disposition', 'response-content-type'];
const HEADERS = ['range', 'if-none-match', 'if-modified-since', 'if-range'];

/** @param keys public ones, by the id that CloudFront has given them */
export async function startDistribution(
  bucket: S3Bucket,
  keys: Readonly<Record<string, KeyObject>>,
): Promise<TestDistribution> {
  const prepare = createQuerySigner(bucket.env['AWS_REGION'] ?? '');
  const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = bucket.credentials;
  const credentials = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };
  const base = new URL(`${bucket.endpoint}/${bucket.name}`);
  const careless: TestDistribution['careless'] = {};
  let served = 0;

  /** Whether the address is as it was signed by a canned policy, and has not ended. */
  function isSigned(address: string): boolean {
    const [path = '', query = ''] = address.split('?');
    const pairs = query.split('&').map((pair): [string, string] => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), pair.slice(at + 1)];
    });
    const own = Object.fromEntries(pairs.filter(([name]) => OWN.includes(name)));
    const rest = pairs.filter(([name]) => !OWN.includes(name)).map((pair) => pair.join('='));
    const resource = `${origin}${path}${rest.length > 0 ? `?${rest.join('&')}` : ''}`;
    const key = keys[own['Key-Pair-Id'] ?? ''];
    const expires = own['Expires'] ?? '';
    if (!key || !/^\d+$/.test(expires) || Number(expires) * 1000 <= Date.now()) return false;
    const policy = `{"Statement":[{"Resource":"${resource}","Condition":{"DateLessThan":{"AWS:EpochTime":${expires}}}}]}`;
    const letters: Record<string, string> = { '-': '+', _: '=', '~': '/' };
    const signature = (own['Signature'] ?? '').replace(/[-_~]/g, (letter) => letters[letter] ?? '');
    const hash = own['Hash-Algorithm'] === 'SHA256' ? 'sha256' : 'sha1';
    return verify(hash, Buffer.from(policy), key, Buffer.from(signature, 'base64'));
  }

  async function answer({ method, url = '', headers }: IncomingMessage, response: ServerResponse) {
    const refuse = (status: number): void => void response.writeHead(status).end();
    if (method !== 'GET' && method !== 'HEAD') return refuse(403);
    if (careless.trusts !== false && !isSigned(url)) return refuse(403);
    const { pathname, searchParams } = new URL(url, origin);
    // The bucket's policy lets it read photos alone.
    if (!pathname.startsWith('/media/')) return refuse(403);
    const asked = PASSED.filter((name) => searchParams.has(name) && !careless.drops);
    const query = Object.fromEntries(asked.map((name) => [name, searchParams.get(name) ?? '']));
    const request = { method: 'GET', base, query, signedAt: Date.now(), expiresIn: 60 } as const;
    const passed = HEADERS.flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : []));
    const found = await fetch(prepare(request, credentials)(pathname.slice(1)), {
      headers: passed as [string, string][],
    });
    if (found.ok) served++;
    response.writeHead(found.status, [...found.headers].flat());
    response.end(await found.bytes());
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    careless,
    get served() {
      return served;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
