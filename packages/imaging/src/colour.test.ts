import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import sharp from 'sharp';
import { convertToSrgb, readMatrixProfile } from './colour.ts';

const photo = (name: string) => readFileSync(new URL(`../../../tools/photos/${name}`, import.meta.url));
const profileOf = async (bytes: Buffer) => {
  const { icc } = await sharp(bytes).metadata();
  assert.ok(icc);
  return icc;
};

/** Every eighth level of each channel. */
const cube = Buffer.from(
  Array.from({ length: 32 ** 3 }, (_, i) => [(i >> 10) * 8, ((i >> 5) & 31) * 8, (i & 31) * 8]).flat(),
);
const raw = { width: 32 * 32, height: 32, channels: 3 } as const;

test('converts Display P3 as the colour engine does', async () => {
  const tagged = await sharp(cube, { raw }).png().withIccProfile('p3').toBuffer();
  const icc = await profileOf(tagged);
  const profile = readMatrixProfile(icc);
  assert.ok(profile && !profile.isSrgb);
  const source = await sharp(tagged, { ignoreIcc: true }).raw().toBuffer();
  const expected = await sharp(tagged).toColourspace('srgb').raw().toBuffer();
  convertToSrgb(source, 3, profile);
  const worst = source.reduce((most, value, i) => Math.max(most, Math.abs(value - (expected[i] ?? 0))), 0);
  assert.ok(worst <= 2, `differs by ${worst} of 255`);
});

test('leaves alpha alone', async () => {
  const icc = await profileOf(await sharp(cube, { raw }).png().withIccProfile('p3').toBuffer());
  const profile = readMatrixProfile(icc);
  assert.ok(profile);
  const pixels = Buffer.from([200, 40, 40, 77, 10, 200, 10, 0]);
  convertToSrgb(pixels, 4, profile);
  assert.deepEqual([pixels[3], pixels[7]], [77, 0]);
  assert.ok((pixels[0] ?? 0) > 200, 'a red of P3 is a stronger red of sRGB');
});

test('tells an iPhone profile from sRGB', async () => {
  assert.equal(readMatrixProfile(await profileOf(photo('IMG_2682.heic')))?.isSrgb, false);
  assert.equal(readMatrixProfile(await profileOf(photo('japanese-shop.jpg')))?.isSrgb, true);
  assert.equal(readMatrixProfile(await profileOf(photo('silver_fir.jpg')))?.isSrgb, true);
});

test('leaves table-based profiles to the colour engine', async () => {
  assert.equal(readMatrixProfile(await profileOf(photo('thompson-springs.jpg'))), undefined);
});

test('refuses what is no sane profile', async () => {
  const icc = await profileOf(photo('IMG_2682.heic'));
  for (let length = 0; length < icc.length; length += 7) {
    readMatrixProfile(icc.subarray(0, length)); // must not throw
  }
  const lying = Buffer.from(icc);
  lying.writeUInt32BE(0xfffffff0, 132 + 4); // a tag that starts beyond the end
  assert.doesNotThrow(() => readMatrixProfile(lying));
  assert.equal(readMatrixProfile(Buffer.alloc(200)), undefined);
  assert.equal(readMatrixProfile(Buffer.alloc(0)), undefined);
  const dark = Buffer.from(icc);
  const tag = icc.indexOf('rXYZ', 128, 'latin1');
  dark.fill(0, dark.readUInt32BE(tag + 4) + 8, dark.readUInt32BE(tag + 4) + 20);
  assert.equal(readMatrixProfile(dark), undefined, 'primaries that do not add up to white');
});
