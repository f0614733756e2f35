import type { FilmSource } from './ffmpeg.ts';

/** A film that is held whole. */
export const sourceOf = (bytes: Buffer): FilmSource => ({
  size: bytes.length,
  read(into, position) {
    const there = bytes.subarray(position, position + into.length);
    into.set(there);
    return there.length;
  },
});
