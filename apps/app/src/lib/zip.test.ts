/** @jest-environment node */
import { crc32 as crcOfNode } from 'node:zlib';
import fc from 'fast-check';
import { crc32, createArchive, type Parcel, parcelOf } from './zip';
import { createPartedArchive, MOST_PART_BYTES } from './zip-parts';

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

/** An archive, and all that was written of it. */
function begin() {
  const pieces: BlobPart[] = [];
  const archive = createArchive((piece) => void pieces.push(piece));
  return { archive, read: async () => Buffer.from(await new Blob(pieces).arrayBuffer()) };
}

const text = (content: string): Parcel => parcelOf(new Blob([content]));

/** Claims to be of a size that no test has the time for. */
const claiming = (size: number): Parcel => ({ size, async *chunks() {} });

describe('an archive', () => {
  const pack = async () => {
    const { archive, read } = begin();
    await archive.add('One.JPG', text('first'), new Date(Date.UTC(2026, 4, 3, 16, 5, 30)));
    await archive.add('one.jpg', text('second'), new Date(0));
    await archive.add('Ä/ö.heic', text(''), new Date(Date.UTC(2200, 0)));
    await archive.finish();
    return read();
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

  it('puts files into folders, out of which no name leads', async () => {
    const { archive } = begin();
    const add = (name: string, ...folders: string[]) => archive.add(name, text(''), new Date(), folders);
    expect(await add('a.jpg', 'photos', 'Alps')).toBe('photos/Alps/a.jpg');
    expect(await add('A.jpg', 'photos', 'alps')).toBe('photos/alps/A (2).jpg');
    expect(await add('../../b.jpg', 'photos', '..')).toBe('photos/photo/_.._b.jpg');
    expect(await add('c:\\"d".jpg', 'a/b', 'What?')).toBe('a_b/What_/c___d_.jpg');
  });

  it('writes bytes that have no blob a chunk at a time', async () => {
    const { archive, read } = begin();
    const chunks = async function* () {
      yield new TextEncoder().encode('fir');
      yield new TextEncoder().encode('st');
    };
    await archive.add('one', { size: 5, chunks }, new Date());
    await archive.finish();
    expect(unpack(await read())).toEqual([{ name: 'one', data: 'first', crc: crcOfNode('first') }]);
  });

  it('says the sizes of large files in 64 bits, in the header and in the directory', async () => {
    const { archive, read } = begin();
    await archive.add('a', claiming(5_000_000_000), new Date());
    await archive.finish();
    const zip = await read();
    expect(zip.readUInt32LE(18)).toBe(0xffffffff);
    expect([zip.readUInt16LE(28), zip.readUInt16LE(31), zip.readUInt16LE(33)]).toEqual([20, 1, 16]);
    expect([zip.readBigUInt64LE(35), zip.readBigUInt64LE(43)]).toEqual([5_000_000_000n, 5_000_000_000n]);
    const listed = zip.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    expect(zip.readUInt32LE(listed + 24)).toBe(0xffffffff);
    expect(zip.readBigUInt64LE(listed + 46 + 1 + 4)).toBe(5_000_000_000n);
  });

  it('says in 64 bits where what comes late begins, and how many files there are', async () => {
    let offset = 0;
    const pieces: Buffer[] = [];
    const archive = createArchive((piece) => {
      if (piece instanceof Uint8Array) pieces.push(Buffer.from(piece));
      offset += piece instanceof Uint8Array ? piece.length : piece.size;
    });
    const blob = { size: 4_400_000_000 } as Blob;
    await archive.add('a', { size: blob.size, blob, async *chunks() {} }, new Date());
    const second = offset;
    await archive.add('b', text(''), new Date());
    const start = offset;
    await archive.finish();
    const zip = Buffer.concat(pieces);
    const [first, other] = [zip.indexOf('PK\x01\x02'), zip.lastIndexOf('PK\x01\x02')];
    expect(first).not.toBe(other);
    expect(zip.readUInt32LE(other + 42)).toBe(0xffffffff);
    // Of the second file the place alone is large: one number of 8 bytes.
    expect([zip.readUInt16LE(other + 47), zip.readUInt16LE(other + 49)]).toEqual([1, 8]);
    expect(zip.readBigUInt64LE(other + 51)).toBe(BigInt(second));
    const end = zip.indexOf('PK\x06\x06');
    expect([zip.readBigUInt64LE(end + 24), zip.readBigUInt64LE(end + 48)]).toEqual([2n, BigInt(start)]);
    const locator = zip.indexOf('PK\x06\x07');
    expect(zip.readBigUInt64LE(locator + 8)).toBe(BigInt(offset - 22 - 20 - 56));
  });
});

describe('an archive in parts', () => {
  it('is one without a number as long as it has room', async () => {
    const saved: [Blob, number | null][] = [];
    const archive = createPartedArchive((...part) => void saved.push(part));
    await archive.add('a', text('first'), new Date());
    await archive.add('b', text('second'), new Date());
    expect(await archive.finish()).toBe(1);
    expect(saved.map(([, part]) => part)).toEqual([null]);
    const whole = new Blob(saved.map(([part]) => part));
    const zip = Buffer.from(await whole.arrayBuffer());
    expect(unpack(zip).map(({ data }) => data)).toEqual(['first', 'second']);
  });

  it('begins another before it is full, but takes one file of any size', async () => {
    const saved: (number | null)[] = [];
    const blob = { size: MOST_PART_BYTES + 1 } as Blob;
    const large: Parcel = { size: blob.size, blob, async *chunks() {} };
    const archive = createPartedArchive((_, part) => void saved.push(part));
    await archive.add('a', large, new Date());
    expect(saved).toEqual([]);
    await archive.add('b', text('second'), new Date());
    expect(saved).toEqual([1]);
    expect(await archive.finish()).toBe(2);
    expect(saved).toEqual([1, 2]);
  });
});
