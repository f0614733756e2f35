import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import { ZodError } from 'zod';
import type { Clock } from '../../clock.ts';
import { type MailReport, readSesEvent } from './ses-event.ts';
import {
  CertificateUnavailable,
  createSnsCertificates,
  type Fetch,
  parseAddressAt,
  snsHost,
} from './sns-certificates.ts';
import { isSignedBy, SnsMessage } from './sns-message.ts';

/** Where SNS is told to post. */
const SES_PATH = '/hooks/ses';

export interface SesRouteOptions {
  /** The one topic whose messages count. */
  topicArn: string;
  clock: Clock;
  fetch?: Fetch | undefined;
  /** Takes what became of letters; the same report again changes nothing. */
  note(report: MailReport): Promise<void>;
}

/** Bytes: a message of SNS has 256 KiB at most, and grows when it is quoted in JSON. */
const BODY_LIMIT = 512 * 1024;

/**
 * Takes what SES reports by SNS: letters that came back, complaints, deliveries. Only signed messages of the one
 * topic have an effect. SNS repeats what is answered with anything but 2xx, so 503 is for what may pass later, and
 * 403 and 400 for what never will. Bodies and addresses stay out of the log.
 */
export const sesRoute: FastifyPluginAsync<SesRouteOptions> = async (scope, options) => {
  const { topicArn, clock, note, fetch = globalThis.fetch } = options;
  const certificates = createSnsCertificates({ topicArn, clock, fetch });

  // SNS says `text/plain`, whatever it sends.
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
    done(null, body),
  );

  async function confirm(message: Extract<SnsMessage, { SubscribeURL: string }>): Promise<boolean> {
    const url = parseAddressAt(snsHost(topicArn), message.SubscribeURL);
    const asks = url?.searchParams;
    if (asks?.get('Action') !== 'ConfirmSubscription' || asks.get('TopicArn') !== topicArn) return false;
    const response = await fetch(url?.href ?? '', { redirect: 'error', signal: AbortSignal.timeout(10_000) });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`SNS answered the confirmation with ${response.status}`);
    return true;
  }

  async function take(message: SnsMessage, reply: FastifyReply): Promise<FastifyReply> {
    const { log } = reply.request;
    if (message.Type === 'UnsubscribeConfirmation') {
      log.warn('the subscription to reports on letters was ended at SNS');
      return reply.code(204).send();
    }
    if (message.Type === 'SubscriptionConfirmation') {
      if (!(await confirm(message))) return reply.code(403).send();
      log.info('the subscription to reports on letters is confirmed');
      return reply.code(204).send();
    }
    const report = readSesEvent(message.Message, clock());
    if (report) {
      await note(report);
      log.info({ outcome: report.outcome, addresses: report.addresses.length }, 'a report on letters');
    }
    return reply.code(204).send();
  }

  scope.post(SES_PATH, { logLevel: 'info' }, async (request, reply) => {
    const message = parseMessage(request.body);
    if (!message) return reply.code(400).send();
    // Nothing is fetched for somebody who does not even know the topic.
    if (message.TopicArn !== topicArn) return reply.code(403).send();
    try {
      const key = await certificates.keyAt(message.SigningCertURL);
      if (!key || !isSignedBy(key, message)) return reply.code(403).send();
      return await take(message, reply);
    } catch (error) {
      if (error instanceof ZodError) {
        request.log.warn({ messageId: message.MessageId }, 'a report on letters could not be read');
        return reply.code(400).send();
      }
      if (!(error instanceof CertificateUnavailable)) throw error;
      request.log.warn({ err: error }, 'a report on letters could not be checked');
      return reply.code(503).header('retry-after', '60').send();
    }
  });
};

function parseMessage(body: unknown): SnsMessage | null {
  try {
    return SnsMessage.safeParse(JSON.parse(String(body))).data ?? null;
  } catch {
    return null;
  }
}
