import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sniffType } from './sniff.ts';

const box = (major: string, ...compatible: string[]) => {
  const body = Buffer.from(`ftyp${major}\0\0\0\0${compatible.join('')}`, 'latin1');
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length + 4);
  return Buffer.concat([size, body, Buffer.alloc(32)]);
};
const padded = (head: string) => Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(32)]);

const cases: readonly [string, Buffer, ReturnType<typeof sniffType>][] = [
  ['JPEG', padded('\xff\xd8\xff\xe1'), 'image/jpeg'],
  ['PNG', padded('\x89PNG\r\n\x1a\n'), 'image/png'],
  ['PNG after a transfer that changed line ends', padded('\x89PNG\n\x1a\n'), undefined],
  ['GIF', padded('GIF89a'), 'image/gif'],
  ['an old GIF', padded('GIF87a'), 'image/gif'],
  ['WebP', padded('RIFF\0\0\0\0WEBPVP8 '), 'image/webp'],
  ['a sound in the same container', padded('RIFF\0\0\0\0WAVEfmt '), undefined],
  ['AVIF', box('avif', 'mif1'), 'image/avif'],
  ['HEIC', box('heic', 'mif1', 'heic'), 'image/heic'],
  ['HEIC of ten bits', box('heix', 'mif1'), 'image/heic'],
  ['HEIC with a generic major brand', box('mif1', 'mif1', 'heic'), 'image/heic'],
  ['AVIF with a generic major brand', box('mif1', 'avif', 'miaf'), 'image/avif'],
  ['HEIF of neither', box('mif1', 'mif1', 'jpeg'), undefined],
  ['a film', box('isom', 'isom', 'avc1'), undefined],
  ['a film that lists a still brand', box('qt  ', 'heic'), undefined],
  ['SVG', padded('<svg xmlns="http://www.w3.org/2000/svg"/>'), undefined],
  ['PDF', padded('%PDF-1.7\n'), undefined],
  ['TIFF', padded('II*\0'), undefined],
  ['big-endian TIFF', padded('MM\0*'), undefined],
  ['too short', Buffer.from([0xff, 0xd8, 0xff]), undefined],
  ['nothing', Buffer.alloc(0), undefined],
];

for (const [name, bytes, expected] of cases) {
  test(`sniffs ${name}`, () => assert.equal(sniffType(bytes), expected));
}
