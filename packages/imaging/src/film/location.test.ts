import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ImagingError } from '../errors.ts';
import { sourceOf } from './film.fixture.ts';
import { findLocations, withBlanks } from './location.ts';

const box = (type: string, ...inside: Buffer[]): Buffer => {
  const body = Buffer.concat(inside);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};
const words = (...numbers: number[]): Buffer => {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [index, number] of numbers.entries()) bytes.writeUInt32BE(number, index * 4);
  return bytes;
};
const text = (value: string): Buffer => Buffer.from(value, 'latin1');
const brand = box('ftyp', text('isom'), words(512), text('isom'));

/** A track of samples that lie in the file from `offset` on: two chunks, of two samples and of one. */
const track = (handler: string, format: string, offset: number, sizes: number[], description = ''): Buffer =>
  box(
    'trak',
    box('tkhd', Buffer.alloc(84)),
    box(
      'mdia',
      box('hdlr', words(0, 0), text(handler), Buffer.alloc(13)),
      box(
        'minf',
        box(
          'stbl',
          box('stsd', words(0, 1, 16 + description.length), text(format), Buffer.alloc(8), text(description)),
          box('stsc', words(0, 2, 1, 2, 1, 2, 1, 1)),
          box('stsz', words(0, 0, sizes.length, ...sizes)),
          box('stco', words(0, 2, offset, offset + 1000)),
        ),
      ),
    ),
  );

/** The film with what says its place taken out. */
function blanked(film: Buffer): Buffer {
  const bytes = Buffer.alloc(film.length);
  withBlanks(sourceOf(film), findLocations(sourceOf(film))).read(bytes, 0);
  return bytes;
}

/** What is left in the place of the first box of this type: the same length, free, and nothing in it. */
function assertFreed(film: Buffer, type: string): void {
  const at = film.indexOf(type, 0, 'latin1') - 4;
  assert.ok(at > 0);
  const [before, after] = [film.subarray(at), blanked(film).subarray(at)];
  const size = before.readUInt32BE();
  assert.equal(after.readUInt32BE(), size);
  assert.equal(after.toString('latin1', 4, 8), 'free');
  assert.ok(after.subarray(8, size).every((byte) => byte === 0));
  assert.deepEqual(after.subarray(size), before.subarray(size));
}

test('atoms of places go, and what stands beside them stays', () => {
  for (const type of ['\xa9xyz', 'loci', 'GPMF'])
    assertFreed(
      Buffer.concat([
        brand,
        box('moov', box('udta', box(type, text('+48+002/')), box('\xa9too', text('x')))),
      ]),
      type,
    );
});

test('XMP goes where it names a place', () => {
  const xmp = (value: string) =>
    box('uuid', Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex'), text(value));
  assertFreed(Buffer.concat([brand, xmp('<exif:GPSLatitude>48'), box('mdat')]), 'uuid');
  const harmless = Buffer.concat([brand, xmp('<xmp:Rating>5')]);
  assert.deepEqual(blanked(harmless), harmless);
});

test('of metadata by key, those of places go, in QuickTime as in MP4', () => {
  const key = (name: string) => box('mdta', text(name));
  const item = (number: number, value: string) =>
    box(words(number).toString('latin1'), box('data', words(1, 0), text(value)));
  const inside = [
    box('hdlr', words(0, 0), text('mdta'), Buffer.alloc(13)),
    box(
      'keys',
      words(0, 3),
      key('com.apple.quicktime.make'),
      key('com.apple.quicktime.location.ISO6709'),
      key('com.apple.quicktime.model'),
    ),
    box('ilst', item(1, 'Apple'), item(2, '+48.8577+002.2950/'), item(3, 'iPhone')),
  ];
  for (const version of [Buffer.alloc(0), words(0)]) {
    const film = Buffer.concat([brand, box('moov', box('meta', version, ...inside))]);
    const left = blanked(film).toString('latin1');
    assert.deepEqual(
      [left?.includes('48.8577'), left?.includes('Apple'), left?.includes('iPhone')],
      [false, true, true],
    );
  }
});

test('a track of places goes with its samples, others and what they say stay', () => {
  const samples = (fill: string) => Buffer.alloc(2000, fill);
  for (const [handler, format, description] of [
    ['meta', 'gpmd', ''],
    ['camm', 'camm', ''],
    ['meta', 'mebx', 'com.apple.quicktime.location.ISO6709'],
    ['meta', 'what', ''],
  ] as const) {
    const data = box('mdat', samples('S'));
    const film = Buffer.concat([
      brand,
      data,
      box('moov', track(handler, format, brand.length + 8, [10, 20, 30], description)),
    ]);
    assertFreed(film, 'trak');
    const left = blanked(film).subarray(brand.length + 8, brand.length + 2008);
    const blank = [...left.entries()].filter(([, byte]) => byte === 0).map(([at]) => at);
    assert.deepEqual([blank.length, blank[0], blank[29], blank[30], blank[59]], [60, 0, 29, 1000, 1029]);
  }
  for (const [handler, format, description] of [
    ['vide', 'avc1', 'location'],
    ['meta', 'mebx', 'com.apple.quicktime.still-image-time'],
  ] as const) {
    const film = Buffer.concat([brand, box('moov', track(handler, format, 40, [1, 1, 1], description))]);
    assert.deepEqual(blanked(film), film);
  }
});

test('subtitles that tell places go like such tracks, and others stay', () => {
  for (const [words, goes] of [
    ['HOME(2.295,48.8577) GPS(2.2950,48.8577,16)', true],
    ['[latitude: 48.8577] [longitude: 2.295]', true],
    ['Happy birthday to you', false],
  ] as const) {
    const data = box('mdat', text(words.padEnd(2000)));
    const sizes = [words.length, 0, 0];
    const film = Buffer.concat([brand, data, box('moov', track('sbtl', 'tx3g', brand.length + 8, sizes))]);
    assert.equal(blanked(film).includes(words), !goes, words);
    assert.equal(blanked(film).equals(film), !goes, words);
  }
});

test('what no box holds goes, but for pictures that were cut off', () => {
  const film = Buffer.concat([brand, box('moov', box('udta'))]);
  const behind = text('\0\0\0\x02GPS and so on');
  assert.deepEqual(
    blanked(Buffer.concat([film, behind])),
    Buffer.concat([film, Buffer.alloc(behind.length)]),
  );
  const cut = Buffer.concat([film, box('mdat', Buffer.alloc(500, 'S')).subarray(0, 300)]);
  assert.deepEqual(blanked(cut), cut);
});

const refuses = (film: Buffer, reason: string) =>
  assert.throws(
    () => findLocations(sourceOf(film)),
    (error: unknown) => error instanceof ImagingError && error.reason === reason,
  );

test('a track of places whose samples come in fragments cannot be taken out', () => {
  refuses(Buffer.concat([brand, box('moov', track('meta', 'gpmd', 0, [])), box('moof')]), 'type-unsupported');
});

test('boxes without end are refused, and so are tables that do not say where places are', () => {
  refuses(
    Buffer.concat([brand, box('moov', box('udta', ...Array.from({ length: 30_000 }, () => box('skip'))))]),
    'corrupt',
  );
  for (const table of ['stsz', 'stsc', 'stco']) {
    const film = Buffer.concat([brand, box('moov', track('meta', 'gpmd', 40, [1, 2, 3]))]);
    film.write('skip', film.indexOf(table), 'latin1');
    refuses(film, 'corrupt');
  }
  const beyond = [2 ** 32 - 1, 2 ** 32 - 1, 2 ** 32 - 1];
  const film = Buffer.concat([brand, box('moov', track('meta', 'gpmd', 2 ** 32 - 2000, beyond))]);
  assert.equal(blanked(film).length, film.length);
});
