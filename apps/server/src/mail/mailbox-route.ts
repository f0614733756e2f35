import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import { AppError } from '../error.ts';
import { isLocal } from '../http/local-request.ts';
import type { Capture, CapturedLetter } from './capture.ts';
import { isLanguage, isLetterKind, renderPreview, writeSample } from './letter-preview.ts';
import { codesIn, linksIn, MAILBOX_POLICY, renderMailbox } from './mailbox-page.ts';

/** For the frame that shows a letter's HTML: drawn, with nothing loaded and nothing run. */
const LETTER_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/**
 * The letters that were captured: a page at `/dev/mailbox`, the same as data at `/dev/mailbox.json`; and at
 * `/dev/letters` every letter there is, in all languages. They hold secrets, so only someone at this machine gets
 * them; for everyone else there is nothing here.
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
    return sendLetter(reply, letter.html);
  });

  scope.get('/dev/letters', async (_request, reply) =>
    reply
      .header('content-security-policy', MAILBOX_POLICY)
      .type('text/html; charset=utf-8')
      .send(renderPreview()),
  );

  scope.get<{ Params: { language: string; kind: string }; Querystring: { scheme?: string } }>(
    '/dev/letters/:language/:kind',
    async ({ params: { language, kind }, query }, reply) => {
      if (!isLanguage(language) || !isLetterKind(kind)) throw new AppError('not-found');
      return sendLetter(reply, writeSample(kind, language, query.scheme === 'dark' ? 'dark' : 'light').html);
    },
  );
};

const sendLetter = (reply: FastifyReply, html: string): FastifyReply =>
  reply
    .header('content-security-policy', LETTER_POLICY)
    .header('x-frame-options', 'SAMEORIGIN')
    // The sandbox has an origin of its own, and browsers warn when it differs in this from the page.
    .removeHeader('origin-agent-cluster')
    .type('text/html; charset=utf-8')
    .send(html);

const presentLetter = (letter: CapturedLetter) => ({
  ...letter,
  sentAt: new Date(letter.sentAt).toISOString(),
  codes: codesIn(letter.text),
  links: linksIn(letter.text),
});
