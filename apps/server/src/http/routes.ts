import type { FastifyInstance } from 'fastify';
import { AppError } from '../error.ts';

declare module 'fastify' {
  interface FastifyInstance {
    routes: Routes;
  }
}

/** Every route that the server has. */
export interface Routes {
  /** Method and pattern, as in `GET` and `/groups/:groupId`. */
  list(): readonly { method: string; url: string }[];
  /** What a path takes; none: it leads nowhere. */
  methodsAt(path: string): string[];
}

/** As the router reads it: a parameter is a segment, and may be empty; an asterisk is all the rest. */
function toExpression(url: string): RegExp {
  const segments = url.split('/').map((segment) => {
    if (segment.startsWith(':')) return '[^/]*';
    return segment === '*' ? '.*' : segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${segments.join('/')}$`);
}

/** The address without its query, which may be a secret. */
export const pathOf = (url: string): string => url.split('?', 1)[0] ?? '';

/** Writes down the routes that are added from here on, as `app.routes`. */
export function watchRoutes(app: FastifyInstance): void {
  const methods = new Map<string, Set<string>>();
  const expressions = new Map<string, RegExp>();

  app.addHook('onRoute', ({ method, url }) => {
    const known = methods.get(url) ?? new Set();
    for (const each of [method].flat()) known.add(each);
    methods.set(url, known);
    expressions.set(url, toExpression(url));
  });

  const routes: Routes = {
    list: () => [...methods].flatMap(([url, those]) => [...those].map((method) => ({ method, url }))),
    methodsAt(path) {
      const those = [...methods].filter(([url]) => expressions.get(url)?.test(path));
      return [...new Set(those.flatMap(([, each]) => [...each]))].sort();
    },
  };
  app.decorate('routes', routes);
}

/** There is nothing here for anyone who may not look, whichever way they ask. */
const HIDDEN = /^\/(dev|metrics)(\/|$)/;

/**
 * Answers what an address does not take: `method-not-allowed` with Allow (RFC 9110, 15.5.6), and OPTIONS with the
 * same header and nothing else, so that no page of another origin is let in.
 *
 * @param isPage whether GET is answered there without a route
 */
export function refuseMethods(app: FastifyInstance, isPage: (path: string) => boolean): void {
  // Before a body is looked at, which would be refused for its type.
  app.addHook('onRequest', async (request, reply) => {
    const path = pathOf(request.url);
    if (!request.is404 || HIDDEN.test(path)) return;
    const taken = app.routes.methodsAt(path);
    if (isPage(path)) taken.push('GET', 'HEAD');
    if (taken.length === 0 || taken.includes(request.method)) return;
    reply.header('allow', [...new Set([...taken, 'OPTIONS'])].join(', '));
    if (request.method !== 'OPTIONS') throw new AppError('method-not-allowed');
    await reply.code(204).send();
  });
}
