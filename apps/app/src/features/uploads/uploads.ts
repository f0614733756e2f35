import type { Photo } from '@wmory/contract';
import { createUploader, type Snapshot, type Uploader, type UploadSource } from '@wmory/uploader';
import { create } from 'zustand';
import { api } from '@/lib/api';
import { onReachable } from '@/lib/reachability';
import { onWipe, useSession } from '@/lib/session';
import type { Candidate, UploadHandle } from './candidate';
import { guardLeaving, watchConnection } from './connection';
import { hashFile } from './hash';
import { createJournal, eraseJournal } from './journal';
import { forgetPreviews } from './preview-source';
import { putFile } from './put';
import { dropSharedFiles } from './shared-files';

const nothing: Snapshot = {
  files: [],
  totals: {
    files: 0,
    safe: 0,
    verified: 0,
    duplicate: 0,
    refused: 0,
    failed: 0,
    cancelled: 0,
    active: 0,
    bytes: 0,
    sentBytes: 0,
  },
  paused: null,
  resting: null,
  kept: true,
};

/** The queue of uploads; it lives above the pages. */
export const useUploads = create<{ snapshot: Snapshot }>(() => ({ snapshot: nothing }));

interface Running {
  userId: string;
  uploader: Uploader<UploadHandle>;
  /** By the id of the file, for previews. */
  handles: Map<string, UploadHandle>;
  stop: () => void;
}
let running: Running | null = null;

type ArrivalListener = (groupId: string, photos: Photo[]) => void;
const arrivals = new Set<ArrivalListener>();
/** Calls back with photos that the server has just taken in; the answer stops it. */
export function onArrival(listener: ArrivalListener): () => void {
  arrivals.add(listener);
  return () => arrivals.delete(listener);
}

function tellArrivals(before: Snapshot, after: Snapshot): void {
  if (after.totals.verified === before.totals.verified) return;
  const known = new Set(before.files.filter(({ status }) => status === 'verified').map(({ id }) => id));
  const byGroup = new Map<string, Photo[]>();
  for (const { id, groupId, status, photo } of after.files) {
    if (status !== 'verified' || !photo || known.has(id)) continue;
    byGroup.set(groupId, [...(byGroup.get(groupId) ?? []), photo]);
  }
  for (const [groupId, photos] of byGroup) for (const listener of arrivals) listener(groupId, photos);
}

/** Takes up the uploads of the person who is logged in, those of the last visit included. */
export function startUploads(userId: string): void {
  if (running?.userId === userId) {
    // The same person has logged in again.
    running.uploader.resume();
    return;
  }
  running?.stop();
  const kept = createJournal(userId);
  const handles = new Map<string, UploadHandle>();
  const uploader = createUploader<UploadHandle>({
    calls: api,
    hash: hashFile,
    put: putFile,
    journal: {
      ...kept,
      load: async () => {
        const records = await kept.load();
        for (const { source } of records) handles.set(source.id, source.handle);
        return records;
      },
    },
  });
  const endings = [
    uploader.subscribe(() => {
      const before = useUploads.getState().snapshot;
      const snapshot = uploader.getSnapshot();
      useUploads.setState({ snapshot });
      tellArrivals(before, snapshot);
    }),
    watchConnection((online) => (online ? uploader.resume() : uploader.pause('offline'))),
    onReachable((reachable) => {
      if (!reachable) return;
      const lost = uploader.getSnapshot().files.filter(({ cause }) => cause === 'unreachable');
      uploader.retry(lost.map(({ id }) => id));
      uploader.resume();
    }),
    guardLeaving(() => {
      const { totals, kept: isKept } = uploader.getSnapshot();
      return totals.active > 0 && !isKept;
    }),
  ];
  running = {
    userId,
    uploader,
    handles,
    stop() {
      for (const end of endings) end();
      uploader.stop();
      forgetPreviews();
      useUploads.setState({ snapshot: nothing });
    },
  };
  // A journal that cannot be read has nothing to go on with.
  uploader.restore().catch(() => {});
}

onWipe(async (reason) => {
  if (reason === 'ended') return;
  running?.stop();
  running = null;
  await Promise.all([eraseJournal(), dropSharedFiles()]);
});

useSession.subscribe(({ state }) => {
  if (state.status === 'in' && running) startUploads(state.me.id);
});

let count = 0;
const makeId = () =>
  `${Date.now().toString(36)}.${(count++).toString(36)}.${Math.random().toString(36).slice(2, 10)}`;

/** Puts files into the queue. */
export function addUploads(groupId: string, candidates: readonly Candidate[]): void {
  if (!running) return;
  const { handles, uploader } = running;
  const sources = candidates.map(
    ({ name, mimeType, size, modifiedAt, handle }): UploadSource<UploadHandle> => ({
      id: makeId(),
      groupId,
      name,
      mimeType,
      size,
      handle,
      ...(modifiedAt === null ? {} : { takenAt: new Date(modifiedAt).toISOString() }),
    }),
  );
  for (const { id, handle } of sources) handles.set(id, handle);
  uploader.add(sources);
}

/** What can be done with the queue; see the methods of `Uploader`. */
export const uploads = {
  cancel: (ids?: readonly string[]) => running?.uploader.cancel(ids),
  retry: (ids?: readonly string[]) => running?.uploader.retry(ids),
  /** Forgets files that have ended, in whichever way. */
  forget(ids: readonly string[]) {
    running?.uploader.forget(ids);
    for (const id of ids) running?.handles.delete(id);
    forgetPreviews(ids);
  },
};

/** What lies behind a file of the queue, to draw it. */
export const handleOf = (id: string): UploadHandle | null => running?.handles.get(id) ?? null;

/** The id in the queue of a photo that came from here; null where it did not. */
export const useUploadIdOf = (photoId: string | null): string | null =>
  useUploads(({ snapshot }) =>
    photoId === null ? null : (snapshot.files.find(({ photo }) => photo?.id === photoId)?.id ?? null),
  );
