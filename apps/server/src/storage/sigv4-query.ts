import { createHash, createHmac } from 'node:crypto';

/** What signs: a pair of keys, and a token where they are lent for a time. */
export interface SigningCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
}

export interface RequestToSign {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Where the bucket is, as the path of its URL says; the key follows. Without a slash at its end. */
  base: URL;
  key: string;
  /** Besides `host`: names in lower case, values as they will be sent. Signed, every one. */
  headers?: Readonly<Record<string, string>>;
  /** Besides the signature's own. */
  query?: Readonly<Record<string, string>>;
  /** UTC milliseconds. */
  signedAt: number;
  /** Whole seconds, 1 to 604800. */
  expiresIn: number;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const UNSIGNED = 'UNSIGNED-PAYLOAD';

/** RFC 3986's unreserved characters stay as they are. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The instant in ISO 8601's basic format, as `20261124T030000Z`. */
const stamp = (time: number): string => new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, '');

/**
 * Signs requests to S3 in their query (AWS Signature Version 4), at once and without I/O; the signing key of a day is
 * derived once for each pair of credentials. The URLs are those of the AWS SDK's `getSignedUrl`, byte by byte.
 *
 * A header `x-amz-content-sha256` becomes the digest that the signature covers, so that a store has to hash the
 * body; without one the body is whatever is sent.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export function createQuerySigner(region: string) {
  let known: { day: string; secret: string; key: Buffer } | undefined;

  function signingKey(day: string, secret: string): Buffer {
    if (known?.day === day && known.secret === secret) return known.key;
    const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), 's3'), 'aws4_request');
    known = { day, secret, key };
    return key;
  }

  return function signUrl(request: RequestToSign, credentials: SigningCredentials): string {
    const { base, headers = {}, query = {} } = request;
    const time = stamp(request.signedAt);
    const day = time.slice(0, 8);
    const scope = `${day}/${region}/s3/aws4_request`;
    const digest = headers['x-amz-content-sha256'];
    const signed: Record<string, string> = { ...headers, host: base.host };
    const names = Object.keys(signed).sort();
    const parameters: Record<string, string> = {
      ...query,
      'X-Amz-Algorithm': ALGORITHM,
      ...(digest === undefined && { 'X-Amz-Content-Sha256': UNSIGNED }),
      'X-Amz-Credential': `${credentials.accessKeyId}/${scope}`,
      'X-Amz-Date': time,
      'X-Amz-Expires': String(request.expiresIn),
      ...(credentials.sessionToken && { 'X-Amz-Security-Token': credentials.sessionToken }),
      'X-Amz-SignedHeaders': names.join(';'),
    };
    const path = `${base.pathname === '/' ? '' : base.pathname}/${request.key.split('/').map(encode).join('/')}`;
    const pairs = Object.keys(parameters)
      .sort()
      .map((name) => [name, `${encode(name)}=${encode(parameters[name] ?? '')}`] as const);
    const canonical = [
      request.method,
      path,
      pairs.map(([, pair]) => pair).join('&'),
      ...names.map((name) => `${name}:${(signed[name] ?? '').trim().replace(/\s+/g, ' ')}`),
      '',
      names.join(';'),
      digest ?? UNSIGNED,
    ].join('\n');
    const text = `${ALGORITHM}\n${time}\n${scope}\n${createHash('sha256').update(canonical).digest('hex')}`;
    const signature = createHmac('sha256', signingKey(day, credentials.secretAccessKey))
      .update(text)
      .digest('hex');
    // Where the SDK puts it: among the others, in order.
    const at = pairs.findIndex(([name]) => name > 'X-Amz-Signature');
    const all = pairs.map(([, pair]) => pair);
    all.splice(at < 0 ? all.length : at, 0, `X-Amz-Signature=${signature}`);
    return `${base.origin}${path}?${all.join('&')}`;
  };
}
