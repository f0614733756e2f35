import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FilmSource } from '@wmory/imaging';

/** A file without a name, for what is too large to be held: it is gone with the process, however that ends. */
export interface Spool extends Disposable {
  write(chunk: Buffer, at: number): void;
  /** What was written so far, `size` bytes of it. */
  source(size: number): FilmSource;
}

export function openSpool(): Spool {
  const folder = mkdtempSync(join(tmpdir(), 'wmory-film-'));
  const file = openSync(join(folder, 'film'), 'wx+', 0o600);
  rmSync(folder, { recursive: true });
  return {
    write(chunk, at) {
      for (let done = 0; done < chunk.length; )
        done += writeSync(file, chunk, done, chunk.length - done, at + done);
    },
    source: (size) => ({
      size,
      read(into, position) {
        const wanted = Math.max(0, Math.min(into.length, size - position));
        let done = 0;
        for (let got = 1; done < wanted && got > 0; done += got)
          got = readSync(file, into, done, wanted - done, position + done);
        return done;
      },
    }),
    [Symbol.dispose]: () => closeSync(file),
  };
}
