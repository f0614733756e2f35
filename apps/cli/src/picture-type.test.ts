import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { endingOf, HEAD_BYTES, looksLikePicture, sniff } from './picture-type.ts';

const photos = join(import.meta.dirname, '../../../tools/photos');

const ftyp = (major: string, ...compatible: string[]) => {
  const brands = Buffer.from(`ftyp${major}\0\0\0\0${compatible.join('')}`, 'latin1');
  const head = Buffer.alloc(4 + brands.length);
  head.writeUInt32BE(head.length);
  brands.copy(head, 4);
  return Buffer.concat([head, Buffer.alloc(16)]);
};

test('the type of every real photo and of videos is told by its first bytes', () => {
  const types = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp', heic: 'image/heic' };
  for (const name of readdirSync(photos)) {
    const type = types[endingOf(name) as keyof typeof types] ?? null;
    assert.equal(sniff(readFileSync(join(photos, name)).subarray(0, HEAD_BYTES)), type, name);
  }
  for (const [name, type] of [
    ['android.mp4', 'video/mp4'],
    ['iphone.mov', 'video/quicktime'],
  ] as const)
    assert.equal(sniff(readFileSync(join(photos, '../films', name)).subarray(0, HEAD_BYTES)), type);
});

test('HEIF and AVIF are told apart by their brands, the compatible ones included', () => {
  assert.equal(sniff(ftyp('heic', 'mif1', 'heic')), 'image/heic');
  assert.equal(sniff(ftyp('mif1', 'mif1', 'heic')), 'image/heic');
  assert.equal(sniff(ftyp('avif', 'mif1', 'miaf')), 'image/avif');
  assert.equal(sniff(ftyp('mif1', 'miaf', 'avif')), 'image/avif');
  assert.equal(sniff(ftyp('isom', 'iso2', 'mp41')), 'video/mp4');
  assert.equal(sniff(ftyp('msf1', 'iso2', 'mp41')), null);
  assert.equal(sniff(ftyp('mif1')), null);
});

test('a brand beyond the box does not count', () => {
  const head = ftyp('mif1', 'mp41', 'heic');
  head.writeUInt32BE(20);
  assert.equal(sniff(head), null);
});

test('anything else is no picture, and nothing makes it throw', () => {
  for (const text of [
    '',
    'GIF88a------',
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '%PDF-1.7 and so on',
  ]) {
    assert.equal(sniff(Buffer.from(text)), null, text);
  }
  fc.assert(fc.property(fc.uint8Array({ maxLength: HEAD_BYTES }), (bytes) => void sniff(Buffer.from(bytes))));
});

test('names look like pictures by their ending, whatever its case', () => {
  for (const name of ['a.jpg', 'a.JPEG', 'a.b.HeIc', 'x/y.webp', 'a.MOV'])
    assert.ok(looksLikePicture(name), name);
  for (const name of ['jpg', '.jpg', 'a.jpg.txt', 'a.avi', 'a'])
    assert.equal(looksLikePicture(name), false, name);
});
