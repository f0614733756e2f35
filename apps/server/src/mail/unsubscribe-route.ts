import type { FastifyPluginAsync } from 'fastify';

export interface UnsubscribeRouteOptions {
  /** Turns off the kind of letters that the token came in; throws where it is none of ours. */
  unsubscribe(token: string): Promise<unknown>;
}

/** Bytes: what mail programs send says nothing but what the address says already. */
const BODY_LIMIT = 4096;

/**
 * Ends letters by the button of a mail program (RFC 8058): it posts a form to the address of the `List-Unsubscribe` header,
 * without a cookie, and is answered without a redirection. GET shows the page that asks first, as scanners open links.
 */
export const unsubscribeRoute: FastifyPluginAsync<UnsubscribeRouteOptions> = async (scope, options) => {
  // A form of either kind.
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
    done(null, body),
  );

  scope.post<{ Querystring: { token?: unknown } }>('/unsubscribe', async ({ query }, reply) => {
    await options.unsubscribe(String(query.token ?? ''));
    return reply.code(204).send();
  });
};
