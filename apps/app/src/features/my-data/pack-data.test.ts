/** @jest-environment node */
import { ConnectionError, type ExportedPhoto, ProblemError } from '@wmory/contract';
import { id } from '@/testing/examples';
import { Stopped } from './ask';
import { NotWritten, type PackJob, packData } from './pack-data';
import type { Place, WantedFile } from './place-port';

const photo = (number: number, change: Partial<ExportedPhoto> = {}): ExportedPhoto => ({
  id: id(number),
  groupId: id(100),
  motionOf: null,
  state: 'ready',
  failure: null,
  caption: '',
  fileName: `IMG_${number}.jpg`,
  mimeType: 'image/jpeg',
  size: 3,
  sha256: String(number).padStart(64, '0'),
  width: 1,
  height: 1,
  takenAt: '2026-06-01T10:00:00.000Z',
  takenAtOffset: 120,
  addedAt: '2026-06-01T10:00:00.000Z',
  trashedAt: null,
  camera: null,
  location: null,
  original: { url: `first ${number}`, expiresAt: new Date(Date.now() + 600_000).toISOString() },
  ...change,
});

/** A server that has these pages of photos; each time they are asked for, their addresses are new. */
function serverOf(pages: ExportedPhoto[][]) {
  let asked = 0;
  const exportPhotos = jest.fn(async ({ query }: { query: { cursor?: string } }) => {
    const page = Number(query.cursor ?? 0);
    asked += 1;
    const round = asked <= pages.length ? 'first' : 'again';
    const photos = (pages[page] ?? []).map((one) =>
      one.original ? { ...one, original: { ...one.original, url: `${round} ${one.fileName}` } } : one,
    );
    return { photos, nextCursor: page + 1 < pages.length ? String(page + 1) : null };
  });
  const client = {
    exportPhotos,
    exportAccount: async () => ({ email: 'anna@example.org' }),
    exportMemberships: async () => ({ memberships: [] }),
    listExits: async () => ({ exits: [] }),
    listMyJoinRequests: async () => ({ requests: [] }),
    getNotifications: async () => ({ letters: [] }),
    listBlocks: async () => ({ blocks: [] }),
    listMyReports: async () => ({ reports: [], nextCursor: null }),
    listMyDecisions: async () => ({ decisions: [], nextCursor: null }),
    listHideQuestions: async () => ({ questions: [], nextCursor: null }),
    exportUploads: async () => ({ days: [] }),
    exportEntries: async () => ({ entries: [], nextCursor: null }),
  };
  return { client: client as unknown as PackJob['client'], calls: client, exportPhotos };
}

/** A place that keeps what it gets; `refuse` says which files do not come. */
function placeOf(refuse: (file: WantedFile) => boolean = () => false) {
  const files = new Map<string, string>();
  const dropped: string[] = [];
  const log: string[] = [];
  const place: Place = {
    async fetch(file) {
      log.push(file.url);
      if (refuse(file)) throw new TypeError('Network request failed');
      const bytes = new TextEncoder().encode(file.url);
      const chunks = async function* () {
        yield bytes;
      };
      return { parcel: { size: bytes.length, chunks }, drop: () => void dropped.push(file.url) };
    },
    async add(name, parcel, _, folders = []) {
      const path = [...folders, name].join('/');
      let text = '';
      for await (const chunk of parcel.chunks()) text += new TextDecoder().decode(chunk);
      files.set(path, text);
      return path;
    },
    finish: jest.fn(async () => 1),
    discard: jest.fn(async () => {}),
  };
  return { place, files, log, dropped, json: (name: string) => JSON.parse(files.get(name) ?? 'null') };
}

function pack(change: Partial<PackJob> & Pick<PackJob, 'client' | 'place'>) {
  return packData({
    wants: () => true,
    folderOf: () => 'Alps',
    signal: new AbortController().signal,
    unpaused: async () => {},
    onWaiting: () => {},
    onProgress: () => {},
    ...change,
  });
}

const documents = [
  'account.json',
  'blocks.json',
  'decisions.json',
  'entries.json',
  'export.json',
  'groups.json',
  'letters.json',
  'photos.json',
  'reports.json',
  'uploads.json',
];

beforeEach(() => jest.useFakeTimers({ advanceTimers: 200 }));
afterEach(() => jest.useRealTimers());

describe('packing', () => {
  it('puts every document and every wanted photo into the file, and says what became of each', async () => {
    const { client } = serverOf([[photo(1), photo(2, { groupId: id(200) })], [photo(3, { original: null })]]);
    const { place, files, json, dropped } = placeOf();
    const packed = await pack({ client, place, wants: ({ groupId }) => groupId === id(100) });
    expect(packed).toEqual({ parts: 1, missing: [], withheld: 1 });
    expect([...files.keys()].sort()).toEqual([...documents, 'photos/Alps/IMG_1.jpg'].sort());
    const told = json('photos.json').photos.map((one: Record<string, unknown>) => [
      one['outcome'],
      one['file'],
    ]);
    expect(told).toEqual([
      ['packed', 'photos/Alps/IMG_1.jpg'],
      ['left-out', null],
      ['withheld', null],
    ]);
    expect(files.get('photos.json')).not.toContain('first');
    expect(json('export.json').complete).toBe(true);
    expect(dropped).toEqual(['first IMG_1.jpg']);
  });

  it('asks for a new address where the old one has ended, or is refused', async () => {
    const ended = { url: 'x', expiresAt: new Date(Date.now() + 10_000).toISOString() };
    const { client } = serverOf([[photo(1, { original: ended }), photo(2)]]);
    const { place, log, files } = placeOf(({ url }) => url === 'first IMG_2.jpg');
    expect((await pack({ client, place })).missing).toEqual([]);
    expect(log).not.toContain('first IMG_1.jpg');
    expect(files.get('photos/Alps/IMG_1.jpg')).toBe('again IMG_1.jpg');
    expect(files.get('photos/Alps/IMG_2.jpg')).toBe('again IMG_2.jpg');
  });

  it('lists a photo that does not come, in the file too, and packs all others', async () => {
    const { client } = serverOf([[photo(1), photo(2)]]);
    const { place, json, log } = placeOf(({ url }) => url.endsWith('IMG_1.jpg'));
    const { missing } = await pack({ client, place });
    expect(missing.map(({ fileName }) => fileName)).toEqual(['IMG_1.jpg']);
    expect(json('export.json')).toMatchObject({
      complete: false,
      counts: { packed: 1, failed: 1 },
      missing: [{ id: id(1), fileName: 'IMG_1.jpg' }],
    });
    expect(place.finish).toHaveBeenCalled();
    // Three times, and three times more when the others had come.
    expect(log.filter((url) => url.endsWith('IMG_1.jpg'))).toHaveLength(6);
  });

  it('waits while the server cannot be reached, says so, and goes on', async () => {
    const { client, calls } = serverOf([[photo(1)]]);
    let failures = 3;
    calls.listBlocks = async () => {
      if (failures-- > 0) throw new ConnectionError('offline');
      return { blocks: [] };
    };
    const waited: boolean[] = [];
    const { place, files } = placeOf();
    await pack({ client, place, onWaiting: (waiting) => void waited.push(waiting) });
    expect(waited.filter(Boolean)).toHaveLength(3);
    expect(waited.at(-1)).toBe(false);
    expect(files.get('photos/Alps/IMG_1.jpg')).toBe('first IMG_1.jpg');
  });

  it('ends, leaving nothing, where the server refuses for good', async () => {
    const { client, calls } = serverOf([[]]);
    const problem = { type: 'about:blank', title: '', status: 401, code: 'session-ended' } as const;
    calls.listBlocks = () => Promise.reject(new ProblemError(problem));
    const { place } = placeOf();
    await expect(pack({ client, place })).rejects.toMatchObject({ code: 'session-ended' });
    expect(place.discard).toHaveBeenCalled();
    expect(place.finish).not.toHaveBeenCalled();
  });

  it('says that the file cannot be written, and leaves nothing', async () => {
    const { client } = serverOf([[photo(1)]]);
    const { place } = placeOf();
    const add = place.add;
    place.add = (name, ...rest) =>
      name === 'IMG_1.jpg' ? Promise.reject(new Error('No space left')) : add(name, ...rest);
    await expect(pack({ client, place })).rejects.toBeInstanceOf(NotWritten);
    expect(place.discard).toHaveBeenCalled();
  });

  it('fetches nothing while it is paused', async () => {
    const { client } = serverOf([[photo(1)]]);
    const { place, log } = placeOf();
    let goOn = () => {};
    const pause = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const packed = pack({ client, place, unpaused: () => pause });
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(log).toEqual([]);
    goOn();
    expect((await packed).parts).toBe(1);
    expect(log).toEqual(['first IMG_1.jpg']);
  });

  it('leaves nothing once it is stopped', async () => {
    const { client } = serverOf([[photo(1)]]);
    const stopping = new AbortController();
    const { place } = placeOf();
    place.fetch = async () => {
      stopping.abort();
      throw new Error('aborted');
    };
    // As phones have it.
    const signal = Object.defineProperty(stopping.signal, 'throwIfAborted', { value: undefined });
    await expect(pack({ client, place, signal })).rejects.toBeInstanceOf(Stopped);
    expect(place.discard).toHaveBeenCalled();
    expect(place.finish).not.toHaveBeenCalled();
  });

  it('tells how far it is, file by file', async () => {
    const { client } = serverOf([[photo(1), photo(2)]]);
    const seen: unknown[] = [];
    const { place } = placeOf();
    await pack({ client, place, onProgress: (progress) => void seen.push(progress) });
    expect(seen).toEqual([
      { done: 1, bytes: 3 },
      { done: 2, bytes: 6 },
    ]);
  });
});
