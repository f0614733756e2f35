import type { Photo } from '@wmory/contract';
import type { Snapshot } from '@wmory/uploader';
import { create } from 'zustand';
import type { UploadHandle } from './candidate';

// What the pages know of the uploads; the engine behind it comes after the first page.

export const nothing: Snapshot = {
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

type ArrivalListener = (groupId: string, photos: Photo[]) => void;
const arrivals = new Set<ArrivalListener>();
/** Calls back with photos that the server has just taken in; the answer stops it. */
export function onArrival(listener: ArrivalListener): () => void {
  arrivals.add(listener);
  return () => arrivals.delete(listener);
}

/** Those that were told of, each as it was then: a live photo comes once as its still, and once with its film. */
const told = new WeakSet<Photo>();

function tellArrivals({ files }: Snapshot): void {
  const byGroup = new Map<string, Photo[]>();
  for (const { groupId, status, photo } of files) {
    if (status === 'duplicate' || !photo || told.has(photo)) continue;
    told.add(photo);
    byGroup.set(groupId, [...(byGroup.get(groupId) ?? []), photo]);
  }
  for (const [groupId, photos] of byGroup) for (const listener of arrivals) listener(groupId, photos);
}

/** Shows how the queue stands. */
export function showUploads(snapshot: Snapshot): void {
  useUploads.setState({ snapshot });
  tellArrivals(snapshot);
}

/** What lies behind the files of the queue, by their ids, for previews. */
export const handles = new Map<string, UploadHandle>();

/** What lies behind a file of the queue, to draw it. */
export const handleOf = (id: string): UploadHandle | null => handles.get(id) ?? null;

/** The id in the queue of a photo that came from here; null where it did not. */
export const useUploadIdOf = (photoId: string | null): string | null =>
  useUploads(({ snapshot }) =>
    photoId === null ? null : (snapshot.files.find(({ photo }) => photo?.id === photoId)?.id ?? null),
  );
