import type { Actor } from '../../../caller.ts';
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
  async 'an account that leaves all its groups'(stage) {
    const groupId = await stage.newGroup();
    const ben = await newContributor(stage, groupId);
    return ({ database, groups }) =>
      database.transaction((tx) => groups.leaveAll(tx, { userId: ben.userId, terms: 'go', by: ben }));
  },
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
