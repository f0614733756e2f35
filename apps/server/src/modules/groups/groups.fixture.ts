import assert from 'node:assert/strict';
import type { GivenRole, Group, ProblemCode, Role } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Actor } from '../../caller.ts';
import { openTestDatabase } from '../../db/database.fixture.ts';
import type { Database } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import { createAudit } from '../audit/index.ts';
import type { GroupDeps } from './deps.ts';
import { createGroups, type Groups } from './index.ts';

export interface GroupsWorld extends AsyncDisposable {
  readonly database: Database;
  readonly deps: GroupDeps;
  readonly groups: Groups;
  /** What was settled about photos, in order: of whom, and on which terms. */
  readonly settled: string[];
  now(): number;
  pass(milliseconds: number): void;
  makeUser(name: string): Promise<Actor>;
  /** The token of an invite that the actor makes. */
  invite(actor: Actor, groupId: string, role?: GivenRole, maxUses?: number | null): Promise<string>;
  /** Lets the people in, by invites of the owner's. */
  join(owner: Actor, group: Group, people: readonly [Actor, GivenRole][]): Promise<void>;
  /** The roles of a group's members by their names, as the actor sees them. */
  rolesIn(actor: Actor, group: Group): Promise<Record<string, Role>>;
}

/** Groups without the modules above them. */
export async function openGroupsWorld(): Promise<GroupsWorld> {
  let now = Date.UTC(2026, 4, 3, 12);
  const clock = () => now;
  const database = await openTestDatabase();
  const settled: string[] = [];
  const names = new Map<string, string>();
  const deps: GroupDeps = {
    database,
    audit: createAudit({ clock, key: Buffer.alloc(32, 2) }),
    clock,
    covers: {
      has: async () => false,
      newest: async () => new Map(),
      urls: async () => new Map(),
      unseen: async () => new Map(),
      counts: async () => new Map(),
      fresh: async () => new Map(),
    },
    belongings: {
      settle: async (tx, { userId }, terms) =>
        tx.afterCommit(() => void settled.push(`${names.get(userId)} ${terms}`)),
    },
    inviteKey: Buffer.alloc(32, 1),
    publicUrl: () => 'https://photos.example',
  };
  const groups = createGroups(deps);
  const invite: GroupsWorld['invite'] = async (actor, groupId, role = 'contributor', maxUses = null) =>
    (await groups.createInvite(actor, groupId, { role, expiresInHours: 24, maxUses })).token;

  return {
    database,
    deps,
    groups,
    settled,
    now: clock,
    pass(milliseconds) {
      now += milliseconds;
    },
    async makeUser(name) {
      const id = uuidv7();
      names.set(id, name);
      await database.sql
        .insertInto('users')
        .values({
          id,
          email: `${id}@example.org`,
          name,
          password_hash: '-',
          created_at: now,
          verified_at: now,
          suspended_at: null,
          quota_limit: null,
        })
        .execute();
      return { userId: id, sessionId: uuidv7(), requestId: uuidv7(), ip: '192.0.2.1', userAgent: 'test' };
    },
    invite,
    async join(owner, group, people) {
      for (const [actor, role] of people) {
        await groups.join(actor, await invite(owner, group.id, role));
        // Nobody comes at the same moment as another: who is longer in a group is told by it.
        now += 1;
      }
    },
    rolesIn: async (actor, group) =>
      Object.fromEntries(
        (await groups.listMembers(actor, group.id)).map((member) => [member.name, member.role]),
      ),
    [Symbol.asyncDispose]: () => database.close(),
  };
}

export const refuses = (promise: Promise<unknown>, code: ProblemCode) =>
  assert.rejects(promise, (error) => error instanceof AppError && error.code === code);
