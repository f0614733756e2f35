import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import sharp from 'sharp';
import { processImage } from './process-image.ts';

type Rgb = readonly [number, number, number];
/** Upright: red top left, green top right, blue bottom left, yellow bottom right. */
const quarters = {
  topLeft: [220, 30, 30],
  topRight: [30, 200, 30],
  bottomLeft: [30, 30, 220],
  bottomRight: [220, 220, 30],
};

/**
 * Where the upright pixel (x, y) of a w x h picture is stored, for each EXIF orientation
 * (CIPA DC-008, 4.6.2: what the stored row 0 and column 0 are).
 */
const stored: Record<number, (x: number, y: number, w: number, h: number) => [number, number]> = {
  1: (x, y) => [x, y],
  2: (x, y, w) => [w - 1 - x, y],
  3: (x, y, w, h) => [w - 1 - x, h - 1 - y],
  4: (x, y, _w, h) => [x, h - 1 - y],
  5: (x, y) => [y, x],
  6: (x, y, w) => [y, w - 1 - x],
  7: (x, y, w, h) => [h - 1 - y, w - 1 - x],
  8: (x, y, _w, h) => [h - 1 - y, x],
};

function storedPixels(width: number, height: number, orientation: number) {
  const turned = orientation >= 5;
  const raw = { width: turned ? height : width, height: turned ? width : height, channels: 3 as const };
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [left, top] = [x < width / 2, y < height / 2];
      const colour = top
        ? left
          ? quarters.topLeft
          : quarters.topRight
        : left
          ? quarters.bottomLeft
          : quarters.bottomRight;
      const [sx, sy] = stored[orientation]?.(x, y, width, height) ?? [0, 0];
      data.set(colour, (sy * raw.width + sx) * 3);
    }
  }
  return { data, raw };
}

async function assertUpright(webp: Buffer, width: number, height: number): Promise<void> {
  const { data, info } = await sharp(webp).raw().toBuffer({ resolveWithObject: true });
  assert.deepEqual([info.width, info.height], [width, height]);
  const near = (fx: number, fy: number, expected: Rgb | number[]) => {
    const at = (Math.floor(fy * height) * width + Math.floor(fx * width)) * info.channels;
    const difference = expected.map((value, i) => Math.abs(value - (data[at + i] ?? 0)));
    assert.ok(
      Math.max(...difference) < 40,
      `at ${fx}, ${fy}: ${[...data.subarray(at, at + 3)]}, not ${expected}`,
    );
  };
  near(0.2, 0.2, quarters.topLeft);
  near(0.8, 0.2, quarters.topRight);
  near(0.2, 0.8, quarters.bottomLeft);
  near(0.8, 0.8, quarters.bottomRight);
}

const shapes = { landscape: [240, 160], portrait: [160, 240] } as const;
for (const [shape, [width, height]] of Object.entries(shapes)) {
  for (let orientation = 1; orientation <= 8; orientation++) {
    test(`JPEG, ${shape}, orientation ${orientation}`, async () => {
      const { data, raw } = storedPixels(width, height, orientation);
      const bytes = await sharp(data, { raw }).withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer();
      const result = await processImage(bytes, 'image/jpeg');
      assert.deepEqual([result.width, result.height], [width, height]);
      for (const variant of result.variants) await assertUpright(variant.bytes, width, height);
    });
  }
}

for (const orientation of [3, 6]) {
  for (const format of ['webp', 'png'] as const) {
    test(`${format}, orientation ${orientation}`, async () => {
      const { data, raw } = storedPixels(240, 160, orientation);
      const bytes = await sharp(data, { raw }).withMetadata({ orientation }).toFormat(format).toBuffer();
      const result = await processImage(bytes, `image/${format}`);
      assert.deepEqual([result.width, result.height], [240, 160]);
      for (const variant of result.variants) await assertUpright(variant.bytes, 240, 160);
    });
  }
}

test('AVIF is turned by its own property, once', async () => {
  const { data, raw } = storedPixels(240, 160, 6);
  const bytes = await sharp(data, { raw }).withMetadata({ orientation: 6 }).avif({ quality: 80 }).toBuffer();
  assert.ok(bytes.includes('irot'));
  const result = await processImage(bytes, 'image/avif');
  assert.deepEqual([result.width, result.height], [240, 160]);
  for (const variant of result.variants) await assertUpright(variant.bytes, 240, 160);
});

test('HEIC is turned by its own property and not by EXIF', async () => {
  const photo = readFileSync(new URL('../../../tools/photos/IMG_2682.heic', import.meta.url));
  const plain = await processImage(photo, 'image/heic');

  const turned = Buffer.from(photo);
  const irot = turned.indexOf('irot', 0, 'latin1');
  turned[irot + 4] = 3; // three quarters anticlockwise (ISO/IEC 23008-12, 6.5.10)
  const entry = turned.indexOf(Buffer.from('011200030000000100010000', 'hex')); // EXIF orientation 1
  assert.ok(irot > 0 && entry > 0);
  turned[entry + 9] = 6;
  const result = await processImage(turned, 'image/heic');

  assert.deepEqual([result.width, result.height], [3024, 4032]);
  const [preview, expected] = [result.variants[0], plain.variants[0]];
  assert.ok(preview && expected);
  assert.deepEqual([preview.width, preview.height], [1200, 1600]);
  const actualPixels = await sharp(preview.bytes).resize(30, 40).raw().toBuffer();
  const expectedPixels = await sharp(await sharp(expected.bytes).rotate(90).toBuffer())
    .resize(30, 40)
    .raw()
    .toBuffer();
  const total = actualPixels.reduce((sum, value, i) => sum + Math.abs(value - (expectedPixels[i] ?? 0)), 0);
  assert.ok(total / actualPixels.length < 3, `mean difference ${total / actualPixels.length}`);
});
