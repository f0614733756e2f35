import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';
import type { SignedRequest } from '@wmory/contract';
import type { Storage } from '../storage/port.ts';

/** An object as an export lists it. */
export interface ListedObject {
  key: string;
  /** Bytes. */
  size: number;
  contentType: string;
  /** Lower-case hex. */
  sha256: string;
}

const SECOND = 1000;
const SIGNED_FOR = 600 * SECOND;
const IDLE = 60 * SECOND;
const TRIES = 4;

/** The store said no, and will again. */
class Refused extends Error {
  override name = 'Refused';
}

/** Sends a signed request, with a body where there is one; resolves with the answer, whose body is unread. */
function send({ method, url, headers }: SignedRequest, file?: { path: string; size: number }) {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const request = url.startsWith('https:') ? httpsRequest : httpRequest;
  const options: RequestOptions = {
    method,
    headers: { ...headers, ...(file && { 'content-length': String(file.size) }) },
    timeout: IDLE,
  };
  const sent = request(url, options, resolve);
  sent.on('timeout', () => sent.destroy(new Error('the store did not answer in time')));
  sent.on('error', reject);
  if (file) pipeline(createReadStream(file.path), sent).catch(reject);
  else sent.end();
  return promise;
}

/** Runs it again after faults that pass; not after a refusal. */
async function patiently<T>(what: string, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof Refused || tries === TRIES)
        throw new Error(`${what}: ${(cause as Error).message}`, { cause });
      await new Promise((resolve) => setTimeout(resolve, 200 * 4 ** tries));
    }
  }
}

async function getBody(storage: Storage, key: string): Promise<IncomingMessage> {
  const expiresAt = Date.now() + SIGNED_FOR;
  const contentType = 'application/octet-stream';
  const response = await send(storage.signRead({ key, contentType, expiresAt, audience: 'processor' }));
  const { statusCode = 0 } = response;
  if (statusCode === 200) return response;
  response.resume();
  const message = `the store answered ${statusCode}`;
  throw statusCode === 403 || statusCode === 404 ? new Refused(message) : new Error(message);
}

interface Measured {
  size: number;
  sha256: string;
}

/** Bytes and digest of an object, from reading all of it. */
export const hashObject = (storage: Storage, key: string): Promise<Measured> =>
  patiently(key, async () => measure(await getBody(storage, key)));

async function measure(
  body: AsyncIterable<Buffer>,
  take?: (chunk: Buffer) => Promise<unknown>,
): Promise<Measured> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of body) {
    hash.update(chunk);
    size += chunk.length;
    await take?.(chunk);
  }
  return { size, sha256: hash.digest('hex') };
}

/** Writes an object to a file, durably once it resolves; replaces what is there. */
export const fetchObject = (storage: Storage, key: string, path: string): Promise<Measured> =>
  patiently(key, async () => {
    const body = await getBody(storage, key);
    await using file = await open(path, 'w', 0o600);
    const measured = await measure(body, (chunk) => file.appendFile(chunk));
    await file.sync();
    return measured;
  });

/** Bytes and digest of a file. */
export const hashFile = (path: string): Promise<Measured> => measure(createReadStream(path));

/** Puts a file to a key that is free. The store takes it at exactly this length and digest, else it rejects. */
export const putObject = (storage: Storage, { key, size, contentType, sha256 }: ListedObject, path: string) =>
  patiently(key, async () => {
    const expiresAt = Date.now() + SIGNED_FOR;
    const signed = await storage.signUpload({ key, size, contentType, sha256, expiresAt });
    const response = await send(signed, { path, size });
    response.resume();
    const { statusCode = 0 } = response;
    if (statusCode === 200) return;
    // A try whose answer was lost has put it.
    const there = statusCode === 412 ? await storage.head(key) : null;
    if (there?.size === size && (await hashObject(storage, key)).sha256 === sha256) return;
    const message = `the store answered ${statusCode}`;
    throw statusCode < 500 ? new Refused(message) : new Error(message);
  });
