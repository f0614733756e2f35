import { fireEvent, screen } from '@testing-library/react-native';
import { draw } from '@/testing/draw';
import { answer, asked, refuse, serve } from '@/testing/fake-server';
import { KeepAccountScreen } from './keep-account-screen';
import { KeepEmailScreen } from './keep-email-screen';
import { NewEmailScreen } from './new-email-screen';

const token = 'x'.repeat(43);
let mockToken: string | null = token;
jest.mock('@/lib/link-token', () => ({
  useLinkToken: () => mockToken,
  forgetLinkToken: () => {},
}));

const press = (name: string) => fireEvent.press(screen.getByRole('button', { name }));

beforeEach(() => {
  mockToken = token;
});

describe('the page of the link to a new address', () => {
  it('takes it at the press of a button, not by being opened', async () => {
    serve({ 'POST /accounts/email/confirm': () => answer({ email: 'new@example.org' }) });
    await draw(<NewEmailScreen />, false);
    expect(asked).toEqual([]);
    await press('Confirm the new address');
    await screen.findByText('Your new address is set');
    expect(asked).toEqual([{ what: 'POST /accounts/email/confirm', body: { token } }]);
  });

  it('says when somebody has the address by now', async () => {
    serve({ 'POST /accounts/email/confirm': () => refuse('email-taken') });
    await draw(<NewEmailScreen />, false);
    await press('Confirm the new address');
    await screen.findByText(/Another account has this address/);
  });

  it('says when the link is not whole', async () => {
    mockToken = null;
    await draw(<NewEmailScreen />, false);
    screen.getByText('This link is not complete');
  });
});

describe('the page of the way back', () => {
  it('keeps the address and asks for a new password, which the same visit sets', async () => {
    serve({
      'POST /accounts/email/return': () => answer({ outcome: 'restored', resetToken: 'y'.repeat(43) }),
      'POST /accounts/password/reset': () => answer(null, 204),
    });
    await draw(<KeepEmailScreen />, false);
    expect(asked).toEqual([]);
    await press('Keep my address');
    await screen.findByText(/has its old address again/);
    await fireEvent.changeText(screen.getByLabelText('New password'), 'nine blue boats sail');
    await press('Set password');
    await screen.findByText('Your new password is set');
    expect(asked.at(-1)).toEqual({
      what: 'POST /accounts/password/reset',
      body: { token: 'y'.repeat(43), password: 'nine blue boats sail' },
    });
  });

  it('says when the link does nothing any more', async () => {
    serve({ 'POST /accounts/email/return': () => refuse('code-invalid') });
    await draw(<KeepEmailScreen />, false);
    await press('Keep my address');
    await screen.findByText(/was used before/);
  });
});

describe('the page of the link that keeps an account', () => {
  it('keeps it at the press of a button, not by being opened', async () => {
    serve({ 'POST /accounts/deletion/keep': () => answer(null, 204) });
    await draw(<KeepAccountScreen />, false);
    expect(asked).toEqual([]);
    await press('Keep my account');
    await screen.findByText('Your account stays');
    expect(asked).toEqual([{ what: 'POST /accounts/deletion/keep', body: { token } }]);
  });

  it('says when the link does nothing any more', async () => {
    serve({ 'POST /accounts/deletion/keep': () => refuse('code-invalid') });
    await draw(<KeepAccountScreen />, false);
    await press('Keep my account');
    await screen.findByText(/was used before/);
  });

  it('says when the link is not whole', async () => {
    mockToken = null;
    await draw(<KeepAccountScreen />, false);
    screen.getByText('This link is not complete');
  });
});
