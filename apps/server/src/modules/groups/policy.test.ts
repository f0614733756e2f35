import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type GivenRole, type GroupRules, type Role, roles } from '@wmory/contract';
import fc from 'fast-check';
import {
  chooseHeir,
  exitChoices,
  givableRoles,
  groupAbilities,
  initialRules,
  invitableRoles,
  memberAbilities,
} from './policy.ts';
import { isAtLeast } from './proof.ts';

const givenRoles: GivenRole[] = ['admin', 'contributor', 'viewer'];

describe('what a role may do', () => {
  const of = (role: Role, change: Partial<GroupRules> = {}): string[] =>
    Object.entries(groupAbilities(role, { ...initialRules, ...change }))
      .flatMap(([name, may]) => (may === true ? [name] : []))
      .sort();
  const table: [Role, string[]][] = [
    ['owner', ['configure', 'delete', 'invite', 'manage', 'moderate', 'transfer', 'upload']],
    ['admin', ['invite', 'manage', 'moderate', 'upload']],
    ['contributor', ['upload']],
    ['viewer', []],
  ];
  for (const [role, expected] of table) {
    it(`${role}: ${expected.join(' ') || 'look'}`, () => {
      assert.deepEqual(of(role), expected);
      assert.deepEqual(
        of(role, { uploads: 'admins' }),
        expected.filter((ability) => ability !== 'upload' || role !== 'contributor'),
      );
      const all = of(role, { invites: 'everyone', photos: 'drop-box', joining: 'approval' });
      assert.deepEqual(all, [...new Set([...expected, 'invite'])].sort());
      const some = of(role, { invites: 'contributors' });
      assert.deepEqual(some, role === 'viewer' ? expected : all);
    });
  }

  it('never lets a viewer add photos, nor anyone but the owner change the rules', () => {
    for (const uploads of ['admins', 'contributors'] as const)
      for (const photos of ['shared', 'drop-box'] as const) {
        assert.ok(!of('viewer', { uploads, photos }).includes('upload'));
        for (const role of roles)
          assert.equal(of(role, { uploads, photos }).includes('configure'), role === 'owner');
      }
  });
});

describe('what one member may do to another', () => {
  const table: [actor: Role, member: Role, gives: GivenRole[], removes: boolean][] = [
    ['owner', 'owner', [], false],
    ['owner', 'admin', ['contributor', 'viewer'], true],
    ['owner', 'contributor', ['admin', 'viewer'], true],
    ['owner', 'viewer', ['admin', 'contributor'], true],
    ['admin', 'owner', [], false],
    ['admin', 'admin', [], false],
    ['admin', 'contributor', ['viewer'], true],
    ['admin', 'viewer', ['contributor'], true],
    ...roles.flatMap((member): [Role, Role, GivenRole[], boolean][] => [
      ['contributor', member, [], false],
      ['viewer', member, [], false],
    ]),
  ];
  for (const [actor, member, giveRoles, remove] of table) {
    it(`${actor} to ${member}`, () => {
      const abilities = memberAbilities({ userId: 'a', role: actor }, { userId: 'b', role: member });
      assert.deepEqual(abilities, { giveRoles, remove });
    });
  }

  it('lets nobody do anything to themselves, or make anyone their equal', () => {
    const role = fc.constantFrom(...roles);
    fc.assert(
      fc.property(role, role, fc.boolean(), (actor, member, self) => {
        const target = { userId: self ? 'a' : 'b', role: member };
        const { giveRoles, remove } = memberAbilities({ userId: 'a', role: actor }, target);
        assert.ok(giveRoles.every((given) => given !== actor && isAtLeast(actor, given)));
        if (self) assert.deepEqual({ giveRoles, remove }, { giveRoles: [], remove: false });
      }),
    );
  });
});

it('lets admins give roles strictly below their own, by invite as well', () => {
  const given = [givenRoles, ['contributor', 'viewer'], [], []];
  assert.deepEqual(roles.map(givableRoles), given);
  assert.deepEqual(
    roles.map((role) => invitableRoles(role, initialRules)),
    given,
  );
});

it('lets others, where they may invite, give no more than they have', () => {
  const by = (role: Role, invites: GroupRules['invites']) => invitableRoles(role, { invites });
  assert.deepEqual(by('contributor', 'contributors'), ['contributor', 'viewer']);
  assert.deepEqual(by('contributor', 'everyone'), ['contributor', 'viewer']);
  assert.deepEqual([by('viewer', 'contributors'), by('viewer', 'everyone')], [[], ['viewer']]);
  assert.deepEqual(by('admin', 'everyone'), ['contributor', 'viewer']);
});

describe('the heir', () => {
  const person = (user_id: string, role: Role, joined_at: number) => ({ user_id, role, joined_at });
  const heirOf = (people: ReturnType<typeof person>[], suspended: string[] = []) =>
    chooseHeir(people, new Set(suspended))?.user_id;

  it('is the longest-standing admin, else contributor, else viewer', () => {
    const viewer = person('v', 'viewer', 1);
    const contributors = [person('c3', 'contributor', 3), person('c2', 'contributor', 2)];
    const admins = [person('a5', 'admin', 5), person('a4', 'admin', 4)];
    assert.equal(heirOf([viewer, ...contributors, ...admins]), 'a4');
    assert.equal(heirOf([viewer, ...contributors]), 'c2');
    assert.equal(heirOf([viewer]), 'v');
    assert.equal(heirOf([]), undefined);
  });

  it('is nobody whose account is suspended while there is somebody else', () => {
    const people = [person('a', 'admin', 1), person('b', 'viewer', 2)];
    assert.equal(heirOf(people, ['a']), 'b');
    assert.equal(heirOf(people, ['a', 'b']), 'a');
  });

  it('is the same one in whatever order they are read', () => {
    const arbitrary = fc.array(
      fc.record({
        user_id: fc.uuid(),
        role: fc.constantFrom<Role>('admin', 'contributor', 'viewer'),
        joined_at: fc.integer({ min: 0, max: 3 }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(fc.property(arbitrary, (people) => assert.equal(heirOf(people), heirOf(people.toReversed()))));
  });
});

it('lets who left choose freely, and who was removed take their photos along', () => {
  assert.deepEqual(exitChoices(null), ['stay', 'go', 'give']);
  assert.deepEqual(exitChoices('stay'), ['stay', 'go']);
  assert.deepEqual(exitChoices('give'), ['give', 'go']);
  assert.deepEqual(exitChoices('go'), ['go']);
});
