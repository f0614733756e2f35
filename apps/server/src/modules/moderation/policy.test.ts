import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { CaseReason, type Role, roles, type SubjectKind, SubjectKind as SubjectKinds } from '@wmory/contract';
import {
  allowance,
  type CaseFacts,
  gravestOf,
  isAppealable,
  isForPlatform,
  isTrusted,
  type Judge,
  mayJudgeAppeal,
  mayJudgeInGroup,
  mayJudgeOnPlatform,
  mayReverse,
  possibleActions,
  type Verdict,
} from './policy.ts';

const facts = (subject_kind: SubjectKind = 'photo', person_id: string | null = 'ben'): CaseFacts => ({
  purpose: 'report',
  subject_kind,
  person_id,
});

describe('who may judge in a group', () => {
  const table: [kind: SubjectKind, judge: Role, person: Role | null, may: boolean][] = [
    ['photo', 'owner', 'contributor', true],
    ['photo', 'admin', 'contributor', true],
    ['photo', 'admin', 'admin', true],
    ['photo', 'admin', 'owner', true],
    ['photo', 'admin', null, true],
    ['photo', 'contributor', 'viewer', false],
    ['photo', 'viewer', 'viewer', false],
    ['invite', 'admin', 'admin', true],
    ['member', 'owner', 'admin', true],
    ['member', 'admin', 'contributor', true],
    ['member', 'admin', null, true],
    ['member', 'admin', 'admin', false],
    ['member', 'admin', 'owner', false],
    ['member', 'contributor', 'viewer', false],
  ];
  for (const [kind, role, person, may] of table)
    it(`${role} about a ${kind} of ${person ?? 'somebody who left'}: ${may}`, () => {
      const who = { userId: 'ada', role, reported: false };
      assert.equal(mayJudgeInGroup(facts(kind), who, person), may);
    });

  it('nobody whom it concerns, and nobody who reported, whatever their role', () => {
    for (const role of roles)
      for (const kind of SubjectKinds.options) {
        const [self, reporter] = [
          { userId: 'ben', role, reported: false },
          { userId: 'ada', role, reported: true },
        ];
        for (const who of [self, reporter]) {
          assert.equal(mayJudgeInGroup(facts(kind), who, null), false);
          assert.equal(mayJudgeOnPlatform(facts(kind), who), false);
        }
      }
    assert.equal(mayJudgeOnPlatform(facts(), { userId: 'mona', reported: false }), true);
  });
});

test('the gravest reason counts, and the gravest are not for a group to judge', () => {
  assert.equal(gravestOf(['spam', 'child-safety', 'other']), 'child-safety');
  assert.equal(gravestOf(['in-photo']), 'in-photo');
  for (const reason of CaseReason.options) {
    assert.equal(gravestOf([reason]), reason, 'each has its place');
    const platform = reason === 'child-safety' || reason === 'threat';
    for (const kind of SubjectKinds.options)
      assert.equal(isForPlatform(kind, reason), platform || kind === 'group', `${kind} ${reason}`);
  }
});

describe('what may be decided', () => {
  const group = (role: Role): Judge => ({ tier: 'group', role });
  const platform: Judge = { tier: 'platform', role: null };
  const table: [kind: SubjectKind, judge: Judge, person: Role | null, actions: string][] = [
    ['photo', group('admin'), 'contributor', 'dismiss hide remove warn ban'],
    ['photo', group('admin'), 'owner', 'dismiss hide remove warn'],
    ['photo', group('admin'), 'admin', 'dismiss hide remove warn'],
    ['photo', platform, 'contributor', 'dismiss hide remove warn ban suspend takedown'],
    ['photo', platform, 'owner', 'dismiss hide remove warn suspend takedown'],
    ['member', group('owner'), 'admin', 'dismiss warn ban'],
    ['member', platform, 'admin', 'dismiss warn ban suspend'],
    ['group', platform, 'owner', 'dismiss warn suspend'],
    ['invite', group('admin'), 'admin', 'dismiss remove warn'],
    ['invite', platform, 'admin', 'dismiss remove warn ban suspend'],
  ];
  for (const [kind, judge, person, actions] of table)
    it(`${judge.role ?? judge.tier} about a ${kind} of ${person}: ${actions}`, () => {
      assert.equal(possibleActions(facts(kind), judge, person).join(' '), actions);
    });

  it('nothing about a person who is gone', () => {
    assert.deepEqual(possibleActions(facts('photo', null), platform, null), [
      'dismiss',
      'hide',
      'remove',
      'takedown',
    ]);
  });

  it('yes or no where somebody asks to hide', () => {
    const asked = { ...facts(), purpose: 'hide-request' as const };
    assert.deepEqual(possibleActions(asked, platform, 'viewer'), ['dismiss', 'hide']);
  });
});

test('trust is lost by two of the last five reports in bad faith, and comes back', () => {
  const table: [string, boolean][] = [
    ['', true],
    ['a', true],
    ['aa', false],
    ['adda', false],
    ['adddda', true],
    ['ddddd', true],
    ['uuuaa', false],
    ['uuuuaaa', true],
  ];
  const verdicts: Record<string, Verdict> = { a: 'abusive', d: 'dismissed', u: 'upheld' };
  for (const [letters, trusted] of table)
    assert.equal(isTrusted([...letters].map((letter) => verdicts[letter] ?? null)), trusted, letters);
  assert.deepEqual(
    [
      allowance('report', true),
      allowance('hide-request', true),
      allowance('report', false),
      allowance('hide-request', false),
    ],
    [20, 10, 3, 3],
  );
});

test('a decision is appealed against in time, once taken back no more', () => {
  assert.equal(isAppealable({ reversed_at: null, appeal_until: 10 }, 9), true);
  assert.equal(isAppealable({ reversed_at: null, appeal_until: 10 }, 10), false);
  assert.equal(isAppealable({ reversed_at: null, appeal_until: null }, 0), false);
  assert.equal(isAppealable({ reversed_at: 5, appeal_until: 10 }, 9), false);
});

test('a group takes back what it decided itself; an appeal is for somebody else', () => {
  const group: Judge = { tier: 'group', role: 'admin' };
  const platform: Judge = { tier: 'platform', role: null };
  const of = (tier: 'group' | 'platform', reversed_at: number | null = null) => ({ tier, reversed_at });
  const table: [decided: ReturnType<typeof of>, judge: Judge, appealed: boolean, may: boolean][] = [
    [of('group'), group, false, true],
    [of('group'), platform, false, true],
    [of('platform'), platform, false, true],
    [of('platform'), group, false, false],
    [of('group'), group, true, false],
    [of('group', 1), group, false, false],
  ];
  for (const [decided, judge, appealed, may] of table)
    assert.equal(mayReverse(decided, judge, appealed), may, JSON.stringify([decided, judge, appealed]));
  const decided = { reversed_at: null, decided_by: 'ada' };
  assert.equal(mayJudgeAppeal(decided, 'ada', true), false);
  assert.equal(mayJudgeAppeal(decided, 'emil', true), true);
  assert.equal(mayJudgeAppeal(decided, 'emil', false), false);
  assert.equal(mayJudgeAppeal({ ...decided, reversed_at: 1 }, 'emil', true), false);
});
