import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto';
import { checkContentType, checkKey } from './key.ts';
import type { PartGrant, ReadGrant, UploadGrant, VariantGrant } from './port.ts';

/**
 * Signs what follows `/store/` in a URL and reads it back. The signed text is the method and that tail, to
 * the letter, so nothing is parsed before the signature is known to be right:
 *
 *     GET media/g/p/thumb?expires=1790000000000&type=image%2Fwebp&signature=<HMAC-SHA-256, base64url>
 *
 * What an upload's headers must say (length, type, digest) stands in the query, signed with the rest.
 */
export interface DiskSigner {
  signRead(grant: Omit<ReadGrant, 'audience'>): string;
  signUpload(grant: UploadGrant): string;
  signVariantPut(grant: VariantGrant): string;
  signPart(grant: PartGrant): string;
  /**
   * What a request may do, if its `expiresAt` is ahead and its headers say the same; null when it is not
   * signed.
   * @param method `HEAD` counts as `GET`
   * @param tail path and query, as they came, after `/store/`
   */
  verify(method: string, tail: string): VerifiedGrant | null;
}

export type VerifiedGrant =
  | ({ action: 'read' } & Omit<ReadGrant, 'audience'>)
  | ({ action: 'create' } & UploadGrant)
  | ({ action: 'replace' } & VariantGrant)
  | ({ action: 'part' } & PartGrant);

const SIGNATURE = '&signature=';

/** @param secret at least 32 random bytes, for this purpose alone */
export function createDiskSigner(secret: Uint8Array): DiskSigner {
  if (secret.byteLength < 32) throw new RangeError('the secret of the store is too short');
  const readKey = deriveKey(secret, 'store read');
  const writeKey = deriveKey(secret, 'store write');
  const encodeType = createTypeEncoder();

  const sign = (key: KeyObject, method: string, tail: string): string =>
    tail + SIGNATURE + createHmac('sha256', key).update(`${method} ${tail}`).digest('base64url');

  return {
    signRead({ key, expiresAt, contentType, downloadName }) {
      checkKey(key);
      const tail = `${key}?expires=${expiresAt}&type=${encodeType(contentType)}`;
      return sign(
        readKey,
        'GET',
        downloadName === undefined ? tail : `${tail}&name=${encodeName(downloadName)}`,
      );
    },
    signUpload({ key, expiresAt, contentType, size, sha256 }) {
      checkBody(key, size, sha256);
      const type = encodeType(contentType);
      const tail = `${key}?write=create&expires=${expiresAt}&type=${type}&length=${size}&sha256=${sha256}`;
      return sign(writeKey, 'PUT', tail);
    },
    signVariantPut({ key, expiresAt, contentType, maxSize }) {
      checkKey(key);
      if (!Number.isSafeInteger(maxSize) || maxSize < 0) throw new RangeError('not a size');
      const type = encodeType(contentType);
      return sign(writeKey, 'PUT', `${key}?write=replace&expires=${expiresAt}&type=${type}&most=${maxSize}`);
    },
    signPart({ key, id, number, size, sha256, expiresAt }) {
      checkBody(key, size, sha256);
      if (!Number.isInteger(number) || number < 1 || number > 10_000) throw new RangeError('not a number');
      const part = `upload=${encodeURIComponent(id)}&part=${number}`;
      const tail = `${key}?write=part&expires=${expiresAt}&${part}&length=${size}&sha256=${sha256}`;
      return sign(writeKey, 'PUT', tail);
    },
    verify(method, tail) {
      const signed = tail.slice(0, Math.max(0, tail.lastIndexOf(SIGNATURE)));
      const genuine =
        method === 'PUT'
          ? sign(writeKey, 'PUT', signed)
          : method === 'GET' || method === 'HEAD'
            ? sign(readKey, 'GET', signed)
            : null;
      return genuine !== null && equal(genuine, tail) ? parseSigned(signed) : null;
    },
  };
}

function checkBody(key: string, size: number, sha256: string): void {
  checkKey(key);
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError('not a size');
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('not a SHA-256');
}

function deriveKey(secret: Uint8Array, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', purpose, 32)));
}

function equal(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.byteLength === right.byteLength && timingSafeEqual(left, right);
}

const encodeName = (name: string): string => encodeURIComponent(name.toWellFormed());

/** Checks and encodes content types; a feed page has hundreds of the same few. */
function createTypeEncoder(): (contentType: string) => string {
  const known = new Map<string, string>();
  return (contentType) => {
    const encoded = known.get(contentType);
    if (encoded !== undefined) return encoded;
    checkContentType(contentType);
    if (known.size === 100) known.clear();
    const fresh = encodeURIComponent(contentType);
    known.set(contentType, fresh);
    return fresh;
  };
}

/** Reads what `createDiskSigner` wrote; only for text whose signature is right. */
function parseSigned(signed: string): VerifiedGrant {
  const at = signed.indexOf('?');
  const query = new URLSearchParams(signed.slice(at + 1));
  const text = (name: string): string => query.get(name) ?? '';
  const place = { key: signed.slice(0, at), expiresAt: Number(text('expires')) };
  const grant = { ...place, contentType: text('type') };
  const body = { size: Number(text('length')), sha256: text('sha256') };
  switch (text('write')) {
    case 'create':
      return { action: 'create', ...grant, ...body };
    case 'part':
      return { action: 'part', ...place, id: text('upload'), number: Number(text('part')), ...body };
    case 'replace':
      return { action: 'replace', ...grant, maxSize: Number(text('most')) };
    default:
      return { action: 'read', ...grant, ...(query.has('name') && { downloadName: text('name') }) };
  }
}
