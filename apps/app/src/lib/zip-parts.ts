import { type Archive, createArchive } from './zip';

/** A part stays below this: what a browser cannot write to a file as it goes, it holds until it is saved. */
export const MOST_PART_BYTES = 2_000_000_000;

/**
 * Archives of files that a browser holds, which keeps large ones on its disk. One that is full is saved, and another begun.
 *
 * @param save gets the number of the part; null: there is one alone
 */
export function createPartedArchive(save: (archive: Blob, part: number | null) => void) {
  let pieces: BlobPart[] = [];
  const begin = () => createArchive((piece) => void pieces.push(piece));
  let archive = begin();
  let part = 0;

  async function close(number: number | null): Promise<void> {
    await archive.finish();
    save(new Blob(pieces, { type: 'application/zip' }), number);
    pieces = [];
  }

  const add: Archive['add'] = async (name, parcel, ...rest) => {
    if (archive.size() > 0 && archive.size() + parcel.size > MOST_PART_BYTES) {
      part += 1;
      await close(part);
      archive = begin();
    }
    return archive.add(name, parcel, ...rest);
  };

  return {
    add,
    /** Saves the last part; answers how many there are. */
    async finish(): Promise<number> {
      await close(part === 0 ? null : part + 1);
      return part + 1;
    },
  };
}
