import type { SignedRequest } from '@wmory/contract';
import type { Clock } from '../clock.ts';
import { attachmentNamed } from './content-disposition.ts';
import { checkContentType, checkKey } from './key.ts';
import {
  MAX_UPLOAD_LIFETIME,
  type PartGrant,
  type ReadGrant,
  type UploadGrant,
  type VariantGrant,
} from './port.ts';
import type { HeldCredentials } from './s3-credentials.ts';
import { createQuerySigner, type RequestToSign, type SignKey } from './sigv4-query.ts';

const SECOND = 1_000;
/** Reads are signed as of the beginning of such a step, so that a read's URL stays the same within it. */
const READ_STEP = 5 * 60_000;

/** What `response-cache-control` has S3 say of what is read. */
export const READ_CACHE = 'private, max-age=86400, immutable';

export interface S3Signer {
  signUpload(grant: UploadGrant): SignedRequest;
  signPart(grant: PartGrant): SignedRequest;
  signVariantPut(grant: VariantGrant): SignedRequest;
  signRead(grant: ReadGrant): SignedRequest;
}

export interface S3SignerOptions {
  /** Where the bucket is: `https://bucket.s3.eu-central-1.amazonaws.com`, or with the bucket as its path. */
  base: URL;
  region: string;
  credentials: HeldCredentials;
  now?: Clock;
}

/** The signed requests of the port, to S3. What is signed and why: docs/adr/0008-s3-requests.md. */
export function createS3Signer({ base, region, credentials, now = Date.now }: S3SignerOptions): S3Signer {
  const prepareRequest = createQuerySigner(region);
  /** Prepared reads of this step, by type and end. */
  const reads = new Map<string, SignKey>();

  /** From when and for how long: to `expiresAt`, or to the end of the credentials if that comes before. */
  function prepare(
    request: Pick<RequestToSign, 'method' | 'headers' | 'query'>,
    signedAt: number,
    expiresAt: number,
  ): SignKey {
    const held = credentials.current();
    const end = Math.floor(Math.min(expiresAt, held.endsAt) / SECOND);
    const start = Math.floor(Math.min(signedAt, end * SECOND - SECOND) / SECOND);
    const times = { signedAt: start * SECOND, expiresIn: end - start };
    return prepareRequest({ ...request, base, ...times }, held.credentials);
  }

  function prepareRead({ contentType, downloadName, expiresAt }: ReadGrant, signedAt: number): SignKey {
    checkContentType(contentType);
    const query = {
      'response-cache-control': READ_CACHE,
      'response-content-type': contentType,
      ...(downloadName !== undefined && { 'response-content-disposition': attachmentNamed(downloadName) }),
      'x-id': 'GetObject',
    };
    return prepare({ method: 'GET', query }, signedAt, expiresAt);
  }

  return {
    signUpload({ key, contentType, size, sha256, expiresAt }) {
      checkKey(key);
      checkContentType(contentType);
      if (expiresAt > now() + MAX_UPLOAD_LIFETIME) throw new RangeError('an upload may not take that long');
      const headers = {
        'content-type': contentType,
        'if-none-match': '*',
        'x-amz-content-sha256': sha256,
        'x-amz-checksum-sha256': Buffer.from(sha256, 'hex').toString('base64'),
      };
      // Every client sends the length by itself, and browsers let no script do it.
      const signed = { ...headers, 'content-length': String(size) };
      return {
        method: 'PUT',
        url: prepare({ method: 'PUT', headers: signed }, now(), expiresAt)(key),
        headers,
      };
    },
    signPart({ key, id, number, size, sha256, expiresAt }) {
      checkKey(key);
      if (expiresAt > now() + MAX_UPLOAD_LIFETIME) throw new RangeError('an upload may not take that long');
      const headers = { 'x-amz-content-sha256': sha256 };
      const request = {
        method: 'PUT',
        headers: { ...headers, 'content-length': String(size) },
        query: { partNumber: String(number), uploadId: id, 'x-id': 'UploadPart' },
      } as const;
      return { method: 'PUT', url: prepare(request, now(), expiresAt)(key), headers };
    },
    signVariantPut({ key, contentType, expiresAt }) {
      checkKey(key);
      checkContentType(contentType);
      const headers = { 'content-type': contentType };
      return { method: 'PUT', url: prepare({ method: 'PUT', headers }, now(), expiresAt)(key), headers };
    },
    signRead(grant) {
      checkKey(grant.key);
      const signedAt = Math.floor(now() / READ_STEP) * READ_STEP;
      if (grant.downloadName !== undefined)
        return { method: 'GET', url: prepareRead(grant, signedAt)(grant.key), headers: {} };
      const { credentials: signer } = credentials.current();
      const name = `${signedAt} ${grant.expiresAt} ${grant.contentType} ${signer.accessKeyId}`;
      let sign = reads.get(name);
      if (!sign) {
        sign = prepareRead(grant, signedAt);
        // Those of earlier steps are never asked for again.
        if (reads.size >= 64) reads.clear();
        reads.set(name, sign);
      }
      return { method: 'GET', url: sign(grant.key), headers: {} };
    },
  };
}
