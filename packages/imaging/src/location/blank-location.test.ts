import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import exifr from 'exifr';
import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { processImage } from '../process-image.ts';
import { type ImageType, sniffType } from '../sniff.ts';
import { blankLocation } from './blank-location.ts';

const photo = (name: string) => readFileSync(new URL(`../../../../tools/photos/${name}`, import.meta.url));

/** What tells where, as words and as the fractions 53/1 and 33/1: none may be left, in whichever block. */
const TELLTALES = [
  'Hamburg',
  'Elbstrand',
  '53,33.0N',
  '9.99',
  Buffer.from('35000000010000002100000001000000', 'hex'),
];

const exif = {
  IFD0: { Make: 'Maker', Model: 'Model 7', ImageDescription: 'A day out' },
  IFD2: { DateTimeOriginal: '2026:05:03 14:05:00', OffsetTimeOriginal: '+02:00' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '53/1 33/1 0/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '9/1 59/1 0/1',
  },
};
const xmp = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:drone-dji="http://www.dji.com/drone-dji/1.0/"
 xmp:Rating="4" exif:GPSLatitude="53,33.0N" photoshop:City='Hamburg' drone-dji:GpsLongtitude="+9.99">
<exif:GPSLongitude>9.99</exif:GPSLongitude><xmp:Label>Blue</xmp:Label>
<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:City>Hamburg</Iptc4xmpExt:City><Iptc4xmpExt:Sublocation>Elbstrand</Iptc4xmpExt:Sublocation></rdf:li></rdf:Bag></Iptc4xmpExt:LocationShown>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

const formats: readonly [ImageType, (image: Sharp) => Sharp][] = [
  ['image/jpeg', (image) => image.jpeg()],
  ['image/png', (image) => image.png()],
  ['image/webp', (image) => image.webp()],
  ['image/avif', (image) => image.avif({ effort: 0 })],
];

function make(encode: (image: Sharp) => Sharp): Promise<Buffer> {
  const image = sharp({ create: { width: 64, height: 48, channels: 3, background: '#864' } });
  return encode(image.withExif(exif).withXmp(xmp)).toBuffer();
}

const pixels = (bytes: Buffer): Promise<Buffer> => sharp(bytes).raw().toBuffer();

function assertChecksums(png: Buffer): void {
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const end = at + 8 + png.readUInt32BE(at);
    assert.equal(
      png.readUInt32BE(end),
      crc32(png.subarray(at + 4, end)),
      png.toString('latin1', at + 4, at + 8),
    );
  }
}

async function assertBlanked(original: Buffer, type: ImageType): Promise<Buffer> {
  const before = Buffer.from(original);
  const copy = blankLocation(original, type);
  assert.ok(copy, 'nothing was found');
  assert.ok(original.equals(before), 'the original was changed');
  assert.equal(copy.length, original.length);
  assert.equal(sniffType(copy), type);
  assert.ok(blankLocation(copy, type) === null, 'a place is left');
  return copy;
}

for (const [type, encode] of formats) {
  test(`${type}: the place goes, the pixels and all other metadata stay`, async () => {
    const original = await make(encode);
    const was = await sharp(original).metadata();
    assert.match(was.xmp?.toString() ?? '', /Elbstrand/);
    const copy = await assertBlanked(original, type);
    assert.ok((await pixels(copy)).equals(await pixels(original)));
    if (type === 'image/png') assertChecksums(copy);
    assert.ok(original.includes(TELLTALES.at(-1) ?? ''));
    for (const word of TELLTALES) assert.ok(!copy.includes(word), String(word));

    const is = await sharp(copy).metadata();
    assert.equal(await exifr.gps(is.exif?.subarray(is.exif.indexOf('II*')) ?? Buffer.alloc(0)), undefined);
    const tags = await exifr.parse(is.exif?.subarray(is.exif.indexOf('II*')) ?? Buffer.alloc(0));
    assert.equal(tags.Model, 'Model 7');
    assert.equal(tags.OffsetTimeOriginal, '+02:00');
    if (type === 'image/png') return; // its packet is deflated, so it goes whole
    const text = is.xmp?.toString() ?? '';
    assert.match(text, /xmp:Rating="4"/);
    assert.match(text, /<xmp:Label>Blue<\/xmp:Label>/);
    assert.doesNotMatch(text, /GPS|Gps|City|Location/);
  });
}

for (const name of ['IMG_2682.heic', 'thompson-springs.jpg', 'datetimeoriginal-gps.jpg']) {
  test(`${name} loses its place alone`, async () => {
    const original = photo(name);
    const type = sniffType(original);
    assert.ok(type);
    assert.ok(await exifr.gps(original));
    const copy = await assertBlanked(original, type);
    assert.equal(await exifr.gps(copy).catch(() => undefined), undefined);
    const options = { gps: false };
    assert.deepEqual(await exifr.parse(copy, options), await exifr.parse(original, options));
    if (name === 'datetimeoriginal-gps.jpg') return; // it has no pixels
    const [{ variants: made, thumbhash, latitude }, was] = [
      await processImage(copy, type),
      await processImage(original, type),
    ];
    assert.deepEqual([thumbhash, latitude], [was.thumbhash, null]);
    for (const [index, { bytes }] of made.entries()) assert.ok(was.variants[index]?.bytes.equals(bytes));
    assert.ok(was.withoutLocation?.equals(copy));
  });
}

test('a photo that tells no place is not copied', async () => {
  for (const name of ['portrait.jpg', 'denali.webp', 'density_plot.png']) {
    const bytes = photo(name);
    assert.ok(blankLocation(bytes, sniffType(bytes) ?? 'image/jpeg') === null, name);
  }
});

test('a second picture behind the first is looked at too', async () => {
  const first = photo('portrait.jpg');
  const both = Buffer.concat([first, await make((image) => image.jpeg())]);
  const copy = await assertBlanked(both, 'image/jpeg');
  for (const word of TELLTALES) assert.ok(!copy.includes(word), String(word));
});

/** An EXIF block of a maker, with a note of theirs and a GPS directory that has but a reference. */
function makeBlock(make: string, note: string): Buffer {
  const entry = (tag: number, type: number, count: number, value: number | string) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16LE(tag, 0);
    bytes.writeUInt16LE(type, 2);
    bytes.writeUInt32LE(count, 4);
    if (typeof value === 'number') bytes.writeUInt32LE(value, 8);
    else bytes.write(value, 8, 'latin1');
    return bytes;
  };
  const directory = (...entries: Buffer[]) =>
    Buffer.concat([Buffer.from([entries.length, 0]), ...entries, Buffer.alloc(4)]);
  const [exifAt, gpsAt] = [8 + 42, 8 + 42 + 18];
  const [makeAt, noteAt] = [gpsAt + 18, gpsAt + 18 + make.length + 1];
  return Buffer.concat([
    Buffer.from('Exif\0\0II*\0\x08\0\0\0', 'latin1'),
    directory(
      entry(0x010f, 2, make.length + 1, makeAt),
      entry(0x8769, 4, 1, exifAt),
      entry(0x8825, 4, 1, gpsAt),
    ),
    directory(entry(0x927c, 7, note.length, noteAt)),
    directory(entry(1, 2, 2, 'N')),
    Buffer.from(`${make}\0${note}`, 'latin1'),
  ]);
}

test("makers' notes go with the place, but for Apple's", async () => {
  for (const [make, stays] of [
    ['Panasonic', false],
    ['Apple', true],
  ] as const) {
    const original = withSegment(0xe1, makeBlock(make, 'Landmark: Elbstrand'));
    assert.equal((await exifr.parse(original))?.Make, make);
    const copy = await assertBlanked(original, 'image/jpeg');
    assert.equal((await exifr.parse(copy))?.Make, make);
    assert.equal(copy.includes('Elbstrand'), stays, make);
  }
});

/** A JPEG with a segment after its first marker. */
function withSegment(marker: number, payload: Buffer): Buffer {
  const first = photo('portrait.jpg');
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([first.subarray(0, 2), head, payload, first.subarray(2)]);
}

test('words for places in IPTC records become spaces', async () => {
  const record = (dataset: number, text: string) =>
    Buffer.concat([Buffer.from([0x1c, 2, dataset, 0, text.length]), Buffer.from(text)]);
  const records = Buffer.concat([record(5, 'A day out'), record(90, 'Hamburg'), record(92, 'Elbstrand')]);
  const resource = Buffer.from('8BIM\x04\x04\0\0\0\0\0\0', 'latin1');
  resource.writeUInt32BE(records.length, 8);
  const original = withSegment(
    0xed,
    Buffer.concat([Buffer.from('Photoshop 3.0\0', 'latin1'), resource, records]),
  );
  const copy = await assertSpaced(original);
  assert.ok(copy.includes('A day out'));
});

test('an XMP packet that goes on in another segment keeps the marker between them', async () => {
  const [head, tail] = [xmp.slice(0, xmp.indexOf('<exif:GPSLongitude>') + 21), xmp.slice(-300)];
  const part = (text: string) => Buffer.from(`http://ns.adobe.com/xmp/extension/\0${text}`, 'latin1');
  const two = withSegment(0xe1, part(tail));
  const second = two.subarray(2, 2 + 4 + part(tail).length);
  const first = withSegment(0xe1, part(head));
  const both = Buffer.concat([
    first.subarray(0, 2 + 4 + part(head).length),
    second,
    photo('portrait.jpg').subarray(2),
  ]);
  const copy = blankLocation(both, 'image/jpeg');
  assert.ok(copy);
  assert.ok((await pixels(copy)).equals(await pixels(both)));
  assert.ok(!copy.includes('53,33.0N'));
});

async function assertSpaced(original: Buffer): Promise<Buffer> {
  const copy = blankLocation(original, 'image/jpeg');
  assert.ok(copy);
  assert.ok((await pixels(copy)).equals(await pixels(original)));
  for (const word of TELLTALES) assert.ok(!copy.includes(word), String(word));
  return copy;
}

test('packed metadata of a PNG go whole where they tell a place, and stay where they do not', async () => {
  const plain = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#864' } })
    .png()
    .toBuffer();
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const profile = (bytes: Buffer) => deflateSync(`\nexif\n${bytes.length}\n${bytes.toString('hex')}\n`);
  const packet = (text: string) => deflateSync(Buffer.from(text));
  const raw = (data: Buffer) =>
    chunk('zTXt', Buffer.concat([Buffer.from('Raw profile type exif\0\0', 'latin1'), data]));
  const itxt = (data: Buffer) =>
    chunk('iTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\x01\0\0\0', 'latin1'), data]));
  const telling = {
    profile: profile((await sharp(await make((image) => image.jpeg())).metadata()).exif ?? plain),
    packet: packet(xmp),
  };
  const silent = {
    profile: profile(Buffer.from('nothing')),
    packet: packet('<rdf:RDF><xmp:Label>Blue</xmp:Label></rdf:RDF>'),
  };
  const broken = Buffer.from('neither deflated nor text');
  const chunks = [...[telling, silent].flatMap((one) => [raw(one.profile), itxt(one.packet)]), itxt(broken)];
  const ihdr = 8 + 25;
  const original = Buffer.concat([plain.subarray(0, ihdr), ...chunks, plain.subarray(ihdr)]);
  const copy = await assertBlanked(original, 'image/png');
  for (const data of [...Object.values(telling), broken]) assert.ok(!copy.includes(data));
  for (const data of Object.values(silent)) assert.ok(copy.includes(data));
  assertChecksums(copy);
  assert.ok((await pixels(copy)).equals(await pixels(plain)));
});

test('whatever the bytes are, the length stays, and no reader finds a place', async () => {
  const located = await make((image) => image.jpeg());
  const damage = fc.array(fc.tuple(fc.nat({ max: 1200 }), fc.nat({ max: 255 })), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(damage, fc.nat({ max: located.length }), async (changes, cut) => {
      const bytes = Buffer.from(cut % 3 === 0 ? located.subarray(0, cut) : located);
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
      const copy = blankLocation(bytes, 'image/jpeg') ?? bytes;
      assert.equal(copy.length, bytes.length);
      assert.equal(await exifr.gps(copy).catch(() => undefined), undefined);
    }),
    { numRuns: 1000 },
  );
});

test('a file made to take long ends', () => {
  const hostile = [
    Buffer.from('II*\0\x08\0\0\0\xff\x01', 'latin1'),
    Buffer.from('<rdf:R <a:GPSa> a:GPSb="', 'latin1'),
    Buffer.from('8BIM\x04\x04\0\0\0\0\xff\xff\x1c\x02\x5a\0\0', 'latin1'),
  ];
  for (const piece of hostile) {
    const copy = blankLocation(Buffer.alloc(1 << 22, piece), 'image/jpeg');
    assert.equal(copy?.length ?? 1 << 22, 1 << 22);
  }
});

test('a place in XMP whose words are cut by segments, or in a film behind the photo, goes with all of it', async () => {
  const plain = await sharp({ create: { width: 32, height: 24, channels: 3, background: '#3a7' } })
    .jpeg()
    .toBuffer();
  const header = Buffer.from(`http://ns.adobe.com/xmp/extension/\0${'A'.repeat(32)}${'\0'.repeat(8)}`);
  const halves = [
    '<x:xmpmeta><rdf:RDF><rdf:Description exif:GPSLat',
    'itude="Secretville"/></rdf:RDF></x:xmpmeta>',
  ];
  const segments = halves.map((half) => {
    const head = Buffer.from([0xff, 0xe1, 0, 0]);
    head.writeUInt16BE(2 + header.length + half.length, 2);
    return Buffer.concat([head, header, Buffer.from(half)]);
  });
  const split = Buffer.concat([plain.subarray(0, 2), ...segments, plain.subarray(2)]);
  const film = Buffer.from('\0\0\0\x10ftypmp42\0\0\0\0\0\0\0\x20\xa9xyz\0\x12\0\0Secretville', 'latin1');
  for (const bytes of [split, Buffer.concat([plain, film])]) {
    const copy = blankLocation(bytes, 'image/jpeg');
    assert.equal(copy?.length, bytes.length);
    assert.ok(!copy?.includes('Secretville'));
    assert.deepEqual(
      await sharp(copy ?? bytes)
        .raw()
        .toBuffer(),
      await sharp(plain).raw().toBuffer(),
    );
  }
  assert.equal(blankLocation(plain, 'image/jpeg'), null);
});
