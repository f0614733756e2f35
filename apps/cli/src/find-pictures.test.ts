import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { UsageError } from './context.ts';
import { findPictures } from './find-pictures.ts';

const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(20)]);
const png = Buffer.concat([Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), Buffer.alloc(20)]);

async function folderWith(t: TestContext, files: Record<string, Buffer | string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'wmory-find-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

test('finds pictures in all folders, in the order people expect, and counts the rest', async (t) => {
  const folder = await folderWith(t, {
    'img10.jpg': jpeg,
    'img9.jpg': jpeg,
    'deep/er/b.PNG': png,
    'notes.txt': 'text',
    'more.txt': 'text',
    'film.AVI': 'film',
    Makefile: 'all:',
  });
  const { pictures, refused, leftOut } = await findPictures(folder);
  assert.deepEqual(
    pictures.map(({ shown, mimeType, size }) => [shown, mimeType, size]),
    [
      [join('deep', 'er', 'b.PNG'), 'image/png', 28],
      ['img9.jpg', 'image/jpeg', 24],
      ['img10.jpg', 'image/jpeg', 24],
    ],
  );
  assert.deepEqual(refused, []);
  assert.deepEqual(Object.fromEntries(leftOut), { '.txt': 2, '.avi': 1, '': 1 });
  assert.equal(leftOut[0]?.[0], '.txt');
});

test('hidden files, hidden folders and links are passed over', async (t) => {
  const folder = await folderWith(t, { '.thumb.jpg': jpeg, '.cache/a.jpg': jpeg, 'a.jpg': jpeg });
  await symlink(folder, join(folder, 'loop'));
  await symlink(join(folder, 'a.jpg'), join(folder, 'link.jpg'));
  const { pictures, leftOut } = await findPictures(folder);
  assert.deepEqual(
    pictures.map(({ shown }) => shown),
    ['a.jpg'],
  );
  assert.deepEqual(leftOut, []);
});

test('the type is what the bytes say; a file that only is named like a picture is refused with the reason', async (t) => {
  const folder = await folderWith(t, {
    'really-png.jpg': png,
    'page.jpg': '<html></html>',
    'empty.heic': '',
  });
  const { pictures, refused } = await findPictures(folder);
  assert.deepEqual(
    pictures.map(({ shown, mimeType }) => [shown, mimeType]),
    [['really-png.jpg', 'image/png']],
  );
  assert.deepEqual(refused, [
    { shown: 'empty.heic', reason: 'the file is empty' },
    { shown: 'page.jpg', reason: 'its content is not that of a photo or a video' },
  ]);
});

test('the time of the last change comes with it', async (t) => {
  const folder = await folderWith(t, { 'a.jpg': jpeg });
  await utimes(join(folder, 'a.jpg'), 0, 1_200_000_000.5);
  const { pictures } = await findPictures(folder);
  assert.equal(pictures[0]?.modifiedAt, 1_200_000_000_500);
});

test('what is no folder is a wrong call', async (t) => {
  const folder = await folderWith(t, { 'a.jpg': jpeg });
  await assert.rejects(findPictures(join(folder, 'nowhere')), UsageError);
  await assert.rejects(findPictures(join(folder, 'a.jpg')), UsageError);
});
