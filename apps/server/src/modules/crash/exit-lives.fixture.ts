import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../caller.ts';
import { insertIgnoring } from '../../db/index.ts';
import { NOBODY } from '../../nobody.ts';
import type { Life } from './lives.fixture.ts';
import type { Stage } from './stage.fixture.ts';

const terms = ['stay', 'give', 'go'] as const;

/** Someone with a photo, one that is not prepared yet, and an upload under way. */
async function newContributor(stage: Stage, groupId: string): Promise<Actor> {
  const ben = await stage.newMember(groupId);
  await stage.newPhotos(ben, groupId, 1);
  await stage.newPhotos(ben, groupId, 1, 'unprepared');
  await stage.leaveOpen(ben, groupId);
  return ben;
}

/** Who has the photos that stay. */
const nobody = {
  id: NOBODY,
  email: 'nobody',
  name: '',
  password_hash: '!',
  created_at: 0,
  verified_at: 0,
  suspended_at: 0,
  quota_limit: 0,
};

export const exitLives: Record<string, Life> = {
  ...Object.fromEntries(
    terms.flatMap((each): [string, Life][] => [
      [
        `a member who leaves, and whose photos ${each}`,
        async (stage) => {
          const { groupId } = stage;
          const ben = await newContributor(stage, groupId);
          return async ({ groups }) => {
            await groups.leave(ben, { groupId, terms: each, deleteGroup: false });
            const other = terms[(terms.indexOf(each) + 1) % terms.length];
            await groups.changeExit(ben, { groupId, terms: other ?? 'stay' });
          };
        },
      ],
      [
        `a member who is removed, and whose photos ${each}`,
        async (stage) => {
          const { groupId, ada } = stage;
          const { userId } = await newContributor(stage, groupId);
          return ({ groups }) => groups.removeMember(ada, { groupId, userId, terms: each });
        },
      ],
    ]),
  ),
  ...Object.fromEntries(
    (['give', 'go'] as const).map((each): [string, Life] => [
      `an account that is deleted, and whose photos ${each}`,
      async ({ world, doomed, ...stage }) => {
        const groupId = await stage.newGroup();
        const { userId } = await newContributor({ world, doomed, ...stage }, groupId);
        const { sql } = world.database;
        const own = await sql
          .selectFrom('photos')
          .select('sha256')
          .where('uploader_id', '=', userId)
          .execute();
        if (each === 'go') for (const { sha256 } of own) doomed.add(sha256);
        await insertIgnoring(sql, 'users', nobody);
        const leaving = { userId, deletionId: uuidv7(), terms: each };
        return async ({ database, groups, media: { erasure } }) => {
          const steps = [erasure.photos, erasure.uploads, groups.erasePerson, erasure.deeds];
          for (const step of steps) while (await database.transaction((tx) => step(tx, leaving)));
        };
      },
    ]),
  ),
  async 'the last member, with whom the group goes'(stage) {
    const { ada, doomed } = stage;
    const groupId = await stage.newGroup();
    for (const { sha256 } of await stage.newPhotos(ada, groupId, 1)) doomed.add(sha256);
    return ({ groups }) => groups.leave(ada, { groupId, terms: 'stay', deleteGroup: true });
  },
  async 'a group that is deleted'(stage) {
    const { ada, doomed } = stage;
    const groupId = await stage.newGroup();
    for (const { sha256 } of await stage.newPhotos(ada, groupId, 1)) doomed.add(sha256);
    await stage.leaveOpen(ada, groupId);
    return ({ groups }) => groups.delete(ada, groupId);
  },
};
