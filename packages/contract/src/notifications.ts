import { z } from 'zod';
import { LinkToken } from './accounts.ts';
import { defineOperations } from './operation.ts';
import { Id } from './scalars.ts';

/**
 * The letters that people may do without, by kind, with what they can choose. Those that confirm, warn of what happens to
 * an account, or tell of decisions are no such kind, and cannot be turned off.
 */
export const LetterChoices = z.object({
  /** What others have added to one's groups, at most once in that time. */
  photos: z.enum(['off', 'daily', 'weekly']),
  /** To admins, when people ask to join. */
  requests: z.enum(['off', 'on']),
  /** When one is let into a group. */
  answers: z.enum(['off', 'on']),
});
export type LetterChoices = z.infer<typeof LetterChoices>;

export const OptionalLetter = LetterChoices.keyof();
export type OptionalLetter = z.infer<typeof OptionalLetter>;

/** What holds until a person chooses. */
export const usualLetters: LetterChoices = { photos: 'weekly', requests: 'on', answers: 'on' };

export const Notifications = z.object({
  letters: LetterChoices,
  /** Groups of which no letter tells what is new. */
  mutedGroups: z.array(Id),
});
export type Notifications = z.infer<typeof Notifications>;

/** What one of the choices can be, of whichever kind. */
const LetterChoice = z.enum(['off', 'on', 'daily', 'weekly']);

/** What became of a kind of letters by the link in one of them. */
export const LetterChange = z.object({
  kind: OptionalLetter,
  /** What held before, to undo it with. */
  before: LetterChoice,
  now: LetterChoice,
});
export type LetterChange = z.infer<typeof LetterChange>;

const GroupParams = z.strictObject({ groupId: Id });

export const notificationOperations = defineOperations({
  getNotifications: {
    method: 'GET',
    path: '/me/notifications',
    tag: 'notifications',
    summary: 'Which letters I get, of those that can be turned off.',
    auth: 'user',
    rate: 'read',
    success: { status: 200, body: Notifications },
    problems: [],
  },
  updateNotifications: {
    method: 'PATCH',
    path: '/me/notifications',
    tag: 'notifications',
    summary: 'Choose which letters to get, and how often; what is not said stays.',
    auth: 'user',
    rate: 'write',
    body: z.strictObject(LetterChoices.partial().shape),
    success: { status: 200, body: Notifications },
    problems: [],
  },
  muteGroup: {
    method: 'PUT',
    path: '/groups/:groupId/mute',
    tag: 'notifications',
    summary: 'Leave the group out of letters about new photos.',
    auth: 'user',
    rate: 'write',
    params: GroupParams,
    success: { status: 204 },
    problems: ['not-found'],
  },
  unmuteGroup: {
    method: 'DELETE',
    path: '/groups/:groupId/mute',
    tag: 'notifications',
    summary: 'Tell of the group in letters about new photos again.',
    auth: 'user',
    rate: 'write',
    params: GroupParams,
    success: { status: 204 },
    problems: ['not-found'],
  },
  chooseByLetter: {
    method: 'POST',
    path: '/letters/choice',
    tag: 'notifications',
    summary:
      'Turn off the kind of letters that the token came in, without a log-in; or with a choice, take that back.',
    auth: 'public',
    rate: 'write',
    body: z.strictObject({ token: LinkToken, choice: LetterChoice.default('off') }),
    success: { status: 200, body: LetterChange },
    problems: ['code-invalid'],
  },
});
