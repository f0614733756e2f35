import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

const PHOTOS = join(import.meta.dirname, 'photos');

export interface ManyPhoto {
  name: string;
  bytes: Buffer;
}

/** A PNG of these chunks, each framed by its length and its checksum (PNG, 5.3). */
export function frameChunks(chunks: readonly (readonly [name: string, data: Buffer])[]): Buffer {
  const framed = chunks.map(([name, data]) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const frame = Buffer.alloc(8 + body.length);
    frame.writeUInt32BE(data.length, 0);
    body.copy(frame, 4);
    frame.writeUInt32BE(crc32(body), frame.length - 4);
    return frame;
  });
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...framed]);
}

/** Adds a comment that no picture shows; the file stays valid, and its bytes are others. */
const markers: Record<string, (bytes: Buffer, mark: string) => Buffer> = {
  /** A COM segment behind the start-of-image marker (ITU T.81, B.2.4.5). */
  '.jpg': (bytes, mark) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(mark.length + 2);
    return Buffer.concat([
      bytes.subarray(0, 2),
      Buffer.from([0xff, 0xfe]),
      length,
      Buffer.from(mark),
      bytes.subarray(2),
    ]);
  },
  /** A tEXt chunk behind the header, which ends at byte 33 (PNG, 11.3.3.2). */
  '.png': (bytes, mark) => {
    const body = Buffer.from(`tEXtComment\0${mark}`, 'latin1');
    const chunk = Buffer.alloc(body.length + 8);
    chunk.writeUInt32BE(body.length - 4);
    body.copy(chunk, 4);
    chunk.writeUInt32BE(crc32(body), body.length + 4);
    return Buffer.concat([bytes.subarray(0, 33), chunk, bytes.subarray(33)]);
  },
  /** A chunk of a kind that readers pass over, at the end of the RIFF (RFC 9649, 2.7.1.6). */
  '.webp': (bytes, mark) => {
    const data = Buffer.from(mark.length % 2 === 0 ? mark : `${mark} `);
    const header = Buffer.from('NOTE\0\0\0\0', 'latin1');
    header.writeUInt32LE(data.length, 4);
    const file = Buffer.concat([bytes, header, data]);
    file.writeUInt32LE(file.length - 8, 4);
    return file;
  },
};

/**
 * So many pictures, no two with the same bytes, made of the small photos: JPEG, PNG and WebP by turns. One after the
 * other, so that they need not be in memory together.
 */
export function* manyPhotos(count: number): Generator<ManyPhoto> {
  const seeds = readdirSync(PHOTOS)
    .filter((name) => extname(name) in markers)
    .map((name) => ({ name, bytes: readFileSync(join(PHOTOS, name)) }))
    .filter(({ bytes }) => bytes.length < 150_000);
  for (let index = 0; index < count; index++) {
    const seed = seeds[index % seeds.length];
    if (!seed) return;
    const ending = extname(seed.name);
    const bytes = markers[ending]?.(seed.bytes, `picture ${index}`) ?? seed.bytes;
    yield { name: `${String(index).padStart(4, '0')}-${seed.name}`, bytes };
  }
}

/**
 * A picture of 8 by 8 pixels that is decoded in no time and as long as a photo: told apart by its mark, and filled up by
 * a chunk that readers pass over.
 *
 * @param size bytes, about
 */
export function makePicture(mark: string, size = 0): Buffer {
  return frameChunks([
    ['IHDR', Buffer.from([0, 0, 0, 8, 0, 0, 0, 8, 8, 2, 0, 0, 0])],
    ['tEXt', Buffer.from(`Comment\0${mark}`, 'latin1')],
    ['fiLl', Buffer.alloc(size, mark)],
    ['IDAT', deflateSync(Buffer.alloc(8 * (1 + 3 * 8)))],
    ['IEND', Buffer.alloc(0)],
  ]);
}
