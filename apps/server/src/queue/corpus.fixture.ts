import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { frameChunks } from '../../../../tools/many-photos.ts';

/** A file, and what its uploader says it is. */
export interface Specimen {
  name: string;
  mimeType: string;
  bytes: Buffer;
  /** How it has to end; either way unless given. */
  ends?: 'ready' | 'failed';
}

const photo = (name: string): Buffer =>
  readFileSync(new URL(`../../../../tools/photos/${name}`, import.meta.url));

/** A header of so many pixels, and these bytes as pixels. */
function png(width: number, height: number, pixels: Buffer): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return frameChunks([
    ['IHDR', header],
    ['IDAT', deflateSync(pixels)],
    ['IEND', Buffer.alloc(0)],
  ]);
}

/** A GIF of so many frames of one pixel each, or as large as the screen by what they say. */
function gif(frames: number, width = 1, height = 1, full = false): Buffer {
  const header = Buffer.from('GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1');
  header.writeUInt16LE(width, 6);
  header.writeUInt16LE(height, 8);
  const frame = Buffer.from('21f904000a0000002c0000000001000100000202440100', 'hex');
  if (full) {
    frame.writeUInt16LE(width, 13);
    frame.writeUInt16LE(height, 15);
  }
  return Buffer.concat([header, Buffer.alloc(frames * frame.length, frame), Buffer.from(';')]);
}

/** 48 x 32, made by libaom at quality 20. */
const AVIF = Buffer.from(
  'AAAAHGZ0eXBhdmlmAAAAAG1pZjFhdmlmbWlhZgAAANZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAAA+gABAAAAAAAAACoAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABhdjAxAAAAAA5waXRtAAAAAAABAAAAVmlwcnAAAAA4aXBjbwAAAAxhdjFDgSACAAAAABRpc3BlAAAAAAAAADAAAAAgAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAgMAAAAybWRhdBIACgk4FS/7aAhoNIAyGx2CYsTgABYqKACsO8teGo3PpIDGaer/hIbGgA==',
  'base64',
);

const samples: Record<string, Buffer> = {
  'image/jpeg': photo('portrait-orientation-6.jpg'),
  'image/png': photo('density_plot.png'),
  'image/webp': photo('denali.webp'),
  'image/gif': gif(3, 40, 30),
  'image/avif': AVIF,
  'image/heic': photo('IMG_2682.heic'),
};

/** A copy in which each place of the mark has been changed. */
function patched(bytes: Buffer, mark: string, change: (copy: Buffer, at: number) => void): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf(mark, 0, 'latin1'); at >= 0; at = copy.indexOf(mark, at + 1, 'latin1'))
    change(copy, at);
  return copy;
}

/** The width and height that an image of a HEIF container has, by its `ispe` property. */
const claiming = (bytes: Buffer, width: number, height: number): Buffer =>
  patched(bytes, 'ispe', (copy, at) => {
    copy.writeUInt32BE(width, at + 8);
    copy.writeUInt32BE(height, at + 12);
  });

const failed = { ends: 'failed' } as const;

function* bombs(): Generator<Specimen> {
  const megapixels = png(16_000, 16_000, Buffer.alloc(30 * 1024 * 1024));
  yield { name: '256 megapixels in 31 KB', mimeType: 'image/png', bytes: megapixels, ...failed };
  const short = png(9_000, 9_000, Buffer.alloc(500));
  yield { name: 'a PNG with fewer pixels than it says', mimeType: 'image/png', bytes: short, ...failed };
  const frames = gif(100_000);
  yield { name: 'a GIF of 100,000 frames', mimeType: 'image/gif', bytes: frames, ...failed };
  const wide = gif(1, 65_535, 65_535);
  yield { name: 'a GIF on a screen of 4,295 megapixels', mimeType: 'image/gif', bytes: wide };
  const full = gif(1, 16_000, 16_000, true);
  yield { name: 'a GIF of 256 megapixels', mimeType: 'image/gif', bytes: full, ...failed };
  const jpeg = patched(samples['image/jpeg'] ?? Buffer.alloc(0), '\xff\xc0\x00\x11', (copy, at) => {
    copy.writeUInt16BE(65_000, at + 5);
    copy.writeUInt16BE(65_000, at + 7);
  });
  yield { name: 'a JPEG of 4,225 megapixels', mimeType: 'image/jpeg', bytes: jpeg };
  for (const mimeType of ['image/avif', 'image/heic']) {
    const sample = samples[mimeType] ?? Buffer.alloc(0);
    const huge = claiming(sample, 40_000, 40_000);
    yield { name: `an ${mimeType} of 1,600 megapixels`, mimeType, bytes: huge, ...failed };
    yield { name: `an ${mimeType} without pixels`, mimeType, bytes: claiming(sample, 0, 0), ...failed };
    const other = claiming(sample, 9_000, 9_000);
    yield { name: `an ${mimeType} of 81 megapixels that are not there`, mimeType, bytes: other };
    const bare = patched(sample, 'mdat', (copy, at) => copy.write('free', at, 'latin1'));
    yield { name: `an ${mimeType} whose data has no box`, mimeType, bytes: bare };
    const looped = patched(sample, 'iloc', (copy, at) => copy.fill(0xff, at + 8, at + 24));
    yield { name: `an ${mimeType} whose places lie outside of it`, mimeType, bytes: looped };
  }
  // ImageGrid: version, flags, rows and columns less one, width, height (ISO/IEC 23008-12, 6.6.2.3).
  const grid = patched(samples['image/heic'] ?? Buffer.alloc(0), 'idat', (copy, at) => {
    copy.fill(0xff, at + 6, at + 8);
    copy.writeUInt16BE(9_999, at + 8);
    copy.writeUInt16BE(9_999, at + 10);
  });
  yield { name: 'a HEIC of 65,536 tiles', mimeType: 'image/heic', bytes: grid, ...failed };
}

function* truncations(): Generator<Specimen> {
  for (const [mimeType, bytes] of Object.entries(samples)) {
    // Decoding HEIC takes a second each time: it is cut where its boxes are, and twice in its tiles.
    const cuts = mimeType === 'image/heic' ? [11, 40, 700, 2_800, 3_150, 300_000, 800_000] : [];
    if (cuts.length === 0) for (let n = 1; n <= 16; n++) cuts.push(Math.floor((bytes.length * n) / 17));
    // Of an animation, the first frame is enough.
    const whole = mimeType === 'image/gif' ? {} : ({ ends: 'failed' } as const);
    for (const cut of cuts) {
      const name = `${mimeType}, cut off after ${cut} bytes`;
      yield { name, mimeType, bytes: bytes.subarray(0, cut), ...whole };
    }
  }
}

function* liars(): Generator<Specimen> {
  for (const [mimeType, bytes] of Object.entries(samples)) {
    for (const declared of Object.keys(samples))
      if (declared !== mimeType)
        yield { name: `${mimeType} called ${declared}`, mimeType: declared, bytes, ends: 'failed' };
  }
  const others = {
    svg: '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
    pdf: '%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
    playlist: '#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:1/x.ts\n',
    page: '<!doctype html><script>alert(1)</script>',
    film: '\0\0\0\x18ftypmp42\0\0\0\0mp42isom',
    tiff: 'II*\0\x08\0\0\0\0\0\0\0',
    nothing: ' ',
  };
  for (const [name, text] of Object.entries(others))
    yield { name, mimeType: 'image/jpeg', bytes: Buffer.from(text, 'latin1'), ends: 'failed' };
}

function* polyglots(): Generator<Specimen> {
  const zip = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(2_000, 0x41)]);
  const script = Buffer.from('*/=1;alert(1)//<script>alert(1)</script>');
  for (const [mimeType, bytes] of Object.entries(samples)) {
    yield { name: `${mimeType} before an archive`, mimeType, bytes: Buffer.concat([bytes, zip]) };
    yield { name: `${mimeType} before a script`, mimeType, bytes: Buffer.concat([bytes, script]) };
    const behind = Buffer.concat([Buffer.from('%PDF-1.7\n'), bytes]);
    yield { name: `${mimeType} behind a PDF`, mimeType, bytes: behind, ends: 'failed' };
    for (const [other, tail] of Object.entries(samples)) {
      if (other === mimeType || other === 'image/heic') continue;
      const mixed = Buffer.concat([bytes.subarray(0, 24), tail.subarray(24)]);
      yield { name: `the head of ${mimeType} on ${other}`, mimeType, bytes: mixed };
    }
  }
}

/** Little-endian EXIF of one entry, the orientation. */
function* orientations(): Generator<Specimen> {
  const plain = photo('polemonium_reptans.jpg');
  for (const value of [...Array(16).keys(), 255, 65_535]) {
    const exif = Buffer.from('457869660000492a0008000000010012010300010000000000000000000000', 'hex');
    exif.writeUInt16LE(value, 24);
    const segment = Buffer.alloc(4);
    segment.writeUInt16BE(0xffe1, 0);
    segment.writeUInt16BE(exif.length + 2, 2);
    const bytes = Buffer.concat([plain.subarray(0, 2), segment, exif, plain.subarray(2)]);
    yield { name: `orientation ${value}`, mimeType: 'image/jpeg', bytes, ends: 'ready' };
  }
}

const films: Record<string, Buffer> = {
  'video/mp4': photo('../films/android.mp4'),
  'video/quicktime': photo('../films/iphone.mov'),
};

function* brokenFilms(): Generator<Specimen> {
  for (const [mimeType, bytes] of Object.entries(films)) {
    yield { name: mimeType, mimeType, bytes, ends: 'ready' };
    for (const part of [0.01, 0.1, 0.5, 0.95]) {
      const cut = Math.floor(bytes.length * part);
      yield { name: `${mimeType}, cut off after ${cut} bytes`, mimeType, bytes: bytes.subarray(0, cut) };
    }
    // Its tables claim as much as 32 bits hold.
    for (const table of ['stsz', 'stsc', 'stco', 'stts', 'mvhd', 'tkhd', 'hdlr', 'keys', 'ilst', 'ctts'])
      yield {
        name: `${mimeType} whose ${table} lies`,
        mimeType,
        bytes: patched(bytes, table, (copy, at) => copy.fill(0xff, at + 8, Math.min(at + 24, copy.length))),
      };
    const noise = patched(bytes, 'mdat', (copy, at) => {
      for (let byte = at + 64; byte < at + 8_000; byte += 7) copy[byte] = (byte * 31) & 0xff;
    });
    yield { name: `${mimeType} of noise`, mimeType, bytes: noise };
    yield { name: `${mimeType} called a JPEG`, mimeType: 'image/jpeg', bytes, ...failed };
  }
  const boxes = Buffer.alloc(8 * 50_000, Buffer.from('00000008736b6970', 'hex'));
  const whole = films['video/mp4'] ?? Buffer.alloc(0);
  yield {
    name: 'a film of 50,000 boxes',
    mimeType: 'video/mp4',
    bytes: Buffer.concat([whole, boxes]),
    ...failed,
  };
  yield {
    name: 'a film of 67 megapixels',
    mimeType: 'video/mp4',
    bytes: photo('../films/huge.mp4'),
    ...failed,
  };
  yield {
    name: 'a list of films elsewhere',
    mimeType: 'video/mp4',
    bytes: Buffer.concat([
      whole.subarray(0, 28),
      Buffer.from('#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:1/x.ts\n'),
    ]),
    ...failed,
  };
}

/** Files that are whole, broken and hostile, of every type that is read. */
export function* specimens(): Generator<Specimen> {
  for (const [mimeType, bytes] of Object.entries(samples))
    yield { name: mimeType, mimeType, bytes, ends: 'ready' };
  yield* bombs();
  yield* truncations();
  yield* liars();
  yield* polyglots();
  yield* orientations();
  yield* brokenFilms();
}
