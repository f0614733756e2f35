import assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';

/** The files of a ZIP archive in which they are stored as they are, by path, found by its directory as unpackers do. */
export function unzip(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf('PK\x05\x06');
  assert.ok(end >= 0, 'there is no directory');
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [size, nameLength, extraLength] = [
      zip.readUInt32LE(at + 24),
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
    ];
    const name = zip.subarray(at + 46, at + 46 + nameLength).toString();
    const head = zip.readUInt32LE(at + 42);
    const from = head + 30 + zip.readUInt16LE(head + 26) + zip.readUInt16LE(head + 28);
    const file = zip.subarray(from, from + size);
    assert.equal(crc32(file), zip.readUInt32LE(at + 16), name);
    files.set(name, file);
    at += 46 + nameLength + extraLength;
  }
  return files;
}
