import { usualLetters } from '@wmory/contract';
import { block, group, id } from '../examples';
import { answer } from '../fake-server';
import { openCase } from '../judging';
import type { ScreenStates } from './screen-states';

const quotaAnswer = {
  limit: 5_000_000_000,
  used: 1_000_000_000,
  reserved: 0,
  resetsAt: '2099-06-11T00:00:00.000Z',
};
const session = (number: number, device: string, current: boolean) => ({
  id: id(number),
  device,
  createdAt: '2026-06-01T10:00:00.000Z',
  lastUsedAt: '2026-06-10T10:00:00.000Z',
  current,
});
const passkey = {
  id: id(800),
  name: 'My phone',
  createdAt: '2025-06-01T10:00:00.000Z',
  lastUsedAt: null,
  synced: true,
};
const here = session(900, 'Firefox on Linux', true);
const answers = {
  'GET /me/quota': () => answer(quotaAnswer),
  'GET /me/sessions': () => answer({ sessions: [here, session(901, 'Chrome on Android', false)] }),
  'GET /me/passkeys': () => answer({ passkeys: [passkey] }),
  'GET /me/email': () => answer({ change: null }),
  'GET /groups': () => answer({ groups: [group()] }),
  'GET /moderation/cases': () => answer({ cases: [openCase()], nextCursor: null }),
};

export const overview: ScreenStates = {
  name: 'the account',
  asks: [],
  answers,
  empty: 'an account has a name and an address',
  loading: 'who is logged in is known before the page is drawn; its parts load by themselves',
  error: 'who is logged in is known before the page is drawn; its parts fail by themselves',
  offline: {
    sees: [
      'Anna Berg',
      'anna@example.org',
      { role: 'link', name: /^Blocked people/ },
      /Check your connection/,
    ],
  },
  full: { sees: ['Anna Berg', 'anna@example.org', { role: 'link', name: /^Blocked people/ }] },
};

export const quota: ScreenStates = {
  name: 'today’s quota',
  asks: ['GET /me/quota'],
  answers,
  empty: {
    answers: { 'GET /me/quota': () => answer({ ...quotaAnswer, used: 0 }) },
    sees: ['5 GB left of 5 GB'],
  },
  full: { sees: ['4 GB left of 5 GB', '1 GB used'] },
};

const moderationRow = { role: 'link', name: /^Moderation/ } as const;

export const waiting: ScreenStates = {
  name: 'what waits to be judged',
  asks: ['GET /moderation/cases'],
  answers,
  empty: {
    answers: { 'GET /moderation/cases': () => answer({ cases: [], nextCursor: null }) },
    sees: [moderationRow],
    lacks: ['1'],
  },
  loading: 'the way there is open before it is known how much there is',
  error: { sees: [moderationRow, 'Something went wrong on the server. Try again in a moment.'] },
  full: { sees: [{ role: 'link', name: /^Moderation.*1$/ }] },
};

/** Who judges nowhere but in a group: whether they do is in the list of groups. */
export const judges: ScreenStates = {
  name: 'whether there is anything to judge',
  asks: ['GET /groups'],
  answers,
  empty: {
    answers: { 'GET /groups': () => answer({ groups: [] }) },
    sees: [{ role: 'link', name: /^Blocked people/ }],
    lacks: [moderationRow],
  },
  loading: 'most people judge nothing, and what is not there is not announced',
  full: { sees: [moderationRow] },
};

export const sessions: ScreenStates = {
  name: 'the sessions',
  asks: ['GET /me/sessions'],
  answers,
  empty: {
    answers: { 'GET /me/sessions': () => answer({ sessions: [here] }) },
    sees: ['Firefox on Linux', 'This device'],
    lacks: [{ role: 'button', name: /^Log out Firefox/ }],
  },
  full: { sees: ['Firefox on Linux', { role: 'button', name: 'Log out Chrome on Android' }] },
};

export const passkeys: ScreenStates = {
  name: 'the passkeys',
  asks: ['GET /me/passkeys'],
  answers,
  empty: { answers: { 'GET /me/passkeys': () => answer({ passkeys: [] }) }, sees: ['No passkeys yet'] },
  full: { sees: ['My phone'] },
};

export const email: ScreenStates = {
  name: 'the address',
  asks: ['GET /me/email'],
  answers: {
    ...answers,
    'GET /me/email': () =>
      answer({
        change: {
          email: 'new@example.org',
          askedAt: '2026-06-10T10:00:00.000Z',
          expiresAt: '2099-06-10T10:00:00.000Z',
        },
      }),
  },
  empty: {
    answers: { 'GET /me/email': () => answer({ change: null }) },
    sees: [{ role: 'button', name: /^Change e-mail address/ }],
  },
  full: { sees: [/new@example\.org/, { role: 'button', name: 'Keep the old address' }] },
};

const letters = () => answer({ letters: usualLetters, mutedGroups: [] });

export const notifications: ScreenStates = {
  name: 'the letters',
  asks: ['GET /me/notifications'],
  answers: { ...answers, 'GET /me/notifications': letters },
  empty: {
    answers: { 'GET /groups': () => answer({ groups: [] }) },
    sees: [{ role: 'radio', name: 'Weekly' }],
    lacks: [{ role: 'button', name: /^Mute / }],
  },
  full: {
    sees: [
      { role: 'radio', name: 'Weekly' },
      { role: 'button', name: 'Mute Summer in Lisbon' },
    ],
  },
};

export const mutedGroups: ScreenStates = {
  ...notifications,
  name: 'the letters of each group',
  asks: ['GET /groups'],
};

export const blocked: ScreenStates = {
  name: 'blocked people',
  asks: ['GET /me/blocks'],
  answers: { 'GET /me/blocks': () => answer({ blocks: [block(2, 'Ben Okafor')] }) },
  empty: { answers: { 'GET /me/blocks': () => answer({ blocks: [] }) }, sees: ['You block nobody'] },
  full: { sees: ['Ben Okafor', { role: 'button', name: 'Unblock Ben Okafor' }] },
};

export const myData: ScreenStates = {
  name: 'my data',
  asks: ['GET /me/export/summary'],
  answers: {
    'GET /me/export/summary': () =>
      answer({ groups: [{ groupId: id(100), groupName: 'Lisbon', photos: 12, bytes: 36_000_000 }] }),
  },
  empty: {
    answers: { 'GET /me/export/summary': () => answer({ groups: [] }) },
    sees: [{ role: 'button', name: 'Save my data' }],
    lacks: [/^12 photos/],
  },
  full: { sees: [/^12 photos, 36 MB/, { role: 'button', name: 'Save my data' }] },
};

export const deletion: ScreenStates = {
  name: 'deleting the account',
  asks: ['GET /me/deletion', 'GET /groups'],
  answers: { ...answers, 'GET /me/deletion': () => answer({ deletion: null }) },
  empty: {
    answers: { 'GET /groups': () => answer({ groups: [] }) },
    sees: [{ role: 'button', name: 'Delete my account' }],
    lacks: ['Summer in Lisbon'],
  },
  full: { sees: ['Summer in Lisbon', { role: 'button', name: 'Delete my account' }] },
};
