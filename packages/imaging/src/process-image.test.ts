import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import sharp from 'sharp';
import { type ProcessedImage, processImage } from './process-image.ts';
import { variants } from './variants.ts';

const photo = (name: string) => readFileSync(new URL(`../../../tools/photos/${name}`, import.meta.url));

async function assertClean(result: ProcessedImage): Promise<void> {
  assert.deepEqual(
    result.variants.map((variant) => variant.name),
    variants.map((spec) => spec.name),
  );
  for (const variant of result.variants) {
    const metadata = await sharp(variant.bytes).metadata();
    assert.equal(metadata.format, 'webp');
    assert.equal(metadata.space, 'srgb');
    assert.deepEqual([metadata.width, metadata.height], [variant.width, variant.height]);
    assert.deepEqual(
      [metadata.exif, metadata.xmp, metadata.iptc, metadata.icc, metadata.orientation],
      [undefined, undefined, undefined, undefined, undefined],
    );
    const chunks = variant.bytes.toString('latin1');
    for (const word of ['EXIF', 'XMP ', 'ICCP']) assert.ok(!chunks.includes(word), word);
  }
  assert.ok(Buffer.from(result.thumbhash, 'base64').length >= 5);
}

test('a HEIC of a phone', async () => {
  const result = await processImage(photo('IMG_2682.heic'), 'image/heic');
  await assertClean(result);
  const { variants: made, thumbhash, withoutLocation, ...facts } = result;
  assert.equal(withoutLocation?.length, photo('IMG_2682.heic').length);
  assert.deepEqual(facts, {
    mimeType: 'image/heic',
    width: 4032,
    height: 3024,
    takenAt: Date.parse('2019-03-21T16:04:22.348Z'),
    takenAtOffset: -300, // told by its satellites
    cameraMake: 'Apple',
    cameraModel: 'iPhone 7',
    latitude: 41.2203,
    longitude: -96.071625,
  });
  assert.deepEqual(
    made.map(({ name, width, height }) => [name, width, height]),
    [
      ['preview', 1600, 1200],
      ['thumb', 480, 360],
    ],
  );
});

test('a photo full of metadata keeps none of it in its variants', async () => {
  const result = await processImage(photo('thompson-springs.jpg'), 'image/jpeg');
  await assertClean(result);
  assert.equal(result.takenAt, Date.parse('2022-01-10T21:15:33.519Z'));
  assert.equal(result.takenAtOffset, null);
  assert.equal(result.latitude, 39.115);
});

test('a WebP with EXIF, XMP and ICC', async () => {
  const result = await processImage(photo('denali.webp'), 'image/webp');
  await assertClean(result);
  assert.equal(result.cameraModel, 'Canon EOS 7D');
  assert.equal(result.takenAt, Date.parse('2010-08-13T21:00:01.850Z'));
});

test('every type, small and not enlarged', async () => {
  const small = sharp(photo('portrait.jpg')).resize(60, 40, { fit: 'fill' });
  const files = {
    'image/jpeg': await small.clone().jpeg().toBuffer(),
    'image/png': await small.clone().png().toBuffer(),
    'image/webp': await small.clone().webp().toBuffer(),
    'image/gif': await small.clone().gif().toBuffer(),
    'image/avif': await small.clone().avif().toBuffer(),
  };
  for (const [type, bytes] of Object.entries(files)) {
    const result = await processImage(bytes, type);
    await assertClean(result);
    assert.deepEqual([result.mimeType, result.width, result.height], [type, 60, 40]);
    assert.deepEqual(
      result.variants.map(({ width, height }) => [width, height]),
      [
        [60, 40],
        [60, 40],
      ],
    );
  }
});

test('colour spaces and channels of all kinds become sRGB', async () => {
  const source = () => sharp(photo('portrait.jpg')).resize(64, 64, { fit: 'fill' });
  const files: [string, Buffer][] = [
    ['image/jpeg', await source().toColourspace('cmyk').jpeg().toBuffer()],
    ['image/jpeg', await source().greyscale().toColourspace('b-w').jpeg().toBuffer()],
    ['image/png', await source().toColourspace('rgb16').png().toBuffer()],
    ['image/png', await source().greyscale().toColourspace('b-w').png().toBuffer()],
    ['image/png', await source().ensureAlpha(0.5).png().toBuffer()],
    [
      'image/png',
      await source().toColourspace('rgb16').withIccProfile('p3').ensureAlpha(0.5).png().toBuffer(),
    ],
    ['image/png', await source().png({ palette: true, colours: 4 }).toBuffer()],
    ['image/webp', await source().ensureAlpha(0.5).webp({ lossless: true }).toBuffer()],
  ];
  for (const [type, bytes] of files) await assertClean(await processImage(bytes, type));
});

test('a wide-gamut red is the same red before and after', async () => {
  const red = sharp({ create: { width: 32, height: 32, channels: 3, background: { r: 180, g: 30, b: 40 } } });
  const tagged = await red.withIccProfile('p3').jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();
  const [preview] = (await processImage(tagged, 'image/jpeg')).variants;
  const { data } = await sharp(preview?.bytes).raw().toBuffer({ resolveWithObject: true });
  const difference = [180, 30, 40].map((value, i) => Math.abs(value - (data[i] ?? 0)));
  assert.ok(Math.max(...difference) <= 8, `${data[0]} ${data[1]} ${data[2]}`);
});

test('of an animation, the first frame', async () => {
  const [red, blue] = [
    { r: 255, g: 0, b: 0 },
    { r: 0, g: 0, b: 255 },
  ].map((background) =>
    sharp({ create: { width: 40, height: 30, channels: 3, background } })
      .png()
      .toBuffer(),
  );
  const film = sharp([await red, await blue] as Buffer[], { join: { animated: true } });
  for (const [type, bytes] of [
    ['image/gif', await film.clone().gif().toBuffer()],
    ['image/webp', await film.clone().webp().toBuffer()],
  ] as const) {
    const result = await processImage(bytes, type);
    await assertClean(result);
    assert.deepEqual([result.width, result.height], [40, 30]);
    const { data } = await sharp(result.variants[0]?.bytes).raw().toBuffer({ resolveWithObject: true });
    assert.ok((data[0] ?? 0) > 230 && (data[2] ?? 255) < 30, 'red');
  }
});

test('a very long strip keeps at least one pixel of its short side', async () => {
  const bytes = await sharp({ create: { width: 9000, height: 2, channels: 3, background: '#888' } })
    .png()
    .toBuffer();
  const result = await processImage(bytes, 'image/png');
  assert.deepEqual(
    result.variants.map(({ width, height }) => [width, height]),
    [
      [1600, 1],
      [480, 1],
    ],
  );
});

test('camera names are printable and short', async () => {
  const source = sharp(photo('portrait.jpg')).resize(32);
  const bytes = await source
    .withExif({ IFD0: { Make: ' ACME\u0007 Optics ', Model: 'x'.repeat(500) } })
    .jpeg()
    .toBuffer();
  const result = await processImage(bytes, 'image/jpeg');
  assert.equal(result.cameraMake, 'ACME Optics');
  assert.equal(result.cameraModel?.length, 64);
});
