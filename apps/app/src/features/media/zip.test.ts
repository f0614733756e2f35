/** @jest-environment node */
import { crc32 as crcOfNode } from 'node:zlib';
import fc from 'fast-check';
import { crc32, createArchive, MOST_ARCHIVE_BYTES } from './zip';

/** Reads an archive by its directory, as unpackers do. */
function unpack(zip: Buffer): { name: string; data: string; crc: number }[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    const crc = zip.readUInt32LE(at + 16);
    const size = zip.readUInt32LE(at + 24);
    const nameLength = zip.readUInt16LE(at + 28);
    const head = zip.readUInt32LE(at + 42);
    const name = zip.subarray(at + 46, at + 46 + nameLength).toString();
    const from = head + 30 + zip.readUInt16LE(head + 26);
    at += 46 + nameLength;
    return { name, data: zip.subarray(from, from + size).toString(), crc };
  });
}

describe('crc32', () => {
  it('is that of zlib, in one piece or many', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat({ max: 300 }), (bytes, cut) => {
        expect(crc32(0, bytes)).toBe(crcOfNode(bytes));
        expect(crc32(crc32(0, bytes.subarray(0, cut)), bytes.subarray(cut))).toBe(crcOfNode(bytes));
      }),
    );
  });
});

describe('an archive', () => {
  const pack = async () => {
    const archive = createArchive();
    await archive.add('One.JPG', new Blob(['first']), new Date(Date.UTC(2026, 4, 3, 16, 5, 30)));
    await archive.add('one.jpg', new Blob(['second']), new Date(0));
    await archive.add('Ä/ö.heic', new Blob([]), new Date(Date.UTC(2200, 0)));
    return Buffer.from(await archive.finish().arrayBuffer());
  };

  it('holds every file under a name of its own', async () => {
    expect(unpack(await pack())).toEqual([
      { name: 'One.JPG', data: 'first', crc: crcOfNode('first') },
      { name: 'one (2).jpg', data: 'second', crc: crcOfNode('second') },
      { name: 'Ä_ö.heic', data: '', crc: 0 },
    ]);
  });

  it('tells when each file was made, in steps of two seconds', async () => {
    const zip = await pack();
    expect(zip.readUInt16LE(10)).toBe((16 << 11) | (5 << 5) | 15);
    expect(zip.readUInt16LE(12)).toBe(((2026 - 1980) << 9) | (5 << 5) | 3);
  });

  it('says when it is full, but takes one file of any size', () => {
    const archive = createArchive();
    expect(archive.holds(MOST_ARCHIVE_BYTES * 2)).toBe(true);
    void archive.add('a', new Blob(['a']), new Date());
    expect(archive.holds(10)).toBe(true);
    expect(archive.holds(MOST_ARCHIVE_BYTES)).toBe(false);
  });
});
