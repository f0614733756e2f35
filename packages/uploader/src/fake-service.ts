import { createHash, randomUUID } from 'node:crypto';
import {
  ConnectionError,
  type Photo,
  type ProblemCode,
  ProblemError,
  problems,
  type UploadAnswer,
  type UploadItem,
  type UploadReceipt,
} from '@wmory/contract';
import type { Put, PutAnswer, Timer, UploadCalls } from './ports.ts';

/** What goes wrong with one call. */
export type Fault =
  | 'none'
  | 'lost-request' // the server never hears of it
  | 'lost-answer' // done, but the caller does not learn it
  | 'hang' // no answer at all
  | 'server-error'
  | 'rate-limited'
  | 'forbidden'; // the store alone: the signature has expired

export const faults: Fault[] = [
  'none',
  'lost-request',
  'lost-answer',
  'hang',
  'server-error',
  'rate-limited',
  'forbidden',
];

export interface FakeOptions {
  timer: Timer;
  /** Asked once per call, in the order in which calls are made. */
  nextFault?: () => Fault;
  /** Milliseconds a call takes. */
  latency?: () => number;
  /** Bytes the quota holds; unlimited. */
  quota?: number;
}

interface FakeUpload {
  id: string;
  key: string;
  groupId: string;
  item: UploadItem;
  state: 'open' | 'verified' | 'cancelled';
}

export const problemOf = (code: ProblemCode) => ({ type: 'about:blank', code, ...problems[code] });

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * A FAKE of the server and its store, in memory, for tests of the engine: it keeps the contract's promises about
 * uploads (idempotent announcing, one object per PUT, duplicates by group and hash) and fails as it is told.
 * Files are their own text: the handle of a source is its content.
 */
export function createFakeService({
  timer,
  nextFault = () => 'none',
  latency = () => 1,
  quota,
}: FakeOptions) {
  const uploads = new Map<string, FakeUpload>();
  const incoming = new Map<string, string>();
  const photos = new Map<string, Photo>();
  const log: { call: string; size: number }[] = [];
  let used = 0;
  let inFlight = 0;
  let mostInFlight = 0;

  const wait = (signal: AbortSignal | undefined, milliseconds: number) =>
    new Promise<void>((resolve, reject) => {
      const stop = timer.after(milliseconds, resolve);
      const abort = () => {
        stop();
        reject(new Error('aborted'));
      };
      if (signal?.aborted) abort();
      signal?.addEventListener('abort', abort);
    });

  async function answer<T>(
    call: string,
    size: number,
    signal: AbortSignal | undefined,
    act: () => T,
  ): Promise<T> {
    log.push({ call, size });
    const fault = nextFault();
    await wait(signal, latency());
    if (fault === 'hang') await wait(signal, Number.POSITIVE_INFINITY);
    if (fault === 'lost-request') throw new ConnectionError('lost on the way');
    if (fault === 'server-error') throw new ProblemError(problemOf('internal'));
    if (fault === 'rate-limited') throw new ProblemError(problemOf('rate-limited'), 2);
    const result = act();
    await wait(signal, latency());
    if (fault === 'lost-answer') throw new ConnectionError('lost on the way back');
    return result;
  }

  const keyOf = (groupId: string, hash: string) => `${groupId} ${hash}`;
  const reserved = () =>
    [...uploads.values()].reduce((sum, { state, item }) => sum + (state === 'open' ? item.size : 0), 0);

  function authoriseOne(groupId: string, item: UploadItem): UploadAnswer {
    const photo = photos.get(keyOf(groupId, item.sha256));
    if (photo) return { outcome: 'duplicate', photo };
    if (item.mimeType !== 'image/jpeg') return { outcome: 'refused', problem: problemOf('type-unsupported') };
    const known = [...uploads.values()].find(
      (upload) => upload.state === 'open' && upload.groupId === groupId && upload.item.sha256 === item.sha256,
    );
    if (!known && quota !== undefined && used + reserved() + item.size > quota) {
      return { outcome: 'refused', problem: problemOf('quota-exceeded') };
    }
    const upload = known ?? { id: randomUUID(), key: randomUUID(), groupId, item, state: 'open' as const };
    uploads.set(upload.id, upload);
    const request = {
      method: 'PUT' as const,
      url: `https://store.example/${upload.key}?${randomUUID()}`,
      headers: {},
    };
    return { outcome: 'authorised', uploadId: upload.id, request, expiresAt: new Date().toISOString() };
  }

  function photoOf({ groupId, item }: FakeUpload): Photo {
    const moment = '2026-01-01T00:00:00.000Z';
    return {
      id: randomUUID(),
      groupId,
      kind: 'image',
      state: 'processing',
      failure: null,
      uploader: { id: randomUUID(), name: 'Ada' },
      caption: '',
      width: null,
      height: null,
      takenAt: item.takenAt ?? moment,
      takenAtOffset: null,
      addedAt: moment,
      trashedAt: null,
      duration: null,
      camera: null,
      location: null,
      thumbhash: null,
      originals: [{ part: 'still', name: item.name, mimeType: item.mimeType, size: item.size }],
      urls: null,
      abilities: { edit: true, trash: true, download: true },
    };
  }

  function failed(uploadId: string, code: ProblemCode): UploadReceipt {
    return { uploadId, outcome: 'failed', problem: problemOf(code) };
  }

  function confirmOne(uploadId: string): UploadReceipt {
    const upload = uploads.get(uploadId);
    if (!upload) return failed(uploadId, 'upload-expired');
    const key = keyOf(upload.groupId, upload.item.sha256);
    if (upload.state === 'cancelled') return failed(uploadId, 'upload-cancelled');
    if (upload.state === 'open') {
      if (!incoming.has(upload.key)) return failed(uploadId, 'upload-missing');
      if (photos.has(key)) throw new Error('the fake would store the same bytes twice');
      incoming.delete(upload.key);
      photos.set(key, photoOf(upload));
      used += upload.item.size;
      upload.state = 'verified';
    }
    return { uploadId, outcome: 'verified', photo: photos.get(key) as Photo };
  }

  function cancelOne(uploadId: string): UploadReceipt {
    const upload = uploads.get(uploadId);
    if (upload?.state === 'verified') return confirmOne(uploadId);
    if (upload) {
      upload.state = 'cancelled';
      incoming.delete(upload.key);
    }
    return failed(uploadId, 'upload-cancelled');
  }

  const calls: { -readonly [K in keyof UploadCalls]: UploadCalls[K] } = {
    authoriseUploads: ({ params, body }, options) =>
      answer('authorise', body.items.length, options?.signal, () => ({
        items: body.items.map((item) =>
          authoriseOne(params.groupId, { ...item, kind: item.kind ?? 'image' }),
        ),
      })),
    confirmUploads: ({ body }, options) =>
      answer('confirm', body.uploadIds.length, options?.signal, () => ({
        receipts: body.uploadIds.map(confirmOne),
      })),
    cancelUploads: ({ body }, options) =>
      answer('cancel', body.uploadIds.length, options?.signal, () => ({
        receipts: body.uploadIds.map(cancelOne),
      })),
  };

  function store(key: string, content: string): PutAnswer {
    const upload = [...uploads.values()].find((one) => one.key === key);
    if (upload?.state !== 'open') return { status: 403, retryAfter: null };
    if (incoming.has(key)) return { status: 412, retryAfter: null };
    if (sha256(content) !== upload.item.sha256) return { status: 400, retryAfter: null };
    incoming.set(key, content);
    return { status: 200, retryAfter: null };
  }

  const put: Put<string> = async ({ source, request, size, signal, onProgress }) => {
    log.push({ call: 'put', size });
    inFlight += 1;
    mostInFlight = Math.max(mostInFlight, inFlight);
    const content = source.handle;
    try {
      const fault = nextFault();
      await wait(signal, latency());
      onProgress(Math.floor(size / 2));
      if (fault === 'hang') await wait(signal, Number.POSITIVE_INFINITY);
      if (fault === 'lost-request') throw new Error('connection reset');
      if (fault === 'server-error') return { status: 503, retryAfter: null };
      if (fault === 'rate-limited') return { status: 429, retryAfter: 3 };
      if (fault === 'forbidden') return { status: 403, retryAfter: null };
      const result = store(new URL(request.url).pathname.slice(1), content);
      onProgress(size);
      await wait(signal, latency());
      if (fault === 'lost-answer') throw new Error('connection reset');
      return result;
    } finally {
      inFlight -= 1;
    }
  };

  return {
    calls,
    put,
    log,
    uploads,
    /** Bytes at the store that no photo holds. */
    incoming,
    /** By `<group> <sha256>`. */
    photos,
    reserved,
    mostPutsInFlight: () => mostInFlight,
    count: (call: string) => log.filter((entry) => entry.call === call).length,
  };
}
