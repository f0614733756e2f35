import { type KeyObject, sign } from 'node:crypto';
import type { SignedRequest } from '@wmory/contract';
import { attachmentNamed } from './content-disposition.ts';
import { checkContentType, checkKey } from './key.ts';
import type { ReadGrant } from './port.ts';
import { READ_CACHE } from './s3-signer.ts';

/** A distribution of CloudFront that takes reads signed with this key alone. */
export interface Cdn {
  /** As clients reach it, with the bucket at its root. */
  origin: string;
  /** Under which CloudFront knows the public key. */
  keyPairId: string;
  /** RSA with 2048 bits, or ECDSA on P-256. */
  privateKey: KeyObject;
}

/** Addresses that are kept: those of some pages of a feed, for as long as they are the newest. */
const KEPT = 10_000;

/** RFC 3986's unreserved characters stay as they are. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** Base64 in the letters that CloudFront has for a query. */
const toQuery = (signature: Buffer): string =>
  signature
    .toString('base64')
    .replace(/[+=/]/g, (letter) => (letter === '+' ? '-' : letter === '=' ? '_' : '~'));

/**
 * Signs reads for CloudFront by a canned policy: one address, to the end of the grant. Type, name and caching are asked of
 * the bucket in the query, which the signature covers. The same grant gives the same URL: one by RSA on every server,
 * one by ECDSA, whose signatures differ each time, for as long as it is kept here.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html
 */
export function createCloudFrontSigner({ origin, keyPairId, privateKey }: Cdn) {
  let newest = new Map<string, string>();
  let older = new Map<string, string>();

  function signUrl({ key, contentType, downloadName, expiresAt }: ReadGrant): string {
    const query = [
      ['response-cache-control', READ_CACHE],
      ...(downloadName === undefined
        ? []
        : [['response-content-disposition', attachmentNamed(downloadName)]]),
      ['response-content-type', contentType],
    ].map(([name = '', value = '']) => `${name}=${encode(value)}`);
    const resource = `${origin}/${key}?${query.join('&')}`;
    const expires = Math.floor(expiresAt / 1_000);
    // Byte by byte as CloudFront puts it together from the request.
    const policy = `{"Statement":[{"Resource":"${resource}","Condition":{"DateLessThan":{"AWS:EpochTime":${expires}}}}]}`;
    const signature = toQuery(sign('sha256', Buffer.from(policy), privateKey));
    return `${resource}&Expires=${expires}&Key-Pair-Id=${keyPairId}&Signature=${signature}&Hash-Algorithm=SHA256`;
  }

  return function signRead(grant: ReadGrant): SignedRequest {
    const { key, contentType, downloadName, expiresAt } = grant;
    checkKey(key);
    checkContentType(contentType);
    const name = `${expiresAt} ${key} ${contentType}${downloadName === undefined ? '' : ` ${downloadName}`}`;
    let url = newest.get(name);
    if (url === undefined) {
      url = older.get(name) ?? signUrl(grant);
      if (newest.size >= KEPT) [older, newest] = [newest, new Map()];
      newest.set(name, url);
    }
    return { method: 'GET', url, headers: {} };
  };
}
