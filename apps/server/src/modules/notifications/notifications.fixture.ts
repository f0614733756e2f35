import assert from 'node:assert/strict';
import { pino } from 'pino';
import type { Actor } from '../../caller.ts';
import { createMemoryLimits } from '../../limits/memory.ts';
import type { Letter } from '../../mail/port.ts';
import { deriveSecrets } from '../../secrets.ts';
import { createAccounts } from '../accounts/index.ts';
import { createAudit } from '../audit/index.ts';
import { add, type MediaWorld, makeFile, openWorld, processAll } from '../media/media.fixture.ts';
import { createDigestNews, createNotificationLetters, createNotifications } from './index.ts';
import type { Notifications } from './service.ts';

export const PUBLIC_URL = 'https://photos.example';

/** A group of three on a server of their own, with a mailbox. */
export interface Scene extends AsyncDisposable {
  world: MediaWorld;
  notifications: Notifications;
  groupId: string;
  /** Owner. */
  ada: Actor;
  ben: Actor;
  cleo: Actor;
  /** While set, the mail server refuses everything. */
  mail: { down: boolean };
  /** Adds photos to the group, or another, that get ready at once. */
  share(actor: Actor, count?: number, groupId?: string): Promise<string[]>;
  /** Lets time go by and does all that is due. */
  pass(milliseconds: number): Promise<void>;
  /** Does what is due, but for sending. */
  prepare(): Promise<void>;
  send(): Promise<number>;
  /** What has come to somebody since the last look, oldest first. */
  read(actor: Actor): Letter[];
  /** Group by group, the lines that the one letter says, which is all that has come. */
  news(actor: Actor): string[];
}

/** What a digest says of each group, without addresses. */
const linesOf = ({ text }: Letter): string[] =>
  text
    .split('\n\n')
    .slice(2)
    .filter((line) => !line.startsWith('See the photos:') && !line.startsWith('-- '))
    .filter((line) => !line.startsWith('No more letters') && !line.startsWith('Choose which'))
    .map((line) => line.trim());

export async function openScene(): Promise<Scene> {
  const world = await openWorld({ onReady: createDigestNews() });
  const { database, groups, now: clock } = world;
  const letters: Letter[] = [];
  const mail = { down: false };
  const optOutKey = Buffer.alloc(32, 4);
  const publicUrl = () => PUBLIC_URL;
  const accounts = await createAccounts({
    database,
    audit: createAudit({ clock, key: Buffer.alloc(32, 2) }),
    clock,
    limits: createMemoryLimits(clock),
    secrets: deriveSecrets(Buffer.alloc(48, 7)),
    log: pino({ level: 'silent' }),
    publicUrl,
    mailer: {
      async send(letter) {
        if (mail.down) throw new Error('no way');
        letters.push(letter);
      },
      close: async () => {},
    },
    composeNotice: createNotificationLetters({
      clock,
      publicUrl,
      optOutKey,
      listMemberships: groups.listMemberships,
    }),
  });
  const { oweNotice } = accounts;
  const notifications = createNotifications({ database, clock, groups, oweNotice, optOutKey });
  const [ada, ben, cleo] = [
    await world.makeUser('Ada'),
    await world.makeUser('Ben'),
    await world.makeUser('Cleo'),
  ];
  const groupId = await world.makeGroup(ada);
  for (const member of [ben, cleo]) await world.join(groupId, member, 'contributor');
  world.pass(1_000);

  const drain = async (sweep: (() => Promise<number>) | undefined): Promise<void> => {
    for (let rounds = 0; ((await sweep?.()) ?? 0) > 0; rounds++)
      assert.ok(rounds < 50, 'a sweep does not come to an end');
  };
  async function prepare(): Promise<void> {
    await drain(notifications.sweeps['callReaders']);
    await drain(notifications.sweeps['oweDigests']);
  }

  const scene: Scene = {
    world,
    notifications,
    groupId,
    ada,
    ben,
    cleo,
    mail,
    async share(actor, count = 1, group = groupId) {
      const files = Array.from({ length: count }, () => makeFile());
      const ids = await add(world.media, actor, group, files);
      await processAll(world);
      return ids;
    },
    prepare,
    send: () => accounts.sweeps.sendLetters(),
    async pass(milliseconds) {
      await prepare();
      world.pass(milliseconds);
      await prepare();
      await drain(accounts.sweeps.sendLetters);
    },
    read({ userId }) {
      const theirs = letters.filter(({ to }) => to === `${userId}@example.org`);
      letters.splice(0, letters.length, ...letters.filter(({ to }) => to !== `${userId}@example.org`));
      return theirs;
    },
    news(actor) {
      const [letter, ...others] = scene.read(actor);
      assert.equal(others.length, 0, 'more than one letter came');
      return letter ? linesOf(letter) : [];
    },
    async [Symbol.asyncDispose]() {
      await accounts.close();
      await world[Symbol.asyncDispose]();
    },
  };
  return scene;
}

/** The token of the link in the foot of a letter. */
export const tokenIn = ({ text }: Letter): string =>
  /\/unsubscribe#token=(\S+)/.exec(text)?.[1] ?? assert.fail(text);
