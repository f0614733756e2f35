import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import { startStack } from '../../../../../tools/dev-stack.ts';
import { DAY } from '../../clock.ts';
import { makeCertificate } from './certificate.fixture.ts';

const TopicArn = 'arn:aws:sns:eu-central-1:123456789012:mail';
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });

test('a server that knows no topic has no such route', async () => {
  const stack = await startStack();
  try {
    assert.equal((await fetch(`${stack.url}/hooks/ses`, { method: 'POST', body: '{}' })).status, 404);
  } finally {
    await stack.stop();
  }
});

test('a letter that came back is told to its reader in the app', async () => {
  const certificate = makeCertificate(keys.privateKey, Date.now() - DAY, Date.now() + DAY);
  const stack = await startStack({
    env: { SES_TOPIC_ARN: TopicArn },
    fetch: async () => new Response(certificate),
  });
  try {
    const ada = await stack.person('Ada');
    assert.equal((await ada.client.getMe()).mailTrouble, null);
    const timestamp = new Date().toISOString();
    const bounce = {
      bounceType: 'Permanent',
      bouncedRecipients: [{ emailAddress: 'ada@example.org' }],
      timestamp,
    };
    const fields = {
      Message: JSON.stringify({ notificationType: 'Bounce', bounce }),
      MessageId: 'message',
      Timestamp: timestamp,
      TopicArn,
      Type: 'Notification',
    };
    const text = Object.entries(fields)
      .map((entry) => `${entry.join('\n')}\n`)
      .join('');
    const body = JSON.stringify({
      ...fields,
      SignatureVersion: '2',
      Signature: sign('sha256', Buffer.from(text), keys.privateKey).toString('base64'),
      SigningCertURL: 'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-1.pem',
    });
    const headers = { 'content-type': 'text/plain; charset=UTF-8' };
    const post = () => fetch(`${stack.url}/hooks/ses`, { method: 'POST', headers, body });
    assert.deepEqual([(await post()).status, (await post()).status], [204, 204]);
    const { mailTrouble } = await ada.client.getMe();
    assert.equal(mailTrouble?.reason, 'bounce');
    assert.equal(mailTrouble?.since, timestamp);
    assert.equal(Date.parse(mailTrouble?.retryAt ?? ''), Date.parse(timestamp) + DAY);
  } finally {
    await stack.stop();
  }
});
