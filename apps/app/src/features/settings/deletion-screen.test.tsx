import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { draw } from '@/testing/draw';
import { group, id } from '@/testing/examples';
import { answer, asked, refuse, serve } from '@/testing/fake-server';
import { DeletionScreen } from './deletion-screen';

const deletion = {
  requestedAt: '2025-06-01T10:00:00.000Z',
  finalAt: '2025-06-15T10:00:00.000Z',
  photos: 'give',
  groups: [{ groupId: group().id, groupName: 'Alps', photos: 'go' }],
};
const groups = [
  group({ name: 'Alps', memberCount: 3 }),
  group({ id: id(101), name: 'Diary', memberCount: 1 }),
];
const lists = { 'GET /groups': () => answer({ groups }), 'GET /me/passkeys': () => answer({ passkeys: [] }) };
const press = (name: string) => fireEvent.press(screen.getByRole('button', { name }));

describe('deleting the account', () => {
  it('is asked for with a choice for each group, once more confirmed, and then waits', async () => {
    let confirmed = false;
    serve({
      ...lists,
      'GET /me/deletion': () => answer({ deletion: null }),
      'POST /me/deletion': () => {
        if (!confirmed) return refuse('confirmation-required');
        return answer(deletion, 201);
      },
      'POST /me/confirmation': () => {
        confirmed = true;
        return answer(null, 204);
      },
    });
    await draw(<DeletionScreen />);
    await fireEvent.press(await screen.findByRole('radio', { name: 'Go' }));
    screen.getByText('Nobody else is in it: it goes with you.');
    await press('Delete my account');
    await fireEvent.press(screen.getAllByRole('button', { name: 'Delete my account' }).at(-1) as never);
    await fireEvent.changeText(await screen.findByLabelText('Password'), 'seven green bicycles');
    await press('Confirm');
    await screen.findByText('Your photos go with you');
    expect(asked.filter(({ what }) => what === 'POST /me/deletion').at(-1)?.body).toEqual({
      photos: 'give',
      groups: [{ groupId: groups[0]?.id, photos: 'go' }],
    });
  });

  it('is taken back by one press', async () => {
    let kept = false;
    serve({
      ...lists,
      'GET /me/deletion': () => answer({ deletion: kept ? null : deletion }),
      'DELETE /me/deletion': () => {
        kept = true;
        return answer(null, 204);
      },
    });
    await draw(<DeletionScreen />);
    await screen.findByText(/^Your account is deleted on/);
    await press('Keep my account');
    await screen.findByText('What becomes of my photos');
    await waitFor(() => expect(screen.queryByText(/^Your account is deleted on/)).toBeNull());
  });
});
