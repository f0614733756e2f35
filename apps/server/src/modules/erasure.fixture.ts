import { DeletionCertificate, type PartingTerms } from '@wmory/contract';
import { pino } from 'pino';
import type { Actor } from '../caller.ts';
import { DAY, MINUTE } from '../clock.ts';
import { type Database, movedTables } from '../db/index.ts';
import { createDepartures } from '../departures.ts';
import { createMemoryLimits } from '../limits/memory.ts';
import type { Letter } from '../mail/port.ts';
import { deriveSecrets } from '../secrets.ts';
import { type Accounts, createAccounts } from './accounts/index.ts';
import { createAudit } from './audit/index.ts';
import { add, type MediaWorld, makeFile, processAll } from './media/media.fixture.ts';
import { openScene, type Scene } from './moderation/moderation.fixture.ts';

export const NAME = 'Benedikt Quill';
export const EMAIL = 'quill@example.org';

/** A scene of which Ben is to go. */
export interface Parting extends AsyncDisposable {
  scene: Scene;
  accounts: Accounts;
  letters: Letter[];
  /** Asks for Ben's account to be deleted. */
  ask(photos: PartingTerms, groups?: readonly { groupId: string; photos: PartingTerms }[]): Promise<void>;
  /** Accounts of a process of its own, on that database. */
  start(database: Database): Promise<Accounts>;
  /** What is due, round after round, while the time goes by that the store may take. */
  settle(): Promise<void>;
  /** Whether the store has anything of the photo. */
  isStored(photoId: string): Promise<boolean>;
  certificate(): DeletionCertificate;
}

/** Gives somebody an account of their own, and a session in which they have just shown to be its owner. */
export async function settleIn(
  { database, now }: Pick<MediaWorld, 'database' | 'now'>,
  { userId, sessionId }: Actor,
  { name = NAME, email = EMAIL } = {},
): Promise<void> {
  await database.sql.updateTable('users').set({ name, email }).where('id', '=', userId).execute();
  await database.sql
    .insertInto('sessions')
    .values({
      id: sessionId,
      user_id: userId,
      user_agent: 'test',
      created_at: now(),
      last_used_at: now(),
      expires_at: now() + 90 * DAY,
      generation: 0,
      refresh_hash: '0'.repeat(64),
      rotated_at: now(),
      ended_at: null,
      confirmed_at: now(),
    })
    .execute();
}

export async function openParting(): Promise<Parting> {
  const scene = await openScene();
  const { world, moderation, ben } = scene;
  const { database, deps, groups, media } = world;
  const { clock } = deps;
  const letters: Letter[] = [];
  const start = (on: Database): Promise<Accounts> =>
    createAccounts({
      database: on,
      audit: createAudit({ clock, key: Buffer.alloc(32, 2) }),
      clock,
      limits: createMemoryLimits(clock),
      secrets: deriveSecrets(Buffer.alloc(48, 7)),
      log: pino({ level: 'silent' }),
      publicUrl: () => 'https://photos.example',
      mailer: { send: async (letter) => void letters.push(letter), close: async () => {} },
      departures: createDepartures(() => ({ groups, media, moderation })),
      answerFloor: 0,
    });
  const accounts = await start(database);
  await settleIn(world, ben);

  async function round(): Promise<void> {
    for (const run of Object.values(accounts.sweeps)) while ((await run()) > 0);
    await scene.sweep();
  }

  return {
    scene,
    accounts,
    letters,
    start,
    async ask(photos, choices = []) {
      await accounts.requestDeletion(ben, { photos, groups: choices });
    },
    async settle() {
      for (let rounds = 0; rounds < 5; rounds++) {
        await round();
        world.pass(11 * MINUTE);
      }
    },
    async isStored(photoId) {
      const objects = await world.storage.list('media/', { limit: 10_000 });
      return objects.some(({ key }) => key.includes(photoId));
    },
    certificate() {
      const letter = letters.findLast(({ subject }) => subject === 'Your account is deleted');
      return DeletionCertificate.parse(JSON.parse(letter?.files?.[0]?.text ?? 'null'));
    },
    async [Symbol.asyncDispose]() {
      await accounts.close();
      await scene[Symbol.asyncDispose]();
    },
  };
}

/** Photos of somebody's in a group, shown. */
export async function share({ world }: Scene, actor: Actor, groupId: string, count = 1): Promise<string[]> {
  const files = Array.from({ length: count }, () => makeFile());
  const ids = await add(world.media, actor, groupId, files);
  await processAll(world);
  return ids;
}

/** Where in the database the text is, as `table.column`. */
export async function findText({ sql }: Database, text: string): Promise<string[]> {
  const found = new Set<string>();
  for (const table of movedTables) {
    const rows = await sql
      .selectFrom(table as 'users')
      .selectAll()
      .execute();
    for (const row of rows)
      for (const [column, value] of Object.entries(row))
        if (typeof value === 'string' && value.toLowerCase().includes(text.toLowerCase()))
          found.add(`${table}.${column}`);
  }
  return [...found].sort();
}
