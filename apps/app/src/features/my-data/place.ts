import { Directory, File, type FileHandle, Paths } from 'expo-file-system';
import * as Sharing from 'expo-sharing';
import { createArchive, type Parcel } from '@/lib/zip';
import { readChunks } from '../uploads/hash';
import type { Fetched, Place, WantedFile } from './place-port';

/** The file that is handed over, and photos on their way into it; emptied before each, and when the session ends. */
const folder = () => new Directory(Paths.cache, 'my-data');

export function emptyPlace(): void {
  const there = folder();
  if (there.exists) there.delete();
}

/** Bytes that are free on the device. */
export const freeBytes = (): number | null => Paths.availableDiskSpace;

let count = 0;

async function fetchFile({ url, size }: WantedFile, signal: AbortSignal): Promise<Fetched> {
  const file = await File.downloadFileAsync(url, new File(folder(), `${count++}.part`), {
    idempotent: true,
    signal,
  });
  if (file.size !== size) {
    file.delete();
    throw new Error('What arrived is not what was uploaded');
  }
  const parcel: Parcel = { size, chunks: () => readChunks(file.uri) };
  return { parcel, drop: () => file.delete() };
}

/** A file in the app's own folder, which the system's sheet takes on once it is whole. */
export async function openPlace(name: string): Promise<Place | null> {
  emptyPlace();
  folder().create({ intermediates: true, idempotent: true });
  const file = new File(folder(), `${name}.zip`);
  file.create({ overwrite: true });
  const handle: FileHandle = file.open();
  const archive = createArchive((piece) => {
    if (!(piece instanceof Uint8Array)) throw new Error('There are no blobs here');
    handle.writeBytes(piece);
  });
  return {
    fetch: fetchFile,
    add: archive.add,
    async finish() {
      await archive.finish();
      handle.close();
      return 1;
    },
    async discard() {
      handle.close();
      emptyPlace();
    },
    async handOver() {
      await Sharing.shareAsync(file.uri, { mimeType: 'application/zip', UTI: 'public.zip-archive' });
    },
  };
}
