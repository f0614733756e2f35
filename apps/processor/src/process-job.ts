import { createHash } from 'node:crypto';
import type { FailureReason, MediaJob, MediaResult } from '@wmory/contract';
import {
  ImagingError,
  MAX_FILE_SIZE,
  MAX_FILM_SIZE,
  type ProcessedFilm,
  type ProcessedImage,
  processFilm,
  processImage,
} from '@wmory/imaging';
import { openSpool } from './spool.ts';
import {
  type Body,
  chunksOf,
  DigestMismatch,
  download,
  downloadInto,
  TransferError,
  upload,
} from './transfer.ts';

export interface JobOptions {
  readonly signal: AbortSignal;
  /** Runs the decoding, when there is reason to: the child of the server does one at a time. */
  readonly decoding?: Decoding;
}
type Decoding = <T>(decode: () => Promise<T>) => Promise<T>;

/**
 * Does one media job: gets the original, checks its digest, makes the pictures, puts them, and tells what
 * was learnt. Never rejects: what goes wrong is a `failed` result. Faults of the network answer `timed-out`
 * and may be tried again; what is wrong with the photo itself is final.
 */
export async function processJob(job: MediaJob, options: JobOptions): Promise<MediaResult> {
  const { signal, decoding = (decode) => decode() } = options;
  try {
    return await attempt(job, signal, decoding);
  } catch (error) {
    if (error instanceof ImagingError) return failed(job, error.reason, false);
    if (error instanceof DigestMismatch) return failed(job, 'digest-mismatch', false);
    if (error instanceof TransferError) return failed(job, 'timed-out', true);
    return failed(job, 'crashed', true);
  }
}

function failed({ jobId, photoId }: MediaJob, reason: FailureReason, retryable: boolean): MediaResult {
  return { version: 1, outcome: 'failed', jobId, photoId, reason, retryable };
}

async function attempt(job: MediaJob, signal: AbortSignal, decoding: Decoding): Promise<MediaResult> {
  const { source } = job;
  if (!source.mimeType.startsWith('video/')) {
    if (source.size > MAX_FILE_SIZE) return failed(job, 'too-many-pixels', false);
    const bytes = await download(source.request, source, signal);
    return deliver(job, signal, await decoding(() => processImage(bytes, source.mimeType)));
  }
  if (source.size > MAX_FILM_SIZE) return failed(job, 'too-many-pixels', false);
  using spool = openSpool();
  await downloadInto(source.request, source, signal, spool.write);
  const film = await decoding(() => processFilm(spool.source(source.size), source.mimeType));
  return await deliver(job, signal, film);
}

/** Puts what was made to where the job says, and tells what was learnt. */
async function deliver(
  job: MediaJob,
  signal: AbortSignal,
  { variants, withoutLocation, ...metadata }: ProcessedImage | ProcessedFilm,
): Promise<MediaResult> {
  const wanted = variants.flatMap((variant) => {
    const target = job.variants.find(({ name }) => name === variant.name);
    return target ? [{ ...variant, request: target.request }] : [];
  });
  const uploads = wanted.map((variant) => upload(variant.request, variant.bytes, signal));
  if (withoutLocation) uploads.push(upload(job.shared, withoutLocation, signal));
  await Promise.all(uploads);
  return {
    version: 1,
    outcome: 'ready',
    jobId: job.jobId,
    photoId: job.photoId,
    metadata,
    variants: wanted.map(({ name, width, height, bytes: { length } }) => ({
      name,
      width,
      height,
      size: length,
    })),
    shared: withoutLocation && { sha256: digestOf(withoutLocation) },
  };
}

function digestOf(body: Body): string {
  const hash = createHash('sha256');
  for (const chunk of Buffer.isBuffer(body) ? [body] : chunksOf(body)) hash.update(chunk);
  return hash.digest('hex');
}
