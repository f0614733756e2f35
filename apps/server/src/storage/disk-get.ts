import type { FastifyReply, FastifyRequest } from 'fastify';
import { matchesNone, parseRange } from './conditional.ts';
import { attachmentNamed } from './content-disposition.ts';
import type { DiskStorage } from './disk.ts';
import { openObject } from './disk-objects.ts';
import { refuse } from './disk-refusal.ts';
import type { VerifiedGrant } from './disk-signer.ts';

/** Bytes read at a time. */
const READ_SIZE = 256 * 1024;

/** Answers a signed GET or HEAD: 200, 206, 304, 404 or 416 (RFC 9110). */
export async function sendObject(
  { folder, now }: DiskStorage,
  grant: Extract<VerifiedGrant, { action: 'read' }>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const object = await openObject(folder, grant.key);
  if (!object) return refuse(request, reply, 404);
  const { info, handle } = object;
  const { headers, method } = request;
  const etag = `"${info.etag}"`;
  const secondsLeft = Math.floor((grant.expiresAt - now()) / 1000);
  // Nothing changes behind a URL while it lives.
  reply.header('cache-control', `private, max-age=${secondsLeft}, immutable`).header('etag', etag);
  if (matchesNone(headers['if-none-match'], etag)) {
    await handle.close();
    return reply.code(304).send();
  }
  reply.header('content-type', grant.contentType).header('accept-ranges', 'bytes');
  if (grant.downloadName !== undefined) {
    reply.header('content-disposition', attachmentNamed(grant.downloadName));
  }
  const wantsRange = method === 'GET' && (headers['if-range'] ?? etag) === etag;
  const range = wantsRange ? parseRange(headers.range, info.size) : null;
  if (range === 'unsatisfiable') {
    await handle.close();
    return refuse(request, reply.header('content-range', `bytes */${info.size}`), 416);
  }
  const { start, end } = range ?? { start: 0, end: info.size - 1 };
  if (range) reply.code(206).header('content-range', `bytes ${start}-${end}/${info.size}`);
  reply.header('content-length', end - start + 1);
  if (method === 'HEAD' || info.size === 0) {
    await handle.close();
    return reply.send();
  }
  return reply.send(handle.createReadStream({ start, end, highWaterMark: READ_SIZE }));
}
