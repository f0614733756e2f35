import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { type ExportedPhoto, type ExportedShare, usualLetters } from '@wmory/contract';
import * as Sharing from 'expo-sharing';
import { draw } from '@/testing/draw';
import { id } from '@/testing/examples';
import { visited } from '@/testing/fake-router';
import { answer, asked, offline, refuse, serve, silence } from '@/testing/fake-server';
import { AccountScreen } from '../settings/account-screen';
import { MyDataScreen } from './my-data-screen';
import { endPacking, stopPacking, usePacking } from './packing';

/** What is on the pretended device, by path, and which addresses answer with what. */
const mockDevice = {
  files: new Map<string, Uint8Array>(),
  store: new Map<string, Uint8Array>(),
  free: 10_000_000_000,
  full: false,
};

jest.mock('expo-file-system', () => {
  class Place {
    uri: string;
    constructor(...parts: (string | { uri: string })[]) {
      this.uri = parts.map((part) => (typeof part === 'string' ? part : part.uri)).join('/');
    }
  }
  class Directory extends Place {
    get exists() {
      return [...mockDevice.files.keys()].some((path) => path.startsWith(`${this.uri}/`));
    }
    create() {}
    delete() {
      for (const path of mockDevice.files.keys())
        if (path.startsWith(`${this.uri}/`)) mockDevice.files.delete(path);
    }
  }
  class File extends Place {
    static async downloadFileAsync(url: string, to: File) {
      const bytes = mockDevice.store.get(url);
      if (!bytes) throw new Error('UnableToDownload');
      mockDevice.files.set(to.uri, bytes);
      return to;
    }
    get size() {
      return mockDevice.files.get(this.uri)?.length ?? 0;
    }
    create() {
      mockDevice.files.set(this.uri, new Uint8Array());
    }
    delete() {
      mockDevice.files.delete(this.uri);
    }
    open() {
      let at = 0;
      return {
        readBytes: (length: number) => {
          const bytes = mockDevice.files.get(this.uri)?.slice(at, at + length) ?? new Uint8Array();
          at += bytes.length;
          return bytes;
        },
        writeBytes: (bytes: Uint8Array) => {
          if (mockDevice.full) throw new Error('No space left on device');
          const before = mockDevice.files.get(this.uri) ?? new Uint8Array();
          const after = new Uint8Array(before.length + bytes.length);
          after.set(before);
          after.set(bytes, before.length);
          mockDevice.files.set(this.uri, after);
        },
        close: () => {},
      };
    }
  }
  const Paths = {
    cache: { uri: '/cache' },
    document: { uri: '/document' },
    get availableDiskSpace() {
      return mockDevice.free;
    },
  };
  return { Directory, File, Paths };
});
jest.mock('expo-sharing', () => ({ shareAsync: jest.fn(async () => {}) }));

const alps: ExportedShare = { groupId: id(100), groupName: 'Alps', photos: 2, bytes: 2_000_000 };
const left: ExportedShare = { groupId: id(200), groupName: null, photos: 1, bytes: 500_000 };

const photo = (number: number, groupId: string): ExportedPhoto => ({
  id: id(number),
  groupId,
  motionOf: null,
  state: 'ready',
  failure: null,
  caption: '',
  fileName: `IMG_${number}.jpg`,
  mimeType: 'image/jpeg',
  size: 5,
  sha256: '0'.repeat(64),
  width: 1,
  height: 1,
  takenAt: '2026-06-01T10:00:00.000Z',
  takenAtOffset: 0,
  addedAt: '2026-06-01T10:00:00.000Z',
  trashedAt: null,
  camera: null,
  location: null,
  original: { url: `https://store.example/${number}`, expiresAt: '2999-01-01T00:00:00.000Z' },
});

const account = {
  id: id(1),
  email: 'anna@example.org',
  name: 'Anna Berg',
  language: 'en',
  createdAt: '2026-01-01T10:00:00.000Z',
  verifiedAt: null,
  quotaLimit: null,
  sessions: [],
  passkeys: [],
  emailChanges: [],
  mailTrouble: null,
  moderator: false,
  avatarUrl: null,
  deletionAt: null,
};

function serveData(shares: ExportedShare[], change: Parameters<typeof serve>[0] = {}): void {
  const photos = [photo(11, id(100)), photo(12, id(100)), photo(13, id(200))];
  serve({
    'GET /me/export/summary': () => answer({ groups: shares }),
    'GET /me/export/account': () => answer(account),
    'GET /me/export/memberships': () => answer({ memberships: [] }),
    'GET /me/exits': () => answer({ exits: [] }),
    'GET /me/join-requests': () => answer({ requests: [] }),
    'GET /me/notifications': () => answer({ letters: usualLetters, mutedGroups: [] }),
    'GET /me/blocks': () => answer({ blocks: [] }),
    'GET /me/reports': () => answer({ reports: [], nextCursor: null }),
    'GET /me/decisions': () => answer({ decisions: [], nextCursor: null }),
    'GET /me/hide-requests': () => answer({ questions: [], nextCursor: null }),
    'GET /me/export/uploads': () => answer({ days: [] }),
    'GET /me/export/entries': () => answer({ entries: [], nextCursor: null }),
    'GET /me/export/photos': () => answer({ photos, nextCursor: null }),
    ...change,
  });
}

const archive = () => [...mockDevice.files].find(([path]) => path.endsWith('.zip'))?.[1] ?? new Uint8Array();
const packed = () => Buffer.from(archive()).toString('latin1');
const press = async (name: string) => fireEvent.press(await screen.findByRole('button', { name }));

beforeEach(() => {
  mockDevice.files.clear();
  mockDevice.store.clear();
  for (const number of [11, 12, 13])
    mockDevice.store.set(`https://store.example/${number}`, new TextEncoder().encode(`photo`));
  Object.assign(mockDevice, { free: 10_000_000_000, full: false });
  jest.mocked(Sharing.shareAsync).mockClear();
});
afterEach(async () => {
  await act(async () => stopPacking());
  await waitFor(() => expect(usePacking.getState().packing.status).not.toBe('packing'));
  await act(async () => endPacking());
});

describe('the page of my data', () => {
  it('is linked from the account', async () => {
    serve({});
    await draw(<AccountScreen />);
    await fireEvent.press(screen.getByText('My data'));
    expect(visited).toEqual(['/account/data']);
  });

  it('says what is in the file, and how much it is', async () => {
    serveData([alps, left]);
    await draw(<MyDataScreen />);
    expect(await screen.findByText(/^3 photos, 2.5 MB$/)).toBeOnTheScreen();
    expect(screen.getByText('Your account')).toBeOnTheScreen();
    expect(screen.getByText(/nor are secrets/)).toBeOnTheScreen();
    expect(screen.getByRole('checkbox', { name: /Alps/ })).toBeChecked();
  });

  it('shows nothing to choose as long as it does not know', async () => {
    serveData([], { 'GET /me/export/summary': silence });
    await draw(<MyDataScreen />);
    expect(screen.queryByRole('button', { name: 'Save my data' })).toBeNull();
    expect(screen.getByText('Your account')).toBeOnTheScreen();
  });

  it('offers to try again without a network', async () => {
    serveData([alps], { 'GET /me/export/summary': offline });
    await draw(<MyDataScreen />);
    await screen.findByText(/The server did not answer/);
    serveData([alps]);
    await press('Try again');
    expect(await screen.findByRole('button', { name: 'Save my data' })).toBeOnTheScreen();
  });

  it('packs all into a file, and hands it to the system’s sheet, again if wanted', async () => {
    serveData([alps, left]);
    await draw(<MyDataScreen />);
    await press('Save my data');
    expect(await screen.findByText('Your data is packed.')).toBeOnTheScreen();
    for (const name of ['account.json', 'export.json', 'photos/Alps/IMG_11.jpg', 'photos/IMG_13.jpg'])
      expect(packed()).toContain(name);
    expect(packed()).toContain('anna@example.org');
    expect([...mockDevice.files.keys()].filter((path) => path.endsWith('.part'))).toEqual([]);
    expect(jest.mocked(Sharing.shareAsync).mock.calls[0]?.[0]).toMatch(/WMORY .*\.zip$/);
    await press('Save or send it');
    expect(Sharing.shareAsync).toHaveBeenCalledTimes(2);
    await press('Make another');
    expect(archive()).toHaveLength(0);
  });

  it('leaves out the files of groups that are not chosen', async () => {
    serveData([alps, left]);
    await draw(<MyDataScreen />);
    await fireEvent.press(await screen.findByRole('checkbox', { name: /Alps/ }));
    expect(screen.getAllByText(/^1 photo, 500 kB$/)).toHaveLength(2);
    await press('Save my data');
    await screen.findByText('Your data is packed.');
    expect(packed()).not.toContain('photos/Alps/');
    expect(packed()).toContain('photos/IMG_13.jpg');
  });

  it('packs the data alone', async () => {
    serveData([alps]);
    await draw(<MyDataScreen />);
    await fireEvent.press(await screen.findByRole('radio', { name: /Data only/ }));
    await press('Save my data');
    await screen.findByText('Your data is packed.');
    expect(packed()).not.toContain('photos/');
    expect(packed()).toContain('photos.json');
  });

  it('is the data alone for who has added nothing', async () => {
    serveData([], { 'GET /me/export/photos': () => answer({ photos: [], nextCursor: null }) });
    await draw(<MyDataScreen />);
    await press('Save my data');
    expect(await screen.findByText('Your data is packed.')).toBeOnTheScreen();
    expect(screen.queryByRole('radio')).toBeNull();
  });

  it('names what did not come, and gets that alone', async () => {
    mockDevice.store.delete('https://store.example/12');
    serveData([alps, left]);
    await draw(<MyDataScreen />);
    await press('Save my data');
    expect(await screen.findByText(/^One photo did not come/, {}, { timeout: 20_000 })).toBeOnTheScreen();
    expect(screen.getByText('IMG_12.jpg')).toBeOnTheScreen();
    mockDevice.store.set('https://store.example/12', new TextEncoder().encode('photo'));
    await press('Get what is missing');
    await waitFor(() => expect(screen.queryByText(/did not come/)).toBeNull());
    await screen.findByText('Your data is packed.');
    expect(packed()).toContain('photos/Alps/IMG_12.jpg');
    expect(packed()).not.toContain('photos/Alps/IMG_11.jpg');
  });

  it('halts, goes on, and asks before it throws away what is packed', async () => {
    let goOn = () => {};
    const held = new Promise<Response>((resolve) => {
      goOn = () => resolve(answer(account));
    });
    serveData([alps], { 'GET /me/export/account': () => held });
    await draw(<MyDataScreen />);
    await press('Save my data');
    await press('Pause');
    expect(screen.getByText('Paused. What is packed stays packed.')).toBeOnTheScreen();
    await act(async () => goOn());
    await waitFor(() => expect(asked.map(({ what }) => what)).toContain('GET /me/export/photos'));
    expect(packed()).not.toContain('IMG_11.jpg');
    await press('Stop');
    expect(await screen.findByText('Stop packing?')).toBeOnTheScreen();
    await press('Cancel');
    await press('Go on');
    expect(await screen.findByText('Your data is packed.')).toBeOnTheScreen();
  });

  it('leaves nothing once it is stopped', async () => {
    let goOn = () => {};
    const held = new Promise<Response>((resolve) => {
      goOn = () => resolve(answer({ entries: [], nextCursor: null }));
    });
    serveData([alps], { 'GET /me/export/entries': () => held });
    await draw(<MyDataScreen />);
    await press('Save my data');
    await waitFor(() => expect(packed()).toContain('uploads.json'));
    await press('Stop');
    await screen.findByText('Stop packing?');
    await fireEvent.press(screen.getAllByRole('button', { name: 'Stop' }).at(-1) as never);
    await act(async () => goOn());
    expect(await screen.findByRole('button', { name: 'Save my data' })).toBeOnTheScreen();
    expect(mockDevice.files.size).toBe(0);
    expect(Sharing.shareAsync).not.toHaveBeenCalled();
  });

  it('says that the server does not answer, and goes on by itself', async () => {
    let down = true;
    serveData([alps], { 'GET /me/blocks': () => (down ? offline(undefined) : answer({ blocks: [] })) });
    await draw(<MyDataScreen />);
    await press('Save my data');
    expect(await screen.findByText(/This goes on by itself/)).toBeOnTheScreen();
    down = false;
    expect(await screen.findByText('Your data is packed.', {}, { timeout: 20_000 })).toBeOnTheScreen();
  });

  it('says why nothing was saved: no room, or what the server refused with', async () => {
    mockDevice.full = true;
    serveData([alps]);
    await draw(<MyDataScreen />);
    await press('Save my data');
    expect(await screen.findByText(/The file could not be written/)).toBeOnTheScreen();
    expect(archive()).toHaveLength(0);
    mockDevice.full = false;
    serveData([alps], { 'GET /me/blocks': () => refuse('forbidden') });
    await press('Try again');
    await press('Save my data');
    expect(await screen.findByText('That did not load')).toBeOnTheScreen();
    expect(archive()).toHaveLength(0);
  });

  it('does not begin what the device has no room for', async () => {
    mockDevice.free = 1_000_000;
    serveData([alps, left]);
    await draw(<MyDataScreen />);
    expect(await screen.findByText(/this device has 1 MB left/)).toBeOnTheScreen();
    expect(screen.getByRole('button', { name: 'Save my data' })).toBeDisabled();
    await fireEvent.press(screen.getByRole('checkbox', { name: /Alps/ }));
    expect(screen.getByRole('button', { name: 'Save my data' })).toBeEnabled();
  });
});
