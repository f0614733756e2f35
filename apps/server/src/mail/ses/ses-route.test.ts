import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { DAY, MINUTE } from '../../clock.ts';
import { createHttpServer } from '../../http/server.ts';
import { makeCertificate } from './certificate.fixture.ts';
import type { MailReport } from './ses-event.ts';
import { sesRoute } from './ses-route.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const TOPIC = 'arn:aws:sns:eu-central-1:123456789012:mail';
const HOST = 'https://sns.eu-central-1.amazonaws.com';
const CERTIFICATE = `${HOST}/SimpleNotificationService-0123456789abcdef.pem`;

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const others = generateKeyPairSync('rsa', { modulusLength: 2048 });
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });

type Fields = Record<string, string>;

/** Written down here once more, from the documentation of SNS, not from the code under test. */
const signedFields: Record<string, string[]> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: [
    'Message',
    'MessageId',
    'SubscribeURL',
    'Timestamp',
    'Token',
    'TopicArn',
    'Type',
  ],
};
signedFields['UnsubscribeConfirmation'] = signedFields['SubscriptionConfirmation'] ?? [];

function signed(fields: Fields, key: KeyObject = keys.privateKey): Fields {
  const text = (signedFields[fields['Type'] ?? ''] ?? [])
    .filter((name) => fields[name] !== undefined)
    .map((name) => `${name}\n${fields[name]}\n`)
    .join('');
  const hash = fields['SignatureVersion'] === '1' ? 'sha1' : 'sha256';
  return { ...fields, Signature: sign(hash, Buffer.from(text), key).toString('base64') };
}

const notification = (message: unknown, change: Fields = {}): Fields => ({
  Type: 'Notification',
  MessageId: '3d5a1f3c-0b5c-5d2e-9c5e-1b1b1b1b1b1b',
  TopicArn: TOPIC,
  Message: typeof message === 'string' ? message : JSON.stringify(message),
  Timestamp: '2026-11-24T11:59:00.000Z',
  SignatureVersion: '2',
  SigningCertURL: CERTIFICATE,
  UnsubscribeURL: `${HOST}/?Action=Unsubscribe`,
  ...change,
});

const subscription = (change: Fields = {}): Fields => ({
  ...notification('You have chosen to subscribe.\nVisit the SubscribeURL.'),
  Type: 'SubscriptionConfirmation',
  Token: '2336412f37fb687f5d51e6e241d09c',
  SubscribeURL: `${HOST}/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=2336412f37fb687f5d51e6e241d09c`,
  ...change,
});

const bounce = (change: object = {}) => ({
  notificationType: 'Bounce',
  bounce: {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: [{ emailAddress: 'Ada@Example.org', action: 'failed', status: '5.1.1' }],
    timestamp: '2026-11-24T11:58:00.000Z',
    feedbackId: '010101860d89be0a-000000',
    ...change,
  },
  mail: { destination: ['ada@example.org'] },
});
const bounced: MailReport = {
  outcome: 'bounce',
  addresses: ['ada@example.org'],
  at: Date.UTC(2026, 10, 24, 11, 58),
};

let app: FastifyInstance;
let clock: number;
let fetched: string[];
let answers: Record<string, (() => Response) | undefined>;
let reports: MailReport[];
let lines: string[];

const certificate =
  (from = NOW - DAY, to = NOW + DAY, key = keys.privateKey) =>
  () =>
    new Response(makeCertificate(key, from, to));

beforeEach(async () => {
  [clock, fetched, reports, lines] = [NOW, [], [], []];
  answers = { [CERTIFICATE]: certificate() };
  const log = pino({ level: 'trace' }, { write: (line) => void lines.push(line) });
  app = await createHttpServer(log, []);
  await app.register(sesRoute, {
    topicArn: TOPIC,
    clock: () => clock,
    async fetch(url, { redirect }) {
      assert.equal(redirect, 'error');
      fetched.push(url);
      const answer = answers[url];
      if (!answer) throw new Error(`nothing at ${url}`);
      return answer();
    },
    note: async (report) => void reports.push(report),
  });
});
afterEach(() => app.close());

async function post(body: unknown): Promise<number> {
  const response = await app.inject({
    method: 'POST',
    url: '/hooks/ses',
    headers: { 'content-type': 'text/plain; charset=UTF-8', 'x-amz-sns-message-type': 'Notification' },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return response.statusCode;
}

describe('a report by SES', () => {
  for (const SignatureVersion of ['1', '2']) {
    it(`counts when it is signed in version ${SignatureVersion}, with or without a subject`, async () => {
      assert.equal(await post(signed(notification(bounce(), { SignatureVersion }))), 204);
      const titled = notification(bounce(), { SignatureVersion, Subject: 'Amazon SES Email Event' });
      assert.equal(await post(signed(titled)), 204);
      assert.deepEqual(reports, [bounced, bounced]);
    });
  }

  it('may be a bounce, a complaint or a delivery, as notification or as published event', async () => {
    const timestamp = '2026-11-24T11:58:00.000Z';
    const { notificationType: eventType, ...rest } = bounce();
    const complainedRecipients = [
      { emailAddress: 'Bo <bo@example.org>' },
      { emailAddress: 'cy@example.org' },
    ];
    for (const event of [
      { eventType, ...rest },
      { notificationType: 'Complaint', complaint: { complainedRecipients, timestamp } },
      { eventType: 'Delivery', delivery: { recipients: ['ada@example.org'], timestamp } },
    ])
      assert.equal(await post(signed(notification(event))), 204);
    assert.deepEqual(reports, [
      bounced,
      { ...bounced, outcome: 'complaint', addresses: ['bo@example.org', 'cy@example.org'] },
      { ...bounced, outcome: 'delivery' },
    ]);
  });

  it('without a lasting meaning changes nothing', async () => {
    const complaint = { complainedRecipients: [], timestamp: '2026-11-24T11:58:00.000Z' };
    for (const event of [
      bounce({ bounceType: 'Transient' }),
      bounce({ bounceType: 'Undetermined' }),
      bounce({ timestamp: '2027-11-24T11:58:00.000Z' }),
      { notificationType: 'Complaint', complaint: { ...complaint, complaintFeedbackType: 'not-spam' } },
      { eventType: 'Send' },
      {},
      'Successfully validated SNS topic for Amazon SES event publishing.',
    ])
      assert.equal(await post(signed(notification(event))), 204);
    assert.deepEqual(reports, []);
  });

  it('that cannot be read is refused for good', async () => {
    const broken = bounce({ bouncedRecipients: 'ada' });
    for (const event of [broken, '[]', '"Bounce"', { notificationType: 'Bounce' }])
      assert.equal(await post(signed(notification(event))), 400);
    assert.deepEqual(reports, []);
  });
});

describe('a message that is not from the topic', () => {
  it('is refused with any field changed', async () => {
    const genuine = signed(notification(bounce(), { Subject: 'Report' }));
    for (const field of ['Message', 'MessageId', 'Subject', 'Timestamp']) {
      const { [field]: value = '', ...rest } = genuine;
      assert.equal(await post({ ...rest, [field]: value.replace(/.$/, '_') }), 403, field);
    }
    const { Subject: _, ...untitled } = genuine;
    assert.equal(await post(untitled), 403);
    assert.equal(await post({ ...genuine, SignatureVersion: '1' }), 403);
    assert.equal(await post({ ...genuine, Signature: '' }), 403);
    assert.deepEqual(reports, []);
  });

  it('is refused when another key signed it, or one that is not RSA', async () => {
    assert.equal(await post(signed(notification(bounce()), others.privateKey)), 403);
    assert.equal(await post(signed(notification(bounce()), curve.privateKey)), 403);
    assert.deepEqual(reports, []);
  });

  it('of another topic is refused without a look at its certificate', async () => {
    const TopicArn = TOPIC.replace('123456789012', '210987654321');
    assert.equal(await post(signed(notification(bounce(), { TopicArn }))), 403);
    assert.deepEqual(fetched, []);
  });

  it('with a certificate from elsewhere is refused, and nothing is fetched', async () => {
    const path = '/SimpleNotificationService-0123456789abcdef.pem';
    for (const SigningCertURL of [
      `http://sns.eu-central-1.amazonaws.com${path}`,
      `https://sns.eu-central-1.amazonaws.com:8443${path}`,
      `https://sns.us-east-1.amazonaws.com${path}`,
      `https://sns.eu-central-1.amazonaws.com.evil.example${path}`,
      `https://evil.example${path}`,
      `https://sns.eu-central-1.amazonaws.com@evil.example${path}`,
      `https://user@sns.eu-central-1.amazonaws.com${path}`,
      `https://bucket.s3.amazonaws.com${path}`,
      `${HOST}/?Action=GetTopic${path}`,
      `${HOST}/x${path}`,
      `${HOST}${path}?x=1`,
      `${HOST}/SimpleNotificationService-../../x.pem`,
      'file:///etc/passwd',
      'nonsense',
    ]) {
      answers[SigningCertURL] = certificate();
      assert.equal(await post(signed(notification(bounce(), { SigningCertURL }))), 403, SigningCertURL);
    }
    assert.deepEqual(fetched, []);
    assert.deepEqual(reports, []);
  });

  it('is no message at all', async () => {
    for (const body of [
      '',
      'null',
      '[]',
      '{',
      '{"Type":"Notification"}',
      { ...notification('x'), Type: 'X' },
    ])
      assert.equal(await post(body), 400);
    const huge = signed(notification('x'.repeat(600 * 1024)));
    assert.equal(await post(huge), 413);
    const unknown = notification('x', { SignatureVersion: '3' });
    assert.equal(await post(signed(unknown)), 400);
    assert.deepEqual(fetched, []);
  });
});

describe('the certificate', () => {
  it('is fetched once, for many messages at a time', async () => {
    await Promise.all(Array.from({ length: 20 }, () => post(signed(notification(bounce())))));
    assert.equal(reports.length, 20);
    assert.deepEqual(fetched, [CERTIFICATE]);
  });

  it('that cannot be had or has run out asks SNS to come again, which is not in vain', async () => {
    for (const answer of [
      undefined,
      () => new Response('no', { status: 500 }),
      () => new Response('<html>'),
      () => new Response('x'.repeat(20_000)),
    ]) {
      const SigningCertURL = `${HOST}/SimpleNotificationService-${fetched.length}.pem`;
      answers[SigningCertURL] = answer;
      assert.equal(await post(signed(notification(bounce(), { SigningCertURL }))), 503);
    }
    clock = NOW + 2 * DAY;
    assert.equal(await post(signed(notification(bounce()))), 503);
    clock = NOW - 2 * DAY;
    assert.equal(await post(signed(notification(bounce()))), 503);
    clock = NOW + MINUTE;
    assert.equal(await post(signed(notification(bounce()))), 204);
    assert.deepEqual(reports, [bounced]);
  });
});

describe('the subscription', () => {
  const { SubscribeURL = '' } = subscription();

  it('is confirmed by visiting the address that SNS gives', async () => {
    answers[SubscribeURL] = () => new Response('<ConfirmSubscriptionResponse/>');
    assert.equal(await post(signed(subscription())), 204);
    assert.deepEqual(fetched, [CERTIFICATE, SubscribeURL]);
  });

  it('is not confirmed for who did not sign, or at another address than SNS', async () => {
    assert.equal(await post(signed(subscription(), others.privateKey)), 403);
    for (const address of [
      SubscribeURL.replace('https', 'http'),
      SubscribeURL.replace(HOST, 'https://169.254.169.254'),
      SubscribeURL.replace(HOST, 'https://sns.us-east-1.amazonaws.com'),
      SubscribeURL.replace('ConfirmSubscription', 'DeleteTopic'),
      SubscribeURL.replace(TOPIC, `${TOPIC}2`),
      `${HOST}/`,
    ]) {
      answers[address] = () => new Response('');
      assert.equal(await post(signed(subscription({ SubscribeURL: address }))), 403, address);
    }
    assert.deepEqual(fetched, [CERTIFICATE]);
  });

  it('that SNS does not take is tried again by SNS', async () => {
    answers[SubscribeURL] = () => new Response('', { status: 500 });
    assert.equal(await post(signed(subscription())), 500);
  });

  it('that has ended is written to the log', async () => {
    assert.equal(await post(signed(subscription({ Type: 'UnsubscribeConfirmation' }))), 204);
    assert.match(lines.join(''), /was ended at SNS/);
    assert.deepEqual(fetched, [CERTIFICATE]);
  });
});

it('keeps addresses, tokens and signatures out of the log', async () => {
  answers = {};
  await post(signed(notification(bounce())));
  answers = { [CERTIFICATE]: certificate() };
  clock = NOW;
  const genuine = signed(subscription());
  await post(genuine);
  assert.ok(lines.length > 0);
  assert.doesNotMatch(lines.join(''), /ada@|2336412f37fb/i);
  assert.ok(!lines.join('').includes((genuine['Signature'] ?? '').slice(0, 20)));
});
