import { createPrivateKey, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import { MIN_SECRET } from './secrets.ts';

/** One environment variable: what the README's table and `.env.example` are made from. */
export interface ConfigField<T = unknown> {
  name: string;
  section:
    | 'Server'
    | 'Sign-up'
    | 'Database'
    | 'Object store'
    | 'Storage and limits'
    | 'Mail'
    | 'Moderation'
    | 'Processing'
    | 'Audit log'
    | 'Observability';
  description: string;
  /** As it would be written in the environment; empty: unset. */
  default: string;
  /** Never logged, never shown. */
  secret?: true;
  /** Throws an `Error` whose message completes "NAME …". */
  parse: (text: string) => T;
}

// Each turns the text of a setting into its value; what it throws completes "NAME …".

export const integer = (min: number, max: number) => (text: string) => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new Error(`must be a whole number from ${min} to ${max}`);
  }
  return value;
};

export const origin = (text: string): string | null => {
  if (text === '') return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash) {
    throw new Error('must be an origin such as https://photos.example, without a path');
  }
  return url.origin;
};

export const oneOf =
  <const T extends string>(...words: T[]) =>
  (text: string): T => {
    const word = words.find((candidate) => candidate === text);
    if (word === undefined) throw new Error(`must be one of ${words.join(', ')}`);
    return word;
  };

export const cidrs = (text: string): string[] => {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  for (const part of parts) {
    const [address = '', bits, ...rest] = part.split('/');
    const widest = isIP(address) === 4 ? 32 : 128;
    const valid =
      isIP(address) &&
      rest.length === 0 &&
      (bits === undefined || (/^\d+$/.test(bits) && +bits >= 1 && +bits <= widest));
    if (!valid) throw new Error(`must list addresses or CIDR ranges, which ${part} is not`);
  }
  return parts;
};

export const url = (protocols: RegExp, example: string) => (text: string) => {
  if (text === '') return null;
  if (!URL.canParse(text) || !protocols.test(new URL(text).protocol))
    throw new Error(`must be a URL such as ${example}`);
  return text;
};

export const text = (value: string): string => value;

/** Without dots: certificates of S3 cover one label. */
export const bucketName = (text: string): string => {
  if (text !== '' && !/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(text))
    throw new Error('must be the name of a bucket: 3 to 63 of a-z, 0-9 and hyphens, without dots');
  return text;
};

export const flag = (text: string): boolean => oneOf('true', 'false')(text) === 'true';

/** At least 32 bytes in base64url; null: unset. */
export const secretBytes = (text: string): Buffer | null => {
  if (text === '') return null;
  const bytes = Buffer.from(text, 'base64url');
  if (!/^[\w-]+$/.test(text) || bytes.length < MIN_SECRET) {
    throw new Error(
      `must be ${MIN_SECRET} random bytes or more in base64url, such as those of openssl rand -hex 32`,
    );
  }
  return bytes;
};

export const topicArn = (text: string): string | null => {
  if (text === '') return null;
  if (!/^arn:aws(-[a-z]+)*:sns:[a-z]{2}(-[a-z]+)+-\d:\d{12}:[\w-]{1,256}$/.test(text))
    throw new Error('must be the ARN of a topic, such as arn:aws:sns:eu-central-1:123456789012:mail');
  return text;
};

export const domainName = (text: string): string => {
  if (text !== '' && !/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(text))
    throw new Error(
      'must be a name such as d111111abcdef8.cloudfront.net, without https:// and without a path',
    );
  return text;
};

export const keyPairId = (text: string): string => {
  if (text !== '' && !/^[A-Z0-9]{6,32}$/.test(text))
    throw new Error('must be the id that CloudFront has given the public key, such as K2JCJMDEHXQW5F');
  return text;
};

/** What CloudFront knows: RSA with 2048 bits, or ECDSA on P-256; null: unset. */
export const cdnKey = (text: string): KeyObject | null => {
  if (text === '') return null;
  const pem = text.includes('-----BEGIN')
    ? text.replaceAll('\\n', '\n')
    : Buffer.from(text, 'base64').toString();
  let key: KeyObject | undefined;
  try {
    key = createPrivateKey(pem);
  } catch {
    // OpenSSL's reasons tell nobody anything.
  }
  const { modulusLength, namedCurve } = key?.asymmetricKeyDetails ?? {};
  if (!key || (modulusLength !== 2048 && namedCurve !== 'prime256v1'))
    throw new Error(
      'must be a private key, RSA with 2048 bits or ECDSA on P-256, in PEM with \\n for its line breaks, or that in base64',
    );
  return key;
};
