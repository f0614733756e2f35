import { createHash } from 'node:crypto';
import * as http from 'node:http';
import * as https from 'node:https';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { SignedRequest } from '@wmory/contract';
import type { FilmSource } from '@wmory/imaging';

/** The store did not answer as it should; another try, with fresh URLs, may go better. */
export class TransferError extends Error {
  override readonly name = 'TransferError';
}

/** The stored bytes are not those that were confirmed. */
export class DigestMismatch extends Error {
  override readonly name = 'DigestMismatch';
}

export interface Expected {
  /** Bytes. */
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Takes what comes, chunk after chunk, and where in the whole it belongs. */
type Take = (chunk: Buffer, at: number) => void;

/**
 * Sends one signed GET and returns the body, which must be exactly what is expected: no byte more is read.
 * Throws TransferError or DigestMismatch.
 */
export async function download(
  request: SignedRequest,
  expected: Expected,
  signal: AbortSignal,
): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(expected.size);
  await downloadInto(request, expected, signal, (chunk, at) => void bytes.set(chunk, at));
  return bytes;
}

/** The same for what is too large to be held; what was taken is nothing yet when it throws. */
export async function downloadInto(
  request: SignedRequest,
  expected: Expected,
  signal: AbortSignal,
  take: Take,
): Promise<void> {
  const response = await send(request, signal);
  if (response.statusCode !== 200) {
    response.destroy();
    throw new TransferError(`GET answered ${response.statusCode}`);
  }
  const { length, sha256 } = await read(response, expected.size, take);
  if (length < expected.size) throw new DigestMismatch('fewer bytes than confirmed');
  if (sha256 !== expected.sha256) throw new DigestMismatch('other bytes than confirmed');
}

/** By events: an iterator would be a quarter dearer. */
function read(
  response: http.IncomingMessage,
  size: number,
  take: Take,
): Promise<{ length: number; sha256: string }> {
  const hash = createHash('sha256');
  let length = 0;
  return new Promise((resolve, reject) => {
    response.on('data', (chunk: Buffer) => {
      if (length + chunk.length > size) {
        response.destroy();
        return reject(new DigestMismatch('more bytes than confirmed'));
      }
      take(chunk, length);
      hash.update(chunk);
      length += chunk.length;
    });
    response.once('end', () => resolve({ length, sha256: hash.digest('hex') }));
    response.once('error', (cause) => reject(new TransferError('GET broke off', { cause })));
  });
}

/** What is put: bytes, or a film that is read as it goes. */
export type Body = Buffer | FilmSource;

const CHUNK = 1024 * 1024;
/** A film from its beginning to its end. */
export function* chunksOf(source: FilmSource): Generator<Buffer> {
  for (let at = 0; at < source.size; at += CHUNK) {
    const chunk = Buffer.alloc(Math.min(CHUNK, source.size - at));
    if (source.read(chunk, at) < chunk.length) throw new TransferError('the film ended too soon');
    yield chunk;
  }
}

/** Sends one signed PUT. An object that is there already is an earlier try's, and as good. Throws TransferError. */
export async function upload(request: SignedRequest, body: Body, signal: AbortSignal): Promise<void> {
  const response = await send(request, signal, body);
  const status = response.statusCode ?? 0;
  try {
    // Read to its end, so that the connection can be used again.
    await text(response);
  } catch (cause) {
    throw new TransferError('PUT broke off', { cause });
  }
  if ((status < 200 || status > 299) && status !== 412) throw new TransferError(`PUT answered ${status}`);
}

const agents = {
  'http:': new http.Agent({ keepAlive: true }),
  'https:': new https.Agent({ keepAlive: true }),
};

/**
 * By Node's own client: `fetch` takes half as much again of the processor for a photo (bench `processor`). It follows no
 * redirect either, which would lead away from what was signed.
 */
async function send(request: SignedRequest, signal: AbortSignal, body?: Body): Promise<http.IncomingMessage> {
  try {
    return await sendOnce(request, signal, body);
  } catch (error) {
    // The store may close a kept connection just as it is used again: then nothing was wrong with the request.
    if (!(error instanceof StaleConnection))
      throw new TransferError(`${request.method} failed`, { cause: error });
  }
  try {
    return await sendOnce(request, signal, body);
  } catch (cause) {
    throw new TransferError(`${request.method} failed`, { cause });
  }
}

class StaleConnection extends Error {}

function sendOnce({ method, url, headers }: SignedRequest, signal: AbortSignal, body?: Body) {
  return new Promise<http.IncomingMessage>((resolve, reject) => {
    const secure = new URL(url).protocol === 'https:';
    const length = body && { 'content-length': Buffer.isBuffer(body) ? body.length : body.size };
    const request = (secure ? https : http).request(url, {
      method,
      headers: { ...headers, ...length },
      agent: agents[secure ? 'https:' : 'http:'],
      signal,
    });
    request.once('response', resolve);
    request.once('error', (error: NodeJS.ErrnoException) => {
      const stale = request.reusedSocket && error.code === 'ECONNRESET';
      reject(stale ? new StaleConnection('closed', { cause: error }) : error);
    });
    if (body === undefined || Buffer.isBuffer(body)) request.end(body);
    else pipeline(Readable.from(chunksOf(body)), request).catch((error) => request.destroy(error));
  });
}
