import { createHash } from 'node:crypto';
import type { SignedRequest } from '@wmory/contract';

/** Bytes of a body that are sent in one go. */
const PIECE = 1 << 18;

export type Fetch = typeof globalThis.fetch;

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
  { fetch, signal }: { fetch: Fetch; signal: AbortSignal },
): Promise<Buffer> {
  const response = await send(request, { fetch, signal });
  if (response.status !== 200 || !response.body) {
    await response.body?.cancel();
    throw new TransferError(`GET answered ${response.status}`);
  }
  const bytes = Buffer.allocUnsafeSlow(expected.size);
  const hash = createHash('sha256');
  let length = 0;
  try {
    for await (const chunk of response.body) {
      if (length + chunk.length > expected.size) throw new DigestMismatch('more bytes than confirmed');
      bytes.set(chunk, length);
      hash.update(chunk);
      length += chunk.length;
    }
  } catch (cause) {
    if (cause instanceof DigestMismatch) throw cause;
    throw new TransferError('GET broke off', { cause });
  }
  if (length < expected.size) throw new DigestMismatch('fewer bytes than confirmed');
  if (hash.digest('hex') !== expected.sha256) throw new DigestMismatch('other bytes than confirmed');
  return bytes;
}

/** Sends one signed PUT. An object that is there already is an earlier try's, and as good. Throws TransferError. */
export async function upload(
  request: SignedRequest,
  bytes: Buffer,
  { fetch, signal }: { fetch: Fetch; signal: AbortSignal },
): Promise<void> {
  const response = await send(request, { fetch, signal }, bytes);
  await response.body?.cancel();
  if (!response.ok && response.status !== 412) throw new TransferError(`PUT answered ${response.status}`);
}

async function send(
  { method, url, headers }: SignedRequest,
  { fetch, signal }: { fetch: Fetch; signal: AbortSignal },
  bytes?: Buffer,
): Promise<Response> {
  const body = bytes && { body: ReadableStream.from(piecesOf(bytes)), duplex: 'half' as const };
  const length = bytes && { 'content-length': String(bytes.length) };
  try {
    // A redirect would lead away from what was signed.
    return await fetch(url, {
      method,
      headers: { ...headers, ...length },
      redirect: 'error',
      signal,
      ...body,
    });
  } catch (cause) {
    throw new TransferError(`${method} failed`, { cause });
  }
}

/** Of a body that it is given whole, `fetch` makes a copy. */
function* piecesOf(bytes: Buffer): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}
