import { fireEvent, screen } from '@testing-library/react-native';
import { draw } from '@/testing/draw';
import { answer, asked, refuse, serve } from '@/testing/fake-server';
import { UnsubscribeScreen } from './unsubscribe-screen';

const token = `0198c5b4-0000-7000-8000-000000000001.requests.${'a'.repeat(64)}`;
let mockToken: string | null = token;
jest.mock('@/lib/link-token', () => ({ useLinkToken: () => mockToken }));

beforeEach(() => {
  mockToken = token;
});

const press = (name: string) => fireEvent.press(screen.getByRole('button', { name }));

describe('the page of the link in a letter', () => {
  it('ends letters of its kind at the press of a button, not by being opened, and undoes that as it was', async () => {
    let before = 'on';
    serve({
      'POST /letters/choice': (body) => {
        const now = (body as { choice: string }).choice;
        const change = { kind: 'requests', before, now };
        before = now;
        return answer(change);
      },
    });
    await draw(<UnsubscribeScreen />, false);
    screen.getByText(/when people ask to join your groups/);
    expect(asked).toEqual([]);
    await press('Stop these letters');
    await screen.findByText('These letters have stopped');
    await press('Get them again');
    await screen.findByText('You get these letters again');
    expect(asked.map(({ body }) => body)).toEqual([
      { token, choice: 'off' },
      { token, choice: 'on' },
    ]);
  });

  it('offers no way back to who had turned them off before', async () => {
    serve({ 'POST /letters/choice': () => answer({ kind: 'requests', before: 'off', now: 'off' }) });
    await draw(<UnsubscribeScreen />, false);
    await press('Stop these letters');
    await screen.findByText('These letters have stopped');
    expect(screen.queryByRole('button', { name: 'Get them again' })).toBeNull();
  });

  it('says when the link is none', async () => {
    serve({ 'POST /letters/choice': () => refuse('code-invalid') });
    await draw(<UnsubscribeScreen />, false);
    await press('Stop these letters');
    await screen.findByText(/is wrong, was used before/);
  });

  it('says when the link is not whole', async () => {
    mockToken = null;
    await draw(<UnsubscribeScreen />, false);
    screen.getByText('This link is not complete');
  });
});
