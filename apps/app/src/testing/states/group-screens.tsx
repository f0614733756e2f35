import { fireEvent, screen } from '@testing-library/react-native';
import { usualLetters } from '@wmory/contract';
import { Text } from 'react-native';
import { GroupGate } from '@/features/groups/group-gate';
import { groupKeys } from '@/features/groups/queries';
import { useThisGroup } from '@/features/groups/this-group';
import { photo } from '@/features/media/photo.fixture';
import { queryClient } from '@/lib/query-client';
import { group, id, member } from '../examples';
import { answer, refuse } from '../fake-server';
import { openCase } from '../judging';
import type { ScreenStates } from './screen-states';

const base = `/groups/${id(100)}`;
const ben = { id: id(2), name: 'Ben Okafor' };
const page = (...photos: ReturnType<typeof photo>[]) =>
  answer({ photos, nextCursor: null, newerCursor: null });

const layOut = async (testId: string) =>
  fireEvent(await screen.findByTestId(testId), 'layout', {
    nativeEvent: { layout: { x: 0, y: 0, width: 390, height: 700 } },
  });

const groupsAnswers = {
  'GET /groups': () => answer({ groups: [group()] }),
  'GET /me/join-requests': () => answer({ requests: [] }),
  'GET /me/exits': () => answer({ exits: [] }),
};

export const groups: ScreenStates = {
  name: 'the list of groups',
  asks: ['GET /groups'],
  answers: groupsAnswers,
  kept: true,
  empty: {
    answers: { 'GET /groups': () => answer({ groups: [] }) },
    sees: ['No groups yet', { role: 'button', name: 'New group' }, { role: 'link', name: 'Scan a code' }],
  },
  full: { sees: [{ role: 'link', name: /^Summer in Lisbon.*48 photos · 3 members$/ }] },
};

/** The list of groups is known: what goes with it is not shown without it. */
const listed = () => queryClient.setQueryData(groupKeys.list, { groups: [group()] });

const asking = {
  id: id(600),
  groupName: 'Chess club',
  role: 'viewer',
  state: 'pending',
  askedAt: '2026-06-10T12:00:00.000Z',
  endsAt: '2099-06-10T12:00:00.000Z',
};

export const myJoinRequests: ScreenStates = {
  name: 'where one asks to join',
  set: listed,
  asks: ['GET /me/join-requests'],
  answers: { ...groupsAnswers, 'GET /me/join-requests': () => answer({ requests: [asking] }) },
  empty: { answers: groupsAnswers, sees: ['Summer in Lisbon'], lacks: ['Waiting for admins'] },
  loading: 'most people have asked nowhere, and what is not there is not announced',
  error: {
    sees: [
      'Waiting for admins',
      'Something went wrong on the server. Try again in a moment.',
      'Summer in Lisbon',
    ],
  },
  offline: { sees: ['Waiting for admins', /Check your connection/] },
  full: { sees: ['Chess club', { role: 'button', name: 'Withdraw request: Chess club' }] },
};

const exit = {
  groupId: id(101),
  groupName: 'Chess club',
  leftAt: '2026-06-10T12:00:00.000Z',
  removed: false,
  terms: 'go',
  choices: ['stay', 'go'],
  endsAt: '2099-06-10T12:00:00.000Z',
  photoCount: 12,
};

export const leftGroups: ScreenStates = {
  name: 'the groups one has left',
  set: listed,
  asks: ['GET /me/exits'],
  answers: { ...groupsAnswers, 'GET /me/exits': () => answer({ exits: [exit] }) },
  empty: { answers: groupsAnswers, sees: ['Summer in Lisbon'], lacks: ['Groups you have left'] },
  loading: 'most people have left none, and what is not there is not announced',
  error: {
    sees: [
      'Groups you have left',
      'Something went wrong on the server. Try again in a moment.',
      'Summer in Lisbon',
    ],
  },
  offline: { sees: ['Groups you have left', /Check your connection/] },
  full: { sees: ['You left Chess club'] },
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

const settingsAnswers = {
  'GET /me/notifications': () => answer({ letters: usualLetters, mutedGroups: [] }),
  'GET /groups': () => answer({ groups: [group()] }),
  'GET /moderation/cases': () => answer({ cases: [openCase()], nextCursor: null }),
};

export const settings: ScreenStates = {
  name: 'the settings of a group',
  around: 'group',
  asks: ['GET /me/notifications'],
  answers: settingsAnswers,
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

export const waiting: ScreenStates = {
  name: 'what waits to be judged in a group',
  around: 'group',
  asks: ['GET /moderation/cases'],
  answers: settingsAnswers,
  empty: {
    answers: { 'GET /moderation/cases': () => answer({ cases: [], nextCursor: null }) },
    sees: ['Moderation'],
    lacks: ['1'],
  },
  loading: 'the way there is open before it is known how much there is',
  full: { sees: [{ role: 'link', name: /^Moderation.*1$/ }] },
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
