import type { FilmSource } from './ffmpeg.ts';

/** A box of ISO/IEC 14496-12 (QuickTime: atom). Positions count from the beginning of the file. */
export interface Box {
  readonly type: string;
  /** Where its length begins. */
  readonly start: number;
  /** Where what it holds begins. */
  readonly body: number;
  readonly end: number;
}

/** The boxes one after the other between two positions; ends at the first that cannot be one. */
export function* boxesIn(source: FilmSource, from: number, to: number): Generator<Box> {
  const head = Buffer.alloc(16);
  for (let start = from; start + 8 <= to; ) {
    const there = source.read(head, start);
    if (there < 8) return;
    const short = head.readUInt32BE(0);
    if (short === 1 && there < 16) return;
    const header = short === 1 ? 16 : 8;
    const size = short === 1 ? Number(head.readBigUInt64BE(8)) : short === 0 ? to - start : short;
    if (size < header || start + size > to) return;
    yield { type: head.toString('latin1', 4, 8), start, body: start + header, end: start + size };
    start += size;
  }
}
