import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { DiskStorage } from './disk.ts';
import { codeOf } from './disk-folder.ts';
import { sendObject } from './disk-get.ts';
import { receiveObject } from './disk-put.ts';
import { refuse } from './disk-refusal.ts';
import type { VerifiedGrant } from './disk-signer.ts';

export interface DiskRouteOptions {
  storage: DiskStorage;
  /** Origins, besides the server's own, whose pages may read and write: exact, none by default. */
  allowedOrigins?: readonly string[];
  /** Milliseconds without a byte either way after which a connection is cut; 60,000 unless given. */
  idleTimeout?: number;
}

/**
 * Answers the URLs that the disk store signs; mount it with the prefix `STORE_PATH`. It speaks like S3, not
 * like the API: status codes and an RFC 9457 body without a `code`. Requests are logged only when something
 * breaks: their query is a signature.
 */
export const diskRoute: FastifyPluginAsync<DiskRouteOptions> = async (scope, options) => {
  const { storage, allowedOrigins = [], idleTimeout = 60_000 } = options;
  // Bodies go from the socket to the disk; no parser of the API looks at them.
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, _body, done) => done(null));
  scope.setErrorHandler((error, request, reply) => {
    // What the framework refuses (a content type that is none) is no request that was signed.
    if ((error as { statusCode?: number }).statusCode) return refuse(request, reply, 403);
    request.log.error({ err: error }, 'the store failed');
    return refuse(request, reply, ['ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? '') ? 507 : 500);
  });

  scope.all('/*', {
    logLevel: 'error',
    onRequest: async (request, reply) => {
      request.raw.setTimeout(idleTimeout);
      setPolicies(request, reply, allowedOrigins);
    },
    handler: async (request, reply) => {
      if (request.method === 'OPTIONS') return reply.code(204).send();
      const grant = storage.signer.verify(request.method, tailOf(request, scope.prefix));
      if (!grant) return refuse(request, reply, 403, { detail: 'The signature is missing or wrong.' });
      if (grant.expiresAt <= storage.now()) return refuse(request, reply, 403, expired(grant));
      return grant.action === 'read'
        ? sendObject(storage, grant, request, reply)
        : receiveObject(storage, grant, request, reply);
    },
  });
};

/** Path and query after the mount point, as they were sent: nothing decoded, nothing normalised. */
const tailOf = ({ raw }: FastifyRequest, prefix: string): string => raw.url?.slice(prefix.length + 1) ?? '';

/** An upload that comes too late is read to its end, so that its client sees why it was refused. */
const expired = (grant: VerifiedGrant) => ({
  detail: 'The signature has expired.',
  ...('size' in grant && { allowance: grant.size }),
});

/** Stored bytes are data: no page may run them, and only our own may read them. */
function setPolicies(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  allowedOrigins: readonly string[],
): void {
  reply
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cross-origin-resource-policy', allowedOrigins.length > 0 ? 'cross-origin' : 'same-origin');
  if (allowedOrigins.length === 0) return;
  reply.header('vary', 'origin');
  if (headers.origin === undefined || !allowedOrigins.includes(headers.origin)) return;
  reply
    .header('access-control-allow-origin', headers.origin)
    .header('access-control-expose-headers', 'etag, content-range, content-length')
    .header('access-control-allow-methods', 'GET, HEAD, PUT')
    .header('access-control-allow-headers', 'content-type, content-digest, if-none-match, range')
    .header('access-control-max-age', '600');
}
