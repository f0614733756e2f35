import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { showToast } from '@/components/toast';
import { draw } from '@/testing/draw';
import { id } from '@/testing/examples';
import { answer, refuse, serve } from '@/testing/fake-server';
import { photo } from '../photo.fixture';
import type { FilmProps } from './film-props';
import { FilmStage } from './film-stage';

let film: FilmProps | null = null;
jest.mock('./film', () => ({
  Film: (props: FilmProps) => {
    film = props;
    return null;
  },
}));

jest.mock('@/components/toast', () => ({
  ...jest.requireActual('@/components/toast'),
  showToast: jest.fn(),
}));
const said = () => jest.mocked(showToast).mock.calls.map(([{ message }]) => message);

const cannotPlay = /This video cannot be played here/;
const play = { name: 'Play the video' };
const at = `GET /groups/${id(100)}/photos/${id(1)}/original`;
const original = (url: string) =>
  answer({ url, name: 'a.mp4', size: 1, sha256: 'a'.repeat(64), expiresAt: '2026-01-01T00:00:00.000Z' });

let asked: number;
beforeEach(async () => {
  film = null;
  asked = 0;
  serve({ [at]: () => original(`https://store.example/${++asked}`) });
  jest.mocked(showToast).mockClear();
  await draw(<FilmStage photo={photo(1, { kind: 'video', duration: 90_000 })} />);
});

const begin = async () => {
  await fireEvent.press(screen.getByRole('button', play));
  await waitFor(() => expect(film).not.toBeNull());
};

describe('a film', () => {
  it('is asked for when it is to play, and plays from its beginning', async () => {
    expect(film).toBeNull();
    await begin();
    expect(film).toMatchObject({
      url: 'https://store.example/1',
      from: 0,
      label: expect.stringMatching(/^Video, 1:30/),
    });
    expect(screen.queryByRole('button', play)).toBeNull();
  });

  it('that the device cannot play says so, and what to do', async () => {
    await begin();
    await act(async () => film?.onFail(0));
    expect(said()).toEqual([expect.stringMatching(cannotPlay)]);
    expect(screen.getByRole('button', play)).toBeOnTheScreen();
  });

  it('whose address has ended goes on where it was, by another', async () => {
    await begin();
    const then = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(then + 5 * 60_000);
    await act(async () => film?.onFail(42));
    clock.mockRestore();
    await waitFor(() => expect(film).toMatchObject({ url: 'https://store.example/2', from: 42 }));
    expect(said()).toEqual([]);
  });

  it('that is not there any more says why', async () => {
    serve({ [at]: () => refuse('not-found') });
    await fireEvent.press(screen.getByRole('button', play));
    await waitFor(() => expect(said()).toEqual([expect.stringMatching(/not here any more/)]));
    expect(film).toBeNull();
    expect(screen.getByRole('button', play)).toBeOnTheScreen();
  });
});
