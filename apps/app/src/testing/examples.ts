import type { Block, Group, Me, Member } from '@wmory/contract';

/** Ids as the server makes them, told apart by their last digits. */
export const id = (number: number): string => `0198c5b4-0000-7000-8000-${String(number).padStart(12, '0')}`;

export const anna: Me = {
  id: id(1),
  email: 'anna@example.org',
  name: 'Anna Berg',
  avatarUrl: null,
  createdAt: '2026-01-01T10:00:00.000Z',
  mailTrouble: null,
  moderator: false,
  deletionAt: null,
};

/** A group that Anna owns; with what differs. */
export const group = (change: Partial<Group> = {}): Group => ({
  id: id(100),
  name: 'Summer in Lisbon',
  createdAt: '2026-06-01T10:00:00.000Z',
  memberCount: 3,
  photoCount: 48,
  newCount: 0,
  seenAt: '2026-06-01T10:00:00.000Z',
  cover: null,
  role: 'owner',
  rules: {
    invites: 'admins',
    uploads: 'contributors',
    photos: 'shared',
    joining: 'open',
    removal: 'stay',
  },
  joinRequestCount: 0,
  departures: [],
  abilities: {
    upload: true,
    invite: true,
    inviteRoles: ['admin', 'contributor', 'viewer'],
    manage: true,
    moderate: true,
    configure: true,
    transfer: true,
    delete: true,
  },
  ...change,
});

/** A member whom the caller can do nothing to; with what differs. */
export const member = (number: number, name: string, change: Partial<Member> = {}): Member => ({
  userId: id(number),
  name,
  avatarUrl: null,
  role: 'contributor',
  joinedAt: '2026-06-02T10:00:00.000Z',
  blocked: false,
  abilities: { giveRoles: [], remove: false },
  ...change,
});

/** A block of Anna's; with what differs. */
export const block = (number: number, name: string, change: Partial<Block> = {}): Block => ({
  person: { id: id(number), name },
  blockedAt: '2026-06-12T10:00:00.000Z',
  hidesAll: false,
  ...change,
});
