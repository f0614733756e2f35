import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPairs } from './find-pairs.ts';

const types: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  heic: 'image/heic',
  png: 'image/png',
  mov: 'video/quicktime',
  mp4: 'video/mp4',
};

/** Such as `IMG_1.MOV with IMG_1.HEIC`. */
const pairs = (paths: string[], size = 3_000_000) => {
  const files = paths.map((path) => ({
    path,
    size,
    mimeType: types[path.split('.').at(-1)?.toLowerCase() ?? ''] ?? '',
  }));
  return [...findPairs(files)].map(([film, still]) => `${film.path} with ${still.path}`);
};

test('a still and a film of one name are a live photo, whatever the case and the order', () => {
  assert.deepEqual(pairs(['IMG_1.HEIC', 'IMG_1.MOV', 'IMG_2.mp4', 'img_2.jpg', 'IMG_3.JPG']), [
    'IMG_1.MOV with IMG_1.HEIC',
    'IMG_2.mp4 with img_2.jpg',
  ]);
});

test('only in the same folder', () => {
  assert.deepEqual(pairs(['a/IMG_1.HEIC', 'b/IMG_1.MOV', 'A/IMG_1.MOV']), []);
  assert.deepEqual(pairs(['a/IMG_1.HEIC', 'a/IMG_1.MOV', 'b/IMG_1.HEIC', 'b/IMG_1.MOV']), [
    'a/IMG_1.MOV with a/IMG_1.HEIC',
    'b/IMG_1.MOV with b/IMG_1.HEIC',
  ]);
});

test('only one of each: what could be several is none', () => {
  assert.deepEqual(pairs(['IMG_1.HEIC', 'IMG_1.JPG', 'IMG_1.MOV']), []);
  assert.deepEqual(pairs(['IMG_1.HEIC', 'IMG_1.MP4', 'IMG_1.MOV']), []);
});

test('only of what phones make live photos of', () => {
  assert.deepEqual(pairs(['IMG_1.png', 'IMG_1.MOV', 'IMG_2.mov', 'IMG_3.jpg', 'notes.txt', 'notes.jpg']), []);
  assert.deepEqual(pairs(['IMG_1.png', 'IMG_1.jpg', 'IMG_1.MOV']), ['IMG_1.MOV with IMG_1.jpg']);
});

test('only while the film is short', () => {
  assert.deepEqual(pairs(['a.jpg', 'a.mov'], 60 * 1024 * 1024).length, 1);
  assert.deepEqual(pairs(['a.jpg', 'a.mov'], 60 * 1024 * 1024 + 1).length, 0);
});

test('a name is that of its file, without its ending alone', () => {
  assert.deepEqual(pairs(['a.b.jpg', 'a.b.mov', 'a.c.mov', '2024.05/x.jpg', '2024.05/x.mov']), [
    'a.b.mov with a.b.jpg',
    '2024.05/x.mov with 2024.05/x.jpg',
  ]);
});
