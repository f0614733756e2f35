import { API_PREFIX } from '@wmory/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../error.ts';
import type { RefreshCookie } from './handler.ts';

const NAME = 'wmory_refresh';
const PATH = `${API_PREFIX}/sessions`;

/**
 * Whether a page of ours made the request. The cookie is SameSite=Strict already; a custom header (which another
 * origin cannot set without a preflight that is never granted), Fetch Metadata, and Origin, which browsers without
 * that send as well, stand behind it.
 */
function isSameOrigin(request: FastifyRequest, publicOrigin: string): boolean {
  const { origin, host, 'sec-fetch-site': site, 'x-wmory-csrf': marked } = request.headers;
  const own = [publicOrigin, `http://${host}`, `https://${host}`];
  return (
    marked === '1' &&
    (site === undefined || site === 'same-origin') &&
    (origin === undefined || own.includes(origin))
  );
}

/** @param publicOrigin where people open the server; by https, the cookie goes by nothing else */
export function refreshCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  publicOrigin: string,
): RefreshCookie {
  const secure = publicOrigin.startsWith('https:');
  const attributes = { path: PATH, httpOnly: true, sameSite: 'strict', secure } as const;
  return {
    read() {
      const token = request.cookies[NAME];
      if (!token) return null;
      if (!isSameOrigin(request, publicOrigin)) throw new AppError('csrf-refused');
      return token;
    },
    write: (token, maxAge) => void reply.setCookie(NAME, token, { ...attributes, maxAge }),
    clear: () => void reply.clearCookie(NAME, attributes),
  };
}
