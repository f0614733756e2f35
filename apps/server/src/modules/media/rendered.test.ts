import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Photo } from '@wmory/contract';
import fc from 'fast-check';
import { DAY, MINUTE, SECOND } from '../../clock.ts';
import { add, type MediaWorld, makeFile, openWorld } from './media.fixture.ts';
import { openScene, place } from './rendered.fixture.ts';

let world: MediaWorld;
before(async () => {
  world = await openWorld();
});
after(() => world[Symbol.asyncDispose]());

test('every change of a photo shows in the next page, to its uploader and to others', async () => {
  const scene = await openScene(world);
  const { groupId, ada, ben, cleo } = scene;
  const [photoId = ''] = await add(world.media, ben, groupId, [makeFile(), makeFile()]);
  /** As Ada who moderates, Ben who added it, and Cleo see it. */
  async function shows(what: (photo: Photo) => unknown, expected: unknown[]): Promise<void> {
    const seen = Object.values(await scene.look()).map((photos) => photos.find(({ id }) => id === photoId));
    assert.deepEqual(
      seen.map((photo) => photo && what(photo)),
      expected,
    );
  }
  const all = (value: unknown): unknown[] => [value, value, value];

  await shows(({ state }) => state, all('processing'));
  await scene.process(true);
  await shows(({ state }) => state, all('ready'));
  await shows(({ location }) => location, [null, place, null]);
  await shows(
    ({ abilities }) => [abilities.edit, abilities.report],
    [
      [true, true],
      [true, false],
      [false, true],
    ],
  );

  await world.media.updatePhoto(ben, { groupId, photoId, caption: 'By the lake' });
  await shows(({ caption }) => caption, all('By the lake'));
  await world.media.updatePhoto(ada, { groupId, photoId, caption: '' });
  await shows(({ caption }) => caption, all(''));

  await world.media.trashPhotos(ben, { groupId, photoIds: [photoId] });
  await shows(({ id }) => id, all(undefined));
  await world.media.restorePhotos(ben, { groupId, photoIds: [photoId] });
  await shows(({ trashedAt }) => trashedAt, all(null));

  await scene.hide(photoId, 'asked', cleo);
  await shows(({ hidden }) => hidden, all('asked'));
  await scene.hide(photoId, 'hidden');
  await shows(({ hidden }) => hidden, ['hidden', 'hidden', undefined]);
  await scene.show();
  await scene.show();
  await shows(({ hidden }) => hidden, all(null));

  await scene.rename(ben, 'Benedict');
  await shows(({ uploader }) => uploader?.name, all('Benedict'));
  await world.groups.change(ada, groupId, { coverPhotoId: photoId });
  await shows(({ uploader }) => uploader?.name, all('Benedict'));

  await scene.setRole(cleo, 'admin');
  await shows(({ abilities }) => abilities.edit, all(true));
  await scene.setRole(cleo, 'viewer');
  await shows(({ abilities }) => abilities.edit, [true, true, false]);

  world.pass(SECOND);
  await world.leave(groupId, ben, 'go');
  await shows(({ leavesAt }) => leavesAt !== null, [true, undefined, true]);
  await world.groups.changeExit(ben, { groupId, terms: 'give' });
  await shows(({ uploader, leavesAt }) => [uploader, leavesAt], [[null, null], undefined, [null, null]]);
  world.pass(8 * DAY);
  await world.join(groupId, ben, 'contributor');
  await shows(({ location }) => location, all(null));

  await scene.takeDown(photoId);
  await shows(({ urls, thumbhash }) => [urls, thumbhash], [[null, null], undefined, undefined]);
  await world.media.trashPhotos(ada, { groupId, photoIds: [photoId] });
  await world.media.purgePhotos(ada, { groupId, photoIds: [photoId] });
  await shows(({ id }) => id, all(undefined));
});

test('addresses are the same within a step of time, and renewed with the next one', async () => {
  const scene = await openScene(world);
  await add(world.media, scene.ben, scene.groupId);
  await scene.process(false);
  const thumb = async () => (await scene.look()).cleo[0]?.urls?.thumb ?? '';
  world.pass(5 * MINUTE - (world.now() % (5 * MINUTE)));
  const first = await thumb();
  world.pass(4 * MINUTE);
  assert.equal(await thumb(), first);
  world.pass(MINUTE);
  const next = await thumb();
  assert.notEqual(next, first);
  assert.equal((await fetch(next)).status, 200);
});

const who = fc.constantFrom('ada' as const, 'ben' as const, 'cleo' as const);
const which = fc.nat(5);
const deed = fc.oneof(
  fc.record({ do: fc.constant('add' as const), who }),
  fc.record({ do: fc.constant('process' as const), located: fc.boolean() }),
  fc.record({ do: fc.constant('caption' as const), who, which, caption: fc.constantFrom('a', 'ä', '') }),
  fc.record({ do: fc.constantFrom('trash' as const, 'restore' as const, 'purge' as const), who, which }),
  fc.record({ do: fc.constant('hide' as const), who, which, state: fc.constantFrom('asked', 'hidden') }),
  fc.record({ do: fc.constantFrom('show' as const, 'sweep' as const) }),
  fc.record({ do: fc.constant('take down' as const), which }),
  fc.record({ do: fc.constant('rename' as const), who, name: fc.constantFrom('X', 'Ü') }),
  fc.record({ do: fc.constant('role' as const), role: fc.constantFrom('viewer', 'admin') }),
  fc.record({ do: fc.constant('rule' as const), photos: fc.constantFrom('shared', 'drop-box') }),
  fc.record({ do: fc.constant('leave' as const), terms: fc.constantFrom('stay', 'go', 'give') }),
  fc.record({ do: fc.constant('join' as const) }),
  fc.record({ do: fc.constant('block' as const), who, whom: who, hidesAll: fc.boolean() }),
  fc.record({ do: fc.constant('unblock' as const), who, whom: who }),
  fc.record({ do: fc.constant('pass' as const), time: fc.constantFrom(1, SECOND, 5 * MINUTE) }),
);
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;
type Scene = Awaited<ReturnType<typeof openScene>>;

async function carryOut(scene: Scene, each: Deed, photos: string[]): Promise<void> {
  const { groupId, ben, cleo } = scene;
  const actor = 'who' in each ? scene[each.who] : ben;
  const photoId = 'which' in each ? (photos[each.which % photos.length] ?? '') : '';
  const photoIds = [photoId];
  switch (each.do) {
    case 'add': {
      const added = await scene.try(add(world.media, actor, groupId));
      photos.push(...(added ?? []));
      return;
    }
    case 'process':
      return scene.process(each.located);
    case 'caption':
      await scene.try(world.media.updatePhoto(actor, { groupId, photoId, caption: each.caption }));
      return;
    case 'trash':
      await scene.try(world.media.trashPhotos(actor, { groupId, photoIds }));
      return;
    case 'restore':
      await scene.try(world.media.restorePhotos(actor, { groupId, photoIds }));
      return;
    case 'purge':
      await scene.try(world.media.purgePhotos(actor, { groupId, photoIds }));
      return;
    case 'hide':
      await scene.hide(photoId, each.state, each.state === 'asked' ? actor : undefined);
      return;
    case 'show':
      await scene.show();
      return;
    case 'sweep':
      return world.sweep();
    case 'take down':
      return scene.takeDown(photoId);
    case 'rename':
      await scene.rename(actor, each.name);
      return;
    case 'role':
      await scene.setRole(cleo, each.role);
      return;
    case 'rule':
      await scene.try(world.groups.changeRules(scene.ada, groupId, { photos: each.photos }));
      return;
    case 'leave':
      await scene.try(world.leave(groupId, ben, each.terms));
      return;
    case 'join':
      await world.join(groupId, ben, 'contributor').catch(() => {});
      return;
    case 'block': {
      const { userId } = scene[each.whom];
      await scene.try(world.groups.blockPerson(actor, { userId, hidesAll: each.hidesAll }));
      return;
    }
    case 'unblock':
      return world.groups.unblockPerson(actor, scene[each.whom]);
    case 'pass':
      world.pass(each.time);
  }
}

test('whatever happens, a page is as if nothing were kept', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(deed, { minLength: 10, maxLength: 25 }),
      fc.integer({ min: 1, max: 4 }),
      async (deeds, limit) => {
        const scene = await openScene(world);
        const photos = [
          ...(await add(world.media, scene.ben, scene.groupId, [makeFile(), makeFile()])),
          ...(await add(world.media, scene.ada, scene.groupId)),
        ];
        await scene.process(true);
        await scene.look(limit);
        for (const each of deeds) {
          await carryOut(scene, each, photos);
          await scene.look(limit);
        }
      },
    ),
    { numRuns: 10, seed: 20_261_127 },
  );
});
