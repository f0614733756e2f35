import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, describe, test } from 'node:test';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Letter, Mailer } from './port.ts';
import { createSmtp } from './smtp.ts';

interface Received {
  to: string[];
  from: string;
  secure: boolean;
  user: string | undefined;
  source: string;
}

const letter: Letter = {
  to: 'ada@example.org',
  subject: 'Zoë’s letter',
  text: 'Plain ☀',
  html: '<p>Marked ☀</p>',
};

describe('smtp', () => {
  const closers: (() => void)[] = [];
  after(() => {
    for (const close of closers) close();
  });

  /** A real SMTP server that keeps what it is given. */
  async function receive(options: SMTPServerOptions = {}): Promise<{ port: number; received: Received[] }> {
    const received: Received[] = [];
    const server = new SMTPServer({
      logger: false,
      authOptional: true,
      disableReverseLookup: true,
      onAuth: ({ username, password }, _session, done) =>
        password === 'right' ? done(null, { user: username }) : done(new Error('wrong password')),
      onData(stream, { envelope, secure, user }, done) {
        void text(stream).then((source) => {
          const to = envelope.rcptTo.map(({ address }) => address);
          const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
          received.push({ to, from, secure, user: user as string | undefined, source });
          done();
        });
      },
      ...options,
    });
    server.on('error', () => {});
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    closers.push(() => server.close());
    return { port: (server.server.address() as AddressInfo).port, received };
  }

  function mailer(url: string): Mailer {
    const created = createSmtp({ url, from: 'WMORY <photos@example.org>' });
    closers.push(() => void created.close());
    return created;
  }

  test('delivers both bodies, from the sender of the configuration', async () => {
    const { port, received } = await receive({ disabledCommands: ['STARTTLS', 'AUTH'] });
    await mailer(`smtp://127.0.0.1:${port}`).send(letter);
    const [mail] = received;
    assert.deepEqual(mail?.to, ['ada@example.org']);
    assert.equal(mail?.from, 'photos@example.org');
    assert.match(mail?.source ?? '', /^From: WMORY <photos@example\.org>\r$/m);
    assert.match(mail?.source ?? '', /^Auto-Submitted: auto-generated\r$/m);
    assert.match(mail?.source ?? '', /^Subject: =\?UTF-8\?/m);
    assert.match(
      mail?.source ?? '',
      /text\/plain; charset=utf-8[\s\S]*Plain =E2=98=80[\s\S]*text\/html; charset=utf-8[\s\S]*Marked =E2=98=80/,
    );
  });

  test('names the address that ends such letters where there is one (RFC 8058), and nowhere else', async () => {
    const { port, received } = await receive({ disabledCommands: ['STARTTLS', 'AUTH'] });
    const smtp = mailer(`smtp://127.0.0.1:${port}`);
    // As long as they are, and in one piece.
    const unsubscribe = `https://photos.example/unsubscribe?token=${'0123abcd-'.repeat(15)}`;
    await smtp.send({ ...letter, unsubscribe });
    await smtp.send({ ...letter, unsubscribe: 'http://photos.example/unsubscribe' });
    await smtp.send(letter);
    const [first, plain, second] = received.map(({ source }) => source.replace(/\r\n[ \t]+/g, ' '));
    assert.ok(first?.includes(`\r\nList-Unsubscribe: <${unsubscribe}>\r\n`), first);
    assert.match(first ?? '', /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
    assert.match(plain ?? '', /^List-Unsubscribe: <http:/m);
    assert.doesNotMatch(plain ?? '', /One-Click/);
    assert.doesNotMatch(second ?? '', /List-Unsubscribe/);
  });

  test('sends to one address, whatever it holds, and adds no header', async () => {
    const { port, received } = await receive({ disabledCommands: ['STARTTLS', 'AUTH'] });
    const smtp = mailer(`smtp://127.0.0.1:${port}`);
    for (const to of [
      'a@example.org, b@example.org',
      'a@example.org\r\nBcc: b@example.org',
      'x <b@example.org>',
    ]) {
      await smtp.send({ ...letter, to }).catch(() => {});
    }
    await smtp.send({ ...letter, subject: 'Hello\r\nBcc: b@example.org' });
    assert.ok(received.length >= 1);
    for (const { to, source } of received) {
      assert.equal(to.length, 1);
      assert.ok(!to.includes('b@example.org'), String(to));
      assert.doesNotMatch(source, /^Bcc:/im);
    }
  });

  test('keeps one connection for letters that follow each other', async () => {
    let connections = 0;
    const { port, received } = await receive({
      disabledCommands: ['STARTTLS', 'AUTH'],
      onConnect(_session, done) {
        connections++;
        done();
      },
    });
    const smtp = mailer(`smtp://127.0.0.1:${port}`);
    for (let i = 0; i < 3; i++) await smtp.send(letter);
    assert.deepEqual([received.length, connections], [3, 1]);
  });

  test('logs in, encrypted from the start or by STARTTLS', async () => {
    for (const secure of [true, false]) {
      const { port, received } = await receive({ secure, authOptional: false });
      const scheme = secure ? 'smtps' : 'smtp';
      await mailer(`${scheme}://us%40er:right@127.0.0.1:${port}?tls.rejectUnauthorized=false`).send(letter);
      assert.deepEqual([received[0]?.secure, received[0]?.user], [true, 'us@er']);
      await assert.rejects(
        mailer(`${scheme}://user:wrong@127.0.0.1:${port}?tls.rejectUnauthorized=false`).send(letter),
      );
      await assert.rejects(mailer(`${scheme}://user:right@127.0.0.1:${port}`).send(letter), /certificate/);
      assert.equal(received.length, 1);
    }
  });

  test('sends nothing in the clear to another machine, unless told to', async () => {
    const { port, received } = await receive({ disabledCommands: ['STARTTLS', 'AUTH'] });
    // Another way to write 127.0.0.1, which is not taken for this machine.
    await assert.rejects(mailer(`smtp://127.1:${port}`).send(letter), /STARTTLS/);
    assert.equal(received.length, 0);
    await mailer(`smtp://127.1:${port}?requireTLS=false`).send(letter);
    assert.equal(received.length, 1);
  });

  test('rejects what the server refuses, and what finds no server', async () => {
    const { port } = await receive({
      disabledCommands: ['STARTTLS', 'AUTH'],
      onRcptTo: (_address, _session, done) => done(new Error('no such mailbox')),
    });
    await assert.rejects(mailer(`smtp://127.0.0.1:${port}`).send(letter), /no such mailbox/);
    await assert.rejects(mailer('smtp://127.0.0.1:1').send(letter), /ECONNREFUSED/);
  });
});
