import type { AuditEntry } from '@wmory/contract';
import { id } from '@/testing/examples';
import { byDay } from './activity';

const entry = (number: number, change: Partial<AuditEntry>): AuditEntry => ({
  id: id(number),
  at: '2026-06-10T12:00:00.000Z',
  action: 'photo.added',
  actor: { id: id(1), name: 'Anna' },
  subjectId: null,
  subject: null,
  details: {},
  ...change,
});

describe('byDay', () => {
  it('makes one of a run of photos by one person, and starts anew at another person or action', () => {
    const ben = { id: id(2), name: 'Ben' };
    const days = byDay([
      entry(1, {}),
      entry(2, {}),
      entry(3, { actor: ben }),
      entry(4, {}),
      entry(5, { action: 'photo.trashed' }),
    ]);
    expect(days).toHaveLength(1);
    expect(days[0]?.happenings.map(({ count }) => count)).toEqual([2, 1, 1, 1]);
  });

  it('keeps what is not about photos apart, and days apart', () => {
    const days = byDay([
      entry(1, { action: 'invite.created' }),
      entry(2, { action: 'invite.created' }),
      entry(3, { at: '2026-06-08T12:00:00.000Z' }),
    ]);
    expect(days.map(({ happenings }) => happenings.length)).toEqual([2, 1]);
  });
});
