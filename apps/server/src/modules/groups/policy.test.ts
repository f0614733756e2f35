import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type GivenRole, type Role, roles } from '@wmory/contract';
import fc from 'fast-check';
import { groupAbilities, invitableRoles, memberAbilities } from './policy.ts';
import { isAtLeast } from './proof.ts';

const givenRoles: GivenRole[] = ['admin', 'contributor', 'viewer'];

describe('what a role may do', () => {
  const table: [Role, string][] = [
    ['owner', 'upload invite manage moderate transfer delete'],
    ['admin', 'upload invite manage moderate leave'],
    ['contributor', 'upload leave'],
    ['viewer', 'leave'],
  ];
  for (const [role, expected] of table) {
    it(`${role}: ${expected}`, () => {
      const able = Object.entries(groupAbilities(role)).flatMap(([name, may]) => (may ? [name] : []));
      assert.deepEqual(able.sort(), expected.split(' ').sort());
    });
  }
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

it('lets invites give roles strictly below one’s own', () => {
  assert.deepEqual(roles.map(invitableRoles), [givenRoles, ['contributor', 'viewer'], [], []]);
});
