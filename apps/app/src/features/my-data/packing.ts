import type { ExportedPhoto } from '@wmory/contract';
import { create } from 'zustand';
import { api } from '@/lib/api';
import { onWipe } from '@/lib/session';
import { NotWritten, type Progress, packData } from './pack-data';
import { emptyPlace, openPlace } from './place';

/** What is to be packed, besides the documents. */
export interface Choice {
  /** The groups whose photos come along as files. */
  groupIds: ReadonlySet<string>;
  /** Of those these alone, where an earlier export missed them. */
  photoIds: ReadonlySet<string> | null;
  /** What each group is called, where that is known. */
  names: ReadonlyMap<string, string>;
  /** How much that is. */
  total: Progress;
}

export type Packing =
  | { status: 'idle' }
  | {
      status: 'packing';
      paused: boolean;
      /** The server does not answer. */
      waiting: boolean;
      progress: Progress;
      total: Progress;
    }
  | {
      status: 'saved';
      choice: Choice;
      parts: number;
      missing: ExportedPhoto[];
      withheld: number;
      handOver: (() => Promise<void>) | null;
    }
  /** Nothing was saved. */
  | { status: 'broken'; error: unknown };

/** The export that is under way, or what became of the last one; it goes on while other pages are looked at. */
export const usePacking = create<{ packing: Packing }>(() => ({ packing: { status: 'idle' } }));
const set = (packing: Packing) => usePacking.setState({ packing });

let stopping: AbortController | null = null;
let goOn: (() => void) | null = null;
let pause: Promise<void> | null = null;

function change(part: Partial<Extract<Packing, { status: 'packing' }>>): void {
  const { packing } = usePacking.getState();
  if (packing.status === 'packing') set({ ...packing, ...part });
}

export function pausePacking(): void {
  pause ??= new Promise((resolve) => {
    goOn = resolve;
  });
  change({ paused: true });
}

export function resumePacking(): void {
  goOn?.();
  [goOn, pause] = [null, null];
  change({ paused: false });
}

/** Throws away what was packed so far. */
export function stopPacking(): void {
  stopping?.abort();
  resumePacking();
}

/** Back to the choice. */
export function endPacking(): void {
  emptyPlace();
  set({ status: 'idle' });
}

// The next person at this device is another.
onWipe(() => {
  stopPacking();
  endPacking();
});

const nameOfFile = () => `WMORY ${new Date().toISOString().slice(0, 10)}`;

/** Begins an export, unless one is under way or the person chooses no file for it. Never rejects. */
export async function startPacking(choice: Choice): Promise<void> {
  if (usePacking.getState().packing.status === 'packing') return;
  stopping = new AbortController();
  const { signal } = stopping;
  set({
    status: 'packing',
    paused: false,
    waiting: false,
    progress: { done: 0, bytes: 0 },
    total: choice.total,
  });
  try {
    const place = await openPlace(nameOfFile()).catch((cause: unknown) => {
      throw new NotWritten('There is no file to write', { cause });
    });
    if (!place) return set({ status: 'idle' });
    const packed = await packData({
      client: api,
      place,
      wants: ({ id, groupId }) => (choice.photoIds ? choice.photoIds.has(id) : choice.groupIds.has(groupId)),
      folderOf: (groupId) => choice.names.get(groupId),
      signal,
      unpaused: () => pause ?? Promise.resolve(),
      onWaiting: (waiting) => change({ waiting }),
      onProgress: (progress) => change({ progress }),
    });
    const handOver = place.handOver ?? null;
    set({ status: 'saved', choice, ...packed, handOver });
    await handOver?.().catch(() => {});
  } catch (error) {
    set(signal.aborted ? { status: 'idle' } : { status: 'broken', error });
  }
}
