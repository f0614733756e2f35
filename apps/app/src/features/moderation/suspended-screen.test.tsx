import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { problems } from '@wmory/contract';
import { draw } from '@/testing/draw';
import { id } from '@/testing/examples';
import { visited } from '@/testing/fake-router';
import { answer, asked, refuse, serve } from '@/testing/fake-server';
import { myDecision } from '@/testing/judging';
import { LogInScreen } from '../accounts/log-in-screen';
import { SuspendedScreen } from './suspended-screen';
import { useSuspension } from './suspension';

jest.mock('@/lib/passkeys', () => ({
  ADDRESS_AUTOFILL: 'username',
  passkeysWork: () => true,
  passkeysAutofill: async () => false,
  signWithPasskey: async () => ({}),
  stopWaiting: () => {},
}));

const ticket = 'a ticket that is long enough';
const suspended = myDecision({
  tier: 'platform',
  actions: [{ kind: 'suspend', until: null, state: 'standing' }],
});
const refuseSuspended = () => {
  const { status, title } = problems['account-suspended'];
  const problem = { type: 'about:blank', title, status, code: 'account-suspended', params: { ticket } };
  return new Response(JSON.stringify(problem), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
};
beforeEach(() => useSuspension.setState({ suspension: { ticket, until: '2026-12-24T12:00:00.000Z' } }));

describe('a suspended account', () => {
  it('is led from the log-in to where it can appeal', async () => {
    useSuspension.setState({ suspension: null });
    serve({ 'POST /sessions': refuseSuspended });
    await draw(<LogInScreen />, false);
    await fireEvent.changeText(screen.getByLabelText('E-mail address'), 'anna@example.org');
    await fireEvent.changeText(screen.getByLabelText('Password'), 'a long enough password');
    await fireEvent.press(screen.getByRole('button', { name: 'Log in' }));
    expect(await screen.findByText('This account is suspended.')).toBeOnTheScreen();
    expect(visited).toEqual(['/suspended']);
    expect(useSuspension.getState().suspension).toEqual({ ticket, until: null });
  });

  it('is led there from a log-in by passkey as well', async () => {
    useSuspension.setState({ suspension: null });
    serve({
      'POST /sessions/passkey/options': () =>
        answer({
          rpId: 'photos.example',
          challenge: 'x',
          timeout: 60_000,
          userVerification: 'required',
          allowCredentials: [],
        }),
      'POST /sessions/passkey': refuseSuspended,
    });
    await draw(<LogInScreen />, false);
    await fireEvent.press(screen.getByRole('button', { name: /passkey/ }));
    await waitFor(() => expect(visited).toEqual(['/suspended']));
  });

  it('reads why, and appeals by the ticket', async () => {
    let shown = suspended;
    serve({
      'POST /suspension': () => answer({ decisions: [shown] }),
      'POST /suspension/appeal': () => {
        const made = { text: 'No', madeAt: suspended.decidedAt, state: 'open' } as const;
        shown = { ...suspended, appealUntil: null, appeal: { ...made, judgedAt: null, message: '' } };
        return answer(shown, 201);
      },
    });
    await draw(<SuspendedScreen />, false);
    expect(await screen.findByText('Your account was suspended')).toBeOnTheScreen();
    expect(screen.getByText(/Until 24 December|Until December 24/)).toBeOnTheScreen();
    await fireEvent.press(screen.getByRole('button', { name: /^Appeal/ }));
    await fireEvent.changeText(screen.getByLabelText('Why is it wrong?'), 'It was not me');
    await fireEvent.press(screen.getByRole('button', { name: 'Send appeal' }));
    expect(await screen.findByText(/Somebody else is looking at it/)).toBeOnTheScreen();
    expect(asked.find(({ what }) => what === 'POST /suspension/appeal')?.body).toEqual({
      ticket,
      decisionId: id(600),
      text: 'It was not me',
    });
  });

  it('says when the ticket is too old', async () => {
    serve({ 'POST /suspension': () => refuse('code-invalid') });
    await draw(<SuspendedScreen />, false);
    expect(await screen.findByText(/wrong, was used before, or has expired/)).toBeOnTheScreen();
    expect(screen.getByRole('link', { name: 'Back to log-in' })).toBeOnTheScreen();
  });
});
