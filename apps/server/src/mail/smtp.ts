import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import type { Mailer } from './port.ts';

export interface SmtpOptions {
  /**
   * `smtps://user:password@host:465`, or `smtp://…` for STARTTLS, without which nothing is sent except to this
   * machine. `?requireTLS=false` sends in the clear, to a relay in one's own network.
   */
  url: string;
  /** Such as `WMORY <photos@example.org>`. */
  from: string;
  log?: Pick<Logger, 'warn'>;
}

const SECOND = 1000;

const isLoopback = (host: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(host);

/** Sends letters over SMTP (RFC 5321), on a few connections that it keeps open. */
export function createSmtp({ url, from, log }: SmtpOptions): Mailer {
  const { hostname, searchParams } = new URL(url);
  const transport = createTransport(
    {
      url,
      pool: true,
      maxConnections: 3,
      // A letter carries secrets: no falling back to plain text because someone in between strips STARTTLS.
      ...(!searchParams.has('requireTLS') && { requireTLS: !isLoopback(hostname) }),
      dnsTimeout: 10 * SECOND,
      connectionTimeout: 10 * SECOND,
      greetingTimeout: 10 * SECOND,
      socketTimeout: 30 * SECOND,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  );
  // A broken idle connection; letters on their way reject by themselves.
  transport.on('error', (error: Error & { code?: string }) =>
    log?.warn({ code: error.code }, 'a mail connection broke'),
  );

  return {
    async send({ to, subject, text, html, files = [], unsubscribe }) {
      await transport.sendMail({
        // As an object it is one address, whatever commas it holds.
        to: { name: '', address: to },
        subject,
        text,
        html,
        attachments: files.map(({ name, contentType, text: content }) => ({
          filename: name,
          contentType,
          content,
        })),
        // Keeps out-of-office answers away (RFC 3834), and lets mail programs end such letters (RFC 8058), by HTTPS alone.
        headers: {
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
          ...(unsubscribe && {
            'List-Unsubscribe': `<${unsubscribe}>`,
            ...(unsubscribe.startsWith('https:') && {
              'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            }),
          }),
        },
      });
    },
    async close() {
      transport.close();
    },
  };
}
