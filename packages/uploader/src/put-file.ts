import type { Entry } from './entry.ts';
import { type Outcome, outcome } from './outcome.ts';
import { putParts } from './put-parts.ts';
import { afterFault, afterPut, type Transfer, type Transport } from './transfer.ts';

/** Brings a file to the store as it was granted: whole, or in parts. */
export async function putFile<H>(
  transport: Transport<H>,
  entry: Entry<H>,
  transfer: Transfer,
): Promise<Outcome> {
  const { source, grant, size } = entry;
  const { id } = source;
  if (!grant) return outcome([[id, { type: 'expired' }]]);
  if (grant.kind === 'multipart') return putParts(transport, entry, grant, transfer);
  const { request } = grant;
  const { signal, onProgress } = transfer;
  try {
    const slice = { start: 0, size };
    const answer = await transport.put({ source, request, size, slice, signal, onProgress });
    // 412: `If-None-Match: *` says that the bytes are there, from a try whose answer was lost.
    const turned = answer.status === 412 ? null : afterPut(id, answer);
    return turned ?? outcome([[id, { type: 'stored' }]]);
  } catch (error) {
    return afterFault(id, error);
  }
}
