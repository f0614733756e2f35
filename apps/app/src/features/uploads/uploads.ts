import { createUploader, type Uploader, type UploadSource } from '@wmory/uploader';
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
import { handles, nothing, showUploads, useUploads } from './upload-state';

interface Running {
  userId: string;
  uploader: Uploader<UploadHandle>;
  stop: () => void;
}
let running: Running | null = null;

/** Takes up the uploads of the person who is logged in, those of the last visit included. */
export function startUploads(userId: string): void {
  if (running?.userId === userId) {
    // The same person has logged in again; what waits for a network goes on waiting.
    if (running.uploader.getSnapshot().paused === 'signed-out') running.uploader.resume();
    return;
  }
  running?.stop();
  const kept = createJournal(userId);
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
    uploader.subscribe(() => showUploads(uploader.getSnapshot())),
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
    stop() {
      for (const end of endings) end();
      uploader.stop();
      handles.clear();
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

/** A file as the queue takes it; of a live photo, its still and then its film. */
function sourcesOf(groupId: string, candidate: Candidate): UploadSource<UploadHandle>[] {
  const { name, mimeType, size, modifiedAt, handle, film } = candidate;
  const id = makeId();
  const takenAt = modifiedAt === null ? {} : { takenAt: new Date(modifiedAt).toISOString() };
  const source = { id, groupId, name, mimeType, size, handle, ...takenAt };
  if (!film) return [source];
  const [motion] = sourcesOf(groupId, film);
  return motion ? [source, { ...motion, kind: 'video', filmOf: id }] : [source];
}

/** Puts files into the queue. */
export function addUploads(groupId: string, candidates: readonly Candidate[]): void {
  const { state } = useSession.getState();
  if (state.status !== 'in') return;
  // Files may be chosen before what shows them is there.
  if (!running) startUploads(state.me.id);
  const sources = candidates.flatMap((candidate) => sourcesOf(groupId, candidate));
  for (const { id, handle } of sources) handles.set(id, handle);
  running?.uploader.add(sources);
}

/** What can be done with the queue; see the methods of `Uploader`. */
export const uploads = {
  cancel: (ids?: readonly string[]) => running?.uploader.cancel(ids),
  retry: (ids?: readonly string[]) => running?.uploader.retry(ids),
  /** Forgets files that have ended, in whichever way. */
  forget(ids: readonly string[]) {
    const wanted = new Set(ids);
    const files = running?.uploader.getSnapshot().files.filter(({ id }) => wanted.has(id)) ?? [];
    running?.uploader.forget(ids);
    const gone = [...ids, ...files.flatMap(({ film }) => film ?? [])];
    for (const id of gone) handles.delete(id);
    forgetPreviews(gone);
  },
};
