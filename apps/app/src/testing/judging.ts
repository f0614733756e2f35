import type { HideQuestion, MyDecision, MyReport } from '@wmory/contract';
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
