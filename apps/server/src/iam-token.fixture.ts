import { createHash, createHmac } from 'node:crypto';

/** What a token has to be made for, and with. */
export interface WantedToken {
  service: 'rds-db' | 'elasticache';
  /** The host that is signed: with its port at RDS, a cache's name alone. */
  address: string;
  /** Under the name that the service has for it. */
  user: { DBUser: string } | { User: string };
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

const MAX_AGE = 15 * 60_000;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Whether it is a token as AWS describes it: a request to connect, signed for this user, at most 15 minutes old. */
export function isToken(token: string, wanted: WantedToken): boolean {
  const [address, query = ''] = token.split('/?');
  const pairs = query.split('&').map((pair) => pair.split('=') as [string, string]);
  const given = Object.fromEntries(pairs.map(([name, value]) => [name, decodeURIComponent(value)]));
  const { 'X-Amz-Date': time = '', 'X-Amz-Signature': signature, 'X-Amz-Credential': credential } = given;
  const scope = `${time.slice(0, 8)}/${wanted.region}/${wanted.service}/aws4_request`;
  const canonical = [
    'GET\n/',
    pairs
      .filter(([name]) => name !== 'X-Amz-Signature')
      .map((pair) => pair.join('='))
      .sort()
      .join('&'),
    `host:${wanted.address}\n\nhost`,
    sha256(''),
  ].join('\n');
  const key = [time.slice(0, 8), wanted.region, wanted.service, 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${wanted.secretAccessKey}`,
  );
  const text = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonical)}`;
  const signedAt = Date.parse(time.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  return (
    address === wanted.address &&
    given['Action'] === 'connect' &&
    Object.entries(wanted.user).every(([name, value]) => given[name] === value) &&
    given['X-Amz-Expires'] === '900' &&
    credential === `${wanted.accessKeyId}/${scope}` &&
    Math.abs(Date.now() - signedAt) <= MAX_AGE &&
    signature === hmac(key, text).toString('hex')
  );
}
