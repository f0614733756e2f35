import { randomBytes } from 'node:crypto';
import type { Actor } from '../../caller.ts';
import { add, insertMember, insertUser, makeFile, send, type TestFile } from '../media/media.fixture.ts';
import type { CrashWorld, Ledger, Process } from './crash-world.fixture.ts';

/** A group of Ada's on which lives are played. */
export interface Stage extends Ledger {
  readonly world: CrashWorld;
  /** Files of the stage's own group, to be sent there again after all. */
  readonly tried: readonly TestFile[];
  readonly ada: Actor;
  readonly groupId: string;
  /** A process that does not die, ended once this is done. */
  alive<T>(doing: (process: Process) => Promise<T>): Promise<T>;
  /** Someone who has joined. */
  newMember(groupId?: string): Promise<Actor>;
  newGroup(): Promise<string>;
  /** Files that nobody has, of another length where given, to be tried again in the end. */
  newFiles(count: number, size?: number): TestFile[];
  /** Photos that their uploader knows to be safe, of files that are not tried again; shown unless `unprepared`. */
  newPhotos(uploader: Actor, groupId: string, count: number, unprepared?: 'unprepared'): Promise<Photo[]>;
  /** Announces and sends such a file, and leaves it at that; answers the upload's id. */
  leaveOpen(uploader: Actor, groupId: string): Promise<string>;
}

export interface Photo {
  id: string;
  sha256: string;
}

const filler = randomBytes(6 * 1024 * 1024);

/** A file that nobody else has, of so many bytes. */
export function makeSized(size = 1000): TestFile {
  const bytes = Buffer.from(filler.subarray(0, size));
  randomBytes(32).copy(bytes);
  return makeFile({ bytes });
}

export async function setStage(world: CrashWorld): Promise<Stage> {
  const { sql } = world.database;
  const { safe, doomed } = world;
  const tried: TestFile[] = [];

  async function alive<T>(doing: (process: Process) => Promise<T>): Promise<T> {
    const process = world.start();
    try {
      return await doing(process);
    } finally {
      await process.media.stop();
    }
  }

  const ada = await insertUser(world.database, 'Ada', world.now());
  const newGroup = async (): Promise<string> =>
    (await alive(({ groups }) => groups.create(ada, { name: 'Alps' }))).id;
  const groupId = await newGroup();

  return {
    world,
    safe,
    doomed,
    tried,
    ada,
    groupId,
    alive,
    newGroup,
    async newMember(joined = groupId) {
      const user = await insertUser(world.database, 'Ben', world.now());
      await insertMember(world.database, { groupId: joined, user, role: 'contributor', now: world.now() });
      await sql
        .updateTable('groups')
        .set((set) => ({ member_count: set('member_count', '+', 1) }))
        .where('id', '=', joined)
        .execute();
      return user;
    },
    newFiles(count, size) {
      const files = Array.from({ length: count }, () => makeSized(size));
      tried.push(...files);
      return files;
    },
    async newPhotos(uploader, group, count, unprepared) {
      const files = Array.from({ length: count }, () => makeSized());
      const ids = await alive(({ media }) => add(media, uploader, group, files));
      if (!unprepared) await world.restart();
      const digests = files.map(({ item }) => item.sha256);
      for (const digest of digests) safe.add(digest);
      return ids.map((id, index) => ({ id, sha256: digests[index] ?? '' }));
    },
    leaveOpen: (uploader, group) =>
      alive(async ({ media }) => (await send(media, uploader, group, [makeSized()]))[0] ?? ''),
  };
}
