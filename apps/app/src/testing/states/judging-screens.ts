import { useSuspension } from '@/features/moderation/suspension';
import { id } from '../examples';
import { answer, refuse } from '../fake-server';
import { myDecision, myReport, openCase } from '../judging';
import type { ScreenStates } from './screen-states';

const none = { nextCursor: null };
const quiet = {
  'GET /me/reports': () => answer({ reports: [], ...none }),
  'GET /me/decisions': () => answer({ decisions: [], ...none }),
  'GET /me/hide-requests': () => answer({ questions: [], ...none }),
};

export const reports: ScreenStates = {
  name: 'my reports',
  asks: Object.keys(quiet),
  answers: { ...quiet, 'GET /me/reports': () => answer({ reports: [myReport()], ...none }) },
  empty: { answers: quiet, sees: ['All quiet'] },
  full: { sees: [/in Summer in Lisbon/, 'What you reported'] },
};

const queueAnswers = { 'GET /moderation/cases': () => answer({ cases: [openCase()], ...none }) };

export const queue: ScreenStates = {
  name: 'the queue',
  asks: ['GET /moderation/cases'],
  answers: queueAnswers,
  empty: {
    answers: { 'GET /moderation/cases': () => answer({ cases: [], ...none }) },
    sees: ['Nothing waits for you'],
  },
  full: { sees: [{ role: 'link', name: /Ben Okafor/ }] },
};

const path = `GET /moderation/cases/${id(700)}`;

export const oneCase: ScreenStates = {
  name: 'a case',
  params: { caseId: id(700) },
  asks: [path],
  answers: { ...queueAnswers, [path]: () => answer(openCase()) },
  empty: {
    answers: { [path]: () => refuse('not-found') },
    sees: ['This case is not yours to judge', { role: 'button', name: 'To the cases' }],
  },
  full: { sees: ['Our door', 'IMG_7.jpg'] },
};

const audit = 'GET /moderation/audit';

export const history: ScreenStates = {
  name: 'the history of the server',
  asks: [audit],
  answers: {
    [audit]: () =>
      answer({
        entries: [
          {
            id: id(500),
            at: '2026-06-10T12:00:00.000Z',
            action: 'member.joined',
            actor: { id: id(2), name: 'Ben Okafor' },
            subjectId: null,
            subject: null,
            details: {},
            groupId: null,
          },
        ],
        ...none,
      }),
  },
  empty: { answers: { [audit]: () => answer({ entries: [], ...none }) }, sees: ['Nothing is written down'] },
  full: { sees: [/^Ben Okafor joined/] },
};

export const suspended: ScreenStates = {
  name: 'a suspended account',
  around: 'visitor',
  set: () => useSuspension.setState({ suspension: { ticket: 'a ticket that is long enough', until: null } }),
  asks: ['POST /suspension'],
  answers: {
    'POST /suspension': () =>
      answer({
        decisions: [
          myDecision({ actions: [{ kind: 'suspend', until: null, state: 'standing' }], tier: 'platform' }),
        ],
      }),
  },
  empty: 'an account is suspended by a decision',
  full: { sees: ['Our house number is on it.', { role: 'button', name: /^Appeal/ }] },
};
