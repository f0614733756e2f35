import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contentDigest, type DiskStorage } from './disk.ts';
import { WriteRefused, type WriteTarget, writeObject } from './disk-objects.ts';
import { refuse } from './disk-refusal.ts';
import type { VerifiedGrant } from './disk-signer.ts';

type WriteGrant = Exclude<VerifiedGrant, { action: 'read' }>;

interface Refusal {
  status: number;
  detail: string;
}

const refusals: Record<WriteRefused['reason'], Refusal> = {
  exists: { status: 412, detail: 'There is an object with this key.' },
  'too-long': { status: 413, detail: 'The body is longer than was signed.' },
  'too-short': { status: 400, detail: 'The body is shorter than was signed.' },
  'wrong-digest': { status: 400, detail: 'The body has another digest than was signed.' },
};

/** Takes the body of a signed PUT to the disk and answers 200 with its entity tag, or why not. */
export async function receiveObject(
  storage: DiskStorage,
  grant: WriteGrant,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const allowance = grant.action === 'replace' ? grant.maxSize : grant.size;
  const unsigned = compareHeaders(grant, request.headers);
  if (unsigned) return refuse(request, reply, unsigned.status, { detail: unsigned.detail, allowance });
  try {
    const etag = await take(storage, grant, request.raw.iterator({ destroyOnReturn: false }));
    if (etag === null) return refuse(request, reply, 404, { detail: 'The upload has ended.', allowance });
    return reply.code(200).header('etag', `"${etag}"`).header('cache-control', 'no-store').send();
  } catch (error) {
    // The sender has gone: there is nobody to answer.
    if (request.raw.destroyed && !request.raw.complete) return reply.hijack();
    if (!(error instanceof WriteRefused)) throw error;
    const { status, detail } = refusals[error.reason];
    return refuse(request, reply, status, { detail, allowance });
  }
}

/** The entity tag of what was written; null for a part of what has ended. */
async function take(
  { folder, multipart, head }: DiskStorage,
  grant: WriteGrant,
  body: AsyncIterable<Uint8Array>,
): Promise<string | null> {
  if (grant.action === 'part') return (await multipart.receive(body, grant)) ? grant.sha256 : null;
  const target = targetOf(grant);
  if (target.mode === 'create' && (await head(grant.key))) throw new WriteRefused('exists');
  return (await writeObject(folder, body, target)).etag;
}

function targetOf(grant: Exclude<WriteGrant, { action: 'part' }>): WriteTarget {
  const { key, contentType } = grant;
  return grant.action === 'create'
    ? { key, contentType, length: { exactly: grant.size }, sha256: grant.sha256, mode: 'create' }
    : { key, contentType, length: { atMost: grant.maxSize }, mode: 'replace' };
}

/** What the headers say against what was signed. */
function compareHeaders(grant: WriteGrant, headers: IncomingHttpHeaders): Refusal | null {
  const differs = (name: string): Refusal => ({ status: 403, detail: `Another ${name} was signed.` });
  if (grant.action !== 'part' && headers['content-type'] !== grant.contentType)
    return differs('content-type');
  const chunked = headers['transfer-encoding'] !== undefined;
  const length = Number(headers['content-length'] ?? 0);
  if (grant.action === 'replace') return !chunked && length > grant.maxSize ? refusals['too-long'] : null;
  if (chunked) return { status: 411, detail: 'The length must be sent ahead.' };
  if (length !== grant.size) return differs('content-length');
  if (headers['content-digest'] !== contentDigest(grant.sha256)) return differs('content-digest');
  if (grant.action === 'create' && headers['if-none-match'] !== '*') return differs('if-none-match');
  return null;
}
