import assert from 'node:assert/strict';
import { basename, dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { safeFileName, TakenNames } from './file-name.ts';

test('ordinary names stay as they are', () => {
  for (const name of ['IMG_0001.jpg', 'Übung am See.HEIC', 'a.b.c.png', '写真.webp', 'x', '🏔️.jpg']) {
    assert.equal(safeFileName(name), name);
  }
});

test('names that lead elsewhere, hide or deceive do not', () => {
  const rows: [string, string][] = [
    ['../../.bashrc', 'bashrc'],
    ['/etc/passwd', 'passwd'],
    ['C:\\Windows\\win.ini', 'win.ini'],
    ['..', 'photo'],
    ['', 'photo'],
    ['.hidden.jpg', 'hidden.jpg'],
    ['a\u0000b\u001b[31m.jpg', 'a_b_[31m.jpg'],
    ['exe.\u202egpj', 'exe._gpj'],
    ['a:b*c?.jpg', 'a_b_c_.jpg'],
    ['con.jpg', '_con.jpg'],
    ['e\u0301.jpg', '\u00e9.jpg'],
    ['trailing. ', 'trailing'],
  ];
  for (const [name, expected] of rows) assert.equal(safeFileName(name), expected, JSON.stringify(name));
});

test('a long name is cut before its ending, between characters', () => {
  const name = safeFileName(`${'山'.repeat(200)}.jpeg`);
  assert.ok(Buffer.byteLength(name) <= 240);
  assert.ok(name.endsWith('山.jpeg'));
});

test('whatever the name, the file is in the folder, visible, and its name is short enough', () => {
  const folder = resolve('/somewhere/photos');
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 400 })),
      (given) => {
        const name = safeFileName(given);
        const path = join(folder, name);
        assert.equal(dirname(path), folder);
        assert.equal(basename(path), name);
        assert.ok(!name.startsWith('.') && name.length > 0);
        assert.ok(Buffer.byteLength(name) <= 240);
        assert.equal(safeFileName(name), name);
      },
    ),
  );
});

test('a taken name is numbered, whatever its case and composition', () => {
  const taken = new TakenNames(['IMG_1.jpg', 'caf\u00e9.png']);
  assert.equal(taken.claim('img_1.JPG'), 'img_1 (2).JPG');
  assert.equal(taken.claim('IMG_1.jpg'), 'IMG_1 (3).jpg');
  assert.equal(taken.claim('cafe\u0301.png'), 'cafe\u0301 (2).png');
  assert.equal(taken.claim('new'), 'new');
  assert.equal(taken.claim('new'), 'new (2)');
});
