import type { MediaType } from '@wmory/contract';

/** What has to be known of a file to find the other half of a live photo. */
export interface PairFile {
  /** Its name, with the folders it lies in as far as they are known. */
  path: string;
  mimeType: string;
  /** Bytes. */
  size: number;
}

/** Those of phones are a few seconds long; what is longer was filmed for its own sake. */
const MAX_FILM_SIZE = 60 * 1024 * 1024;

const stillTypes = new Set<string>(['image/heic', 'image/jpeg'] satisfies MediaType[]);
const filmTypes = new Set<string>(['video/quicktime', 'video/mp4'] satisfies MediaType[]);

/** Where it lies and what it is called, without its ending and whatever the case of its letters. */
function stemOf(path: string): string {
  const name = path.slice(path.search(/[^/\\]*$/));
  const folder = path.slice(0, path.length - name.length);
  const dot = name.lastIndexOf('.');
  return folder + (dot > 0 ? name.slice(0, dot) : name).toLowerCase();
}

/**
 * The stills of live photos by their films: of the same name in the same folder, one of each and no more, the film a short
 * one. A phone leaves the two as files of their own when it is asked for them.
 */
export function findPairs<File extends PairFile>(files: readonly File[]): Map<File, File> {
  const stills = new Map<string, File[]>();
  const films = new Map<string, File[]>();
  for (const file of files) {
    const kind = stillTypes.has(file.mimeType) ? stills : filmTypes.has(file.mimeType) ? films : null;
    if (!kind) continue;
    const stem = stemOf(file.path);
    kind.set(stem, [...(kind.get(stem) ?? []), file]);
  }
  const pairs = new Map<File, File>();
  for (const [stem, [film, ...moreFilms]] of films) {
    const [still, ...moreStills] = stills.get(stem) ?? [];
    if (!film || !still || moreFilms.length > 0 || moreStills.length > 0) continue;
    if (film.size <= MAX_FILM_SIZE) pairs.set(film, still);
  }
  return pairs;
}
