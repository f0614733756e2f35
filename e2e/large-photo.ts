import { randomFillSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const SEGMENT = 0xffff;

/** A real photo, which tells its place, with comments of noise up to the size: valid, and slow to send. */
export function largePhoto(size: number): Buffer {
  const photo = readFileSync(join(import.meta.dirname, '../tools/photos/datetimeoriginal-gps.jpg'));
  // Behind the application segments (ITU T.81, B.2.4.5), where readers look for EXIF first.
  let start = 2;
  while (photo.readUInt16BE(start) >> 4 === 0xffe) start += 2 + photo.readUInt16BE(start + 2);
  const count = Math.ceil((size - photo.length) / (SEGMENT + 2));
  const comments = randomFillSync(Buffer.alloc(count * (SEGMENT + 2)));
  for (let at = 0; at < comments.length; at += SEGMENT + 2) {
    comments.writeUInt16BE(0xfffe, at);
    comments.writeUInt16BE(SEGMENT, at + 2);
  }
  return Buffer.concat([photo.subarray(0, start), comments, photo.subarray(start)]);
}
