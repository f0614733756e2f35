import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { draw } from '@/testing/draw';
import { anna, id } from '@/testing/examples';
import { answer, asked, offline, refuse, serve } from '@/testing/fake-server';
import { choosePicture, pictureAt } from './choose-picture';
import { makeSquare } from './make-square';
import { PictureChoice } from './picture-choice';

jest.mock('./choose-picture', () => ({
  choosePicture: jest.fn(),
  pictureAt: jest.fn(),
  dropPicture: jest.fn(),
}));
jest.mock('./make-square', () => ({ makeSquare: jest.fn() }));

const picture = { uri: 'file:///picture.jpg', width: 4000, height: 3000 };
const shown = 'https://photos.example/store/media/avatars/1/thumb?expires=1';
const prepared = {
  avatarId: id(9),
  request: { method: 'PUT', url: 'https://photos.example/put', headers: { 'content-type': 'image/jpeg' } },
  expiresAt: '2026-06-01T10:00:00.000Z',
};
const press = (name: string) => fireEvent.press(screen.getByRole('button', { name }));
const state = (is: string, failure: string | null = null) => answer({ state: is, failure, url: null });

/** A server on which Anna has a picture once it is ready. */
function serveAnna(confirm: () => Response) {
  let avatarUrl: string | null = null;
  serve({
    'POST /me/avatar': () => answer(prepared, 201),
    'PUT /put': () => answer(null, 204),
    [`POST /me/avatar/${prepared.avatarId}/confirm`]: () => {
      avatarUrl = shown;
      return confirm();
    },
    'DELETE /me/avatar': () => {
      avatarUrl = null;
      return answer(null, 204);
    },
    'GET /me': () => answer({ ...anna, avatarUrl }),
  });
}

beforeEach(() => {
  jest.mocked(choosePicture).mockResolvedValue(picture);
  jest.mocked(pictureAt).mockResolvedValue({ ...picture, width: 480, height: 480 });
  jest.mocked(makeSquare).mockResolvedValue(new Uint8Array([1, 2, 3]));
});

describe('a picture of oneself', () => {
  it('is chosen, put into place, sent, and removed again', async () => {
    serveAnna(() => state('ready'));
    await draw(<PictureChoice />);
    await press('Add a picture');
    await screen.findByText('Drag the picture into place.');
    await press('Larger');
    await press('Use this picture');
    await screen.findByText('Your picture is saved');
    expect(jest.mocked(makeSquare).mock.lastCall).toEqual([picture, { zoom: 1.25, x: 0.5, y: 0.5 }]);
    expect(asked[0]).toEqual({
      what: 'POST /me/avatar',
      // printf '\1\2\3' | sha256sum
      body: { size: 3, sha256: '039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81' },
    });
    expect(screen.queryByText('Drag the picture into place.')).toBeNull();
    await screen.findByRole('button', { name: 'Change picture' });
    await press('Remove picture');
    await screen.findByText('Your picture is removed');
    await screen.findByRole('button', { name: 'Add a picture' });
  });

  it('comes back by undo after it was removed', async () => {
    serveAnna(() => state('ready'));
    await draw(<PictureChoice />);
    await press('Add a picture');
    await screen.findByText('Drag the picture into place.');
    await press('Use this picture');
    await screen.findByRole('button', { name: 'Change picture' });
    await press('Remove picture');
    await screen.findByRole('button', { name: 'Add a picture' });
    expect(jest.mocked(pictureAt).mock.lastCall).toEqual([shown]);
    const before = asked.length;
    await fireEvent.press(screen.getAllByText('Undo').at(-1) as never);
    await screen.findByRole('button', { name: 'Change picture' });
    expect(asked[before]?.what).toBe('POST /me/avatar');
  });

  it('is removed without a way back where it cannot be had', async () => {
    serveAnna(() => state('ready'));
    await draw(<PictureChoice />);
    await press('Add a picture');
    await screen.findByText('Drag the picture into place.');
    await press('Use this picture');
    await screen.findByRole('button', { name: 'Change picture' });
    jest.mocked(pictureAt).mockRejectedValueOnce(new Error('gone'));
    const offered = screen.queryAllByText('Undo').length;
    await press('Remove picture');
    await screen.findByRole('button', { name: 'Add a picture' });
    expect(screen.queryAllByText('Undo')).toHaveLength(offered);
  });

  it('is asked about until it is ready', async () => {
    let looks = 0;
    serveAnna(() => state(++looks < 3 ? 'processing' : 'ready'));
    await draw(<PictureChoice />);
    await press('Add a picture');
    await screen.findByText('Drag the picture into place.');
    await press('Use this picture');
    await waitFor(() => screen.getByRole('button', { name: 'Change picture' }), { timeout: 10_000 });
    expect(looks).toBe(3);
  });

  it('says what went wrong and stays open, so that another try is one press', async () => {
    let fails = true;
    serveAnna(() => (fails ? state('failed', 'corrupt') : state('ready')));
    await draw(<PictureChoice />);
    await press('Add a picture');
    await screen.findByText('Drag the picture into place.');
    await press('Use this picture');
    await screen.findByText('This picture cannot be used. Choose another one.');
    fails = false;
    await press('Use this picture');
    await screen.findByRole('button', { name: 'Change picture' });
    expect(screen.queryByText('Drag the picture into place.')).toBeNull();
    serve({ 'POST /me/avatar': offline });
    await press('Change picture');
    await screen.findByText('Drag the picture into place.');
    await press('Use this picture');
    await screen.findByText('The server did not answer. Check your connection and try again.');
    serve({ 'POST /me/avatar': () => refuse('rate-limited') });
    await press('Use this picture');
    await screen.findByText(/That was a lot in a short time/);
  });

  it('says that a file is no picture, and nothing where none was chosen', async () => {
    serveAnna(() => state('ready'));
    await draw(<PictureChoice />);
    jest.mocked(choosePicture).mockResolvedValueOnce(null);
    await press('Add a picture');
    expect(screen.queryByText('Drag the picture into place.')).toBeNull();
    jest.mocked(choosePicture).mockRejectedValueOnce(new Error('no picture'));
    await press('Add a picture');
    await screen.findByText('This file cannot be opened as a picture. Choose another one.');
    expect(asked).toEqual([]);
  });
});
