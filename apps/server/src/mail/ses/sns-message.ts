import { type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';

const common = {
  MessageId: z.string().min(1).max(100),
  TopicArn: z.string().max(300),
  Message: z.string(),
  Timestamp: z.string().max(40),
  SignatureVersion: z.enum(['1', '2']),
  Signature: z.base64().max(2000),
  SigningCertURL: z.string().max(500),
};

/**
 * What SNS posts to a subscriber, as far as it matters here
 * (https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html).
 */
export const SnsMessage = z.discriminatedUnion('Type', [
  z.object({ ...common, Type: z.literal('Notification'), Subject: z.string().nullish() }),
  z.object({
    ...common,
    Type: z.enum(['SubscriptionConfirmation', 'UnsubscribeConfirmation']),
    Token: z.string().max(2000),
    SubscribeURL: z.string().max(3000),
  }),
]);
export type SnsMessage = z.infer<typeof SnsMessage>;

/** The text that is signed: names and values in a fixed order, a line each. */
function signedText(message: SnsMessage): string {
  const parts =
    message.Type === 'Notification'
      ? {
          Message: message.Message,
          MessageId: message.MessageId,
          ...(typeof message.Subject === 'string' && { Subject: message.Subject }),
          Timestamp: message.Timestamp,
          TopicArn: message.TopicArn,
          Type: message.Type,
        }
      : {
          Message: message.Message,
          MessageId: message.MessageId,
          SubscribeURL: message.SubscribeURL,
          Timestamp: message.Timestamp,
          Token: message.Token,
          TopicArn: message.TopicArn,
          Type: message.Type,
        };
  return Object.entries(parts)
    .map(([name, value]) => `${name}\n${value}\n`)
    .join('');
}

/** Whether the holder of the key signed the message (RSA, PKCS #1 v1.5; SHA-1 in version 1, SHA-256 in version 2). */
export function isSignedBy(key: KeyObject, message: SnsMessage): boolean {
  const hash = message.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256';
  if (key.asymmetricKeyType !== 'rsa') return false;
  return verify(hash, Buffer.from(signedText(message)), key, Buffer.from(message.Signature, 'base64'));
}
