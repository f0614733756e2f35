import { createHash, randomUUID } from 'node:crypto';
import {
  ConnectionError,
  type Photo,
  type ProblemCode,
  ProblemError,
  problems,
  type SignedPart,
  type UploadAnswer,
  type UploadItem,
  type UploadReceipt,
  type WantedPart,
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
  /** Files of more bytes than the first number are sent in parts of the second; none. */
  inParts?: readonly [threshold: number, partSize: number];
  /** Bytes the quota holds; unlimited. */
  quota?: number;
}

interface FakeUpload {
  id: string;
  key: string;
  groupId: string;
  item: UploadItem;
  /** What has arrived, by number; null: one PUT. */
  parts: Map<number, string> | null;
  state: 'open' | 'verified' | 'cancelled';
}

export const problemOf = (code: ProblemCode) => ({ type: 'about:blank', code, ...problems[code] });

/** Whoever calls the fake. */
const me = { id: randomUUID(), name: 'Ada' };

const taken = new Set(['image/jpeg', 'video/quicktime']);

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * A FAKE of the server and its store, in memory, for tests of the engine: it keeps the contract's promises about
 * uploads (idempotent announcing, one object per PUT, duplicates by group and hash, one film an own photo) and fails as
 * it is told.
 * Files are their own text: the handle of a source is its content.
 */
export function createFakeService({
  timer,
  nextFault = () => 'none',
  latency = () => 1,
  inParts,
  quota,
}: FakeOptions) {
  const uploads = new Map<string, FakeUpload>();
  const incoming = new Map<string, string>();
  const photos = new Map<string, Photo>();
  const films = new Map<string, string>();
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

  /** The own photo that a film is announced for; null where that takes none. */
  function photoForFilm(groupId: string, { motionOf, sha256: hash }: UploadItem): Photo | null {
    const photo = [...photos.values()].find(({ id }) => id === motionOf);
    if (photo?.groupId !== groupId || photo.uploader?.id !== me.id) return null;
    return (films.get(photo.id) ?? hash) === hash ? photo : null;
  }

  /** The photo that has the bytes already. */
  function holderOf(groupId: string, item: UploadItem): Photo | undefined {
    if (item.motionOf === undefined) return photos.get(keyOf(groupId, item.sha256));
    const photo = photoForFilm(groupId, item);
    return photo && films.has(photo.id) ? photo : undefined;
  }

  function authoriseOne(groupId: string, item: UploadItem): UploadAnswer {
    if (item.motionOf !== undefined && !photoForFilm(groupId, item)) {
      return { outcome: 'refused', problem: problemOf('motion-refused') };
    }
    const photo = holderOf(groupId, item);
    if (photo) return { outcome: 'duplicate', photo };
    if (!taken.has(item.mimeType)) return { outcome: 'refused', problem: problemOf('type-unsupported') };
    const known = [...uploads.values()].find(
      (upload) =>
        upload.state === 'open' &&
        upload.groupId === groupId &&
        upload.item.sha256 === item.sha256 &&
        upload.item.motionOf === item.motionOf,
    );
    if (!known && quota !== undefined && used + reserved() + item.size > quota) {
      return { outcome: 'refused', problem: problemOf('quota-exceeded') };
    }
    const parts = inParts && item.size > inParts[0] ? new Map<number, string>() : null;
    const upload = known ?? { id: randomUUID(), key: randomUUID(), groupId, item, parts, state: 'open' };
    uploads.set(upload.id, upload);
    const answer = {
      outcome: 'authorised',
      uploadId: upload.id,
      expiresAt: new Date().toISOString(),
    } as const;
    if (upload.parts) return { ...answer, kind: 'multipart', ...planOf(upload) };
    const request = {
      method: 'PUT' as const,
      url: `https://store.example/${upload.key}?${randomUUID()}`,
      headers: {},
    };
    return { ...answer, kind: 'single', request };
  }

  const planOf = ({ item }: FakeUpload) => {
    const [, partSize = 0] = inParts ?? [];
    return { partSize, partCount: Math.ceil(item.size / partSize) };
  };

  function openParts(uploadId: string): FakeUpload & { parts: Map<number, string> } {
    const upload = uploads.get(uploadId);
    if (!upload?.parts) throw new ProblemError(problemOf('not-found'));
    if (upload.state !== 'open')
      throw new ProblemError(problemOf(upload.state === 'verified' ? 'upload-ended' : 'upload-cancelled'));
    return { ...upload, parts: upload.parts };
  }

  function signOne(upload: FakeUpload, { number, sha256: digest }: WantedPart): SignedPart {
    const url = `https://store.example/${upload.key}?part=${number}&digest=${digest}`;
    return { number, request: { method: 'PUT', url, headers: {} }, expiresAt: new Date().toISOString() };
  }

  /** Puts the parts together, where they are all there. */
  function assemble(upload: FakeUpload): void {
    if (!upload.parts || upload.parts.size < planOf(upload).partCount) return;
    const whole = Array.from(upload.parts.keys())
      .sort((a, b) => a - b)
      .map((number) => upload.parts?.get(number))
      .join('');
    if (sha256(whole) === upload.item.sha256) incoming.set(upload.key, whole);
  }

  function photoOf({ groupId, item }: FakeUpload): Photo {
    const moment = '2026-01-01T00:00:00.000Z';
    return {
      id: randomUUID(),
      groupId,
      kind: 'image',
      state: 'processing',
      failure: null,
      uploader: me,
      caption: '',
      width: null,
      height: null,
      takenAt: item.takenAt ?? moment,
      takenAtOffset: null,
      addedAt: moment,
      trashedAt: null,
      hidden: null,
      leavesAt: null,
      duration: null,
      camera: null,
      location: null,
      thumbhash: null,
      originals: [{ part: 'still', name: item.name, mimeType: item.mimeType, size: item.size }],
      urls: null,
      abilities: { edit: true, trash: true, download: true, report: false },
    };
  }

  function failed(uploadId: string, code: ProblemCode): UploadReceipt {
    return { uploadId, outcome: 'failed', problem: problemOf(code) };
  }

  /** Adds a film to its photo; false where that takes it no more. */
  function addFilm({ groupId, item }: FakeUpload): boolean {
    const photo = photoForFilm(groupId, item);
    if (!photo || films.has(photo.id)) return false;
    films.set(photo.id, item.sha256);
    const [key] = [...photos].find(([, { id }]) => id === photo.id) ?? [''];
    const film = { part: 'motion' as const, name: item.name, mimeType: item.mimeType, size: item.size };
    photos.set(key, { ...photo, originals: [...photo.originals, film] });
    return true;
  }

  function confirmOne(uploadId: string): UploadReceipt {
    const upload = uploads.get(uploadId);
    if (!upload) return failed(uploadId, 'upload-expired');
    const { groupId, item } = upload;
    if (upload.state === 'cancelled') return failed(uploadId, 'upload-cancelled');
    if (upload.state === 'open') {
      assemble(upload);
      if (!incoming.has(upload.key)) return failed(uploadId, 'upload-missing');
      if (holderOf(groupId, item)) throw new Error('the fake would store the same bytes twice');
      incoming.delete(upload.key);
      upload.parts?.clear();
      if (item.motionOf === undefined) photos.set(keyOf(groupId, item.sha256), photoOf(upload));
      else if (!addFilm(upload)) {
        upload.state = 'cancelled';
        return failed(uploadId, 'motion-refused');
      }
      used += item.size;
      upload.state = 'verified';
    }
    return { uploadId, outcome: 'verified', photo: holderOf(groupId, item) as Photo };
  }

  function cancelOne(uploadId: string): UploadReceipt {
    const upload = uploads.get(uploadId);
    if (upload?.state === 'verified') return confirmOne(uploadId);
    if (upload) {
      upload.state = 'cancelled';
      upload.parts?.clear();
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
    listParts: ({ params }, options) =>
      answer('list-parts', 1, options?.signal, () => {
        const upload = openParts(params.uploadId);
        const parts = [...upload.parts].map(([number, content]) => ({ number, size: content.length }));
        return { ...planOf(upload), parts };
      }),
    signParts: ({ params, body }, options) =>
      answer('sign-parts', body.parts.length, options?.signal, () => {
        const upload = openParts(params.uploadId);
        return { parts: body.parts.map((part) => signOne(upload, part)) };
      }),
    confirmUploads: ({ body }, options) =>
      answer('confirm', body.uploadIds.length, options?.signal, () => ({
        receipts: body.uploadIds.map(confirmOne),
      })),
    cancelUploads: ({ body }, options) =>
      answer('cancel', body.uploadIds.length, options?.signal, () => ({
        receipts: body.uploadIds.map(cancelOne),
      })),
  };

  function store(address: string, content: string): PutAnswer {
    const { pathname, searchParams } = new URL(address);
    const key = pathname.slice(1);
    const upload = [...uploads.values()].find((one) => one.key === key);
    if (upload?.state !== 'open') return { status: upload?.parts ? 404 : 403, retryAfter: null };
    if (upload.parts) {
      if (sha256(content) !== searchParams.get('digest')) return { status: 400, retryAfter: null };
      upload.parts.set(Number(searchParams.get('part')), content);
      return { status: 200, retryAfter: null };
    }
    if (incoming.has(key)) return { status: 412, retryAfter: null };
    if (sha256(content) !== upload.item.sha256) return { status: 400, retryAfter: null };
    incoming.set(key, content);
    return { status: 200, retryAfter: null };
  }

  const put: Put<string> = async ({ source, request, slice, signal, onProgress }) => {
    const { start, size } = slice;
    log.push({ call: 'put', size });
    inFlight += 1;
    mostInFlight = Math.max(mostInFlight, inFlight);
    const content = source.handle.slice(start, start + size);
    try {
      const fault = nextFault();
      await wait(signal, latency());
      onProgress(Math.floor(size / 2));
      if (fault === 'hang') await wait(signal, Number.POSITIVE_INFINITY);
      if (fault === 'lost-request') throw new Error('connection reset');
      if (fault === 'server-error') return { status: 503, retryAfter: null };
      if (fault === 'rate-limited') return { status: 429, retryAfter: 3 };
      if (fault === 'forbidden') return { status: 403, retryAfter: null };
      const result = store(request.url, content);
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
    /** The digest of each live photo's film, by the id of the photo. */
    films,
    reserved,
    mostPutsInFlight: () => mostInFlight,
    count: (call: string) => log.filter((entry) => entry.call === call).length,
  };
}
