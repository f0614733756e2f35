import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import type { Group } from '@wmory/contract';
import { draw } from '@/testing/draw';
import { group, id } from '@/testing/examples';
import { visited } from '@/testing/fake-router';
import { answer, asked, refuse, serve } from '@/testing/fake-server';
import { ThisGroupProvider } from '../groups/this-group';
import { GroupSettingsScreen } from './group-settings-screen';

const base = `/groups/${id(100)}`;
const open = (of: Group) =>
  draw(
    <ThisGroupProvider group={of}>
      <GroupSettingsScreen />
    </ThisGroupProvider>,
  );
const changes = () => asked.filter(({ what }) => !what.startsWith('GET '));
const radio = (name: string | RegExp) => screen.getByRole('radio', { name });

describe('the rules of a group', () => {
  it('are changed one by one by the owner', async () => {
    serve({ [`PATCH ${base}/rules`]: () => answer(group()) });
    await open(group());
    await fireEvent.press(radio(/Admins let in/));
    expect(await screen.findByText('The rules are changed')).toBeOnTheScreen();
    expect(changes()).toEqual([{ what: `PATCH ${base}/rules`, body: { joining: 'approval' } }]);
  });

  it('open a drop box only after saying what that shows', async () => {
    serve({ [`PATCH ${base}/rules`]: () => answer(group()) });
    await open(group({ rules: { ...group().rules, photos: 'drop-box' } }));
    await fireEvent.press(radio(/Everyone in the group/));
    expect(await screen.findByText('Open the drop box?')).toBeOnTheScreen();
    expect(changes()).toEqual([]);
    await fireEvent.press(screen.getByRole('button', { name: 'Show all photos' }));
    await waitFor(() => expect(changes()[0]?.body).toEqual({ photos: 'shared' }));
  });

  it('are there to be read by everyone else', async () => {
    serve({});
    await open(
      group({ role: 'viewer', abilities: { ...group().abilities, configure: false, manage: false } }),
    );
    expect(screen.queryByRole('radio')).toBeNull();
    expect(screen.getByText(/Only the owner changes these/)).toBeOnTheScreen();
    expect(screen.getByText(/^At once · /)).toBeOnTheScreen();
  });
});

describe('leaving a group', () => {
  const askToLeave = async (of: Group) => {
    await open(of);
    await fireEvent.press(screen.getByRole('button', { name: /^Leave group/ }));
  };

  it('asks what becomes of the photos, and says who owns the group then', async () => {
    serve({
      [`GET ${base}/succession`]: () => answer({ heir: { id: id(2), name: 'Ben Okafor' } }),
      [`POST ${base}/leave`]: () => answer(null, 204),
    });
    await askToLeave(group());
    expect(await screen.findByText('Ben Okafor becomes the owner.')).toBeOnTheScreen();
    await fireEvent.press(radio(/They go in 7 days/));
    await fireEvent.press(screen.getAllByRole('button', { name: 'Leave group' }).at(-1) as never);
    expect(
      await screen.findByText('You left Summer in Lisbon. Your photos there go in 7 days.'),
    ).toBeOnTheScreen();
    expect(asked.find(({ what }) => what === `POST ${base}/leave`)?.body).toEqual({ terms: 'go' });
    expect(visited).toEqual(['/groups']);
  });

  it('has the last member type the name of the group that goes with them', async () => {
    serve({
      [`GET ${base}/succession`]: () => answer({ heir: null }),
      [`POST ${base}/leave`]: () => answer(null, 204),
    });
    await askToLeave(group());
    expect(await screen.findByText('You are the last one here')).toBeOnTheScreen();
    await fireEvent.changeText(screen.getByLabelText('Type Summer in Lisbon to confirm'), 'summer in lisbon');
    await fireEvent.press(screen.getByRole('button', { name: 'Leave and delete' }));
    expect(asked.some(({ what }) => what === `POST ${base}/leave`)).toBe(false);
    await fireEvent.changeText(screen.getByLabelText('Type Summer in Lisbon to confirm'), 'Summer in Lisbon');
    await fireEvent.press(screen.getByRole('button', { name: 'Leave and delete' }));
    await waitFor(() =>
      expect(asked.find(({ what }) => what === `POST ${base}/leave`)?.body).toEqual({ deleteGroup: true }),
    );
  });

  it('says so when everybody else has left in the meantime', async () => {
    serve({
      [`GET ${base}/succession`]: () => answer({ heir: { id: id(2), name: 'Ben Okafor' } }),
      [`POST ${base}/leave`]: () => refuse('last-member'),
    });
    await askToLeave(group());
    await screen.findByText('Ben Okafor becomes the owner.');
    await fireEvent.press(screen.getAllByRole('button', { name: 'Leave group' }).at(-1) as never);
    expect(await screen.findByText(/You are the last one in this group/)).toBeOnTheScreen();
  });
});
