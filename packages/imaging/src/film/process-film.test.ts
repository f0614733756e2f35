import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sharp } from '../codecs.ts';
import { ImagingError } from '../errors.ts';
import type { FilmSource } from './ffmpeg.ts';
import { sourceOf } from './film.fixture.ts';
import { processFilm } from './process-film.ts';

const film = (name: string): Buffer =>
  readFileSync(new URL(`../../../../tools/films/${name}`, import.meta.url));
const android = film('android.mp4');
const iphone = film('iphone.mov');

function bytesOf(source: FilmSource | null): Buffer {
  assert.ok(source);
  const bytes = Buffer.alloc(source.size);
  // In two goes, neither of which begins where a box does.
  source.read(bytes.subarray(0, 1001), 0);
  source.read(bytes.subarray(1001), 1001);
  return bytes;
}

const fails = (bytes: Buffer, type: string, reason: string) =>
  assert.rejects(
    processFilm(sourceOf(bytes), type),
    (error: unknown) => error instanceof ImagingError && error.reason === reason,
  );

test('a film tells how large and how long it is, when and where it was made, and by what', async () => {
  const { variants, thumbhash, withoutLocation, ...told } = await processFilm(sourceOf(android), 'video/mp4');
  assert.deepEqual(told, {
    mimeType: 'video/mp4',
    width: 320,
    height: 180,
    duration: 2000,
    takenAt: Date.UTC(2023, 4, 3, 12, 22, 1),
    takenAtOffset: null,
    cameraMake: null,
    cameraModel: null,
    latitude: 48.8577,
    longitude: 2.295,
  });
  assert.deepEqual(
    variants.map(({ name, width, height }) => [name, width, height]),
    [
      ['preview', 320, 180],
      ['thumb', 320, 180],
    ],
  );
  assert.ok(thumbhash.length > 20);
});

test('a film that was held upright is shown so, with the clock and the camera of its maker', async () => {
  const { variants, ...told } = await processFilm(sourceOf(iphone), 'video/quicktime');
  assert.deepEqual(
    [told.width, told.height, told.takenAt, told.takenAtOffset, told.cameraMake, told.cameraModel],
    [180, 320, Date.UTC(2023, 4, 3, 12, 22, 1), 120, 'Apple', 'iPhone 14'],
  );
  const [preview] = variants;
  assert.deepEqual([preview?.width, preview?.height], [180, 320]);
  const { data } = await sharp(preview?.bytes).raw().toBuffer({ resolveWithObject: true });
  assert.ok(new Set(data).size > 50, 'the picture shows something');
});

for (const [type, bytes] of [
  ['video/mp4', android],
  ['video/quicktime', iphone],
] as const)
  test(`for others a ${type} is as long, says nothing of the place, and is the same film`, async () => {
    assert.ok(bytes.includes('+48.8577'));
    const { withoutLocation } = await processFilm(sourceOf(bytes), type);
    const other = bytesOf(withoutLocation);
    assert.equal(other.length, bytes.length);
    assert.ok(!other.includes('48.85') && !other.includes('2.295'));
    const again = await processFilm(sourceOf(other), type);
    assert.deepEqual(
      [again.latitude, again.longitude, again.withoutLocation, again.duration],
      [null, null, null, 2000],
    );
    const frames = (from: Buffer) => from.subarray(from.indexOf('mdat'), from.indexOf('mdat') + 15_000);
    assert.ok(frames(other).equals(frames(bytes)));
  });

test('what is no film, or another one than it was said to be, is refused', async () => {
  await fails(android, 'video/quicktime', 'type-mismatch');
  await fails(Buffer.from('#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1/1.ts\n'), 'video/mp4', 'type-unsupported');
  await fails(Buffer.alloc(0), 'video/mp4', 'type-unsupported');
  await fails(Buffer.concat([android.subarray(0, 32), Buffer.alloc(5000)]), 'video/mp4', 'corrupt');
  // Its headers are at its end.
  await fails(android.subarray(0, 20_000), 'video/mp4', 'corrupt');
});

test('a list of films elsewhere that calls itself one is read as a film', async () => {
  const list = Buffer.from('#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n');
  await fails(Buffer.concat([android.subarray(0, 32), list]), 'video/mp4', 'corrupt');
});

test('a film of larger pictures than any camera makes is not decoded', async () => {
  await fails(film('huge.mp4'), 'video/mp4', 'corrupt');
});
