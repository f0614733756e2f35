import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { sharp as lockedSharp } from './codecs.ts';
import { type FailureReason, ImagingError } from './errors.ts';
import { processImage } from './process-image.ts';

/** A fixed sequence, so that a failure can be repeated. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const noise = Buffer.alloc(96 * 64 * 3).map(
  (
    (random) => () =>
      random() * 256
  )(randomFrom(7)),
);
const raw = { width: 96, height: 64, channels: 3 } as const;
const source = () => sharp(noise, { raw });
const heic = readFileSync(new URL('../../../tools/photos/IMG_2682.heic', import.meta.url));
const samples = {
  'image/jpeg': await source().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
  'image/png': await source().png().toBuffer(),
  'image/webp': await source().webp().toBuffer(),
  'image/gif': await source().gif().toBuffer(),
  'image/avif': await source().avif().toBuffer(),
  'image/heic': heic,
};

async function assertRefused(bytes: Buffer, type: string, ...reasons: FailureReason[]): Promise<void> {
  await assert.rejects(
    () => processImage(bytes, type),
    (error) => {
      assert.ok(error instanceof ImagingError, String(error));
      assert.ok(reasons.includes(error.reason), `${error.reason}: ${error.message}`);
      return true;
    },
  );
}

/** Damage may spare what matters; then there is a picture. Anything but that and an ImagingError is a fault. */
async function assertSurvives(bytes: Buffer, type: string): Promise<void> {
  try {
    const result = await processImage(bytes, type);
    assert.ok(result.variants.every((variant) => variant.bytes.length > 0));
  } catch (error) {
    assert.ok(error instanceof ImagingError, String(error));
    assert.ok(['corrupt', 'too-many-pixels', 'type-unsupported', 'type-mismatch'].includes(error.reason));
  }
}

for (const [type, bytes] of Object.entries(samples)) {
  // HEIC is real and large, and each try costs half a second: its container is where the damage matters.
  const rounds = type === 'image/heic' ? 8 : 60;
  const reach = type === 'image/heic' ? 4000 : bytes.length;

  test(`${type}, cut off anywhere`, async () => {
    for (let i = 1; i < rounds / 2; i++) {
      const length = Math.floor((bytes.length * 0.97 * i) / (rounds / 2));
      await assertRefused(bytes.subarray(0, length), type, 'corrupt', 'type-unsupported');
    }
  });

  test(`${type}, with bits flipped`, async () => {
    const random = randomFrom(type.length);
    for (let i = 0; i < rounds; i++) {
      const damaged = Buffer.from(bytes);
      for (let flips = 4 ** (i % 4); flips > 0; flips--) {
        const at = 12 + Math.floor(random() * (reach - 12));
        damaged[at] = (damaged[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      }
      await assertSurvives(damaged, type);
    }
  });

  test(`${type}, with a stretch of zeros`, async () => {
    const random = randomFrom(type.length + 1);
    for (let i = 0; i < rounds / 2; i++) {
      const at = 12 + Math.floor(random() * (reach - 12));
      await assertSurvives(Buffer.from(bytes).fill(0, at, at + 64), type);
    }
  });

  test(`${type}, renamed to every other type`, async () => {
    for (const declared of Object.keys(samples)) {
      if (declared !== type) await assertRefused(bytes, declared, 'type-mismatch');
    }
  });

  test(`${type}, its head before the body of another type`, async () => {
    for (const [other, body] of Object.entries(samples)) {
      if (other === type) continue;
      const spliced = Buffer.concat([bytes.subarray(0, 16), body.subarray(0, 4000)]);
      await assertRefused(spliced, type, 'corrupt', 'type-mismatch', 'too-many-pixels');
    }
  });
}

test('what is not an allowed type is refused, whatever it is called', async () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>',
  );
  const others = {
    svg,
    'svg with a declaration': Buffer.concat([Buffer.from('<?xml version="1.0"?>\n'), svg]),
    pdf: Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF'),
    tiff: await source().tiff().toBuffer(),
    film: Buffer.from('0000001866747970697336f6d0000020069736f6d69736f32', 'hex'),
    playlist: Buffer.from('#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1/x.ts\n'),
    html: Buffer.from('<!doctype html><script>alert(1)</script>'),
    zip: Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(64)]),
    nothing: Buffer.alloc(0),
    zeros: Buffer.alloc(10_000),
  };
  for (const bytes of Object.values(others)) {
    for (const declared of [...Object.keys(samples), 'image/svg+xml', 'image/tiff', '']) {
      await assertRefused(bytes, declared, 'type-unsupported');
    }
  }
});

test('the loaders themselves are shut, and no file can be named', async () => {
  const tiff = await source().tiff().toBuffer();
  await assert.rejects(() => lockedSharp(tiff).metadata());
  await assert.rejects(() =>
    lockedSharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')).metadata(),
  );
  await assert.rejects(() =>
    lockedSharp(new URL('../../../tools/photos/portrait.jpg', import.meta.url).pathname).metadata(),
  );
});

test('bytes after the end do no harm', async () => {
  const zip = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(2000, 0x41)]);
  for (const type of ['image/jpeg', 'image/png', 'image/webp'] as const) {
    const result = await processImage(Buffer.concat([samples[type], zip]), type);
    assert.ok(result.variants.every((variant) => !variant.bytes.includes('PK\x03\x04')));
  }
});

function png(width: number, height: number, ...chunks: [string, Buffer][]): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const all: [string, Buffer][] = [['IHDR', header], ...chunks, ['IEND', Buffer.alloc(0)]];
  const framed = all.map(([name, data]) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const frame = Buffer.alloc(8 + body.length);
    frame.writeUInt32BE(data.length, 0);
    body.copy(frame, 4);
    frame.writeUInt32BE(crc32(body), frame.length - 4);
    return frame;
  });
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...framed]);
}

/** Small files of every type that claim 256 megapixels or more, with what each may be refused for. */
async function* bombs(): AsyncGenerator<[bytes: Buffer, type: string, ...reasons: FailureReason[]]> {
  const idat = deflateSync(Buffer.alloc(30 * 1024 * 1024));
  const bomb = png(16_000, 16_000, ['IDAT', idat]);
  assert.ok(bomb.length < 32_000);
  yield [bomb, 'image/png', 'too-many-pixels'];

  const jpeg = Buffer.from(samples['image/jpeg']);
  const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  jpeg.writeUInt16BE(65_000, frame + 5);
  jpeg.writeUInt16BE(65_000, frame + 7);
  yield [jpeg, 'image/jpeg', 'too-many-pixels'];

  yield [gifOf(1, 16_000, 16_000, true), 'image/gif', 'too-many-pixels'];

  const webp = await source().webp({ lossless: true }).toBuffer();
  webp.writeUInt32LE(0x0fffffff, webp.indexOf('VP8L') + 9); // 14 bits each of width and height less one
  yield [webp, 'image/webp', 'too-many-pixels', 'corrupt'];

  for (const type of ['image/avif', 'image/heic'] as const) {
    const bytes = Buffer.from(samples[type]);
    for (let at = bytes.indexOf('ispe'); at > 0; at = bytes.indexOf('ispe', at + 4)) {
      bytes.writeUInt32BE(16_000, at + 8);
      bytes.writeUInt32BE(16_000, at + 12);
    }
    yield [bytes, type, 'too-many-pixels', 'corrupt'];
  }
}

test('a small file that claims 256 megapixels is refused by its header', async () => {
  for await (const bomb of bombs()) await assertRefused(...bomb);
});

test('no decoder is called for what claims too many pixels or frames', async (t) => {
  const refused: [bytes: Buffer, type: string, ...reasons: FailureReason[]][] = [];
  for await (const bomb of bombs()) refused.push(bomb);
  for (const [frames, size] of [
    [501, 100],
    [210, 1000],
  ] as const)
    refused.push([gifOf(frames, size, size), 'image/gif', 'too-many-pixels']);
  // Whatever sharp decodes goes through these, and each HEIC through a decoder of its own in WebAssembly.
  const { prototype } = sharp as unknown as { prototype: Record<'_pipeline' | 'stats', () => unknown> };
  const { WebAssembly: wasm } = globalThis as unknown as {
    WebAssembly: Record<'instantiate' | 'Module', () => unknown>;
  };
  const decoders = [
    t.mock.method(prototype, '_pipeline'),
    t.mock.method(prototype, 'stats'),
    t.mock.method(wasm, 'instantiate'),
    t.mock.method(wasm, 'Module'),
  ];
  const calls = () => decoders.reduce((sum, { mock }) => sum + mock.callCount(), 0);
  for (const bomb of refused) await assertRefused(...bomb);
  assert.equal(calls(), 0);

  for (const [type, bytes] of Object.entries(samples)) {
    const before = calls();
    await processImage(Buffer.from(bytes), type);
    assert.ok(calls() > before, `${type} is decoded without anyone noticing`);
  }
  const decodersOfHeic = decoders.slice(2).reduce((sum, { mock }) => sum + mock.callCount(), 0);
  assert.ok(decodersOfHeic > 0, 'a HEIC is decoded without anyone noticing');
});

test('a header larger than its pixels is corrupt', async () => {
  const jpeg = Buffer.from(samples['image/jpeg']);
  jpeg.writeUInt16BE(5000, jpeg.indexOf(Buffer.from([0xff, 0xc0])) + 5);
  await assertSurvives(jpeg, 'image/jpeg'); // grey below what there is, as every viewer shows it
  await assertRefused(png(3000, 3000, ['IDAT', deflateSync(Buffer.alloc(500))]), 'image/png', 'corrupt');
  await assertRefused(png(0, 100, ['IDAT', deflateSync(Buffer.alloc(500))]), 'image/png', 'corrupt');
});

/** A GIF of so many frames on a screen of the given size; each frame one pixel, or claiming to fill the screen. */
function gifOf(frames: number, width: number, height: number, full = false): Buffer {
  const header = Buffer.from('GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1');
  header.writeUInt16LE(width, 6);
  header.writeUInt16LE(height, 8);
  const frame = Buffer.from('21f904000a0000002c0000000001000100000202440100', 'hex');
  if (full) {
    frame.writeUInt16LE(width, 13);
    frame.writeUInt16LE(height, 15);
  }
  return Buffer.concat([header, ...Array.from({ length: frames }, () => frame), Buffer.from(';')]);
}

test('animations are limited by frames, and by frames times pixels', async () => {
  await assertSurvives(gifOf(3, 100, 100), 'image/gif');
  assert.equal((await processImage(gifOf(500, 100, 100), 'image/gif')).width, 100);
  await assertRefused(gifOf(501, 100, 100), 'image/gif', 'too-many-pixels');
  await assertRefused(gifOf(20_000, 1, 1), 'image/gif', 'too-many-pixels');
  await assertRefused(gifOf(210, 1000, 1000), 'image/gif', 'too-many-pixels');
});

test('metadata that is rubbish costs the photo nothing', async () => {
  const random = randomFrom(3);
  const block = Buffer.concat([
    Buffer.from('Exif\0\0MM\0*\0\0\0\x08', 'latin1'),
    Buffer.alloc(400).map(() => random() * 256),
  ]);
  for (let i = 0; i < 40; i++) {
    const exif = Buffer.from(block);
    exif.writeUInt16BE(1 + (i % 20), 14); // entries of the first directory
    const segment = Buffer.alloc(4);
    segment.writeUInt16BE(0xffe1, 0);
    segment.writeUInt16BE(exif.length + 2, 2);
    const plain = await source().jpeg().toBuffer();
    const result = await processImage(
      Buffer.concat([plain.subarray(0, 2), segment, exif, plain.subarray(2)]),
      'image/jpeg',
    );
    assert.equal(result.width * result.height, 96 * 64);
    for (let n = 0; n < 40; n++) block[14 + Math.floor(random() * 400)] = random() * 256;
  }
});
