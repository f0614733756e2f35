import i18n from 'i18next';
import { unmarked } from '@/i18n';
import { saveBlob } from '@/lib/save-file.web';
import { createArchive, parcelOf } from '@/lib/zip';
import { createPartedArchive } from '@/lib/zip-parts';
import type { Fetched, Place, WantedFile } from './place-port';

type SavePicker = (options: {
  suggestedName: string;
  types: { accept: Record<string, string[]> }[];
}) => Promise<FileSystemFileHandle>;

/** Up to this size a file is hashed, which takes it into memory. */
const MOST_HASHED = 200_000_000;

/** Nothing is left behind in a browser. */
export function emptyPlace(): void {}

/** Where the file goes to is not known. */
export const freeBytes = (): number | null => null;

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

async function isWanted(blob: Blob, { size, sha256 }: WantedFile): Promise<boolean> {
  if (blob.size !== size) return false;
  // Plain-http origins have no hash of the browser's.
  if (size > MOST_HASHED || !globalThis.crypto?.subtle) return true;
  return hex(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())) === sha256;
}

async function fetchFile(file: WantedFile, signal: AbortSignal): Promise<Fetched> {
  const response = await fetch(file.url, { signal });
  if (!response.ok) throw new Error(`The store answered ${response.status}`);
  const blob = await response.blob();
  if (!(await isWanted(blob, file))) throw new Error('What arrived is not what was uploaded');
  return { parcel: parcelOf(blob) };
}

const warn = (event: BeforeUnloadEvent) => event.preventDefault();

/** As long as it is held, the browser asks before it closes the page. */
function holdPage(): () => void {
  window.addEventListener('beforeunload', warn);
  return () => window.removeEventListener('beforeunload', warn);
}

/** A file that is written as it grows; what is there is not to be seen before it is whole. */
async function writeInto(handle: FileSystemFileHandle): Promise<Place> {
  const file = await handle.createWritable();
  const release = holdPage();
  const archive = createArchive((piece) => file.write(piece));
  return {
    fetch: fetchFile,
    add: archive.add,
    async finish() {
      await archive.finish();
      await file.close();
      release();
      return 1;
    },
    async discard() {
      release();
      await file.abort();
    },
  };
}

function holdInParts(name: string): Place {
  const release = holdPage();
  const archive = createPartedArchive((blob, part) => {
    const title = part === null ? name : i18n.t('myData.part', { name, part });
    saveBlob(blob, `${unmarked(title)}.zip`);
  });
  return {
    fetch: fetchFile,
    add: archive.add,
    async finish() {
      const parts = await archive.finish();
      release();
      return parts;
    },
    async discard() {
      release();
    },
  };
}

/**
 * A file that the person chooses, or where the browser cannot ask, one or more that it saves as downloads. Null: they chose
 * none. To be called before anything else that is waited for, as browsers ask after a press alone.
 */
export async function openPlace(name: string): Promise<Place | null> {
  const pick = (window as { showSaveFilePicker?: SavePicker }).showSaveFilePicker;
  if (!pick) return holdInParts(name);
  try {
    const types = [{ accept: { 'application/zip': ['.zip'] } }];
    return await writeInto(await pick.call(window, { suggestedName: `${name}.zip`, types }));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}
