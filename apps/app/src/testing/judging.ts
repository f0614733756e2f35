import type { CaseDetails, Decision, HideQuestion, MyDecision, MyReport } from '@wmory/contract';
import { id } from './examples';

const subject = { kind: 'photo', id: id(7), groupId: id(100), groupName: 'Summer in Lisbon' } as const;

/** A report of a photo that Anna made; with what differs. */
export const myReport = (change: Partial<MyReport> = {}): MyReport => ({
  id: id(500),
  subject,
  reason: 'privacy',
  text: '',
  madeAt: '2026-06-10T12:00:00.000Z',
  state: 'open',
  ...change,
});

/** A decision about a photo of Anna's, against which she can appeal; with what differs. */
export const myDecision = (change: Partial<MyDecision> = {}): MyDecision => ({
  id: id(600),
  subject,
  tier: 'group',
  actions: [{ kind: 'hide', until: null, state: 'standing' }],
  reason: 'privacy',
  message: 'Our house number is on it.',
  decidedAt: '2026-06-11T12:00:00.000Z',
  reversedAt: null,
  appealUntil: '2026-06-25T12:00:00.000Z',
  appeal: null,
  ...change,
});

/** A photo of Anna's that somebody asks to hide. */
export const question: HideQuestion = {
  photoId: id(8),
  groupId: id(100),
  groupName: 'Summer in Lisbon',
  answerBy: '2026-06-13T12:00:00.000Z',
};

/** A case about a photo of Ben's that waits for Anna; with what differs. */
export const openCase = (change: Partial<CaseDetails> = {}): CaseDetails => ({
  id: id(700),
  purpose: 'report',
  subject: { ...subject, person: { id: id(2), name: 'Ben Okafor' } },
  reason: 'privacy',
  tier: 'group',
  state: 'open',
  reportCount: 1,
  openedAt: '2026-06-10T12:00:00.000Z',
  dueAt: '2026-06-13T12:00:00.000Z',
  decidedAt: null,
  abilities: { decide: ['dismiss', 'hide', 'remove', 'warn', 'ban'] },
  objection: null,
  reports: [
    {
      id: id(501),
      reason: 'privacy',
      text: 'Our door',
      madeOn: '2026-06-10',
      snapshot: { fileName: 'IMG_7.jpg', size: 3_100_000, sha256: 'abc' },
      accuracy: { judged: 4, upheld: 3 },
      verdict: null,
    },
  ],
  decisions: [],
  history: [],
  ...change,
});

/** A decision of Emil's about that case, against which Ben appealed; with what differs. */
export const appealed = (change: Partial<Decision> = {}): Decision => ({
  id: id(600),
  by: { id: id(5), name: 'Emil Roth' },
  tier: 'group',
  actions: [{ kind: 'hide', until: null, state: 'standing' }],
  reason: 'privacy',
  message: 'Crop it, please.',
  note: 'Second time',
  decidedAt: '2026-06-11T12:00:00.000Z',
  reversedAt: null,
  appeal: {
    text: 'It is my own door',
    madeAt: '2026-06-12T12:00:00.000Z',
    state: 'open',
    judgedAt: null,
    message: '',
  },
  abilities: { reverse: false, judgeAppeal: true },
  ...change,
});
