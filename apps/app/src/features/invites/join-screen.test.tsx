import { fireEvent, screen } from '@testing-library/react-native';
import { formatDay } from '@/lib/format';
import { draw } from '@/testing/draw';
import { group, id } from '@/testing/examples';
import { address, visited } from '@/testing/fake-router';
import { answer, asked, refuse, serve } from '@/testing/fake-server';
import { JoinScreen } from './join-screen';
import { keepPendingInvite, pendingInvite } from './pending-invite';

const TOKEN = 'an-invite-token-of-some-length';
const preview = {
  groupName: 'Summer in Lisbon',
  invitedBy: 'Ben',
  memberCount: 3,
  role: 'viewer',
  rules: { photos: 'shared', joining: 'open' },
  expiresAt: '2026-12-24T10:00:00.000Z',
};

beforeEach(() => keepPendingInvite(null));

describe('the join page', () => {
  it('shows a visitor what the invite is for and remembers it over the log-in', async () => {
    serve({ 'POST /invites/preview': () => answer(preview) });
    address.params = { '#': TOKEN };
    await draw(<JoinScreen />, false);
    expect(await screen.findByText('Summer in Lisbon')).toBeOnTheScreen();
    expect(screen.getByText('Ben invites you')).toBeOnTheScreen();
    expect(screen.getByText('You can see every photo')).toBeOnTheScreen();
    expect(screen.queryByRole('button', { name: 'Join group' })).toBeNull();
    await fireEvent.press(screen.getByRole('link', { name: 'Log in' }));
    expect(visited).toEqual(['/log-in']);
    expect(pendingInvite()).toBe(TOKEN);
    expect(asked).toEqual([{ what: 'POST /invites/preview', body: { token: TOKEN } }]);
  });

  it('joins by the remembered invite after the log-in, and forgets it', async () => {
    serve({
      'POST /invites/preview': () => answer(preview),
      'POST /invites/join': () => answer({ outcome: 'joined', group: group() }),
    });
    keepPendingInvite(TOKEN);
    await draw(<JoinScreen />);
    await fireEvent.press(await screen.findByRole('button', { name: 'Join group' }));
    expect(await screen.findByText('Welcome to Summer in Lisbon')).toBeOnTheScreen();
    expect(visited).toEqual([`/groups/${id(100)}`]);
    expect(pendingInvite()).toBeNull();
  });

  const request = {
    id: id(7),
    groupName: 'Summer in Lisbon',
    role: 'viewer',
    state: 'pending',
    askedAt: '2026-05-01T10:00:00.000Z',
    endsAt: '2031-05-15T10:00:00.000Z',
  };
  const byApproval = { ...preview, rules: { photos: 'drop-box', joining: 'approval' } };

  it('asks where admins let in, waits, and takes it back', async () => {
    serve({
      'POST /invites/preview': () => answer(byApproval),
      'POST /invites/join': () => answer({ outcome: 'asked', request }),
      [`DELETE /me/join-requests/${id(7)}`]: () => answer(null, 204),
    });
    keepPendingInvite(TOKEN);
    await draw(<JoinScreen />);
    expect(await screen.findByText('Admins let people in')).toBeOnTheScreen();
    expect(screen.getByText(/photos here are seen by who adds them and by admins/)).toBeOnTheScreen();
    expect(screen.queryByText('You can see every photo')).toBeNull();
    await fireEvent.press(screen.getByRole('button', { name: 'Ask to join' }));
    expect(await screen.findByText('Your request is with the admins')).toBeOnTheScreen();
    expect(visited).toEqual([]);
    expect(pendingInvite()).toBeNull();
    await fireEvent.press(screen.getByRole('button', { name: 'Withdraw request' }));
    expect(await screen.findByText('Your request is withdrawn')).toBeOnTheScreen();
    expect(visited).toEqual(['/groups']);
  });

  it('says since when one was declined, and from when on one may ask again', async () => {
    serve({
      'POST /invites/preview': () => answer(byApproval),
      'POST /invites/join': () => answer({ outcome: 'asked', request: { ...request, state: 'declined' } }),
    });
    keepPendingInvite(TOKEN);
    await draw(<JoinScreen />);
    await fireEvent.press(await screen.findByRole('button', { name: 'Ask to join' }));
    expect(await screen.findByText('You were not let in')).toBeOnTheScreen();
    expect(
      screen.getByText(
        `The admins of Summer in Lisbon declined. You can ask again from ${formatDay(request.endsAt)} on.`,
      ),
    ).toBeOnTheScreen();
    expect(screen.queryByRole('button', { name: 'Withdraw request' })).toBeNull();
  });

  it('says that an invite does not work any more, and forgets it', async () => {
    serve({ 'POST /invites/preview': () => refuse('invite-invalid') });
    address.params = { '#': TOKEN };
    await draw(<JoinScreen />, false);
    expect(await screen.findByText('This invite does not work any more')).toBeOnTheScreen();
    expect(pendingInvite()).toBeNull();
  });
});

describe('a pending invite', () => {
  it('is forgotten after a day', () => {
    keepPendingInvite(TOKEN, 0);
    expect(pendingInvite(86_399_000)).toBe(TOKEN);
    expect(pendingInvite(86_401_000)).toBeNull();
  });
});
