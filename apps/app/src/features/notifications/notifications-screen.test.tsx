import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { type LetterChoices, usualLetters } from '@wmory/contract';
import { draw } from '@/testing/draw';
import { group, id } from '@/testing/examples';
import { visited } from '@/testing/fake-router';
import { answer, asked, offline, refuse, serve, silence } from '@/testing/fake-server';
import { ThisGroupProvider } from '../groups/this-group';
import { AccountScreen } from '../settings/account-screen';
import { GroupSettingsScreen } from '../settings/group-settings-screen';
import { NotificationsScreen } from './notifications-screen';

const lisbon = group();
const alps = group({ id: id(101), name: 'Alps' });

/** A server that knows what is chosen, and keeps what is changed; or refuses it. */
function serveChoices(letters: LetterChoices = usualLetters, refusal?: () => Response): void {
  let chosen = letters;
  let muted: string[] = [];
  const all = () => ({ letters: chosen, mutedGroups: muted });
  const mute = (to: string[]) =>
    refusal ??
    (() => {
      muted = to;
      return answer(null, 204);
    });
  serve({
    'GET /me/notifications': () => answer(all()),
    'GET /groups': () => answer({ groups: [lisbon, alps] }),
    'PATCH /me/notifications':
      refusal ??
      ((wish) => {
        chosen = { ...chosen, ...(wish as Partial<LetterChoices>) };
        return answer(all());
      }),
    [`PUT /groups/${alps.id}/mute`]: mute([alps.id]),
    [`DELETE /groups/${alps.id}/mute`]: mute([]),
  });
}

const wishes = () => asked.filter(({ what }) => !what.startsWith('GET'));

describe('the page of letters', () => {
  it('is linked from the account', async () => {
    serve({});
    await draw(<AccountScreen />);
    await fireEvent.press(screen.getByText('What we write to you, and how often'));
    expect(visited).toEqual(['/account/notifications']);
  });

  it('shows nothing as long as it does not know', async () => {
    serve({ 'GET /me/notifications': silence });
    await draw(<NotificationsScreen />);
    expect(screen.queryByRole('radio')).toBeNull();
  });

  it('offers to try again', async () => {
    serve({ 'GET /me/notifications': offline });
    await draw(<NotificationsScreen />);
    await screen.findByRole('button', { name: 'Try again' });
    serveChoices();
    await fireEvent.press(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('radio', { name: 'Weekly', checked: true })).toBeOnTheScreen();
  });

  it('keeps each choice', async () => {
    serveChoices();
    await draw(<NotificationsScreen />);
    await fireEvent.press(await screen.findByRole('radio', { name: 'Daily' }));
    expect(await screen.findByRole('radio', { name: 'Daily', checked: true })).toBeOnTheScreen();
    await fireEvent.press(screen.getByRole('checkbox', { name: /Somebody asks to join/, checked: true }));
    expect(
      await screen.findByRole('checkbox', { name: /Somebody asks to join/, checked: false }),
    ).toBeOnTheScreen();
    expect(wishes().map(({ body }) => body)).toEqual([{ photos: 'daily' }, { requests: 'off' }]);
  });

  it('takes a choice back that the server did not take, and says why', async () => {
    serveChoices(usualLetters, () => refuse('overloaded'));
    await draw(<NotificationsScreen />);
    await fireEvent.press(await screen.findByRole('radio', { name: 'Never' }));
    expect(await screen.findByText(/The server is busy/)).toBeOnTheScreen();
    expect(await screen.findByRole('radio', { name: 'Weekly', checked: true })).toBeOnTheScreen();
  });

  it('mutes a group, and undoes that', async () => {
    serveChoices();
    await draw(<NotificationsScreen />);
    await fireEvent.press(await screen.findByRole('button', { name: 'Mute Alps' }));
    expect(await screen.findByText('Alps is muted')).toBeOnTheScreen();
    expect(await screen.findByRole('button', { name: 'Unmute Alps' })).toBeOnTheScreen();
    expect(screen.getByRole('button', { name: 'Mute Summer in Lisbon' })).toBeOnTheScreen();
    await fireEvent.press(screen.getByText('Undo'));
    expect(await screen.findByRole('button', { name: 'Mute Alps' })).toBeOnTheScreen();
    await waitFor(() =>
      expect(wishes().map(({ what }) => what)).toEqual([
        `PUT /groups/${alps.id}/mute`,
        `DELETE /groups/${alps.id}/mute`,
      ]),
    );
  });

  it('asks about no group where no letters come anyway', async () => {
    serveChoices({ ...usualLetters, photos: 'off' });
    await draw(<NotificationsScreen />);
    await screen.findByRole('radio', { name: 'Never', checked: true });
    expect(screen.queryByText('Alps')).toBeNull();
  });
});

describe('the settings of a group', () => {
  const drawSettings = () =>
    draw(
      <ThisGroupProvider group={alps}>
        <GroupSettingsScreen />
      </ThisGroupProvider>,
    );

  it('mute it', async () => {
    serveChoices();
    await drawSettings();
    await fireEvent.press(await screen.findByRole('button', { name: 'Mute Alps' }));
    expect(await screen.findByText('Alps is muted')).toBeOnTheScreen();
  });

  it('lead on to where to choose, where no letters come anyway', async () => {
    serveChoices({ ...usualLetters, photos: 'off' });
    await drawSettings();
    await fireEvent.press(await screen.findByText('Letters about new photos'));
    expect(visited).toEqual(['/account/notifications']);
  });
});
