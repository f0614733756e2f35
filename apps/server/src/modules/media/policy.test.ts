import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  MAX_IMAGE_SIZE,
  MAX_VIDEO_SIZE,
  mediaTypes,
  type PhotoState,
  type Role,
  roles,
} from '@wmory/contract';
import fc from 'fast-check';
import { DAY, MINUTE } from '../../clock.ts';
import { AppError } from '../../error.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { cleanFileName } from './file-name.ts';
import { ownerOf } from './keys.ts';
import {
  hiddenStateOf,
  hideLevels,
  maySee,
  maySeeLocation,
  originalFor,
  photoAbilities,
  plausibleTime,
  readExpiry,
  refusalOf,
  relationOf,
} from './policy.ts';

const live = {
  uploader_id: 'ada',
  given_at: null as number | null,
  state: 'ready' as PhotoState,
  trashed_at: null as number | null,
  latitude: null as number | null,
  longitude: null as number | null,
  shared_sha256: null as string | null,
  hidden_level: 0,
  asked: 0,
  barred: 0,
};
const shared = { photos: 'shared' } as const;
const dropBox = { photos: 'drop-box' } as const;
const own = (role: Role) => ({ userId: 'ada', role, rules: shared });
const others = (role: Role) => ({ userId: 'ben', role, rules: shared });
const moderators: readonly Role[] = ['owner', 'admin'];

test('what is in the trash or failed exists for its uploader and for moderators alone', () => {
  for (const role of roles) {
    for (const hidden of [
      { ...live, trashed_at: 1 },
      { ...live, state: 'failed' as const },
    ]) {
      assert.equal(maySee(own(role), hidden), true);
      assert.equal(
        maySee(others(role), hidden),
        moderators.includes(role),
        `${role} ${JSON.stringify(hidden)}`,
      );
    }
    assert.equal(maySee(others(role), live), true);
    assert.equal(maySee(others(role), { ...live, state: 'processing' }), true);
  }
});

test('what is hidden exists for its uploader, for moderators, and for who asked for it, as long as nothing else hides it', () => {
  for (const role of roles)
    for (const level of Object.values(hideLevels))
      for (const asked of [0, 1]) {
        const hidden = { ...live, hidden_level: level, asked };
        const seen = level === 0 || (level === hideLevels.asked && asked === 1);
        const told = `${role} ${hiddenStateOf(level)} ${asked}`;
        assert.equal(maySee(own(role), hidden), true, told);
        assert.equal(maySee(others(role), hidden), seen || moderators.includes(role), told);
        assert.equal(maySee(others(role), { ...hidden, state: 'failed' }), moderators.includes(role), told);
        assert.equal(maySee(others(role), { ...hidden, trashed_at: 1 }), moderators.includes(role), told);
        const down = level === hideLevels['taken-down'];
        assert.equal(
          originalFor(relationOf(own(role), hidden), hidden),
          down ? 'taken-down' : 'original',
          told,
        );
        assert.equal(photoAbilities(relationOf(own(role), hidden), hidden).download, !down, told);
      }
  assert.deepEqual([0, 1, 2, 3, 4].map(hiddenStateOf), [null, 'asked', 'hidden', 'removed', 'taken-down']);
});

test('in a drop box, photos exist for their uploaders and for moderators alone', () => {
  for (const role of roles)
    for (const photo of [live, { ...live, state: 'processing' as const }, { ...live, trashed_at: 1 }]) {
      assert.equal(maySee({ ...own(role), rules: dropBox }, photo), true);
      assert.equal(maySee({ ...others(role), rules: dropBox }, photo), moderators.includes(role));
    }
});

test('who has given a photo to the group has no more of it than others have', () => {
  const given = { ...live, given_at: 1, latitude: 41.2, longitude: -96, shared_sha256: 'ab' };
  for (const role of roles)
    for (const rules of [shared, dropBox])
      for (const change of [{}, { trashed_at: 1 }, { state: 'failed' as const }]) {
        const photo = { ...given, ...change };
        const [giver, other] = [
          { ...own(role), rules },
          { ...others(role), rules },
        ];
        assert.equal(maySee(giver, photo), maySee(other, photo));
        assert.equal(maySeeLocation(relationOf(giver, photo), photo), false);
        assert.equal(originalFor(relationOf(giver, photo), photo), 'shared');
        // Save that nobody reports what they added themselves.
        const { report: _, ...abilities } = photoAbilities(relationOf(giver, photo), photo);
        assert.partialDeepStrictEqual(photoAbilities(relationOf(other, photo), photo), abilities);
      }
});

test('uploaders and moderators edit and trash; nobody edits what is in the trash', () => {
  for (const role of roles) {
    const able = moderators.includes(role);
    const download = true;
    assert.deepEqual(photoAbilities(relationOf(own(role), live), live), {
      edit: true,
      trash: true,
      download,
      report: false,
    });
    assert.deepEqual(photoAbilities(relationOf(others(role), live), live), {
      edit: able,
      trash: able,
      download,
      report: true,
    });
    const trashed = { ...live, trashed_at: 1 };
    assert.deepEqual(photoAbilities(relationOf(own(role), trashed), trashed), {
      edit: false,
      trash: true,
      download,
      report: false,
    });
  }
});

test('where it was taken is for the uploader alone, not for owners either', () => {
  for (const role of roles) {
    assert.equal(maySeeLocation(relationOf(own(role), live), live), true);
    assert.equal(maySeeLocation(relationOf(others(role), live), live), false);
  }
});

test('others save a copy without the place, and nothing while it is not known whether there is one', () => {
  const located = { ...live, latitude: 41.2, longitude: -96 };
  const cases: [Partial<typeof live>, ReturnType<typeof originalFor>][] = [
    [{}, 'original'],
    [{ ...located, shared_sha256: 'ab' }, 'shared'],
    [{ shared_sha256: 'ab' }, 'shared'],
    [located, 'withheld'],
    [{ state: 'processing' }, 'not-ready'],
    [{ state: 'failed' }, 'withheld'],
  ];
  for (const role of roles)
    for (const [change, expected] of cases) {
      const changed = { ...live, ...change };
      assert.equal(originalFor(relationOf(own(role), changed), changed), 'original');
      assert.equal(originalFor(relationOf(others(role), changed), changed), expected, JSON.stringify(change));
      const download = expected === 'original' || expected === 'shared';
      assert.equal(photoAbilities(relationOf(others(role), changed), changed).download, download);
    }
});

test('a file is refused by kind, type and size', () => {
  const file = { size: 1, mimeType: 'image/jpeg', kind: 'image' };
  const cases: [Partial<typeof file> & { motionOf?: string }, string | undefined][] = [
    [{}, undefined],
    [{ size: 100 }, undefined],
    [{ size: 101 }, 'file-too-large'],
    [{ size: 0 }, 'file-empty'],
    [{ kind: 'video' }, 'kind-unsupported'],
    [{ kind: 'video', mimeType: 'video/mp4' }, undefined],
    [{ motionOf: '0198c0de-0000-7000-8000-000000000001' }, 'kind-unsupported'],
  ];
  for (const mimeType of Object.keys(mediaTypes)) cases.push([{ mimeType }, undefined]);
  for (const mimeType of [
    'image/svg+xml',
    'image/tiff',
    'video/webm',
    'application/pdf',
    'text/html',
    'image/*',
    '',
    'toString',
    '__proto__',
    'image/jpeg; charset=utf-8',
  ])
    cases.push([{ mimeType }, 'type-unsupported']);
  for (const [change, code] of cases)
    assert.equal(refusalOf({ ...file, ...change }, 100)?.code, code, JSON.stringify(change));
  assert.deepEqual(refusalOf({ ...file, size: 101 }, 100)?.params, { size: 101, max: 100 });
  for (const [mimeType, max] of [
    ['image/heic', MAX_IMAGE_SIZE],
    ['video/mp4', MAX_VIDEO_SIZE],
  ] as const) {
    assert.equal(refusalOf({ ...file, mimeType, size: max }, 2 ** 40), null);
    assert.deepEqual(refusalOf({ ...file, mimeType, size: max + 1 }, 2 ** 40)?.params, {
      size: max + 1,
      max,
    });
  }
});

test('a claimed moment counts unless it cannot be', () => {
  const now = Date.UTC(2026, 0, 1);
  for (const time of [0, -1e12, now, now + DAY]) assert.equal(plausibleTime(time, now), time);
  for (const time of [null, now + DAY + 1, Date.UTC(1800, 0, 1), Number.NaN, 8.64e15])
    assert.equal(plausibleTime(time, now), null);
});

test('reads signed within one step end together, 5 to 10 minutes ahead', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), (now) => {
      const life = readExpiry(now) - now;
      assert.ok(life > 5 * MINUTE && life <= 10 * MINUTE);
      const step = Math.floor(now / (5 * MINUTE)) * 5 * MINUTE;
      assert.equal(readExpiry(now), readExpiry(step));
    }),
  );
});

test('a file name is kept as far as it is safe', () => {
  const cases: [string, string][] = [
    ['IMG_1.jpg', 'IMG_1.jpg'],
    ['  Été à la mer.JPG ', 'Été à la mer.JPG'],
    ['../../etc/passwd', '.._.._etc_passwd'],
    ['C:\\photos\\a.jpg', 'C:_photos_a.jpg'],
    ['a\r\nSet-Cookie: b.jpg', 'a__Set-Cookie: b.jpg'],
    ['photo\u202egpj.exe', 'photo_gpj.exe'],
    ['\u{1f468}\u200d\u{1f469}.png', '\u{1f468}\u200d\u{1f469}.png'],
    ['..', 'photo'],
    ['   ', 'photo'],
    ['a\ud800.jpg', 'a\ufffd.jpg'],
    [`${'x'.repeat(300)}.jpeg`, `${'x'.repeat(250)}.jpeg`],
    [`${'x'.repeat(10)}.${'y'.repeat(300)}`, `${'x'.repeat(10)}.${'y'.repeat(244)}`],
  ];
  for (const [name, clean] of cases) assert.equal(cleanFileName(name), clean);
});

test('a clean name is well-formed, at most 255 characters, one line without slashes, and stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
      const clean = cleanFileName(name);
      assert.ok(clean.length >= 1 && clean.length <= 255);
      assert.ok(clean.isWellFormed());
      assert.doesNotMatch(clean, /[/\\\p{Cc}]/u);
      assert.equal(cleanFileName(clean), clean);
    }),
    { numRuns: 1000 },
  );
});

test('a cursor leads back to its place, in its own list alone', () => {
  const id = '0198c0de-0000-7000-8000-000000000001';
  fc.assert(
    fc.property(fc.integer(), fc.maxSafeInteger(), (first, second) => {
      const position = { sort: [first, second], id };
      assert.deepEqual(decodeCursor('trash', encodeCursor('trash', position), 2), position);
    }),
  );
  const cursor = encodeCursor('taken', { sort: [-5], id });
  const refused = [
    ['added', cursor, 1],
    ['taken', cursor, 2],
    ['taken', `${cursor}=`, 1],
    ['taken', 'x', 1],
    ['taken', Buffer.from(`taken 1e3 ${id}`).toString('base64url'), 1],
    ['taken', Buffer.from(`taken NaN ${id}`).toString('base64url'), 1],
    ['taken', Buffer.from(`taken 1 ${id}' or 1`).toString('base64url'), 1],
    ['taken', Buffer.from(`taken 1 x`).toString('base64url'), 1],
  ] as const;
  for (const [list, text, length] of refused)
    assert.throws(
      () => decodeCursor(list, text, length),
      (error) => error instanceof AppError && error.code === 'malformed-request',
    );
});

test('a key names one row at most', () => {
  assert.deepEqual(ownerOf('incoming/u'), { uploadId: 'u' });
  assert.deepEqual(ownerOf('media/g/p/thumb'), { groupId: 'g', photoId: 'p' });
  assert.deepEqual(ownerOf('media/g/p/original'), { groupId: 'g', photoId: 'p' });
  for (const key of [
    '',
    'incoming/',
    'incoming/u/x',
    'media/g/p',
    'media/g/p/x',
    'media/g/p/thumb/x',
    'other/u',
  ])
    assert.equal(ownerOf(key), null, key);
});
