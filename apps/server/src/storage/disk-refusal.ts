import { STATUS_CODES } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Bytes of an unwanted body that are read and thrown away when nothing vouches for the sender. */
const UNKNOWN_SENDER_ALLOWANCE = 64 * 1024;

/**
 * Refuses a request of the store (RFC 9457, without an extension). What is still to come of its body is read
 * and dropped up to `allowance` bytes, so that clients which send first and read later get the answer, and
 * not a broken connection; a longer body costs the connection.
 */
export function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  { detail, allowance = UNKNOWN_SENDER_ALLOWANCE }: { detail?: string; allowance?: number } = {},
): FastifyReply {
  const { raw } = request;
  const announced = raw.headers['transfer-encoding']
    ? Number.POSITIVE_INFINITY
    : Number(raw.headers['content-length'] ?? 0);
  if (raw.complete || announced <= allowance) raw.resume();
  else reply.header('connection', 'close');
  const problem = { type: 'about:blank', title: STATUS_CODES[status], status, ...(detail && { detail }) };
  return reply
    .code(status)
    .removeHeader('content-disposition')
    .header('content-type', 'application/problem+json')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problem));
}
