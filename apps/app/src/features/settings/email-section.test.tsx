import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { draw } from '@/testing/draw';
import { answer, asked, offline, refuse, serve } from '@/testing/fake-server';
import { EmailSection } from './email-section';

const change = {
  email: 'new@example.org',
  askedAt: '2025-06-01T10:00:00.000Z',
  expiresAt: '2025-06-02T10:00:00.000Z',
};
const press = (name: string) => fireEvent.press(screen.getByRole('button', { name }));
const waiting = (is: typeof change | null) => ({ 'GET /me/email': () => answer({ change: is }) });
const type = (email: string) => fireEvent.changeText(screen.getByLabelText('New e-mail address'), email);

async function open(): Promise<void> {
  await fireEvent.press(await screen.findByText('Change e-mail address'));
}

describe('another address of the account', () => {
  it('is asked for, after showing to be the owner, and waits then', async () => {
    let confirmed = false;
    let asks: typeof change | null = null;
    serve({
      'GET /me/email': () => answer({ change: asks }),
      'GET /me/passkeys': () => answer({ passkeys: [] }),
      'POST /me/email': () => {
        if (!confirmed) return refuse('confirmation-required');
        asks = change;
        return answer(change, 202);
      },
      'POST /me/confirmation': () => {
        confirmed = true;
        return answer(null, 204);
      },
    });
    await draw(<EmailSection />);
    await open();
    await press('Send the letter');
    screen.getByText('This does not look like an e-mail address.');
    await type(' new@example.org ');
    await press('Send the letter');
    await fireEvent.changeText(await screen.findByLabelText('Password'), 'seven green bicycles');
    await press('Confirm');
    await screen.findByText(/Waiting for/);
    expect(asked.filter(({ what }) => what === 'POST /me/email')).toEqual([
      { what: 'POST /me/email', body: { email: 'new@example.org' } },
      { what: 'POST /me/email', body: { email: 'new@example.org' } },
    ]);
  });

  it('says what was refused below the field', async () => {
    serve({ ...waiting(null), 'POST /me/email': () => refuse('email-unchanged') });
    await draw(<EmailSection />);
    await open();
    await type('anna@example.org');
    await press('Send the letter');
    await screen.findByText('This is your address already.');
  });

  it('has its letter sent again, and is given up', async () => {
    let asks: typeof change | null = change;
    serve({
      'GET /me/email': () => answer({ change: asks }),
      'POST /me/email/resend': () => answer(change, 202),
      'DELETE /me/email': () => {
        asks = null;
        return answer(null, 204);
      },
    });
    await draw(<EmailSection />);
    await screen.findByText(/Waiting for/);
    await press('Send a new letter');
    await waitFor(() => expect(asked.map(({ what }) => what)).toContain('POST /me/email/resend'));
    await press('Keep the old address');
    await screen.findByText('Change e-mail address');
  });

  it('says when the server cannot be asked, and tries again', async () => {
    serve({ 'GET /me/email': offline });
    await draw(<EmailSection />);
    await screen.findByRole('button', { name: 'Try again' });
  });
});
