import { fireEvent, screen } from '@testing-library/react-native';
import { keepPendingInvite } from '@/features/invites/pending-invite';
import { useSession } from '@/lib/session';
import { anna } from '../examples';
import { visited } from '../fake-router';
import { answer, refuse } from '../fake-server';
import type { Answers, ScreenStates, Seen, State } from './screen-states';

const token = 'x'.repeat(43);
const press = (name: string) => fireEvent.press(screen.getByRole('button', { name }));

interface FormStates {
  name: string;
  around?: 'visitor';
  params?: Record<string, string>;
  /** What is typed, by the name of the field. */
  fill?: Record<string, string>;
  /** The button that sends it. */
  send: string;
  /** What it is sent to, and what that answers. */
  to: string;
  answers: Answers;
  empty: State | string;
  error?: string;
  offline?: State;
  covers?: boolean;
  /** What is seen once it is sent. */
  done: readonly Seen[];
  after?: () => void;
}

/** A form is loading while it is sent, and is sent again with the same button: what was typed is still there. */
function form({ fill = {}, send, to, done, after, ...rest }: FormStates): ScreenStates {
  return {
    around: 'visitor',
    ...rest,
    asks: [to],
    again: send,
    does: async () => {
      for (const [name, text] of Object.entries(fill))
        await fireEvent.changeText(await screen.findByLabelText(name), text);
      await press(send);
    },
    loading: { sees: [{ role: 'button', name: send, busy: true }] },
    full: { sees: done, ...(after && { after }) },
  };
}

const address = 'anna@example.org';
const noAddress = 'This does not look like an e-mail address.';
const unfilled = (send: string, ...sees: Seen[]): State => ({
  does: async () => fireEvent.press(await screen.findByRole('button', { name: send })),
  sees,
});
const badLink: State = { params: {}, does: async () => {}, sees: ['This link is not complete'] };

export const logIn = form({
  name: 'the log-in',
  fill: { 'E-mail address': address, Password: 'a long enough password' },
  send: 'Log in',
  to: 'POST /sessions',
  answers: {
    'POST /sessions': () =>
      answer({ accessToken: 'access', expiresIn: 900, refreshToken: 'refresh', me: anna }, 201),
  },
  empty: unfilled('Log in', noAddress, 'Enter your password.'),
  done: [],
  after: () => expect(useSession.getState().state).toEqual({ status: 'in', me: anna }),
});

const open = () => answer({ signUp: { policy: 'open' }, challenge: { kind: 'none' } });

export const signUp = form({
  name: 'the sign-up',
  fill: { 'Your name': 'Anna Berg', 'E-mail address': address, Password: 'seven green bicycles' },
  send: 'Create account',
  to: 'POST /accounts',
  answers: { 'GET /server': open, 'POST /accounts': () => answer(null, 204) },
  empty: unfilled('Create account', noAddress),
  done: [],
  after: () => expect(visited).toEqual([{ pathname: '/verify', params: { email: address } }]),
});

/** Before its form: whom the server takes. */
export const signUpPolicy: ScreenStates = {
  name: 'who may sign up',
  around: 'visitor',
  asks: ['GET /server'],
  answers: { 'GET /server': open },
  empty: {
    answers: { 'GET /server': () => answer({ signUp: { policy: 'invite' }, challenge: { kind: 'none' } }) },
    sees: [{ role: 'heading', name: 'By invite only' }],
  },
  error: 'where the server does not say, it says no to what it does not take',
  offline: 'where the server does not say, it says no to what it does not take',
  full: { sees: [{ role: 'button', name: 'Create account' }] },
};

export const forgot = form({
  name: 'the way to a new password',
  fill: { 'E-mail address': address },
  send: 'Send the link',
  to: 'POST /accounts/password/forgot',
  answers: { 'POST /accounts/password/forgot': () => answer(null, 204) },
  empty: unfilled('Send the link', noAddress),
  done: ['Look into your inbox'],
});

export const reset = form({
  name: 'a new password',
  params: { '#': token },
  fill: { 'New password': 'seven green bicycles' },
  send: 'Set password',
  to: 'POST /accounts/password/reset',
  answers: { 'POST /accounts/password/reset': () => answer(null, 204) },
  empty: badLink,
  done: ['Your new password is set'],
});

export const verify = form({
  name: 'the confirmation of an address',
  params: { '#': token },
  send: 'Confirm e-mail',
  to: 'POST /accounts/verify',
  answers: {
    'POST /accounts/verify': () =>
      answer({ accessToken: 'access', expiresIn: 900, refreshToken: 'refresh', me: anna }),
  },
  empty: {
    params: {},
    does: async () => press('Send a new letter'),
    sees: [noAddress],
  },
  done: [],
  after: () => expect(visited).toEqual(['/groups']),
});

export const newEmail = form({
  name: 'a new address',
  params: { '#': token },
  send: 'Confirm the new address',
  to: 'POST /accounts/email/confirm',
  answers: { 'POST /accounts/email/confirm': () => answer({ email: 'new@example.org' }) },
  empty: badLink,
  done: ['Your new address is set'],
});

export const keepEmail = form({
  name: 'the way back to the old address',
  params: { '#': token },
  send: 'Keep my address',
  to: 'POST /accounts/email/return',
  answers: { 'POST /accounts/email/return': () => answer({ outcome: 'restored', resetToken: token }) },
  empty: badLink,
  done: [/has its old address again/],
});

export const keepAccount = form({
  name: 'keeping an account',
  params: { '#': token },
  send: 'Keep my account',
  to: 'POST /accounts/deletion/keep',
  answers: { 'POST /accounts/deletion/keep': () => answer(null, 204) },
  empty: badLink,
  done: ['Your account stays'],
});

export const unsubscribe = form({
  name: 'the end of letters',
  params: { '#': `id.requests.${token}` },
  send: 'Stop these letters',
  to: 'POST /letters/choice',
  answers: { 'POST /letters/choice': () => answer({ kind: 'requests', before: 'on', now: 'off' }) },
  empty: badLink,
  done: ['These letters have stopped'],
});

export const server = form({
  name: 'the choice of a server',
  fill: { 'Server address': 'photos.example' },
  send: 'Continue',
  to: 'GET /me',
  answers: { 'GET /me': () => refuse('unauthenticated') },
  empty: {
    does: async () => {
      await fireEvent.changeText(screen.getByLabelText('Server address'), '');
      await press('Continue');
    },
    sees: ['This does not look like a server address.'],
  },
  error: 'any answer shows that there is a server',
  // Whether it can be reached is asked here for the first time.
  offline: { sees: ['No WMORY server answers there.'] },
  covers: true,
  done: [],
  after: () => expect(visited).toEqual(['/']),
});

const preview = {
  groupName: 'Summer in Lisbon',
  invitedBy: 'Ben',
  memberCount: 3,
  role: 'viewer',
  rules: { photos: 'shared', joining: 'open' },
  expiresAt: '2099-12-24T10:00:00.000Z',
};

export const join: ScreenStates = {
  name: 'an invite',
  around: 'visitor',
  params: { '#': token },
  set: () => keepPendingInvite(null),
  asks: ['POST /invites/preview'],
  answers: { 'POST /invites/preview': () => answer(preview) },
  empty: {
    answers: { 'POST /invites/preview': () => refuse('invite-invalid') },
    sees: ['This invite does not work any more', { role: 'link', name: 'To the start page' }],
  },
  full: { sees: ['Summer in Lisbon', 'Ben invites you', { role: 'link', name: 'Log in' }] },
};
