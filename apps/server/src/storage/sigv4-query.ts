import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';

/** What signs: a pair of keys, and a token where they are lent for a time. */
export interface SigningCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
}

export interface RequestToSign {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Where the bucket is; the key follows its path, which does not end in a slash. */
  base: URL;
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

/** The path of a key; those that the application makes need no encoding. */
const encodeKey = (key: string): string =>
  /^[\w.~/-]*$/.test(key) ? key : key.split('/').map(encode).join('/');

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The instant in ISO 8601's basic format, as `20261124T030000Z`. */
const stamp = (time: number): string => new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, '');

/** Signs a request for one key: its URL. */
export type SignKey = (key: string) => string;

/**
 * Signs requests to S3 in their query (AWS Signature Version 4), at once and without I/O. What requests have in common
 * is prepared once, and the signing key of a day derived once for each pair of credentials; a key more costs two
 * hashes. The URLs are those of the AWS SDK's `getSignedUrl`, byte by byte.
 *
 * A header `x-amz-content-sha256` becomes the digest that the signature covers, so that a store has to hash the
 * body; without one the body is whatever is sent.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export function createQuerySigner(region: string) {
  let known: { day: string; secret: string; key: KeyObject } | undefined;

  function signingKey(day: string, secret: string): KeyObject {
    if (known?.day === day && known.secret === secret) return known.key;
    const bytes = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), 's3'), 'aws4_request');
    known = { day, secret, key: createSecretKey(bytes) };
    return known.key;
  }

  return function prepare(request: RequestToSign, credentials: SigningCredentials): SignKey {
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
    const pair = (name: string): string => `${encode(name)}=${encode(parameters[name] ?? '')}`;
    const sorted = Object.keys(parameters).sort();
    // Where the SDK puts the signature: among the others, in order.
    const before = sorted.filter((name) => name < 'X-Amz-Signature').map(pair);
    const after = sorted.filter((name) => name > 'X-Amz-Signature').map(pair);
    const folder = base.pathname === '/' ? '/' : `${base.pathname}/`;
    const rest = [
      '',
      [...before, ...after].join('&'),
      ...names.map((name) => `${name}:${(signed[name] ?? '').trim().replace(/\s+/g, ' ')}`),
      '',
      names.join(';'),
      digest ?? UNSIGNED,
    ].join('\n');
    const key = signingKey(day, credentials.secretAccessKey);
    const heading = `${ALGORITHM}\n${time}\n${scope}\n`;
    const leading = `?${[...before, 'X-Amz-Signature='].join('&')}`;
    const trailing = ['', ...after].join('&');

    return (objectKey) => {
      const path = folder + encodeKey(objectKey);
      const canonical = hash('sha256', `${request.method}\n${path}${rest}`, 'hex');
      const signature = createHmac('sha256', key)
        .update(heading + canonical)
        .digest('hex');
      return base.origin + path + leading + signature + trailing;
    };
  };
}
