import assert from 'node:assert/strict';
import type { DecisionInput, ProblemCode, ReportReason, WantedAction } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../caller.ts';
import { DAY, HOUR } from '../../clock.ts';
import type { Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import { createSuspensions } from '../accounts/index.ts';
import { createAudit } from '../audit/index.ts';
import { createCustody } from '../media/index.ts';
import { add, type MediaWorld, makeFile, openWorld, processAll, readFeed } from '../media/media.fixture.ts';
import { createModeration } from './index.ts';
import type { Moderation } from './service.ts';

export interface Notice {
  to: string;
  kind: string;
  about: string;
}

export interface Scene extends AsyncDisposable {
  world: MediaWorld;
  moderation: Moderation;
  /** What letters are owed, in order. */
  notices: Notice[];
  groupId: string;
  /** Ben's, in the group. */
  photoId: string;
  /** Owner. */
  ada: Actor;
  ben: Actor;
  cleo: Actor;
  dora: Actor;
  /** Admin. */
  emil: Actor;
  /** Moderators of the platform, in no group. */
  mona: Actor;
  milo: Actor;
  stranger: Actor;
  report(actor: Actor, reason?: ReportReason, photoId?: string): ReturnType<Moderation['report']>;
  decide(actor: Actor, caseId: string, ...actions: WantedAction[]): ReturnType<Moderation['decideCase']>;
  /** The only case that waits for the actor. */
  theCase(actor: Actor): Promise<string>;
  sees(actor: Actor, photoId?: string): Promise<boolean>;
  /** Actions in the log of the group, newest first. */
  history(): Promise<string[]>;
  sweep(): Promise<void>;
}

export const decision = (actions: WantedAction[], more: Partial<DecisionInput> = {}): DecisionInput => ({
  actions,
  message: 'Not here.',
  note: '',
  abusiveReports: [],
  ...more,
});

export const refuses = (promise: Promise<unknown>, code: ProblemCode): Promise<void> =>
  assert.rejects(promise, (error) => {
    if (!(error instanceof AppError)) throw error;
    assert.equal(error.code, code);
    return true;
  });

/** A group with an owner, an admin and three contributors, one of whom has added a photo. */
export async function openScene(options: { reportsToHide?: number } = {}): Promise<Scene> {
  const world = await openWorld();
  const names = ['Ada', 'Ben', 'Cleo', 'Dora', 'Emil', 'Mona', 'Milo', 'Stranger'];
  const people: Actor[] = [];
  for (const name of names) people.push(await world.makeUser(name));
  const [ada, ben, cleo, dora, emil, mona, milo, stranger] = people as [
    Actor,
    Actor,
    Actor,
    Actor,
    Actor,
    Actor,
    Actor,
    Actor,
  ];
  const groupId = await world.makeGroup(ada);
  for (const member of [ben, cleo, dora]) await world.join(groupId, member, 'contributor');
  await world.join(groupId, emil, 'admin');
  for (const { userId } of [mona, milo])
    await world.database.sql
      .updateTable('users')
      .set({ platform_role: 'moderator' })
      .where('id', '=', userId)
      .execute();
  const [photoId = ''] = await add(world.media, ben, groupId, [makeFile()]);
  await processAll(world);
  world.pass(HOUR);
  await world.sweep();

  const notices: Notice[] = [];
  const { database, deps, groups } = world;
  const { clock } = deps;
  const audit = createAudit({ clock, key: Buffer.alloc(32, 2) });
  const moderation = createModeration({
    database,
    audit,
    clock,
    groups,
    photos: createCustody(deps),
    suspensions: createSuspensions({ audit, clock }),
    async oweNotice(tx: Tx, to, { kind, about }) {
      tx.afterCommit(() => void notices.push({ to, kind, about }));
    },
    readSuspensionTicket: (ticket) => ticket,
    viewEvidence: world.media.viewEvidence,
    reportsToHide: options.reportsToHide ?? 3,
    evidenceLife: 90 * DAY,
  });

  return {
    world,
    moderation,
    notices,
    groupId,
    photoId,
    ada,
    ben,
    cleo,
    dora,
    emil,
    mona,
    milo,
    stranger,
    report: (actor, reason = 'harassment', id = photoId) =>
      moderation.report(actor, {
        subject: { kind: 'photo', groupId, photoId: id },
        reason,
        text: 'I do not like it',
      }),
    decide: (actor, caseId, ...actions) => moderation.decideCase(actor, { caseId, ...decision(actions) }),
    async theCase(actor) {
      const { cases } = await moderation.listCases(actor, { state: 'waiting', order: 'oldest', limit: 10 });
      assert.equal(cases.length, 1);
      return cases[0]?.id ?? '';
    },
    async sees(actor, id = photoId) {
      const { photos } = await readFeed(world.media, actor, { groupId, order: 'taken', limit: 50 });
      return photos.some((photo) => photo.id === id);
    },
    async history() {
      const { entries } = await groups.listAudit(ada, groupId, { limit: 100 });
      return entries.map(({ action, actor }) => `${actor?.name ?? '-'} ${action}`);
    },
    async sweep() {
      for (const run of Object.values(moderation.sweeps)) {
        for (let rounds = 0; (await run()) > 0; rounds++)
          assert.ok(rounds < 50, 'a sweep does not come to an end');
      }
      await world.sweep();
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

/** Someone more in the scene's group. */
export async function addMember({ world, groupId }: Scene, name: string): Promise<Actor> {
  const member = await world.makeUser(`${name} ${uuidv7()}`);
  await world.join(groupId, member, 'contributor');
  return member;
}
