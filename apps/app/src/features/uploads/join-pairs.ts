import { findPairs } from '@wmory/uploader';
import type { Candidate } from './candidate';

/** Makes one of the two files of each live photo. */
export function joinPairs(candidates: readonly Candidate[]): Candidate[] {
  const files = candidates.map((file) => ({ ...file, path: `${file.folder ?? ''}${file.name}`, file }));
  const pairs = findPairs(files.filter(({ film }) => film === undefined));
  const films = new Map([...pairs].map(([film, still]) => [still.file, film.file]));
  const taken = new Set(films.values());
  return candidates
    .filter((file) => !taken.has(file))
    .map((file) => {
      const film = films.get(file);
      return film ? { ...file, film } : file;
    });
}
