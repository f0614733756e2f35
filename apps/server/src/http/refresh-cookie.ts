import { API_PREFIX } from '@wmory/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../error.ts';
import type { RefreshCookie } from './handler.ts';

const NAME = 'wmory_refresh';
const PATH = `${API_PREFIX}/sessions`;

/**
 * Whether a page of ours made the request. The cookie is SameSite=Strict already; a custom header (which another
 * origin cannot set without a preflight that is never granted) and Fetch Metadata stand behind it.
 */
function isSameOrigin(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  return request.headers['x-wmory-csrf'] === '1' && (site === undefined || site === 'same-origin');
}

/** @param secure whether browsers reach the server by https alone */
export function refreshCookie(request: FastifyRequest, reply: FastifyReply, secure: boolean): RefreshCookie {
  const attributes = { path: PATH, httpOnly: true, sameSite: 'strict', secure } as const;
  return {
    read() {
      const token = request.cookies[NAME];
      if (!token) return null;
      if (!isSameOrigin(request)) throw new AppError('csrf-refused');
      return token;
    },
    write: (token, maxAge) => void reply.setCookie(NAME, token, { ...attributes, maxAge }),
    clear: () => void reply.clearCookie(NAME, attributes),
  };
}
