import type { LetterValues, OptOut } from './letter-kinds.ts';

const optOut: OptOut = {
  oneClick: 'https://photos.example/unsubscribe?token=not-a-token',
  stop: 'https://photos.example/unsubscribe#token=not-a-token',
  choose: 'https://photos.example/account/notifications',
};

/** Values to show letters with; nothing here opens anything. */
export const letterSamples: LetterValues = {
  verifyEmail: {
    name: 'Ada Lovelace',
    code: '042117',
    link: 'https://photos.example/verify#token=not-a-token',
  },
  alreadyRegistered: {
    name: 'Ada Lovelace',
    resetLink: 'https://photos.example/reset#token=not-a-token',
    logInLink: 'https://photos.example/log-in',
  },
  resetPassword: { name: 'Ada Lovelace', link: 'https://photos.example/reset#token=not-a-token' },
  passwordChanged: { name: 'Ada Lovelace', when: Date.UTC(2026, 10, 23, 21, 46) },
  passkeyAdded: { name: 'Ada Lovelace', when: Date.UTC(2026, 10, 23, 21, 46) },
  passkeyRemoved: { name: 'Ada Lovelace', when: Date.UTC(2026, 10, 23, 21, 46) },
  newDevice: {
    name: 'Ada Lovelace',
    device: 'Firefox on Linux',
    when: Date.UTC(2026, 10, 23, 21, 46),
    link: 'https://photos.example/account',
  },
  emailChange: {
    name: 'Ada Lovelace',
    link: 'https://photos.example/new-email#token=not-a-token',
    until: Date.UTC(2026, 10, 23, 21, 46),
  },
  emailChangeTaken: { name: 'Ada Lovelace', link: 'https://photos.example/log-in' },
  emailChangeNotice: {
    name: 'Ada Lovelace',
    when: Date.UTC(2026, 10, 23, 21, 46),
    until: Date.UTC(2026, 10, 23, 21, 46),
    link: 'https://photos.example/keep-email#token=not-a-token',
  },
  deletionAsked: {
    name: 'Ada Lovelace',
    when: Date.UTC(2026, 10, 23, 21, 46),
    until: Date.UTC(2026, 10, 23, 21, 46),
    link: 'https://photos.example/keep-account#token=not-a-token',
  },
  deletionReminder: {
    name: 'Ada Lovelace',
    until: Date.UTC(2026, 10, 23, 21, 46),
    link: 'https://photos.example/keep-account#token=not-a-token',
  },
  accountDeleted: { name: 'Ada Lovelace', when: Date.UTC(2026, 10, 23, 21, 46) },
  reportActed: { name: 'Ada Lovelace', where: 'in the group “Alps”', link: 'https://photos.example/reports' },
  reportDismissed: {
    name: 'Ada Lovelace',
    where: 'in the group “Alps”',
    link: 'https://photos.example/reports',
  },
  hideDeclined: {
    name: 'Ada Lovelace',
    where: 'in the group “Alps”',
    link: 'https://photos.example/reports',
  },
  decisionMade: {
    name: 'Ada Lovelace',
    where: 'in the group “Alps”',
    what: 'your photo is hidden from the other members',
    why: 'harassment',
    link: 'https://photos.example/reports',
    until: Date.UTC(2026, 10, 23, 21, 46),
  },
  decisionReversed: {
    name: 'Ada Lovelace',
    where: 'in the group “Alps”',
    what: 'your photo is hidden from the other members',
    link: 'https://photos.example/reports',
  },
  appealRejected: {
    name: 'Ada Lovelace',
    where: 'in the group “Alps”',
    what: 'your photo is hidden from the other members',
    link: 'https://photos.example/reports',
  },
  hideRequested: {
    name: 'Ada Lovelace',
    where: 'in the group “Alps”',
    link: 'https://photos.example/groups/1/photos/2',
    until: Date.UTC(2026, 10, 23, 21, 46),
  },
  casesWaiting: { name: 'Ada Lovelace', link: 'https://photos.example/moderation' },
  newPhotos: {
    name: 'Ada Lovelace',
    entries: [],
    optOut,
  },
  joinAsked: {
    name: 'Ada Lovelace',
    entries: [{ heading: 'Alps' }],
    link: 'https://photos.example/groups/1/members',
    optOut,
  },
  joinAccepted: {
    name: 'Ada Lovelace',
    entries: [{ heading: 'Alps' }],
    link: 'https://photos.example/groups/1',
    optOut,
  },
};
