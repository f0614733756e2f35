import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { draw } from '@/testing/draw';
import { group, id } from '@/testing/examples';
import { visited } from '@/testing/fake-router';
import { answer, offline, serve, silence } from '@/testing/fake-server';
import { useCreateGroupOpen } from './create-group';
import { GroupsScreen } from './groups-screen';

describe('the groups screen', () => {
  it('shows that it is loading', async () => {
    serve({ 'GET /groups': silence });
    await draw(<GroupsScreen />);
    expect(screen.getByText('Your groups')).toBeOnTheScreen();
    expect(screen.queryByText('No groups yet')).toBeNull();
    expect(screen.queryByText('Try again')).toBeNull();
  });

  it('offers to make the first group', async () => {
    serve({ 'GET /groups': () => answer({ groups: [] }) });
    await draw(<GroupsScreen />);
    await fireEvent.press(await screen.findByRole('button', { name: 'New group' }));
    expect(useCreateGroupOpen.getState().open).toBe(true);
  });

  it('lists groups with their counts and leads to them', async () => {
    const groups = [group(), group({ id: id(101), name: 'The Bergs', memberCount: 1, photoCount: 0 })];
    serve({ 'GET /groups': () => answer({ groups }) });
    await draw(<GroupsScreen />);
    expect(
      await screen.findByRole('link', { name: /^The Bergs.*No photos yet · 1 member$/ }),
    ).toBeOnTheScreen();
    await fireEvent.press(screen.getByRole('link', { name: /^Summer in Lisbon.*48 photos · 3 members$/ }));
    expect(visited).toEqual([`/groups/${id(100)}`]);
  });

  it('tells how many photos are new, as far as they are counted', async () => {
    const groups = [
      group({ newCount: 12 }),
      group({ id: id(101), name: 'The Bergs', newCount: 100 }),
      group({ id: id(102), name: 'Old friends', newCount: 0 }),
    ];
    serve({ 'GET /groups': () => answer({ groups }) });
    await draw(<GroupsScreen />);
    expect(await screen.findByRole('link', { name: /^Summer in Lisbon.*12 new$/ })).toBeOnTheScreen();
    expect(screen.getByRole('link', { name: /^The Bergs.*99\+ new$/ })).toBeOnTheScreen();
    expect(screen.getByRole('link', { name: /^Old friends.*3 members$/ })).toBeOnTheScreen();
  });

  it('says that the server did not answer, and tries again', async () => {
    let reachable = false;
    serve({ 'GET /groups': (body) => (reachable ? answer({ groups: [group()] }) : offline(body)) });
    await draw(<GroupsScreen />);
    const retry = await screen.findByRole('button', { name: 'Try again' }, { timeout: 4000 });
    expect(screen.getByText(/The server did not answer/)).toBeOnTheScreen();
    reachable = true;
    await fireEvent.press(retry);
    await waitFor(() => expect(screen.getByText('Summer in Lisbon')).toBeOnTheScreen());
  });
});
