import { fireEvent, screen } from '@testing-library/react-native';
import { usualLetters } from '@wmory/contract';
import { Text } from 'react-native';
import { GroupGate } from '@/features/groups/group-gate';
import { useThisGroup } from '@/features/groups/this-group';
import { photo } from '@/features/media/photo.fixture';
import { group, id, member } from '../examples';
import { answer, refuse } from '../fake-server';
import type { ScreenStates } from './screen-states';

const base = `/groups/${id(100)}`;
const ben = { id: id(2), name: 'Ben Okafor' };
const page = (...photos: ReturnType<typeof photo>[]) =>
  answer({ photos, nextCursor: null, newerCursor: null });

const layOut = async (testId: string) =>
  fireEvent(await screen.findByTestId(testId), 'layout', {
    nativeEvent: { layout: { x: 0, y: 0, width: 390, height: 700 } },
  });

export const groups: ScreenStates = {
  name: 'the list of groups',
  asks: ['GET /groups'],
  answers: { 'GET /groups': () => answer({ groups: [group()] }) },
  kept: true,
  empty: {
    answers: { 'GET /groups': () => answer({ groups: [] }) },
    sees: ['No groups yet', { role: 'button', name: 'New group' }, { role: 'link', name: 'Scan a code' }],
  },
  full: { sees: [{ role: 'link', name: /^Summer in Lisbon.*48 photos · 3 members$/ }] },
};

export const feed: ScreenStates = {
  name: 'the feed',
  around: 'group',
  asks: [`GET ${base}/photos`],
  answers: { [`GET ${base}/photos`]: () => page(photo(1, { caption: 'At the river' })) },
  does: () => layOut('feed'),
  kept: true,
  empty: {
    answers: { [`GET ${base}/photos`]: () => page() },
    sees: ['The first photo is yours', { role: 'button', name: 'Add photos' }],
  },
  loading: { sees: [{ role: 'progressbar', name: 'Loading photos', busy: true }] },
  full: {
    does: async () => {
      await layOut('feed');
      await layOut('photos');
    },
    sees: [{ role: 'button', name: /^At the river\. Anna, / }],
  },
};

export const viewer: ScreenStates = {
  name: 'a photo',
  around: 'group',
  covers: true,
  params: { groupId: id(100), photoId: id(7) },
  asks: [`GET ${base}/photos`, `GET ${base}/photos/${id(7)}`],
  answers: {
    [`GET ${base}/photos`]: () => page(photo(7, { caption: 'At the river' })),
    [`GET ${base}/photos/${id(7)}`]: () => answer(photo(7, { caption: 'At the river' })),
  },
  empty: {
    answers: {
      [`GET ${base}/photos`]: () => page(),
      [`GET ${base}/photos/${id(7)}`]: () => refuse('not-found'),
    },
    sees: ['This photo is not here any more', { role: 'button', name: 'To the photos' }],
  },
  full: { sees: ['At the river', { role: 'button', name: 'Info' }] },
};

const people = [
  member(1, 'Anna Berg', { role: 'owner' }),
  member(2, 'Ben Okafor', { abilities: { giveRoles: ['admin'], remove: true } }),
];
const membersAnswers = {
  [`GET ${base}/members`]: () => answer({ members: people }),
  [`GET ${base}/invites`]: () => answer({ invites: [] }),
  [`GET ${base}/bans`]: () => answer({ bans: [] }),
  [`GET ${base}/join-requests`]: () => answer({ requests: [] }),
};

export const members: ScreenStates = {
  name: 'the members',
  around: 'group',
  asks: [`GET ${base}/members`],
  answers: membersAnswers,
  kept: true,
  empty: {
    answers: { [`GET ${base}/members`]: () => answer({ members: people.slice(0, 1) }) },
    sees: ['Anna Berg (You)', 'Send a link and the others are in within a minute.'],
  },
  full: { sees: ['Anna Berg (You)', 'Ben Okafor', { role: 'button', name: 'What to do with Ben Okafor' }] },
};

const request = {
  id: id(300),
  person: { id: id(3), name: 'Cleo Marin', avatarUrl: null },
  role: 'contributor',
  invitedBy: ben,
  askedAt: '2026-06-10T12:00:00.000Z',
  expiresAt: '2026-06-24T12:00:00.000Z',
  abilities: { approve: true },
};

export const joinRequests: ScreenStates = {
  name: 'who asks to join',
  around: 'group',
  group: { rules: { ...group().rules, joining: 'approval' } },
  asks: [`GET ${base}/join-requests`],
  answers: { ...membersAnswers, [`GET ${base}/join-requests`]: () => answer({ requests: [request] }) },
  empty: {
    answers: { [`GET ${base}/join-requests`]: () => answer({ requests: [] }) },
    sees: ['Asking to join', 'Nobody asks to join right now.'],
  },
  full: { sees: ['Cleo Marin', { role: 'button', name: 'Let in Cleo Marin' }] },
};

const invite = {
  id: id(400),
  role: 'viewer',
  createdAt: '2026-06-10T12:00:00.000Z',
  createdBy: ben,
  expiresAt: '2099-06-10T12:00:00.000Z',
  maxUses: null,
  uses: 0,
};

export const invites: ScreenStates = {
  name: 'the invites that are out',
  around: 'group',
  asks: [`GET ${base}/invites`],
  answers: { ...membersAnswers, [`GET ${base}/invites`]: () => answer({ invites: [invite] }) },
  empty: {
    answers: { [`GET ${base}/invites`]: () => answer({ invites: [] }) },
    sees: ['Open invites', 'No open invites.'],
  },
  full: { sees: [/^Viewer · /, { role: 'button', name: 'Revoke the Viewer invite by Ben Okafor' }] },
};

const ban = { person: { id: id(4), name: 'Dora Lind' }, bannedBy: ben, bannedAt: '2026-06-10T12:00:00.000Z' };

export const bans: ScreenStates = {
  name: 'who is banned',
  around: 'group',
  asks: [`GET ${base}/bans`],
  answers: { ...membersAnswers, [`GET ${base}/bans`]: () => answer({ bans: [ban] }) },
  empty: {
    answers: { [`GET ${base}/bans`]: () => answer({ bans: [] }) },
    sees: ['Ben Okafor'],
    lacks: ['Banned'],
  },
  loading: 'most groups ban nobody, and what is not there is not announced',
  full: { sees: ['Dora Lind', { role: 'button', name: 'Lift ban of Dora Lind' }] },
};

const happening = {
  id: id(500),
  at: '2026-06-10T12:00:00.000Z',
  action: 'member.joined',
  actor: ben,
  subjectId: null,
  subject: null,
  details: {},
};

export const activity: ScreenStates = {
  name: 'the activity',
  around: 'group',
  asks: [`GET ${base}/audit`],
  answers: { [`GET ${base}/audit`]: () => answer({ entries: [happening], nextCursor: null }) },
  empty: {
    answers: { [`GET ${base}/audit`]: () => answer({ entries: [], nextCursor: null }) },
    sees: ['Nothing has happened yet'],
  },
  full: { sees: [/^Ben Okafor joined/] },
};

export const settings: ScreenStates = {
  name: 'the settings of a group',
  around: 'group',
  asks: ['GET /me/notifications'],
  answers: {
    'GET /me/notifications': () => answer({ letters: usualLetters, mutedGroups: [] }),
  },
  empty: 'a group always has rules',
  loading: 'the rest comes with the group; the letters take their place once they are known',
  full: {
    sees: [
      'How this group is run',
      { role: 'button', name: /^Leave group/ },
      { role: 'button', name: 'Mute Summer in Lisbon' },
    ],
  },
};

export const trash: ScreenStates = {
  name: 'the trash',
  around: 'group',
  asks: [`GET ${base}/trash`],
  answers: {
    [`GET ${base}/trash`]: () =>
      page(photo(1, { caption: 'A thumb', trashedAt: '2026-06-10T12:00:00.000Z' })),
  },
  empty: { answers: { [`GET ${base}/trash`]: () => page() }, sees: ['The trash is empty'] },
  full: {
    sees: [
      { role: 'button', name: /^Restore / },
      { role: 'button', name: 'Empty the trash' },
    ],
  },
};

/** Stands where the pages of a group are. */
const Within = () => <Text>{useThisGroup().name}</Text>;

/** What lies before all pages of a group. */
export const gate: ScreenStates = {
  name: 'a group that is opened',
  draws: () => (
    <GroupGate groupId={id(100)}>
      <Within />
    </GroupGate>
  ),
  asks: [`GET ${base}`],
  answers: { [`GET ${base}`]: () => answer(group()) },
  kept: true,
  empty: {
    answers: { [`GET ${base}`]: () => refuse('not-found') },
    sees: ['There is nothing here', { role: 'link', name: 'To my groups' }],
  },
  full: { sees: ['Summer in Lisbon'] },
};
