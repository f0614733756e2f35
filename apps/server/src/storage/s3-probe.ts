import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { SignedRequest } from '@wmory/contract';
import { StartError } from '../error.ts';
import type { Storage } from './port.ts';

const MINUTE = 60_000;
/** Milliseconds for all of it. */
const DEADLINE = 15_000;

interface Trial {
  /** Completes "the store …"; what it did that it should not have. */
  fault: string;
  /** Resolves with the status. */
  attempt(): Promise<number>;
}

/**
 * Tries whether the store enforces what everything here relies on: that a stranger, a forged signature, a longer body,
 * another body and a second upload are refused. Some stores that speak S3 check none of it. Throws a `StartError`
 * that says what was let through; leaves nothing behind.
 */
export async function probeStore(storage: Storage, deadline = DEADLINE): Promise<void> {
  const signal = AbortSignal.timeout(deadline);
  const keys: string[] = [];
  const body = randomBytes(64);

  async function grant(): Promise<SignedRequest> {
    const key = `incoming/probe-${randomUUID()}`;
    keys.push(key);
    return storage.signUpload({
      key,
      contentType: 'application/octet-stream',
      size: body.length,
      sha256: createHash('sha256').update(body).digest('hex'),
      expiresAt: Date.now() + MINUTE,
    });
  }
  const send = async (
    { url, method, headers }: SignedRequest,
    bytes?: Uint8Array<ArrayBuffer>,
  ): Promise<number> => {
    const response = await fetch(url, { method, headers, signal, ...(bytes && { body: bytes }) });
    await response.body?.cancel();
    return response.status;
  };
  const put = (request: SignedRequest, bytes = body): Promise<number> => send(request, bytes);

  try {
    const good = await grant();
    const [key = ''] = keys;
    const taken = await put(good);
    if (taken !== 200)
      throw new StartError(
        `The object store did not take a signed upload: it answered ${taken}. Look at AWS_BUCKET_NAME, AWS_REGION, ` +
          'S3_ENDPOINT, the credentials and the policy of the bucket.',
      );
    const read = storage.signRead({ key, contentType: 'image/png', expiresAt: Date.now() + MINUTE });
    const served = await send(read);
    if (served !== 200)
      throw new StartError(`The object store did not serve a signed read: it answered ${served}.`);

    const forge = ({ url, ...rest }: SignedRequest): SignedRequest => ({
      ...rest,
      url: url.replace(/(Signature=)(.{8})/, (_, name: string, start: string) => name + flip(start)),
    });
    const unsigned = ({ url, ...rest }: SignedRequest): SignedRequest => ({
      ...rest,
      url: url.replace(/\?.*/, ''),
    });
    const trials: Trial[] = [
      { fault: 'served a read without a signature', attempt: () => send(unsigned(read)) },
      { fault: 'served a read with a forged signature', attempt: () => send(forge(read)) },
      { fault: 'took an upload without a signature', attempt: async () => put(unsigned(await grant())) },
      { fault: 'took an upload with a forged signature', attempt: async () => put(forge(await grant())) },
      {
        fault: 'took a longer body than was signed',
        attempt: async () => put(await grant(), Buffer.concat([body, body])),
      },
      {
        fault: 'took another body than was signed',
        attempt: async () => put(await grant(), randomBytes(body.length)),
      },
      { fault: 'took a second upload to the same key', attempt: () => put(good) },
    ];
    const outcomes = await Promise.all(
      trials.map(async ({ fault, attempt }) => {
        const status = await attempt();
        // Only a refusal counts: a store that fails has shown nothing.
        return status >= 400 && status < 500 ? [] : [`${fault} (${status})`];
      }),
    );
    const faults = outcomes.flat();
    if (faults.length > 0)
      throw new StartError(
        `The object store does not keep photos safe: it ${faults.join('; it ')}. Use Amazon S3, or a store that ` +
          'checks signatures, lengths, digests and If-None-Match.',
      );
  } catch (error) {
    if (error instanceof StartError) throw error;
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(`The object store cannot be reached: ${said}.`, { cause: error });
  } finally {
    // Whatever is left is under incoming/, which the bucket empties by itself.
    await storage.delete(keys).catch(() => {});
  }
}

/** Other hexadecimal digits. */
const flip = (digits: string): string => digits.replace(/./g, (digit) => (digit === '0' ? '1' : '0'));
