import type { Client, ExportedPhoto } from '@wmory/contract';
import { exportDocuments } from '@wmory/contract/export-documents';
import type { Parcel } from '@/lib/zip';
import { offsetOf } from '../media/day';
import { createAsk, rest, throwIfStopped } from './ask';
import type { Fetched, Place } from './place-port';

/** `withheld`: there is no file to be had, for a decision keeps it from everyone or it never arrived. */
type Outcome = 'packed' | 'left-out' | 'withheld' | 'failed';

/** The file of the export could not be written. */
export class NotWritten extends Error {
  override name = 'NotWritten';
}

export interface Progress {
  /** Photos whose files are packed, or will not be. */
  done: number;
  bytes: number;
}

export interface PackJob {
  client: Client;
  place: Place;
  /** Whether the file of a photo is to come along. */
  wants: (photo: ExportedPhoto) => boolean;
  /** What the folder of a group's photos is called; undefined: they have none. */
  folderOf: (groupId: string) => string | undefined;
  signal: AbortSignal;
  /** Resolves once it may go on. */
  unpaused: () => Promise<void>;
  onWaiting: (waiting: boolean) => void;
  onProgress: (progress: Progress) => void;
}

export interface Packed {
  /** Files that the person gets. */
  parts: number;
  missing: ExportedPhoto[];
  withheld: number;
}

interface Result {
  photo: ExportedPhoto;
  /** Within the archive. */
  path: string | null;
  outcome: Outcome;
}

interface Listed {
  photo: ExportedPhoto;
  /** Of the page that it is on, where it is found again. */
  cursor: string | null;
}

const TRIES = 3;
/** How many are fetched at once. */
const AHEAD = 3;
/** Milliseconds that an address has to be good for when a file is begun. */
const GOOD_FOR = 60_000;

/** A document as a file of JSON. */
function encode(document: object): Parcel {
  const bytes = new TextEncoder().encode(`${JSON.stringify(document, null, 2)}\n`);
  return {
    size: bytes.length,
    async *chunks() {
      yield bytes;
    },
  };
}

/** The wall time of the photo's own clock, as archives have times. */
const timeOf = (photo: ExportedPhoto) => new Date(Date.parse(photo.takenAt) + offsetOf(photo) * 60_000);

/** Without the address, which ends within minutes and would open the photo until then. */
const describe = ({ photo: { original, ...known }, path, outcome }: Result) => ({
  ...known,
  file: path,
  outcome,
});

/**
 * Packs what the server keeps of a person: the documents, the files, what became of each of them, and at last whether that
 * is all. A file that does not come is left out and listed; while the server does not answer, it waits. Rejects with
 * `NotWritten`, with what the server refused with, or when stopped; the place is discarded then.
 */
export async function packData(job: PackJob): Promise<Packed> {
  try {
    return await pack(job);
  } catch (error) {
    await job.place.discard().catch(() => {});
    throw error;
  }
}

async function pack(job: PackJob): Promise<Packed> {
  const { client, place, signal, unpaused } = job;
  const ask = createAsk(signal, job.onWaiting);
  const options = { signal };
  const progress: Progress = { done: 0, bytes: 0 };

  const write: Place['add'] = async (...file) => {
    try {
      return await place.add(...file);
    } catch (cause) {
      throw new NotWritten('The file cannot be written', { cause });
    }
  };
  const readPage = (cursor: string | null) =>
    ask(() => client.exportPhotos({ query: cursor === null ? {} : { cursor } }, options));

  /** Null: it did not come. */
  async function obtain({ photo, cursor }: Listed): Promise<Fetched | 'withheld' | null> {
    let address = photo.original;
    for (let tries = 1; tries <= TRIES; tries++) {
      await unpaused();
      throwIfStopped(signal);
      if (tries > 1) await rest(500 * tries, signal);
      // In the middle of a long export, or after a pause, addresses have ended.
      if (tries > 1 || (address && Date.parse(address.expiresAt) < Date.now() + GOOD_FOR)) {
        const again = (await readPage(cursor)).photos.find(({ id }) => id === photo.id);
        if (!again) return null;
        address = again.original;
      }
      if (!address) return 'withheld';
      try {
        return await place.fetch({ url: address.url, size: photo.size, sha256: photo.sha256 }, signal);
      } catch {
        throwIfStopped(signal);
      }
    }
    return null;
  }

  async function settle(listed: Listed, coming: Promise<Fetched | 'withheld' | null>): Promise<Result> {
    const { photo } = listed;
    const got = await coming;
    if (got === null || got === 'withheld')
      return { photo, path: null, outcome: got === null ? 'failed' : 'withheld' };
    const folder = job.folderOf(photo.groupId);
    const folders = folder === undefined ? ['photos'] : ['photos', folder];
    const path = await write(photo.fileName, got.parcel, timeOf(photo), folders);
    got.drop?.();
    return { photo, path, outcome: 'packed' };
  }

  /** In the order of the list, some of them fetched ahead. */
  async function packAll(list: readonly Listed[]): Promise<Result[]> {
    const results: Result[] = [];
    const under: { listed: Listed; coming: Promise<Fetched | 'withheld' | null> }[] = [];
    const left = list.values();
    const begin = () => {
      const { value: listed } = left.next();
      if (!listed) return;
      const coming = obtain(listed);
      // Heard of when its turn comes, if it ever does.
      coming.catch(() => {});
      under.push({ listed, coming });
    };
    for (let ahead = 0; ahead < AHEAD; ahead++) begin();
    for (let first = under.shift(); first; first = under.shift()) {
      const result = await settle(first.listed, first.coming);
      results.push(result);
      progress.done += 1;
      progress.bytes += result.photo.size;
      job.onProgress({ ...progress });
      begin();
    }
    return results;
  }

  for (const { name, read } of exportDocuments)
    await write(name, encode(await read({ client, ask, options })), new Date());

  const results = new Map<string, Result>();
  const failed: Listed[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(cursor);
    const wanted: Listed[] = [];
    for (const photo of page.photos) {
      results.set(photo.id, { photo, path: null, outcome: 'left-out' });
      if (job.wants(photo)) wanted.push({ photo, cursor });
    }
    for (const [index, result] of (await packAll(wanted)).entries()) {
      results.set(result.photo.id, result);
      const listed = wanted[index];
      if (result.outcome === 'failed' && listed) failed.push(listed);
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  // What did not come may do so by now.
  for (const listed of failed) results.set(listed.photo.id, await settle(listed, obtain(listed)));

  const all = [...results.values()];
  const counts = { packed: 0, 'left-out': 0, withheld: 0, failed: 0 } satisfies Record<Outcome, number>;
  for (const { outcome } of all) counts[outcome] += 1;
  const missing = all.filter(({ outcome }) => outcome === 'failed').map(({ photo }) => photo);
  await write('photos.json', encode({ photos: all.map(describe) }), new Date());
  const listedMissing = missing.map(({ id, groupId, fileName }) => ({ id, groupId, fileName }));
  const report = {
    complete: missing.length === 0,
    at: new Date().toISOString(),
    counts,
    missing: listedMissing,
  };
  await write('export.json', encode(report), new Date());
  throwIfStopped(signal);
  try {
    return { parts: await place.finish(), missing, withheld: counts.withheld };
  } catch (cause) {
    throw new NotWritten('The file cannot be written', { cause });
  }
}
