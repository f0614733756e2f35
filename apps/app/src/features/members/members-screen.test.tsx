import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import type { Group } from '@wmory/contract';
import { draw } from '@/testing/draw';
import { group, id, member } from '@/testing/examples';
import { answer, asked, refuse, serve } from '@/testing/fake-server';
import { ThisGroupProvider } from '../groups/this-group';
import { MemberDialogs } from './member-dialogs';
import { MembersScreen } from './members-screen';

const ben = member(2, 'Ben Okafor', {
  abilities: { giveRoles: ['admin', 'contributor', 'viewer'], remove: true },
});
const people = [member(1, 'Anna Berg', { role: 'owner' }), ben];
const membersPath = `GET /groups/${id(100)}/members`;
const routes = {
  [membersPath]: () => answer({ members: people }),
  [`GET /groups/${id(100)}/invites`]: () => answer({ invites: [] }),
};
const open = (of: Group) =>
  draw(
    <ThisGroupProvider group={of}>
      <MembersScreen />
    </ThisGroupProvider>,
  );
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
  it('shows people with their roles, and no controls to those who may do nothing', async () => {
    serve({
      [membersPath]: () =>
        answer({ members: people.map((each) => ({ ...each, abilities: { giveRoles: [], remove: false } })) }),
    });
    await open(group({ role: 'viewer', abilities: nothing }));
    expect(await screen.findByText('Ben Okafor')).toBeOnTheScreen();
    expect(screen.getByText('Anna Berg (You)')).toBeOnTheScreen();
    expect(screen.getByText('Owner')).toBeOnTheScreen();
    expect(screen.queryByRole('button', { name: 'What to do with Ben Okafor' })).toBeNull();
    expect(screen.queryByText('Open invites')).toBeNull();
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
});
