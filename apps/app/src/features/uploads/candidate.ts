import { mediaTypes } from '@wmory/contract';

/** What it takes to read a file again: the browser's own object, or where it lies on the device. */
export interface UploadHandle {
  file?: File;
  uri?: string;
}

/** A file that someone chose. */
export interface Candidate {
  name: string;
  /** By its ending where the system does not know. */
  mimeType: string;
  /** Bytes. */
  size: number;
  /** Milliseconds since 1970; null where the system does not say. */
  modifiedAt: number | null;
  handle: UploadHandle;
  /** Where it lies, with a slash at the end, as far as the system says. */
  folder?: string;
  /** What makes a live photo of it. */
  film?: Candidate;
}

const typeByEnding = new Map<string, string>(
  Object.entries(mediaTypes).flatMap(([type, endings]) => endings.map((ending) => [ending as string, type])),
);

/** The type of a file: systems without HEIC answer nothing, and some say `image/heif` or `image/jpg`. */
export function typeOf(name: string, told: string): string {
  const type = told.toLowerCase();
  if (type in mediaTypes) return type;
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return typeByEnding.get(ending) ?? (type || 'application/octet-stream');
}

/** What a dialog for files offers. */
export const acceptedFiles = [
  ...Object.keys(mediaTypes),
  ...[...typeByEnding.keys()].map((ending) => `.${ending}`),
].join(',');

const isShareable = ({ mimeType }: Candidate): boolean => mimeType in mediaTypes;

/** Leftovers that systems put into folders; nobody chose them. */
const isClutter = ({ name }: Candidate): boolean => /^(\.|thumbs\.db$|desktop\.ini$)/i.test(name);

/** Parts photos and videos from what cannot be shared. */
export function sortOut(candidates: readonly Candidate[]): { photos: Candidate[]; others: Candidate[] } {
  const chosen = candidates.filter((candidate) => !isClutter(candidate));
  return {
    photos: chosen.filter(isShareable),
    others: chosen.filter((candidate) => !isShareable(candidate)),
  };
}

const sizeOf = ({ size, film }: Candidate): number => size + (film?.size ?? 0);

export const bytesOf = (candidates: readonly Candidate[]): number =>
  candidates.reduce((sum, candidate) => sum + sizeOf(candidate), 0);

/** As many of the files, in order, as these bytes hold; larger ones are passed over. */
export function whatFits(candidates: readonly Candidate[], bytes: number): Candidate[] {
  let left = bytes;
  return candidates.filter((candidate) => {
    const size = sizeOf(candidate);
    if (size > left) return false;
    left -= size;
    return true;
  });
}
