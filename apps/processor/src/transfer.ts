import { createHash } from 'node:crypto';
import * as http from 'node:http';
import * as https from 'node:https';
import { text } from 'node:stream/consumers';
import type { SignedRequest } from '@wmory/contract';

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

/**
 * Sends one signed GET and returns the body, which must be exactly what is expected: no byte more is read.
 * Throws TransferError or DigestMismatch.
 */
export async function download(
  request: SignedRequest,
  expected: Expected,
  signal: AbortSignal,
): Promise<Buffer> {
  const response = await send(request, signal);
  if (response.statusCode !== 200) {
    response.destroy();
    throw new TransferError(`GET answered ${response.statusCode}`);
  }
  const { bytes, length, sha256 } = await read(response, expected.size);
  if (length < expected.size) throw new DigestMismatch('fewer bytes than confirmed');
  if (sha256 !== expected.sha256) throw new DigestMismatch('other bytes than confirmed');
  return bytes;
}

interface Body {
  readonly bytes: Buffer;
  readonly length: number;
  readonly sha256: string;
}

/** By events: an iterator would be a quarter dearer. */
function read(response: http.IncomingMessage, size: number): Promise<Body> {
  const bytes = Buffer.allocUnsafeSlow(size);
  const hash = createHash('sha256');
  let length = 0;
  return new Promise((resolve, reject) => {
    response.on('data', (chunk: Buffer) => {
      if (length + chunk.length > size) {
        response.destroy();
        return reject(new DigestMismatch('more bytes than confirmed'));
      }
      bytes.set(chunk, length);
      hash.update(chunk);
      length += chunk.length;
    });
    response.once('end', () => resolve({ bytes, length, sha256: hash.digest('hex') }));
    response.once('error', (cause) => reject(new TransferError('GET broke off', { cause })));
  });
}

/** Sends one signed PUT. An object that is there already is an earlier try's, and as good. Throws TransferError. */
export async function upload(request: SignedRequest, bytes: Buffer, signal: AbortSignal): Promise<void> {
  const response = await send(request, signal, bytes);
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
async function send(
  request: SignedRequest,
  signal: AbortSignal,
  bytes?: Buffer,
): Promise<http.IncomingMessage> {
  try {
    return await sendOnce(request, signal, bytes);
  } catch (error) {
    // The store may close a kept connection just as it is used again: then nothing was wrong with the request.
    if (!(error instanceof StaleConnection))
      throw new TransferError(`${request.method} failed`, { cause: error });
  }
  try {
    return await sendOnce(request, signal, bytes);
  } catch (cause) {
    throw new TransferError(`${request.method} failed`, { cause });
  }
}

class StaleConnection extends Error {}

function sendOnce({ method, url, headers }: SignedRequest, signal: AbortSignal, bytes?: Buffer) {
  return new Promise<http.IncomingMessage>((resolve, reject) => {
    const secure = new URL(url).protocol === 'https:';
    const length = bytes && { 'content-length': bytes.length };
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
    request.end(bytes);
  });
}
