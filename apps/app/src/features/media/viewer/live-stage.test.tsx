import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { showToast } from '@/components/toast';
import { draw } from '@/testing/draw';
import { id } from '@/testing/examples';
import { answer, refuse, serve } from '@/testing/fake-server';
import { photo } from '../photo.fixture';
import type { LiveFilmProps } from './live-film-props';
import { LiveStage } from './live-stage';

let film: LiveFilmProps | null = null;
jest.mock('./live-film', () => ({
  LiveFilm: (props: LiveFilmProps) => {
    film = props;
    return null;
  },
}));

jest.mock('@/components/toast', () => ({
  ...jest.requireActual('@/components/toast'),
  showToast: jest.fn(),
}));
const said = () => jest.mocked(showToast).mock.calls.map(([{ message }]) => message);

const play = { name: 'Play the live photo' };
const stop = { name: 'Stop the live photo' };
const at = `GET /groups/${id(100)}/photos/${id(1)}/original`;
const motion = { part: 'motion', name: 'IMG_1.MOV', mimeType: 'video/quicktime', size: 3 } as const;
const live = photo(1, { originals: [...photo(1).originals, motion] });

beforeEach(() => {
  film = null;
  jest.mocked(showToast).mockClear();
  serve({
    [at]: (_, query) =>
      answer({
        url: `https://store.example/${query.get('part')}`,
        name: 'IMG_1.MOV',
        size: 3,
        sha256: 'a'.repeat(64),
        expiresAt: '2026-01-01T00:00:00.000Z',
      }),
  });
});

const begin = async () => {
  await draw(<LiveStage photo={live} bare={false} />);
  await fireEvent.press(screen.getByRole('button', play));
  await waitFor(() => expect(film).not.toBeNull());
};

describe('a live photo', () => {
  it('does not play by itself', async () => {
    await draw(<LiveStage photo={live} bare={false} />);
    expect(screen.getByRole('button', play)).toBeOnTheScreen();
    expect(screen.getByText('Live')).toBeOnTheScreen();
    expect(film).toBeNull();
  });

  it('plays its film once and shows its still again', async () => {
    await begin();
    expect(film).toMatchObject({
      url: 'https://store.example/motion',
      label: expect.stringMatching(/^Live photo, Anna/),
    });
    expect(screen.getByRole('button', stop)).toBeOnTheScreen();
    await act(async () => film?.onEnd());
    expect(screen.getByRole('button', play)).toBeOnTheScreen();
    expect(said()).toEqual([]);
  });

  it('can be stopped', async () => {
    await begin();
    await fireEvent.press(screen.getByRole('button', stop));
    expect(screen.getByRole('button', play)).toBeOnTheScreen();
  });

  it('that the device cannot play says so, and what to do', async () => {
    await begin();
    await act(async () => film?.onFail());
    expect(said()).toEqual([expect.stringMatching(/This video cannot be played here/)]);
    expect(screen.getByRole('button', play)).toBeOnTheScreen();
  });

  it('that is not there any more says why', async () => {
    serve({ [at]: () => refuse('not-found') });
    await draw(<LiveStage photo={live} bare={false} />);
    await fireEvent.press(screen.getByRole('button', play));
    await waitFor(() => expect(said()).toEqual([expect.stringMatching(/not here any more/)]));
    expect(film).toBeNull();
  });

  it('has no control where nothing lies on the photo', async () => {
    await draw(<LiveStage photo={live} bare />);
    expect(screen.queryByRole('button', play)).toBeNull();
  });
});
