import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { SignedRequest } from '@wmory/contract';
import { StartError } from '../error.ts';
import type { Storage } from './port.ts';

const MINUTE = 60_000;
/** Milliseconds for all of it. */
const DEADLINE = 15_000;

/**
 * Tries whether CloudFront serves what is signed and nothing else: no address that is bare, forged, changed or past its end.
 * Throws a `StartError` that says what is wrong; answers false where it cannot be reached from here, which says nothing
 * of clients. Leaves nothing behind.
 */
export async function probeReads(storage: Storage, deadline = DEADLINE): Promise<boolean> {
  const signal = AbortSignal.timeout(deadline);
  const key = `media/probe-${randomUUID()}/probe`;
  const body = randomBytes(64);
  const get = async (url: string): Promise<Response> => fetch(url, { signal });
  const grant = { key, contentType: 'image/png', expiresAt: Date.now() + 5 * MINUTE };
  const { url } = storage.signRead(grant);
  try {
    await put(await storage.signVariantPut({ ...grant, maxSize: body.length }), body, signal);
    let served: Response;
    try {
      served = await get(url);
    } catch {
      return false;
    }
    const digest = createHash('sha256')
      .update(await served.bytes())
      .digest('hex');
    if (served.status !== 200 || digest !== createHash('sha256').update(body).digest('hex'))
      throw new StartError(
        `CloudFront did not serve a signed read: it answered ${served.status}. Look at CDN_DOMAIN, CDN_KEY_PAIR_ID, ` +
          'CDN_PRIVATE_KEY, the key group of the distribution, and what the policy of the bucket lets it read.',
      );
    const type = served.headers.get('content-type');
    if (type !== 'image/png' || !/\bprivate\b/.test(served.headers.get('cache-control') ?? ''))
      throw new StartError(
        'CloudFront does not pass on what a read asks of the bucket: its cache policy has to have ' +
          'response-cache-control, response-content-disposition and response-content-type.',
      );
    const trials: [fault: string, url: string][] = [
      ['a read without a signature', url.replace(/\?.*/, '')],
      ['a read with a forged signature', url.replace(/(Signature=)(.{8})/, (_, name) => `${name}AAAAAAAA`)],
      ['another type than was signed', url.replace('image%2Fpng', 'text%2Fhtml')],
      ['a read past its end', storage.signRead({ ...grant, expiresAt: Date.now() - MINUTE }).url],
    ];
    const faults: string[] = [];
    for (const [fault, address] of trials) {
      const answer = await get(address);
      await answer.body?.cancel();
      // Only a refusal counts.
      if (answer.status < 400 || answer.status >= 500) faults.push(`${fault} (${answer.status})`);
    }
    if (faults.length > 0)
      throw new StartError(
        `CloudFront does not keep photos safe: it served ${faults.join('; ')}. Its behaviour has to trust the key group ` +
          'of CDN_KEY_PAIR_ID, so that viewers need signed URLs.',
      );
    return true;
  } finally {
    await storage.delete([key]).catch(() => {});
  }
}

async function put(
  { url, method, headers }: SignedRequest,
  body: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
): Promise<void> {
  const response = await fetch(url, { method, headers, body, signal });
  await response.body?.cancel();
  if (!response.ok)
    throw new StartError(`The object store did not take a picture of the processor: ${response.status}.`);
}
