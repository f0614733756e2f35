import type { Archive, Parcel } from '@/lib/zip';

/** A file that is to come from the store. */
export interface WantedFile {
  url: string;
  /** Bytes. */
  size: number;
  sha256: string;
}

export interface Fetched {
  parcel: Parcel;
  /** Gives back the room that it takes; called once it is packed. */
  drop?: () => void;
}

/** Where the files of an export go, in a browser or on a phone. */
export interface Place {
  /** Rejects unless all of the file has come. */
  fetch(file: WantedFile, signal: AbortSignal): Promise<Fetched>;
  add: Archive['add'];
  /** Makes it whole, and saves it where a page can; answers in how many files. */
  finish(): Promise<number>;
  /** Leaves nothing of it. */
  discard(): Promise<void>;
  /** Asks where it is to go, where `finish` does not save it. */
  handOver?: () => Promise<void>;
}
