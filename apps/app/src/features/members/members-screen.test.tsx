import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import type { Group } from '@wmory/contract';
import { draw } from '@/testing/draw';
import { block, group, id, member } from '@/testing/examples';
import { answer, asked, refuse, serve } from '@/testing/fake-server';
import { ThisGroupProvider } from '../groups/this-group';
import { MemberDialogs } from './member-dialogs';
import { tasksOn } from './member-row';
import { MembersScreen } from './members-screen';

const ben = member(2, 'Ben Okafor', {
  abilities: { giveRoles: ['admin', 'contributor', 'viewer'], remove: true },
});
const people = [member(1, 'Anna Berg', { role: 'owner' }), ben];
const membersPath = `GET /groups/${id(100)}/members`;
const routes = {
  [membersPath]: () => answer({ members: people }),
  [`GET /groups/${id(100)}/invites`]: () => answer({ invites: [] }),
  [`GET /groups/${id(100)}/bans`]: () => answer({ bans: [] }),
  [`GET /groups/${id(100)}/join-requests`]: () => answer({ requests: [] }),
};
const open = (of: Group) =>
  draw(
    <ThisGroupProvider group={of}>
      <MembersScreen />
    </ThisGroupProvider>,
  );
const askToReport = () =>
  draw(<MemberDialogs group={group()} task={{ kind: 'report', member: ben }} onClose={jest.fn()} />);
const askToRemove = async () => {
  const close = jest.fn();
  await draw(<MemberDialogs group={group()} task={{ kind: 'remove', member: ben }} onClose={close} />);
  expect(screen.getByText('Remove Ben Okafor?')).toBeOnTheScreen();
  return close;
};
const nothing = {
  upload: false,
  invite: false,
  inviteRoles: [],
  manage: false,
  moderate: false,
  transfer: false,
  delete: false,
  configure: false,
};

describe('the members screen', () => {
  it('shows people with their roles, and to those who may do nothing else a way to report others', async () => {
    serve({
      [membersPath]: () =>
        answer({ members: people.map((each) => ({ ...each, abilities: { giveRoles: [], remove: false } })) }),
    });
    await open(group({ role: 'viewer', abilities: nothing }));
    expect(await screen.findByText('Ben Okafor')).toBeOnTheScreen();
    expect(screen.getByText('Anna Berg (You)')).toBeOnTheScreen();
    expect(screen.getByText('Owner')).toBeOnTheScreen();
    expect(screen.queryByText('Open invites')).toBeNull();
    expect(screen.queryByRole('button', { name: /What to do with Anna/ })).toBeNull();
    expect(screen.getByRole('button', { name: 'What to do with Ben Okafor' })).toBeOnTheScreen();
    const asViewer = group({ role: 'viewer', abilities: nothing });
    expect(tasksOn(member(2, 'Ben'), asViewer, id(1))).toEqual(['report', 'block']);
    expect(tasksOn(member(2, 'Ben', { blocked: true }), asViewer, id(1))).toEqual(['report', 'unblock']);
    expect(tasksOn(member(1, 'Anna'), asViewer, id(1))).toEqual([]);
    expect(tasksOn(ben, group(), id(1))).toEqual(['role', 'transfer', 'report', 'block', 'remove', 'ban']);
  });

  it('blocks a member after asking', async () => {
    serve({ [`PUT /me/blocks/${id(2)}`]: () => answer(block(2, 'Ben Okafor')) });
    await draw(<MemberDialogs group={group()} task={{ kind: 'block', member: ben }} onClose={jest.fn()} />);
    await fireEvent.press(screen.getByRole('button', { name: 'Block' }));
    expect(await screen.findByText('Ben Okafor is blocked')).toBeOnTheScreen();
  });

  it('marks whom the person blocks, and nobody else', async () => {
    serve({
      ...routes,
      [membersPath]: () => answer({ members: [...people, member(3, 'Cleo Weiss', { blocked: true })] }),
    });
    await open(group());
    expect(await screen.findAllByText('Blocked')).toHaveLength(1);
  });

  it('removes a member after asking', async () => {
    serve({ [`DELETE /groups/${id(100)}/members/${id(2)}`]: () => answer(null, 204) });
    const closed = await askToRemove();
    await fireEvent.press(screen.getByRole('button', { name: 'Remove from group' }));
    expect(await screen.findByText('Ben Okafor was removed')).toBeOnTheScreen();
    expect(asked.map(({ what }) => what)).toEqual([`DELETE /groups/${id(100)}/members/${id(2)}`]);
    expect(closed).toHaveBeenCalled();
  });

  it('keeps the question open and says why when the server refuses', async () => {
    serve({ [`DELETE /groups/${id(100)}/members/${id(2)}`]: () => refuse('forbidden') });
    const closed = await askToRemove();
    await fireEvent.press(screen.getByRole('button', { name: 'Remove from group' }));
    expect(await screen.findByText('Your role in this group does not allow this.')).toBeOnTheScreen();
    expect(closed).not.toHaveBeenCalled();
  });

  it('reports a member of this group', async () => {
    serve({ 'GET /me/reports': () => answer({ reports: [], nextCursor: null }) });
    await askToReport();
    expect(await screen.findByText('Report Ben Okafor')).toBeOnTheScreen();
    await fireEvent.press(await screen.findByRole('radio', { name: /Something else/ }));
    await fireEvent.press(screen.getByRole('button', { name: 'Send report' }));
    expect(asked.find(({ what }) => what === 'POST /reports')?.body).toEqual({
      subject: { kind: 'member', groupId: id(100), userId: id(2) },
      reason: 'other',
      text: '',
    });
  });

  it('offers what the server says the caller may do', async () => {
    serve(routes);
    await open(group());
    expect(await screen.findByRole('button', { name: 'What to do with Ben Okafor' })).toBeOnTheScreen();
    expect(screen.queryByRole('button', { name: /What to do with Anna/ })).toBeNull();
    expect(await screen.findByText('No open invites.')).toBeOnTheScreen();
  });

  it('offers to try again when the list does not load', async () => {
    serve({ ...routes, [membersPath]: () => refuse('forbidden') });
    await open(group());
    await waitFor(() => expect(screen.getByRole('button', { name: 'Try again' })).toBeOnTheScreen());
  });

  const cleo = { id: id(3), name: 'Cleo Weiss' };
  const request = {
    id: id(7),
    person: { ...cleo, avatarUrl: null },
    role: 'contributor',
    invitedBy: { id: id(2), name: 'Ben Okafor' },
    askedAt: '2026-05-01T10:00:00.000Z',
    expiresAt: '2026-05-15T10:00:00.000Z',
    abilities: { approve: true },
  };

  it('shows who asks to join by whose invite, and lets them in', async () => {
    let waiting = [request];
    serve({
      ...routes,
      [`GET /groups/${id(100)}/join-requests`]: () => answer({ requests: waiting }),
      [`POST /groups/${id(100)}/join-requests/${id(7)}/approve`]: () => {
        waiting = [];
        return answer(member(3, 'Cleo Weiss'));
      },
    });
    await open(group({ joinRequestCount: 1 }));
    expect(await screen.findByText('Invited by Ben Okafor as Contributor')).toBeOnTheScreen();
    await fireEvent.press(screen.getByRole('button', { name: 'Let in Cleo Weiss' }));
    expect(await screen.findByText('Cleo Weiss is in')).toBeOnTheScreen();
    await waitFor(() => expect(screen.queryByText('Asking to join')).toBeNull());
  });

  it('declines after asking, and leaves to the owner what is the owner’s', async () => {
    serve({
      ...routes,
      [`GET /groups/${id(100)}/join-requests`]: () =>
        answer({ requests: [{ ...request, role: 'admin', abilities: { approve: false } }] }),
      [`POST /groups/${id(100)}/join-requests/${id(7)}/decline`]: () => answer(null, 204),
    });
    await open(group({ role: 'admin' }));
    expect(await screen.findByText(/The owner decides/)).toBeOnTheScreen();
    expect(screen.queryByRole('button', { name: 'Let in Cleo Weiss' })).toBeNull();
    await fireEvent.press(screen.getByRole('button', { name: 'Decline Cleo Weiss' }));
    await fireEvent.press(screen.getByRole('button', { name: 'Decline' }));
    expect(await screen.findByText('Cleo Weiss was declined')).toBeOnTheScreen();
  });

  it('removes on the terms that are chosen, those of the group at first', async () => {
    serve({
      [`POST /groups/${id(100)}/bans`]: () =>
        answer({ person: cleo, bannedBy: null, bannedAt: request.askedAt }, 201),
    });
    const rules = { ...group().rules, removal: 'give' } as const;
    await draw(
      <MemberDialogs group={group({ rules })} task={{ kind: 'ban', member: ben }} onClose={jest.fn()} />,
    );
    expect(screen.getByRole('radio', { name: /The group keeps them/ })).toBeChecked();
    expect(screen.getByText(/may still take their photos along/)).toBeOnTheScreen();
    await fireEvent.press(screen.getByRole('radio', { name: /They go in 7 days/ }));
    await fireEvent.press(screen.getByRole('button', { name: 'Ban from group' }));
    expect(await screen.findByText('Ben Okafor is banned')).toBeOnTheScreen();
    expect(asked[0]?.body).toEqual({ userId: id(2), terms: 'go' });
  });

  it('lists who is banned, and lifts a ban', async () => {
    serve({
      ...routes,
      [`GET /groups/${id(100)}/bans`]: () =>
        answer({ bans: [{ person: cleo, bannedBy: null, bannedAt: request.askedAt }] }),
      [`DELETE /groups/${id(100)}/bans/${id(3)}`]: () => answer(null, 204),
    });
    await open(group());
    await fireEvent.press(await screen.findByRole('button', { name: 'Lift ban of Cleo Weiss' }));
    await fireEvent.press(screen.getByRole('button', { name: 'Lift ban' }));
    expect(await screen.findByText('Cleo Weiss may come back by an invite')).toBeOnTheScreen();
  });
});
