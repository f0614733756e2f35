import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { problemOf } from './fake-service.ts';
import type { Journal, JournalRecord } from './ports.ts';
import { createScene, groupId, pairOf, sourceOf } from './scene.ts';
import type { Snapshot } from './snapshot.ts';
import type { Uploader } from './uploader.ts';

type Scene = ReturnType<typeof createScene>;

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');

const parts = ({ files }: Snapshot) =>
  files.map(({ photo }) => (photo?.originals ?? []).map(({ part, name }) => `${part} ${name}`));

const namesOf = ({ photos }: Scene['service']) =>
  [...photos.values()].map(({ originals }) => originals.map(({ name }) => name).join(' + ')).sort();

/** Resolves at the first snapshot that fits. */
function when(uploader: Uploader<string>, fits: (snapshot: Snapshot) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = uploader.subscribe(() => {
      if (!fits(uploader.getSnapshot())) return;
      unsubscribe();
      resolve();
    });
  });
}

/** Lets the test answer in the place of the server, for as long as it does. */
function intercept<K extends 'authoriseUploads' | 'confirmUploads'>(
  { service }: Scene,
  call: K,
  answer: (
    request: Parameters<Scene['service']['calls'][K]>[0],
  ) => ReturnType<Scene['service']['calls'][K]> | null,
) {
  const real = service.calls[call] as (request: unknown, options: unknown) => unknown;
  service.calls[call] = ((request: never, options: unknown) =>
    answer(request) ?? real(request, options)) as unknown as Scene['service']['calls'][K];
}

test('a live photo is one photo with two files, sent one after the other, and counts as one', async () => {
  const { uploader, finish, service } = createScene();
  uploader.add(pairOf('a'));
  const announced: number[] = [];
  uploader.subscribe(() => announced.push(service.uploads.size));
  const seen: string[] = [];
  uploader.subscribe(() => {
    const status = uploader.getSnapshot().files[0]?.status ?? '';
    if (seen.at(-1) !== status) seen.push(status);
    if (status !== 'verified') assert.equal(uploader.getSnapshot().totals.safe, 0);
  });
  const { totals, files } = await finish();
  assert.deepEqual(parts(uploader.getSnapshot()), [['still a.jpg', 'motion a.mov']]);
  assert.deepEqual(seen, [
    'hashing',
    'authorising',
    'uploading',
    'confirming',
    'uploading',
    'confirming',
    'verified',
  ]);
  assert.deepEqual([totals.files, totals.safe, totals.verified, totals.active], [1, 1, 1, 0]);
  assert.equal(totals.bytes, 'still a'.length + 'film a'.length);
  assert.equal(totals.sentBytes, totals.bytes);
  assert.deepEqual([files[0]?.name, files[0]?.film], ['a.jpg', 'a-film']);
  assert.equal(service.photos.size, 1);
  const [photo] = service.photos.values();
  assert.equal(service.films.get(photo?.id ?? ''), sha256('film a'));
});

test('a film that comes before its still waits for it', async () => {
  const { uploader, finish, service, statuses } = createScene();
  uploader.add(pairOf('a').reverse());
  assert.deepEqual(statuses(), ['waiting']);
  await finish();
  assert.deepEqual(namesOf(service), ['a.jpg + a.mov']);
});

test('many live photos do not stand in each other’s way', async () => {
  const { uploader, finish, service } = createScene();
  uploader.add(Array.from({ length: 150 }, (_, index) => pairOf(`p${index}`)).flat());
  const { totals } = await finish();
  assert.deepEqual([totals.files, totals.safe], [150, 150]);
  assert.equal(service.films.size, 150);
});

test('the film of a still that was there already becomes part of it; a second run sends nothing', async () => {
  const { uploader, finish, service, statuses } = createScene();
  uploader.add([sourceOf('before', 'still a')]);
  await finish();
  uploader.add(pairOf('a'));
  await finish();
  assert.deepEqual(statuses(), ['verified', 'verified']);
  assert.equal(service.photos.size, 1);
  const puts = service.count('put');
  uploader.add(pairOf('again', 'still a', 'film a'));
  const { totals } = await finish();
  assert.deepEqual(statuses(), ['verified', 'verified', 'duplicate']);
  assert.equal(totals.duplicate, 1);
  assert.equal(service.count('put'), puts);
});

test('the film of somebody else’s photo goes home as an item of its own', async () => {
  const { uploader, finish, service } = createScene();
  uploader.add([sourceOf('theirs', 'still a')]);
  await finish();
  for (const [key, photo] of service.photos) {
    service.photos.set(key, { ...photo, uploader: { id: groupId, name: 'Ben' } as typeof photo.uploader });
  }
  uploader.forget();
  uploader.add(pairOf('a'));
  const { files, totals } = await finish();
  assert.deepEqual(
    files.map(({ id, status, film }) => [id, status, film]),
    [
      ['a', 'duplicate', null],
      ['a-film', 'verified', null],
    ],
  );
  assert.deepEqual([totals.files, totals.safe], [2, 2]);
  assert.deepEqual(namesOf(service), ['a.mov', 'theirs.jpg']);
});

test('a film that its photo takes no more when it is confirmed goes home as an item of its own', async () => {
  const scene = createScene();
  const { uploader, finish, service } = scene;
  let refused = 0;
  intercept(scene, 'confirmUploads', () => {
    const film = [...service.uploads.values()].find(({ item, state }) => item.motionOf && state === 'open');
    if (film && refused++ === 0) service.films.set(film.item.motionOf ?? '', sha256('another'));
    return null;
  });
  uploader.add(pairOf('a'));
  const { totals } = await finish();
  assert.equal(refused > 0, true);
  assert.deepEqual([totals.files, totals.safe], [2, 2]);
  assert.deepEqual(namesOf(service), ['a.jpg', 'a.mov']);
});

test('a server that refuses a film for a photo it does not belong to is not asked without end', async () => {
  const scene = createScene();
  intercept(scene, 'authoriseUploads', ({ body }) =>
    Promise.resolve({
      items: body.items.map(() => ({ outcome: 'refused' as const, problem: problemOf('motion-refused') })),
    }),
  );
  scene.uploader.add([sourceOf('a')]);
  await scene.finish();
  assert.deepEqual(scene.statuses(), ['refused']);
});

test('the film of a still that is refused or cannot be read goes alone', async () => {
  const refused = createScene();
  const [still, film] = pairOf('a');
  refused.uploader.add(
    [{ ...still, mimeType: 'text/plain' } as typeof still, film].filter((one) => one !== undefined),
  );
  await refused.finish();
  assert.deepEqual(refused.statuses(), ['refused', 'verified']);
  assert.deepEqual(namesOf(refused.service), ['a.mov']);

  const unreadable = createScene(
    {},
    {
      hash: async ({ id, handle }) => {
        if (id === 'a') throw new Error('EACCES');
        return { sha256: sha256(handle), size: handle.length };
      },
    },
  );
  unreadable.uploader.add(pairOf('a'));
  await unreadable.finish();
  assert.deepEqual(unreadable.statuses(), ['failed', 'verified']);
});

test('a film whose still is not in the queue goes alone, and so does a second film of one still', async () => {
  const { uploader, finish, service } = createScene();
  const other = sourceOf('other', 'other', { name: 'other.mov', mimeType: 'video/quicktime', filmOf: 'a' });
  uploader.add([...pairOf('a'), other, ...pairOf('lost').slice(1)]);
  const { totals } = await finish();
  assert.deepEqual(namesOf(service), ['a.jpg + a.mov', 'lost.mov', 'other.mov']);
  assert.deepEqual([totals.files, totals.safe], [3, 3]);
});

test('cancelled with its still, a film is not sent, and both can be tried again', async () => {
  const { uploader, finish, service, statuses, timer } = createScene();
  uploader.add(pairOf('a'));
  await timer.run(when(uploader, ({ files }) => files[0]?.status === 'uploading'));
  uploader.cancel(['a']);
  const { totals } = await finish();
  assert.deepEqual(statuses(), ['cancelled']);
  assert.deepEqual([totals.files, totals.cancelled, service.photos.size, service.reserved()], [0, 1, 0, 0]);
  uploader.retry(['a']);
  await finish();
  assert.deepEqual(statuses(), ['verified']);
  assert.deepEqual(namesOf(service), ['a.jpg + a.mov']);
});

test('cancelled while its film is on the way, a live photo stays as the photo that is safe', async () => {
  const { uploader, finish, service, statuses, timer } = createScene();
  uploader.add(pairOf('a'));
  await timer.run(when(uploader, ({ files }) => files[0]?.status === 'uploading' && files[0].photo !== null));
  uploader.cancel(['a']);
  const { totals } = await finish();
  assert.deepEqual(statuses(), ['verified']);
  assert.deepEqual([totals.safe, totals.bytes, totals.sentBytes], [1, 'still a'.length, 'still a'.length]);
  assert.deepEqual(namesOf(service), ['a.jpg']);
  assert.equal(service.reserved(), 0);
});

test('a live photo whose film fails has failed; it is tried again, and kept until it is safe', async () => {
  let broken = true;
  const { uploader, finish, service, statuses } = createScene(
    {},
    {
      hash: async ({ handle }) => {
        if (broken && handle.startsWith('film')) throw new Error('EACCES');
        return { sha256: sha256(handle), size: handle.length };
      },
    },
  );
  uploader.add(pairOf('a'));
  const { files, totals } = await finish();
  assert.deepEqual([files[0]?.status, files[0]?.cause, totals.failed], ['failed', 'unreadable', 1]);
  assert.ok(files[0]?.photo);
  uploader.forget();
  assert.equal(uploader.getSnapshot().files.length, 1);
  broken = false;
  uploader.retry();
  await finish();
  assert.deepEqual(statuses(), ['verified']);
  assert.deepEqual(namesOf(service), ['a.jpg + a.mov']);
  uploader.forget();
  assert.equal(uploader.getSnapshot().files.length, 0);
  uploader.add(pairOf('a'));
  await finish();
  assert.deepEqual(statuses(), ['duplicate'], 'both were forgotten');
});

test('a film waits on while others fail for want of an answer', async () => {
  let down = true;
  const scene = createScene(
    {},
    {
      maxTries: 1,
      hash: async ({ id, handle }) => {
        if (id === 'a') await new Promise<void>((resolve) => scene.timer.after(100, resolve));
        return { sha256: sha256(handle), size: handle.length };
      },
    },
  );
  intercept(scene, 'authoriseUploads', () => (down ? Promise.reject(new Error('no network')) : null));
  scene.uploader.add([...pairOf('a'), sourceOf('b')]);
  await scene.timer.pass(50);
  down = false;
  await scene.finish();
  assert.deepEqual(scene.statuses(), ['verified', 'failed']);
});

test('a live photo is not forgotten while its film is on the way', async () => {
  const { uploader, finish, statuses, timer } = createScene();
  uploader.add(pairOf('a'));
  await timer.run(when(uploader, ({ files }) => files[0]?.status === 'uploading' && files[0].photo !== null));
  uploader.forget(['a']);
  await finish();
  assert.deepEqual(statuses(), ['verified']);
});

for (const service of ['authoriseUploads', 'put'] as const) {
  test(`a live photo that nobody could be reached for (${service}) is tried again as one`, async () => {
    let down = true;
    const scene = createScene(
      {},
      {
        maxTries: 2,
        put: (upload) =>
          down && service === 'put' ? Promise.reject(new Error('no network')) : scene.service.put(upload),
      },
    );
    intercept(scene, 'authoriseUploads', () =>
      down && service !== 'put' ? Promise.reject(new Error('no network')) : null,
    );
    const { uploader, finish, statuses } = scene;
    uploader.add([...pairOf('a'), ...pairOf('b')]);
    const { totals } = await finish();
    assert.deepEqual(statuses(), ['failed', 'failed']);
    assert.deepEqual([totals.failed, totals.active], [2, 0]);
    down = false;
    uploader.retry();
    await finish();
    assert.deepEqual(namesOf(scene.service), ['a.jpg + a.mov', 'b.jpg + b.mov']);
  });
}

test('a live photo that today’s quota does not hold is tried again as one', async () => {
  let full = true;
  const scene = createScene();
  intercept(scene, 'authoriseUploads', ({ body }) =>
    full
      ? Promise.resolve({
          items: body.items.map(() => ({
            outcome: 'refused' as const,
            problem: problemOf('quota-exceeded'),
          })),
        })
      : null,
  );
  scene.uploader.add(pairOf('a'));
  await scene.finish();
  assert.deepEqual(scene.statuses(), ['refused']);
  full = false;
  scene.uploader.retry(['a']);
  await scene.finish();
  assert.deepEqual(namesOf(scene.service), ['a.jpg + a.mov']);
});

test('wherever the process dies, what the journal kept makes the same photos', async () => {
  for (let life = 0; ; life++) {
    const records = new Map<string, JournalRecord<string>>();
    let left = life;
    let died = false;
    const step = () => {
      died ||= left === 0;
      left -= 1;
      // What is written when the process dies is not there.
      if (died) throw new Error('dead');
    };
    const journal: Journal<string> = {
      load: async () => [...records.values()],
      save: async (batch) => {
        step();
        for (const record of batch) records.set(record.source.id, record);
      },
      remove: async (ids) => {
        step();
        for (const id of ids) records.delete(id);
      },
    };
    const first = createScene({}, { journal });
    first.uploader.add([...pairOf('a'), ...pairOf('b')]);
    await first.timer.run(Promise.race([first.uploader.settled(), when(first.uploader, () => died)]));
    first.uploader.stop();
    await first.timer.pass(1000);

    const survived = !died;

    const { service, timer } = first;
    died = false;
    left = Number.POSITIVE_INFINITY;
    const second = createScene({}, { journal, calls: service.calls, put: service.put, timer });
    // Without its first write, the journal knows of nothing.
    if (life === 0) second.uploader.add([...pairOf('a'), ...pairOf('b')]);
    await second.uploader.restore();
    await timer.run(second.uploader.settled());
    assert.deepEqual(namesOf(service), ['a.jpg + a.mov', 'b.jpg + b.mov'], `life ${life}`);
    if (!survived) continue;
    assert.ok(life > 3);
    assert.equal(records.size, 0);
    return;
  }
});
