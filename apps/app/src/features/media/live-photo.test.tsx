import { screen } from '@testing-library/react-native';
import * as Sharing from 'expo-sharing';
import { draw } from '@/testing/draw';
import { id } from '@/testing/examples';
import { answer, serve } from '@/testing/fake-server';
import { nameOf } from './day';
import { downloadOriginal } from './download';
import { photo } from './photo.fixture';
import { TileNote } from './tile-note';
import { PhotoFacts } from './viewer/photo-facts';

jest.mock('expo-file-system', () => ({
  Paths: { cache: 'cache' },
  File: class {
    uri: string;
    constructor(folder: string, name: string) {
      this.uri = `${folder}/${name}`;
    }
    static downloadFileAsync(_url: string, place: { uri: string }) {
      return Promise.resolve(place);
    }
  },
}));
jest.mock('expo-sharing', () => ({ shareAsync: jest.fn() }));

const motion = { part: 'motion', name: 'IMG_1.MOV', mimeType: 'video/quicktime', size: 2_000_000 } as const;
const live = photo(1, { originals: [...photo(1).originals, motion] });
const film = photo(1, { kind: 'video', duration: 7000, originals: [motion] });

const at = `GET /groups/${id(100)}/photos/${id(1)}/original`;
const original = (name: string) =>
  answer({
    url: `https://store.example/${name}`,
    name,
    size: 1,
    sha256: 'a'.repeat(64),
    expiresAt: '2026-01-01T00:00:00.000Z',
  });

it('has a mark in the grid, and no other photo has', async () => {
  const { rerender } = await draw(<TileNote photo={live} small={false} />);
  const mark = () => screen.queryByTestId('live', { includeHiddenElements: true });
  expect(mark()).not.toBeNull();
  await rerender(<TileNote photo={photo(1)} small={false} />);
  expect(mark()).toBeNull();
  await rerender(<TileNote photo={film} small={false} />);
  expect(mark()).toBeNull();
});

it('is called what it is', () => {
  expect(nameOf(live)).toMatch(/^Live photo, Anna, /);
  expect(nameOf({ ...live, caption: 'At sea' })).toMatch(/^At sea\. Live photo, Anna, /);
  expect(nameOf(photo(1))).toMatch(/^Anna, /);
  expect(nameOf(film)).toMatch(/^Video, 0:07, Anna/);
});

it('tells of both of its files', async () => {
  serve({});
  await draw(<PhotoFacts photo={live} />);
  expect(screen.getByText('IMG_1.jpg')).toBeOnTheScreen();
  expect(screen.getByText(/3\.1 MB$/)).toBeOnTheScreen();
  expect(screen.getByText('IMG_1.MOV')).toBeOnTheScreen();
  expect(screen.getByText('2 MB')).toBeOnTheScreen();
});

it('is saved with both of its files', async () => {
  serve({ [at]: (_, query) => original(query.get('part') === 'motion' ? 'IMG_1.MOV' : 'IMG_1.jpg') });
  await downloadOriginal(live);
  expect(jest.mocked(Sharing.shareAsync).mock.calls).toEqual([
    ['cache/IMG_1.jpg', { mimeType: 'image/jpeg' }],
    ['cache/IMG_1.MOV', { mimeType: 'video/quicktime' }],
  ]);
});
