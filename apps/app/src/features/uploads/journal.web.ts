import type { Journal, JournalRecord } from '@wmory/uploader';
import type { UploadHandle } from './candidate';

/** A record without its file, which lies in a store of its own and is written once. */
interface Entry extends JournalRecord<UploadHandle> {
  /** The id of the file; the key of both. */
  id: string;
  userId: string;
  /** The tab that is at work on it. */
  tab: string;
  /** Order of keeping. */
  at: number;
}

const RECORDS = 'records';
const FILES = 'files';
const tab = Array.from(globalThis.crypto.getRandomValues(new Uint32Array(4)), (word) =>
  word.toString(36),
).join('');
const lockOf = (name: string) => `wmory.uploads.${name}`;

const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The database refused'));
  });

let opening: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('wmory.uploads', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(RECORDS, { keyPath: 'id' });
      request.result.createObjectStore(FILES);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The database cannot be opened'));
    request.onblocked = () => reject(new Error('The database is held by another page'));
  }).catch((error: unknown) => {
    opening = null;
    throw error;
  });
  return opening;
}

/** One transaction; resolves once it is written. */
async function write(
  change: (records: IDBObjectStore, files: IDBObjectStore) => void | Promise<void>,
): Promise<void> {
  const database = await open();
  const transaction = database.transaction([RECORDS, FILES], 'readwrite');
  const written = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('The database gave up'));
  });
  await Promise.all([change(transaction.objectStore(RECORDS), transaction.objectStore(FILES)), written]);
}

/** The tabs that are open, this one apart; empty where the browser cannot say. */
async function otherTabs(): Promise<Set<string>> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  const names = new Set(held.map(({ name }) => name ?? ''));
  names.delete(lockOf(tab));
  return names;
}

let holding = false;
/** Shows other tabs, for as long as this one lives, that it looks after its files itself. */
function holdTab(): void {
  if (holding || !navigator.locks) return;
  holding = true;
  void navigator.locks.request(lockOf(tab), () => new Promise(() => {}));
}

let count = 0;

/**
 * Keeps the files themselves in the browser's database, so that a reload in the middle of an upload goes on.
 * Each tab looks after its own; the files of a tab that was closed go to the next one that opens. Files of
 * somebody else who used this browser are dropped.
 */
export function createJournal(userId: string): Journal<UploadHandle> {
  holdTab();
  return {
    async load() {
      const others = await otherTabs();
      const mine: Entry[] = [];
      await write(async (records, files) => {
        for (const entry of await answerOf(records.getAll() as IDBRequest<Entry[]>)) {
          const file = await answerOf(files.get(entry.id) as IDBRequest<File | undefined>);
          if (entry.userId !== userId || !file) {
            records.delete(entry.id);
            files.delete(entry.id);
          } else if (!others.has(lockOf(entry.tab))) {
            records.put({ ...entry, tab });
            mine.push({ ...entry, source: { ...entry.source, handle: { file } } });
          }
        }
      });
      return mine.sort((a, b) => a.at - b.at).map(({ source, digest }) => ({ source, digest }));
    },
    save: (kept) =>
      write(async (records, files) => {
        for (const { source, digest } of kept) {
          const { id, handle } = source;
          const known = await answerOf(records.get(id) as IDBRequest<Entry | undefined>);
          if (!known) files.put(handle.file, id);
          count += 1;
          const at = known?.at ?? Date.now() + count / 1e6;
          records.put({ source: { ...source, handle: {} }, digest, id, userId, tab, at } satisfies Entry);
        }
      }),
    remove: (ids) =>
      write((records, files) => {
        for (const id of ids) {
          records.delete(id);
          files.delete(id);
        }
      }),
  };
}

/** Forgets all files that were kept. */
export const eraseJournal = (): Promise<void> =>
  write((records, files) => {
    records.clear();
    files.clear();
  });
