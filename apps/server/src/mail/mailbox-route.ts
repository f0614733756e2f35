import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { AppError } from '../error.ts';
import type { Capture, CapturedLetter } from './capture.ts';
import { codesIn, linksIn, MAILBOX_POLICY, renderMailbox } from './mailbox-page.ts';

/** For the frame that shows a letter's HTML: drawn, with nothing loaded and nothing run. */
const LETTER_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/**
 * The letters that were captured: a page at `/dev/mailbox`, the same as data at `/dev/mailbox.json`. They hold
 * secrets, so only someone at this machine gets them; for everyone else there is nothing here.
 */
export const mailboxRoute: FastifyPluginAsync<{ capture: Capture }> = async (scope, { capture }) => {
  scope.addHook('onRequest', async (request, reply) => {
    if (!isLocal(request)) throw new AppError('not-found');
    reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
  });

  scope.get('/dev/mailbox', async (_request, reply) =>
    reply
      .header('content-security-policy', MAILBOX_POLICY)
      .type('text/html; charset=utf-8')
      .send(renderMailbox(capture.letters())),
  );

  scope.get('/dev/mailbox.json', async () => ({ letters: capture.letters().map(presentLetter) }));

  scope.get<{ Params: { id: string } }>('/dev/mailbox/:id', async (request, reply) => {
    const letter = capture.letters().find(({ id }) => id === request.params.id);
    if (!letter) throw new AppError('not-found');
    return (
      reply
        .header('content-security-policy', LETTER_POLICY)
        .header('x-frame-options', 'SAMEORIGIN')
        // The sandbox has an origin of its own, and browsers warn when it differs in this from the page.
        .removeHeader('origin-agent-cluster')
        .type('text/html; charset=utf-8')
        .send(letter.html)
    );
  });
};

const presentLetter = (letter: CapturedLetter) => ({
  ...letter,
  sentAt: new Date(letter.sentAt).toISOString(),
  codes: codesIn(letter.text),
  links: linksIn(letter.text),
});

const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;
const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;
const FORWARDING =
  /^(forwarded|via|x-forwarded(-.*)?|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip|fly-client-ip)$/;

/**
 * Whether the request was made on this machine, to this machine. The socket tells, not a header that anyone can
 * send; a header of a reverse proxy tells that the sender is elsewhere; and another name in `Host` is how a web
 * page gets here by DNS rebinding.
 */
function isLocal({ raw, headers }: FastifyRequest): boolean {
  return (
    LOOPBACK.test(raw.socket.remoteAddress ?? '') &&
    LOOPBACK_HOST.test(headers.host ?? '') &&
    !Object.keys(headers).some((name) => FORWARDING.test(name))
  );
}
