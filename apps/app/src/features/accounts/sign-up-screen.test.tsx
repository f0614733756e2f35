import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { readProof } from '@wmory/contract';
import { draw } from '@/testing/draw';
import { visited } from '@/testing/fake-router';
import { answer, asked, refuse, serve } from '@/testing/fake-server';
import { keepPendingInvite } from '../invites/pending-invite';
import { SignUpScreen } from './sign-up-screen';

type Routes = Parameters<typeof serve>[0];

const open = { signUp: { policy: 'open' }, challenge: { kind: 'none' } };
const invite = {
  groupName: 'Summer in Lisbon',
  invitedBy: 'Ben',
  memberCount: 3,
  role: 'contributor',
  expiresAt: '2099-01-01T00:00:00.000Z',
  rules: { photos: 'shared', joining: 'open' },
};

async function drawOn(server: object, routes: Routes = {}) {
  serve({
    'GET /server': () => answer(server),
    'POST /invites/preview': () => answer(invite),
    'POST /accounts': () => answer(null, 204),
    ...routes,
  });
  await draw(<SignUpScreen />, false);
}

async function fillIn(email = 'anna@example.org') {
  await fireEvent.changeText(await screen.findByLabelText('Your name'), 'Anna Berg');
  await fireEvent.changeText(screen.getByLabelText('E-mail address'), email);
  await fireEvent.changeText(screen.getByLabelText('Password'), 'seven green bicycles');
  await fireEvent.press(screen.getByRole('button', { name: 'Create account' }));
}

const signUps = () => asked.filter(({ what }) => what === 'POST /accounts');

beforeEach(() => keepPendingInvite(null));

describe('signing up', () => {
  it('asks for a name, an address and a password where anyone may', async () => {
    await drawOn(open);
    await fillIn();
    const body = { name: 'Anna Berg', email: 'anna@example.org', password: 'seven green bicycles' };
    await waitFor(() => expect(signUps()).toEqual([{ what: 'POST /accounts', body }]));
    expect(visited).toEqual([{ pathname: '/verify', params: { email: 'anna@example.org' } }]);
  });

  it('shows the form to a server that is older than the question', async () => {
    await drawOn(open, { 'GET /server': () => refuse('not-found') });
    expect(await screen.findByLabelText('Your name')).toBeOnTheScreen();
  });

  it('says how to come by an invite where one is needed', async () => {
    await drawOn({ ...open, signUp: { policy: 'invite' } });
    expect(await screen.findByRole('heading', { name: 'By invite only' })).toBeOnTheScreen();
    expect(screen.queryByLabelText('Password')).toBeNull();
    expect(screen.queryByText(/does not work any more/)).toBeNull();
  });

  it('says that the invite does not work any more', async () => {
    keepPendingInvite('an old token that is long enough');
    await drawOn(
      { ...open, signUp: { policy: 'invite' } },
      { 'POST /invites/preview': () => refuse('invite-invalid') },
    );
    expect(await screen.findByText(/does not work any more/)).toBeOnTheScreen();
  });

  it('brings the invite along, and keeps it for afterwards', async () => {
    keepPendingInvite('a token that is long enough');
    await drawOn({ ...open, signUp: { policy: 'invite' } });
    expect(await screen.findByText(/Ben invites you to “Summer in Lisbon”/)).toBeOnTheScreen();
    await fillIn();
    await waitFor(() => expect(signUps()[0]?.body).toMatchObject({ invite: 'a token that is long enough' }));
    expect(visited).toHaveLength(1);
  });

  it('says which addresses may, before the server is asked', async () => {
    await drawOn({ ...open, signUp: { policy: 'domains', domains: ['school.example', 'b.example'] } });
    await screen.findByText('Use your address at one of these: school.example, b.example.');
    await fillIn();
    expect(screen.getByText('Addresses of this domain cannot sign up here.')).toBeOnTheScreen();
    expect(signUps()).toEqual([]);
    await fillIn('anna@School.example');
    await waitFor(() => expect(signUps()).toHaveLength(1));
  });

  it('does the work that is asked for, again when it came too late', async () => {
    let refusals = 0;
    await drawOn(
      { ...open, challenge: { kind: 'proof-of-work' } },
      {
        'POST /accounts/challenge': () =>
          answer({ challenge: `a.${asked.length}.b`, puzzles: 2, bits: 4, expiresAt: invite.expiresAt }, 201),
        'POST /accounts': () => (refusals++ === 0 ? refuse('challenge-failed') : answer(null, 204)),
      },
    );
    await fillIn();
    await waitFor(() => expect(visited).toHaveLength(1));
    const challenges = signUps().map(({ body }) => readProof((body as { proof: string }).proof)?.challenge);
    expect(new Set(challenges).size).toBe(2);
  });

  it('says why it was refused', async () => {
    await drawOn(open, { 'POST /accounts': () => refuse('address-refused') });
    await fillIn();
    expect(await screen.findByText(/Addresses of this provider are not taken here/)).toBeOnTheScreen();
  });

  it('leads to a browser where a widget is asked for that has no place in an app', async () => {
    await drawOn({ ...open, challenge: { kind: 'widget', provider: 'hcaptcha', siteKey: 'site' } });
    expect(await screen.findByRole('button', { name: 'Sign up in the browser' })).toBeOnTheScreen();
    await fillIn();
    await act(async () => {});
    expect(signUps()).toEqual([]);
  });
});
